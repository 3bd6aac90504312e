/* Segments of tokens as they come from Python, and a table of small numbers.
 *
 * A side is a pair of buffers: tokens as uint32, starts as int64; segment i is
 * ids[starts[i]] .. ids[starts[i + 1]]. `side_of` checks this once, and whatever
 * indexes a side later derives its index from what was checked.
 */

#ifndef TQA_ARRAYS_H
#define TQA_ARRAYS_H

#define PY_SSIZE_T_CLEAN
#include <Python.h>
#include <stdint.h>

enum { MOST = 1 << 28 }; /* tokens of a side, so that sums and distances fit an int */

typedef struct {
    Py_buffer ids_view, starts_view;
    const uint32_t *ids;
    const int64_t *starts;
    Py_ssize_t segments;
    Py_ssize_t longest; /* tokens of the longest segment */
} Side;

/* Reads a pair (ids, starts); -1 with an exception where it is not one. */
int side_of(PyObject *pair, Side *side);
void side_release(Side *side);

/* Whether both have as many segments; else an exception is set. */
int same_length(const Side *one, const Side *other);

typedef struct {
    uint64_t key, stamp;
    int32_t id;   /* from 1 in order of insertion */
    int32_t most; /* how often, in the reference that has it most often */
    int32_t seen; /* how often, in the reference `side` */
    int32_t side;
} Entry;

/* From keys of 64 bits to entries; emptied by a new stamp, so that a segment costs what it holds. */
typedef struct {
    Entry *entries;
    uint64_t stamp;
    int bits; /* of the part in use */
    int32_t used;
} Table;

int table_open(Table *table, Py_ssize_t keys);
void table_clear(Table *table, Py_ssize_t keys); /* at most those it was opened for */

/* The entry of a key, or NULL where it is new and `insert` is 0. */
Entry *table_find(Table *table, uint64_t key, int insert);

uint64_t mixed(uint64_t key);

/* What Python sees. */
PyObject *matches(PyObject *module, PyObject *args);
PyObject *edits(PyObject *module, PyObject *args);
PyObject *vocabulary(PyObject *module, PyObject *none);
PyObject *chunks(PyObject *module, PyObject *args);
PyObject *expand(PyObject *module, PyObject *args);
PyObject *tally(PyObject *module, PyObject *args);
PyObject *words(PyObject *module, PyObject *args);
PyObject *lexemes(PyObject *module, PyObject *text);

#endif

/* Checks of what comes from Python, and the table. */

#include "arrays.h"
#include <string.h>

void side_release(Side *side)
{
    PyBuffer_Release(&side->ids_view);
    PyBuffer_Release(&side->starts_view);
}

int side_of(PyObject *pair, Side *side)
{
    memset(side, 0, sizeof *side);
    if (!PyTuple_Check(pair)) {
        PyErr_SetString(PyExc_TypeError, "a side is a tuple of ids and starts");
        return -1;
    }
    if (!PyArg_ParseTuple(pair, "y*y*", &side->ids_view, &side->starts_view))
        return -1;
    side->ids = side->ids_view.buf;
    side->starts = side->starts_view.buf;
    int64_t tokens = side->ids_view.len / (Py_ssize_t)sizeof(uint32_t);
    side->segments = side->starts_view.len / (Py_ssize_t)sizeof(int64_t) - 1;
    int right = side->segments >= 0 && tokens < MOST && side->starts[0] == 0 &&
                side->starts[side->segments] == tokens;
    for (Py_ssize_t i = 0; right && i < side->segments; i++) {
        right = side->starts[i + 1] >= side->starts[i] && side->starts[i + 1] <= tokens;
        int64_t length = right ? side->starts[i + 1] - side->starts[i] : 0; /* cannot overflow */
        if (length > side->longest)
            side->longest = (Py_ssize_t)length;
    }
    if (!right) {
        side_release(side);
        PyErr_SetString(PyExc_ValueError, "starts do not fit the ids");
        return -1;
    }
    return 0;
}

int same_length(const Side *one, const Side *other)
{
    if (one->segments == other->segments)
        return 1;
    PyErr_SetString(PyExc_ValueError, "sides of different numbers of segments");
    return 0;
}

static int bits_for(Py_ssize_t keys) /* of a table at most half full */
{
    int bits = 3;
    while (((Py_ssize_t)1 << bits) < 2 * keys)
        bits++;
    return bits;
}

int table_open(Table *table, Py_ssize_t keys)
{
    table->entries = PyMem_RawCalloc((size_t)1 << bits_for(keys), sizeof(Entry));
    table->stamp = 0;
    return table->entries ? 0 : -1;
}

void table_clear(Table *table, Py_ssize_t keys)
{
    table->stamp++;
    table->bits = bits_for(keys);
    table->used = 0;
}

uint64_t mixed(uint64_t key)
{
    key ^= key >> 32;
    key *= 0xd6e8feb86659fd93u;
    key ^= key >> 32;
    return key * 0x9e3779b97f4a7c15u;
}

Entry *table_find(Table *table, uint64_t key, int insert)
{
    size_t mask = ((size_t)1 << table->bits) - 1;
    for (size_t at = (size_t)(mixed(key) >> (64 - table->bits));; at = (at + 1) & mask) {
        Entry *entry = &table->entries[at];
        if (entry->stamp != table->stamp) {
            if (!insert)
                return NULL;
            *entry = (Entry){key, table->stamp, ++table->used, 0, 0, -1};
            return entry;
        }
        if (entry->key == key)
            return entry;
    }
}

/* Lines -> numbers of the chunks between white space -> tokens; the twin of tqa/metrics/_tokens.py. */

#include "arrays.h"
#include <string.h>

typedef struct {
    uint64_t hash;
    size_t at;      /* of its first character */
    uint32_t length;
    uint32_t id;    /* from 1; 0 where the slot is free */
} Chunk;

typedef struct {
    Chunk *slots;
    Py_UCS4 *characters; /* of all chunks, one after the other */
    size_t used, room;   /* of these */
    int bits;
    uint32_t chunks;
    uint64_t seed;
} Vocabulary;

#define VOCABULARY "tqa.metrics._kernel.vocabulary"

static void vocabulary_close(PyObject *capsule)
{
    Vocabulary *words = PyCapsule_GetPointer(capsule, VOCABULARY);
    if (words) {
        PyMem_RawFree(words->slots);
        PyMem_RawFree(words->characters);
        PyMem_RawFree(words);
    }
}

PyObject *vocabulary(PyObject *module, PyObject *none)
{
    Vocabulary *words = PyMem_RawCalloc(1, sizeof *words);
    if (!words)
        return PyErr_NoMemory();
    words->bits = 12;
    words->room = 1 << 16;
    words->seed = (uint64_t)(uintptr_t)words; /* so that nobody can plan collisions */
    words->slots = PyMem_RawCalloc((size_t)1 << words->bits, sizeof *words->slots);
    words->characters = PyMem_RawMalloc(words->room * sizeof *words->characters);
    PyObject *capsule = NULL;
    if (words->slots && words->characters)
        capsule = PyCapsule_New(words, VOCABULARY, vocabulary_close);
    else
        PyErr_NoMemory();
    if (!capsule) {
        PyMem_RawFree(words->slots);
        PyMem_RawFree(words->characters);
        PyMem_RawFree(words);
    }
    return capsule;
}

static int vocabulary_grow(Vocabulary *words, size_t length)
{
    if (words->used + length > words->room) {
        size_t room = 2 * (words->used + length);
        Py_UCS4 *characters = PyMem_RawRealloc(words->characters, room * sizeof *characters);
        if (!characters)
            return -1;
        words->characters = characters;
        words->room = room;
    }
    if (words->chunks < (uint32_t)1 << (words->bits - 1))
        return 0;
    Chunk *slots = PyMem_RawCalloc((size_t)2 << words->bits, sizeof *slots);
    if (!slots)
        return -1;
    size_t mask = ((size_t)2 << words->bits) - 1;
    for (size_t i = 0; i < (size_t)1 << words->bits; i++) {
        if (!words->slots[i].id)
            continue;
        size_t at = (size_t)words->slots[i].hash & mask;
        while (slots[at].id)
            at = (at + 1) & mask;
        slots[at] = words->slots[i];
    }
    PyMem_RawFree(words->slots);
    words->slots = slots;
    words->bits++;
    return 0;
}

/* The number of a chunk, a new one where it was not seen before; 0 without memory. */
static uint32_t number_of(Vocabulary *words, const Py_UCS4 *chunk, uint32_t length)
{
    uint64_t hash = words->seed;
    for (uint32_t i = 0; i < length; i++)
        hash = (hash ^ chunk[i]) * 0xd6e8feb86659fd93u ^ hash >> 29;
    hash = mixed(hash);
    hash ^= hash >> 32;
    size_t mask = ((size_t)1 << words->bits) - 1, at = (size_t)hash & mask;
    for (; words->slots[at].id; at = (at + 1) & mask) {
        const Chunk *known = &words->slots[at];
        if (known->hash == hash && known->length == length &&
            !memcmp(words->characters + known->at, chunk, length * sizeof *chunk))
            return known->id;
    }
    if (vocabulary_grow(words, length) < 0)
        return 0;
    mask = ((size_t)1 << words->bits) - 1;
    for (at = (size_t)hash & mask; words->slots[at].id;)
        at = (at + 1) & mask;
    memcpy(words->characters + words->used, chunk, length * sizeof *chunk);
    words->slots[at] = (Chunk){hash, words->used, length, ++words->chunks};
    words->used += length;
    return words->chunks;
}

/* Adds the chunks of a line at `ids` and its characters at `out`; the ends of both are moved. */
static int add_line(Vocabulary *words, PyObject *line, uint32_t **ids, Py_UCS4 **out)
{
    Py_ssize_t length = PyUnicode_GET_LENGTH(line);
    int kind = PyUnicode_KIND(line);
    const void *data = PyUnicode_DATA(line);
    Py_UCS4 *begin = *out;
    for (Py_ssize_t i = 0; i <= length; i++) {
        Py_UCS4 sign = i < length ? PyUnicode_READ(kind, data, i) : ' ';
        if (!Py_UNICODE_ISSPACE(sign)) {
            *(*out)++ = sign;
            continue;
        }
        if (begin == *out)
            continue;
        **ids = number_of(words, begin, (uint32_t)(*out - begin));
        if (!*(*ids)++)
            return -1;
        begin = *out;
    }
    return 0;
}

static PyObject *new_chunks(const Vocabulary *words, uint32_t before, size_t at)
{
    PyObject *list = PyList_New(words->chunks - before);
    Chunk *order = list ? PyMem_RawCalloc(words->chunks - before + 1, sizeof *order) : NULL;
    if (!order) {
        Py_XDECREF(list);
        return PyErr_NoMemory();
    }
    for (size_t i = 0; i < (size_t)1 << words->bits; i++)
        if (words->slots[i].id > before)
            order[words->slots[i].id - before - 1] = words->slots[i];
    for (uint32_t i = 0; i < words->chunks - before; i++) {
        PyObject *text = PyUnicode_FromKindAndData(PyUnicode_4BYTE_KIND,
                                                   words->characters + order[i].at, order[i].length);
        if (!text) {
            Py_CLEAR(list);
            break;
        }
        PyList_SET_ITEM(list, i, text);
    }
    PyMem_RawFree(order);
    return list;
}

PyObject *chunks(PyObject *module, PyObject *args)
{
    PyObject *capsule, *lines, *new = NULL, *result = NULL;
    if (!PyArg_ParseTuple(args, "OO!", &capsule, &PyList_Type, &lines))
        return NULL;
    Vocabulary *words = PyCapsule_GetPointer(capsule, VOCABULARY);
    if (!words)
        return NULL;
    Py_ssize_t n = PyList_GET_SIZE(lines), total = 0;
    for (Py_ssize_t i = 0; i < n; i++) {
        PyObject *line = PyList_GET_ITEM(lines, i);
        if (!PyUnicode_Check(line)) {
            PyErr_SetString(PyExc_TypeError, "lines are strings");
            return NULL;
        }
        total += PyUnicode_GET_LENGTH(line);
    }
    size_t row = sizeof(int64_t) * (size_t)(n + 1);
    uint32_t *ids = PyMem_RawMalloc(((size_t)(total / 2 + n) + 1) * sizeof *ids), *id = ids;
    Py_UCS4 *signs = PyMem_RawMalloc(((size_t)total + 1) * sizeof *signs), *sign = signs;
    int64_t *starts = PyMem_RawMalloc(row), *sign_starts = PyMem_RawMalloc(row);
    uint32_t before = words->chunks;
    if (!ids || !signs || !starts || !sign_starts || total >= MOST) {
        PyErr_NoMemory();
        goto done;
    }
    starts[0] = sign_starts[0] = 0;
    for (Py_ssize_t i = 0; i < n; i++) {
        if (add_line(words, PyList_GET_ITEM(lines, i), &id, &sign) < 0) {
            PyErr_NoMemory();
            goto done;
        }
        starts[i + 1] = id - ids;
        sign_starts[i + 1] = sign - signs;
    }
    new = new_chunks(words, before, 0);
    if (new)
        result = Py_BuildValue("y#y#y#y#O", ids, (Py_ssize_t)((char *)id - (char *)ids), starts,
                               (Py_ssize_t)row, signs, (Py_ssize_t)((char *)sign - (char *)signs),
                               sign_starts, (Py_ssize_t)row, new);
done:
    Py_XDECREF(new);
    PyMem_RawFree(ids);
    PyMem_RawFree(signs);
    PyMem_RawFree(starts);
    PyMem_RawFree(sign_starts);
    return result;
}

PyObject *expand(PyObject *module, PyObject *args)
{
    PyObject *chunk_pair, *table_pair, *ids = NULL, *starts = NULL, *result = NULL;
    Side side, table;
    if (!PyArg_ParseTuple(args, "OO", &chunk_pair, &table_pair) || side_of(chunk_pair, &side) < 0)
        return NULL;
    if (side_of(table_pair, &table) < 0) {
        side_release(&side);
        return NULL;
    }
    int64_t total = 0, chunks = side.starts[side.segments];
    for (int64_t i = 0; i < chunks; i++) {
        if (side.ids[i] < 1 || side.ids[i] > (uint64_t)table.segments) {
            PyErr_SetString(PyExc_ValueError, "a chunk that is not in the table");
            goto done;
        }
        total += table.starts[side.ids[i]] - table.starts[side.ids[i] - 1];
    }
    ids = PyBytes_FromStringAndSize(NULL, (Py_ssize_t)total * (Py_ssize_t)sizeof(uint32_t));
    starts = PyBytes_FromStringAndSize(NULL, side.starts_view.len);
    if (!ids || !starts)
        goto done;
    uint32_t *out = (uint32_t *)PyBytes_AS_STRING(ids), *begin = out;
    int64_t *ends = (int64_t *)PyBytes_AS_STRING(starts);
    ends[0] = 0;
    for (Py_ssize_t segment = 0; segment < side.segments; segment++) {
        for (int64_t i = side.starts[segment]; i < side.starts[segment + 1]; i++)
            for (int64_t k = table.starts[side.ids[i] - 1]; k < table.starts[side.ids[i]]; k++)
                *out++ = table.ids[k];
        ends[segment + 1] = out - begin;
    }
    result = PyTuple_Pack(2, ids, starts);
done:
    Py_XDECREF(ids);
    Py_XDECREF(starts);
    side_release(&side);
    side_release(&table);
    return result;
}

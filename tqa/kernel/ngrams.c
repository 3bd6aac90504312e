/* N-grams that a hypothesis shares with its references; the twin of tqa/metrics/_ngrams.py. */

#include "arrays.h"

/* An n-gram is its first n-1 tokens, as the number they got a round earlier, and
 * one token more: a key of 64 bits, without collisions of any kind. `previous`
 * holds these numbers for all positions, 0 where no reference has the beginning. */
static void count_segment(const Side *sides, Py_ssize_t n_sides, Py_ssize_t segment, int order,
                          Table *table, uint32_t *previous, int64_t *counts)
{
    Py_ssize_t total = 0;
    for (Py_ssize_t s = 0; s < n_sides; s++)
        total += (Py_ssize_t)(sides[s].starts[segment + 1] - sides[s].starts[segment]);
    for (Py_ssize_t i = 0; i < total; i++)
        previous[i] = 1;
    for (int n = 1; n <= order; n++) {
        uint32_t *last = previous;
        int64_t shared = 0;
        table_clear(table, total);
        for (Py_ssize_t s = 1; s <= n_sides; s++) { /* references first, then the hypothesis */
            const Side *side = &sides[s % n_sides];
            const uint32_t *ids = side->ids + side->starts[segment];
            int64_t length = side->starts[segment + 1] - side->starts[segment];
            for (int64_t i = 0; i + n <= length; i++) {
                if (!last[i])
                    continue;
                uint64_t key = (uint64_t)last[i] << 32 | ids[i + n - 1];
                Entry *entry = table_find(table, key, s < n_sides);
                last[i] = entry ? (uint32_t)entry->id : 0;
                if (!entry)
                    continue;
                if (s == n_sides) {
                    shared += entry->most > 0;
                    entry->most -= entry->most > 0;
                    continue;
                }
                if (entry->side != (int32_t)s) {
                    entry->side = (int32_t)s;
                    entry->seen = 0;
                }
                if (++entry->seen > entry->most)
                    entry->most = entry->seen;
            }
            last += length;
        }
        counts[n - 1] = shared;
    }
}

PyObject *matches(PyObject *module, PyObject *args)
{
    PyObject *pairs, *result = NULL;
    int order;
    if (!PyArg_ParseTuple(args, "O!i", &PyTuple_Type, &pairs, &order))
        return NULL;
    Py_ssize_t n_sides = PyTuple_GET_SIZE(pairs), read = 0, longest = 0;
    if (n_sides < 2 || n_sides > 1000 || order < 1 || order > 1000) {
        PyErr_SetString(PyExc_ValueError, "two sides or more, an order of 1 or more");
        return NULL;
    }
    Table table = {0};
    uint32_t *previous = NULL;
    Side *sides = PyMem_RawCalloc((size_t)n_sides, sizeof *sides);
    if (!sides)
        return PyErr_NoMemory();
    for (; read < n_sides; read++) {
        if (side_of(PyTuple_GET_ITEM(pairs, read), &sides[read]) < 0)
            goto done;
        longest += sides[read].longest;
        if (!same_length(&sides[0], &sides[read])) {
            read++;
            goto done;
        }
    }
    Py_ssize_t cells = sides[0].segments * order;
    result = PyBytes_FromStringAndSize(NULL, cells * (Py_ssize_t)sizeof(int64_t));
    previous = PyMem_RawMalloc((size_t)(longest + 1) * sizeof *previous);
    if (!result || !previous || longest >= MOST || table_open(&table, longest) < 0) {
        Py_CLEAR(result);
        PyErr_NoMemory();
        goto done;
    }
    int64_t *counts = (int64_t *)PyBytes_AS_STRING(result);
    Py_BEGIN_ALLOW_THREADS
    for (Py_ssize_t i = 0; i < sides[0].segments; i++)
        count_segment(sides, n_sides, i, order, &table, previous, counts + i * order);
    Py_END_ALLOW_THREADS
done:
    while (read--)
        side_release(&sides[read]);
    PyMem_RawFree(sides);
    PyMem_RawFree(previous);
    PyMem_RawFree(table.entries);
    return result;
}

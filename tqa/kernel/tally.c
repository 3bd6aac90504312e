/* Resamples as counts; the twin of a bincount in tqa/significance.py. */

#include "arrays.h"
#include <string.h>

PyObject *tally(PyObject *module, PyObject *args)
{
    Py_buffer drawn;
    Py_ssize_t segments;
    if (!PyArg_ParseTuple(args, "y*n", &drawn, &segments))
        return NULL;
    PyObject *result = NULL;
    Py_ssize_t draws = drawn.len / (Py_ssize_t)sizeof(int64_t);
    if (segments < 1 || draws % segments) {
        PyErr_SetString(PyExc_ValueError, "each resample draws as many as there are segments");
    } else if ((result = PyBytes_FromStringAndSize(NULL, draws * (Py_ssize_t)sizeof(float)))) {
        const int64_t *draw = drawn.buf;
        float *counts = (float *)PyBytes_AS_STRING(result);
        int right = 1;
        Py_BEGIN_ALLOW_THREADS
        memset(counts, 0, (size_t)draws * sizeof *counts);
        for (Py_ssize_t row = 0; row < draws; row += segments)
            for (Py_ssize_t i = 0; i < segments; i++) {
                int64_t at = draw[row + i];
                if (at >= 0 && at < segments)
                    counts[row + at] += 1;
                else
                    right = 0;
            }
        Py_END_ALLOW_THREADS
        if (!right) {
            PyErr_SetString(PyExc_ValueError, "a draw that is no segment");
            Py_CLEAR(result);
        }
    }
    PyBuffer_Release(&drawn);
    return result;
}

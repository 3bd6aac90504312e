/* The module, as Python sees it. */

#include "arrays.h"

PyDoc_STRVAR(matches_doc, "matches(sides, order): shared n-grams of each segment for each n, int64.\n"
                          "\n"
                          "The hypothesis is the first side, references are the others.");

PyDoc_STRVAR(edits_doc, "edits(hypothesis, reference): the edits of TER of each segment, int64.");

PyDoc_STRVAR(vocabulary_doc, "vocabulary(): an empty one, to be filled by `chunks`.");

PyDoc_STRVAR(chunks_doc,
             "chunks(vocabulary, lines): (ids, starts, characters, starts, new chunks).\n"
             "\n"
             "The chunks of each line by number, its code points without white space, and the\n"
             "chunks that the vocabulary did not hold before, in order of their numbers.");

PyDoc_STRVAR(expand_doc, "expand(side, table): (ids, starts) with each chunk replaced by its tokens.\n"
                         "\n"
                         "Chunk k, from 1, is segment k - 1 of the table.");

PyDoc_STRVAR(tally_doc, "tally(drawn, segments): how often each resample drew each segment, float32.");

PyDoc_STRVAR(words_doc, "words(text, type): the words of a text as tuples of this type, each with its\n"
                        "first character and the one after its last.");

PyDoc_STRVAR(lexemes_doc,
             "lexemes(text): (lexemes, the text after each until the next, where each begins).");

static PyMethodDef methods[] = {
    {"matches", matches, METH_VARARGS, matches_doc},
    {"edits", edits, METH_VARARGS, edits_doc},
    {"vocabulary", vocabulary, METH_NOARGS, vocabulary_doc},
    {"chunks", chunks, METH_VARARGS, chunks_doc},
    {"expand", expand, METH_VARARGS, expand_doc},
    {"tally", tally, METH_VARARGS, tally_doc},
    {"words", words, METH_VARARGS, words_doc},
    {"lexemes", lexemes, METH_O, lexemes_doc},
    {NULL, NULL, 0, NULL},
};

static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, "_native", "Inner loops.", -1, methods,
    NULL, NULL, NULL, NULL,
};

PyMODINIT_FUNC PyInit__native(void)
{
    PyObject *module = PyModule_Create(&definition);
    if (module != NULL && PyModule_AddIntConstant(module, "REVISION", 2) < 0) {
        Py_DECREF(module);
        return NULL;
    }
    return module;
}

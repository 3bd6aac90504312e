/* Words and lexemes of a text, as the patterns of tqa.lang.tokens and tqa.lang.lexemes find them. */

#include "arrays.h"

typedef struct {
    PyObject *text;
    int kind;
    const void *data;
    Py_ssize_t size;
} Text;

static int text_of(PyObject *object, Text *text)
{
    if (!PyUnicode_Check(object) || PyUnicode_READY(object) < 0) {
        if (!PyErr_Occurred())
            PyErr_SetString(PyExc_TypeError, "a text is a str");
        return -1;
    }
    text->text = object;
    text->kind = PyUnicode_KIND(object);
    text->data = PyUnicode_DATA(object);
    text->size = PyUnicode_GET_LENGTH(object);
    return 0;
}

static Py_UCS4 at(const Text *text, Py_ssize_t i)
{
    return PyUnicode_READ(text->kind, text->data, i);
}

/* [^\W_] */
static int is_letter_or_digit(Py_UCS4 c)
{
    return Py_UNICODE_ISALNUM(c);
}

/* [-'’‑], which join two parts of a word */
static int joins(Py_UCS4 c)
{
    return c == '-' || c == '\'' || c == 0x2019 || c == 0x2011;
}

static Py_ssize_t word_end(const Text *text, Py_ssize_t i)
{
    for (;;) {
        while (i < text->size && is_letter_or_digit(at(text, i)))
            i++;
        if (i + 1 >= text->size || !joins(at(text, i)) || !is_letter_or_digit(at(text, i + 1)))
            return i;
        i++;
    }
}

/* A tuple of this subclass of tuple: the word, where it begins and ends. */
static PyObject *token_of(PyTypeObject *type, const Text *text, Py_ssize_t start, Py_ssize_t end)
{
    PyObject *token = type->tp_alloc(type, 3);
    if (token == NULL)
        return NULL;
    PyObject *parts[] = {
        PyUnicode_Substring(text->text, start, end),
        PyLong_FromSsize_t(start),
        PyLong_FromSsize_t(end),
    };
    int whole = 1;
    for (int n = 0; n < 3; n++) {
        whole = whole && parts[n] != NULL;
        PyTuple_SET_ITEM(token, n, parts[n]);
    }
    if (whole)
        return token;
    Py_DECREF(token);
    return NULL;
}

PyObject *words(PyObject *module, PyObject *args)
{
    PyObject *object, *type;
    Text text;
    if (!PyArg_ParseTuple(args, "OO!:words", &object, &PyType_Type, &type))
        return NULL;
    if (!PyType_IsSubtype((PyTypeObject *)type, &PyTuple_Type)) {
        PyErr_SetString(PyExc_TypeError, "tokens are tuples");
        return NULL;
    }
    if (text_of(object, &text) < 0)
        return NULL;
    PyObject *found = PyList_New(0);
    if (found == NULL)
        return NULL;
    for (Py_ssize_t i = 0; i < text.size; i++) {
        if (!is_letter_or_digit(at(&text, i)))
            continue;
        Py_ssize_t end = word_end(&text, i);
        PyObject *token = token_of((PyTypeObject *)type, &text, i, end);
        if (token == NULL || PyList_Append(found, token) < 0) {
            Py_XDECREF(token);
            Py_DECREF(found);
            return NULL;
        }
        Py_DECREF(token);
        i = end - 1;
    }
    PyObject *tokens = PyList_AsTuple(found);
    Py_DECREF(found);
    return tokens;
}

/* [$€£¥₩₹฿%‰°] */
static int is_sign(Py_UCS4 c)
{
    switch (c) {
    case '$': case '%': case 0xA3: case 0xA5: case 0xB0: case 0xE3F: case 0x2030: case 0x20A9:
    case 0x20AC: case 0x20B9:
        return 1;
    default:
        return 0;
    }
}

static int is_digit(Py_UCS4 c)
{
    return Py_UNICODE_ISDECIMAL(c);
}

/* The end of the lexeme that begins at `i`: `i` itself where none does. */
static Py_ssize_t lexeme_end(const Text *text, Py_ssize_t i)
{
    Py_UCS4 first = at(text, i);
    if (is_digit(first)) {
        for (;;) {
            while (i < text->size && is_digit(at(text, i)))
                i++;
            if (i + 1 >= text->size || (at(text, i) != '.' && at(text, i) != ',') ||
                !is_digit(at(text, i + 1)))
                return i;
            i++;
        }
    }
    if (is_letter_or_digit(first)) {
        while (i < text->size && is_letter_or_digit(at(text, i)) && !is_digit(at(text, i)))
            i++;
        return i;
    }
    return i + is_sign(first);
}

static int append(PyObject *list, PyObject *item)
{
    if (item == NULL)
        return -1;
    int failed = PyList_Append(list, item);
    Py_DECREF(item);
    return failed;
}

PyObject *lexemes(PyObject *module, PyObject *object)
{
    Text text;
    if (text_of(object, &text) < 0)
        return NULL;
    PyObject *found = PyList_New(0), *gaps = PyList_New(0), *starts = PyList_New(0);
    Py_ssize_t last = -1; /* the end of the lexeme before */
    int failed = found == NULL || gaps == NULL || starts == NULL;
    for (Py_ssize_t i = 0; i < text.size && !failed;) {
        Py_ssize_t end = lexeme_end(&text, i);
        if (end == i) {
            i++;
            continue;
        }
        if (last >= 0)
            failed = append(gaps, PyUnicode_Substring(text.text, last, i)) < 0;
        failed = failed || append(found, PyUnicode_Substring(text.text, i, end)) < 0 ||
                 append(starts, PyLong_FromSsize_t(i)) < 0;
        i = last = end;
    }
    if (!failed && last >= 0)
        failed = append(gaps, PyUnicode_Substring(text.text, last, text.size)) < 0;
    if (!failed)
        return Py_BuildValue("(NNN)", found, gaps, starts);
    Py_XDECREF(found);
    Py_XDECREF(gaps);
    Py_XDECREF(starts);
    return NULL;
}

/* The edits of TER: Tercom's greedy search for shifts, as sacrebleu follows it: same
 * candidates, same ranking, same limits. The twin of tqa/metrics/_shifts.py.
 */

#include "arrays.h"
#include <math.h>
#include <string.h>

enum { SHIFT_SIZE = 10, SHIFT_DISTANCE = 50, CANDIDATES = 1000, BEAM = 25, WORD = 64 };
/* Distances without the beam are those with it where an alignment cannot leave it. */
enum { SAFE_EDITS = 23, SAFE_LENGTH = 24 };
enum { NEVER = 1 << 29 };
enum { KEEP, SUBSTITUTE, DELETE, INSERT, UNDEFINED };

typedef struct {
    int n_hyp, n_ref;
    double ratio;
    int beam, width;     /* of a row */
    int32_t *hyp, *ref;  /* tokens as numbers from 1 within the segment; 0 stands in no reference */
    int32_t *shifted, *best;
    uint64_t *places;    /* by number: where it stands in the reference, while that fits */
    int32_t *costs[2];   /* two rows of the matrix, with a cell before the first */
    uint8_t *steps;      /* the step into each cell of the beam, row by row */
    int32_t *align, *wrong_hyp, *wrong_ref;
} Ter;

static int low(const Ter *t, int row)
{
    int diagonal = (int)floor(row * t->ratio);
    return diagonal > t->beam ? diagonal - t->beam : 0;
}

static int high(const Ter *t, int row) /* the first column after the row */
{
    int end = (int)floor(row * t->ratio) + t->beam;
    return row == t->n_hyp || end > t->n_ref + 1 ? t->n_ref + 1 : end;
}

/* Edit distance within the beam; NEVER as soon as it must exceed `limit`. */
static int beam_distance(const Ter *t, const int32_t *hyp, int limit, uint8_t *steps)
{
    int32_t *above = t->costs[0] + 1, *row = t->costs[1] + 1;
    int before = t->n_ref + 1; /* cells after it are not set in the row above */
    for (int j = 0; j <= t->n_ref; j++)
        above[j] = j;
    above[-1] = NEVER;
    for (int i = 1; i <= t->n_hyp; i++) {
        int from = low(t, i), to = high(t, i), least = NEVER;
        uint8_t *step = steps ? steps + (size_t)i * (size_t)t->width : NULL;
        for (int j = before; j < to; j++)
            above[j] = NEVER;
        row[from - 1] = NEVER;
        for (int j = from; j < to; j++) {
            int cost = NEVER, taken = UNDEFINED;
            if (j) {
                int same = hyp[i - 1] == t->ref[j - 1];
                cost = above[j - 1] + !same;
                taken = same ? KEEP : SUBSTITUTE;
            }
            if (above[j] + 1 < cost) {
                cost = above[j] + 1;
                taken = DELETE;
            }
            if (row[j - 1] + 1 < cost) {
                cost = row[j - 1] + 1;
                taken = INSERT;
            }
            if (cost >= NEVER) {
                cost = NEVER;
                taken = UNDEFINED;
            }
            row[j] = cost;
            if (cost < least)
                least = cost;
            if (step)
                step[j - from] = (uint8_t)taken;
        }
        if (least > limit)
            return NEVER;
        before = to;
        int32_t *other = above;
        above = row;
        row = other;
    }
    return above[t->n_ref];
}

/* Edit distance without a beam, for references of up to 64 words (Hyyrö 2003). */
static int bit_distance(const Ter *t, const int32_t *hyp)
{
    uint64_t rises = ~(uint64_t)0, falls = 0, last = (uint64_t)1 << (t->n_ref - 1);
    int distance = t->n_ref;
    for (int i = 0; i < t->n_hyp; i++) {
        uint64_t mask = t->places[hyp[i]];
        uint64_t same = (((mask & rises) + rises) ^ rises) | mask | falls;
        uint64_t up = falls | ~(same | rises), down = rises & same;
        distance += (up & last) != 0;
        distance -= (down & last) != 0;
        up = up << 1 | 1;
        rises = down << 1 | ~(same | up);
        falls = up & same;
    }
    return distance;
}

/* What the hypothesis looks like with a block moved to before `target`. */
static void shift(const int32_t *words, int n, int start, int length, int target, int32_t *out)
{
    int before = target < start ? target : start; /* words that stay in front */
    int between = target < start ? start - target
                  : target > start + length ? target - start - length : target - start;
    if (target >= start && between > n - start - length)
        between = n - start - length; /* a place within the block may reach past the end */
    const int32_t *block = words + start;
    memcpy(out, words, (size_t)before * sizeof *out);
    out += before;
    if (target < start) {
        memcpy(out, block, (size_t)length * sizeof *out);
        memcpy(out + length, words + target, (size_t)between * sizeof *out);
    } else {
        memcpy(out, block + length, (size_t)between * sizeof *out);
        memcpy(out + between, block, (size_t)length * sizeof *out);
    }
    int done = before + length + between;
    memcpy(out + length + between, words + done, (size_t)(n - done) * sizeof *out);
}

/* Follows the steps back: for each word of the reference its place in the hypothesis,
 * and how many words before each place are wrong. 0 where the beam was left. */
static int alignment(Ter *t)
{
    int i = t->n_hyp, j = t->n_ref;
    memset(t->wrong_hyp, 0, (size_t)(i + 1) * sizeof *t->wrong_hyp);
    memset(t->wrong_ref, 0, (size_t)(j + 1) * sizeof *t->wrong_ref);
    while (i || j) {
        int step = INSERT;
        if (i) {
            int at = j - low(t, i);
            if (at < 0 || j >= high(t, i))
                return 0;
            step = t->steps[(size_t)i * (size_t)t->width + (size_t)at];
        }
        if ((step == DELETE && !i) || (step != DELETE && !j) || step == UNDEFINED)
            return 0;
        if (step != INSERT)
            i--;
        if (step != DELETE) {
            j--;
            t->align[j] = step == INSERT ? i - 1 : i;
        }
        if (step == SUBSTITUTE || step == DELETE)
            t->wrong_hyp[i + 1] = 1;
        if (step == SUBSTITUTE || step == INSERT)
            t->wrong_ref[j + 1] = 1;
    }
    for (i = 1; i <= t->n_hyp; i++)
        t->wrong_hyp[i] += t->wrong_hyp[i - 1];
    for (j = 1; j <= t->n_ref; j++)
        t->wrong_ref[j] += t->wrong_ref[j - 1];
    return 1;
}

typedef struct {
    int distance, length, start, target;
} Move;

/* The order of Tercom: the lowest distance, the longest block, the first, to the first place. */
static int is_better(Move a, Move b)
{
    if (a.distance != b.distance)
        return a.distance < b.distance;
    if (a.length != b.length)
        return a.length > b.length;
    return a.start != b.start ? a.start < b.start : a.target < b.target;
}

/* The distance after a move, or more than `best` has where it is no better. */
static void try_move(Ter *t, int distance, Move move, Move *best)
{
    shift(t->hyp, t->n_hyp, move.start, move.length, move.target, t->shifted);
    move.distance = 0;
    if (t->n_ref <= WORD) { /* a bound, and often the distance itself */
        move.distance = bit_distance(t, t->shifted);
        if (!is_better(move, *best))
            return;
    }
    if (t->n_ref > SAFE_LENGTH && (distance > SAFE_EDITS || t->n_ref > WORD)) {
        move.distance = beam_distance(t, t->shifted, best->distance, NULL);
        if (!is_better(move, *best))
            return;
    }
    *best = move;
    int32_t *other = t->best;
    t->best = t->shifted;
    t->shifted = other;
}

/* Tries the shifts of one round and returns how many; `best` is left as it was if none helps. */
static int try_moves(Ter *t, int distance, int tried, Move *best)
{
    for (int start = 0; start < t->n_hyp; start++) {
        int first = start > SHIFT_DISTANCE ? start - SHIFT_DISTANCE : 0;
        for (int place = first; place < t->n_ref && place <= start + SHIFT_DISTANCE; place++) {
            int length = 0;
            while (length < SHIFT_SIZE && start + length < t->n_hyp && place + length < t->n_ref &&
                   t->hyp[start + length] == t->ref[place + length]) {
                length++;
                if (t->wrong_hyp[start + length] == t->wrong_hyp[start] ||
                    t->wrong_ref[place + length] == t->wrong_ref[place] ||
                    (start <= t->align[place] && t->align[place] < start + length))
                    continue;
                int previous = -1;
                for (int at = place - 1; at < place + length; at++) {
                    int target = at < 0 ? 0 : t->align[at] + 1;
                    if (target == previous)
                        continue;
                    previous = target;
                    tried++;
                    try_move(t, distance, (Move){0, length, start, target}, best);
                }
                if (tried >= CANDIDATES)
                    return tried;
            }
        }
    }
    return tried;
}

/* The edits of one segment. `lowest` is what no shift can go below. */
static int edits_of(Ter *t, int lowest)
{
    if (!t->n_hyp || !t->n_ref)
        return t->n_hyp + t->n_ref;
    int shifts = 0, tried = 0;
    int distance = beam_distance(t, t->hyp, NEVER, t->steps);
    while (distance > lowest && alignment(t)) {
        Move best = {distance, 0, 0, 0};
        best.length = SHIFT_SIZE + 1; /* of equals the standing one wins */
        tried = try_moves(t, distance, tried, &best);
        if (tried >= CANDIDATES || best.distance >= distance)
            break;
        shifts++;
        int32_t *other = t->hyp;
        t->hyp = t->best;
        t->best = other;
        distance = beam_distance(t, t->hyp, NEVER, t->steps);
    }
    return shifts + distance;
}

/* Numbers the tokens of a segment; returns how many of the hypothesis stand in the reference. */
static int prepare(Ter *t, Table *table, const uint32_t *hyp, const uint32_t *ref)
{
    int common = 0;
    table_clear(table, t->n_ref);
    memset(t->places, 0, (size_t)(t->n_ref + 1) * sizeof *t->places);
    for (int j = 0; j < t->n_ref; j++) {
        Entry *entry = table_find(table, ref[j], 1);
        entry->most++;
        t->ref[j] = entry->id;
        if (j < WORD)
            t->places[entry->id] |= (uint64_t)1 << j;
    }
    for (int i = 0; i < t->n_hyp; i++) {
        Entry *entry = table_find(table, hyp[i], 0);
        t->hyp[i] = entry ? entry->id : 0;
        if (entry && entry->most > 0) {
            entry->most--;
            common++;
        }
    }
    t->ratio = t->n_hyp ? (double)t->n_ref / t->n_hyp : 1;
    t->beam = BEAM < t->ratio / 2 ? (int)ceil(t->ratio / 2 + BEAM) : BEAM;
    t->width = 2 * t->beam + 2 < t->n_ref + 1 ? 2 * t->beam + 2 : t->n_ref + 1;
    return common;
}

static void ter_close(Ter *t)
{
    void *parts[] = {t->hyp, t->ref, t->shifted, t->best, t->places, t->costs[0], t->costs[1],
                     t->align, t->wrong_hyp, t->wrong_ref, t->steps};
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        PyMem_RawFree(parts[i]);
}

static int ter_open(Ter *t, Py_ssize_t hyp, Py_ssize_t ref)
{
    size_t most = (size_t)(hyp > ref ? hyp : ref) + 4;
    int32_t **parts[] = {&t->hyp, &t->ref, &t->shifted, &t->best, &t->costs[0], &t->costs[1],
                         &t->align, &t->wrong_hyp, &t->wrong_ref};
    int right = 1;
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        *parts[i] = PyMem_RawMalloc(most * sizeof(int32_t));
        right = right && *parts[i];
    }
    t->places = PyMem_RawMalloc(most * sizeof *t->places);
    return right && t->places ? 0 : -1;
}

/* Steps for the beam of this segment; they grow with the longest so far. */
static int ter_room(Ter *t, size_t *room)
{
    size_t cells = (size_t)(t->n_hyp + 1) * (size_t)t->width;
    if (cells <= *room)
        return 0;
    uint8_t *steps = PyMem_RawRealloc(t->steps, cells);
    if (!steps)
        return -1;
    t->steps = steps;
    *room = cells;
    return 0;
}

static int all_edits(Ter *t, Table *table, const Side *hyp, const Side *ref, int64_t *found)
{
    size_t room = 0;
    for (Py_ssize_t i = 0; i < hyp->segments; i++) {
        t->n_hyp = (int)(hyp->starts[i + 1] - hyp->starts[i]);
        t->n_ref = (int)(ref->starts[i + 1] - ref->starts[i]);
        int common = prepare(t, table, hyp->ids + hyp->starts[i], ref->ids + ref->starts[i]);
        if (ter_room(t, &room) < 0)
            return -1;
        found[i] = edits_of(t, (t->n_hyp > t->n_ref ? t->n_hyp : t->n_ref) - common);
    }
    return 0;
}

PyObject *edits(PyObject *module, PyObject *args)
{
    PyObject *hyp_pair, *ref_pair, *result = NULL;
    Side hyp, ref;
    if (!PyArg_ParseTuple(args, "OO", &hyp_pair, &ref_pair) || side_of(hyp_pair, &hyp) < 0)
        return NULL;
    if (side_of(ref_pair, &ref) < 0) {
        side_release(&hyp);
        return NULL;
    }
    Ter ter = {0};
    Table table = {0};
    int failed = 1;
    if (same_length(&hyp, &ref)) {
        result = PyBytes_FromStringAndSize(NULL, hyp.segments * (Py_ssize_t)sizeof(int64_t));
        if (result && ter_open(&ter, hyp.longest, ref.longest) == 0 &&
            table_open(&table, ref.longest) == 0) {
            Py_BEGIN_ALLOW_THREADS
            failed = all_edits(&ter, &table, &hyp, &ref, (int64_t *)PyBytes_AS_STRING(result));
            Py_END_ALLOW_THREADS
        }
        if (failed) {
            Py_CLEAR(result);
            PyErr_NoMemory();
        }
    }
    ter_close(&ter);
    PyMem_RawFree(table.entries);
    side_release(&hyp);
    side_release(&ref);
    return result;
}

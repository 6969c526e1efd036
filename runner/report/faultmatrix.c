#include "report/faultmatrix.h"

#include "base/vec.h"

bool
fault_is_caught(const struct fault_tried *f)
{
	return f->caught_by.n > 0;
}

size_t
faultmatrix_caught(const struct fault_matrix *m)
{
	size_t n = 0;

	for (size_t i = 0; i < m->faults.n; i++)
		n += fault_is_caught(&m->faults.v[i]);
	return n;
}

bool
faultmatrix_fails(const struct fault_matrix *m)
{
	return (!m->part || !m->whole) && faultmatrix_caught(m) < m->faults.n;
}

/* ------------------------------------------------------------- by result */

static bool
demands(const struct str *ids, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		const struct requirement *q = spec_find(ids[i]);

		if (q == NULL || q->level != LEVEL_MAY)
			return true;
	}
	return false;
}

static int
by_id(const void *a, const void *b)
{
	const struct faults_of *const *x = a, *const *y = b;

	return str_cmp((*x)->id, (*y)->id);
}

bool
faultmatrix_is_sound(enum verdict v)
{
	return v == VERDICT_PASS || v == VERDICT_SKIP;
}

static struct faults_of *
all_results(const struct result *r, struct arena *a)
{
	struct faults_of *v =
	    arena_array(a, struct faults_of, r->cases.n + r->rules.n);

	for (size_t i = 0; i < r->cases.n; i++) {
		const struct case_result *c = &r->cases.v[i];

		v[i] = (struct faults_of){.id = c->id,
		    .result = str_sub(c->id, 0, str_index(c->id, ':')),
		    .sound = faultmatrix_is_sound(c->verdict),
		    .demands = demands(c->proves.v, c->proves.n)};
	}
	for (size_t i = 0; i < r->rules.n; i++) {
		const struct rule_result *rule = &r->rules.v[i];
		struct str id = arena_strf(a, "rules/%.*s", STRF(rule->name));

		v[r->cases.n + i] = (struct faults_of){.id = id,
		    .result = id,
		    .sound = faultmatrix_is_sound(rule->verdict),
		    .demands =
			!r->matrix->part && demands(&rule->requirement, 1)};
	}
	return v;
}

/* Rows of one case stand together when they are sorted. */
static void
join_rows(struct faults_of **sorted, size_t n, struct arena *a)
{
	for (size_t i = 0; i < n; i++) {
		struct faults_of *f = sorted[i];

		f->first = i == 0 || !str_eq(f->result, sorted[i - 1]->result);
		f->broken =
		    f->first ? arena_new(a, bool) : sorted[i - 1]->broken;
		*f->broken |= !f->sound;
	}
}

struct faults_of **
faultmatrix_sorted(struct faults_of *v, size_t n, struct arena *a)
{
	struct faults_of **sorted = arena_array(a, struct faults_of *, n + 1);

	for (size_t i = 0; i < n; i++)
		sorted[i] = &v[i];
	qsort(sorted, n, sizeof(*sorted), by_id);
	return sorted;
}

struct faults_of *
faultmatrix_find(struct faults_of *const *sorted, size_t n, struct str id)
{
	struct faults_of key = {.id = id}, *wanted = &key;
	struct faults_of *const *at;

	if (n == 0)
		return NULL;
	at = bsearch(&wanted, sorted, n, sizeof(*at), by_id);
	return at != NULL ? *at : NULL;
}

static void
note(struct faults_of **sorted, size_t n, const struct strs *broken,
    struct str fault, struct arena *a)
{
	for (size_t i = 0; i < broken->n; i++) {
		struct faults_of *f = faultmatrix_find(sorted, n, broken->v[i]);

		if (f == NULL)
			continue;
		*vec_add(&f->faults, a) = fault;
		*f->broken = true;
	}
}

struct faults_of *
faultmatrix_results(const struct result *r, struct arena *a, size_t *n)
{
	const struct fault_matrix *m = r->matrix;
	struct faults_of *v = all_results(r, a), **sorted;

	*n = r->cases.n + r->rules.n;
	sorted = faultmatrix_sorted(v, *n, a);
	join_rows(sorted, *n, a);
	for (size_t i = 0; i < m->faults.n; i++) {
		const struct fault_tried *f = &m->faults.v[i];

		note(sorted, *n, &f->caught_by, f->id, a);
		note(sorted, *n, &f->broke, f->id, a);
	}
	return v;
}

bool
faults_of_none(const struct faults_of *f)
{
	return f->first && f->demands && !*f->broken;
}

void
faultmatrix_count(
    const struct faults_of *v, size_t n, struct matrix_figures *out)
{
	*out = (struct matrix_figures){.rows = n};
	for (size_t i = 0; i < n; i++) {
		out->rows_broken += v[i].faults.n > 0;
		out->results += v[i].first;
		out->broken += v[i].first && *v[i].broken;
		out->none += faults_of_none(&v[i]);
	}
}

/* ------------------------------------------------------------- words */

struct str
faultmatrix_words(const struct result *r, struct arena *a)
{
	const struct fault_matrix *m = r->matrix;
	struct matrix_figures f;
	const struct faults_of *v;
	struct str s;
	size_t n;

	s = arena_strf(a, "%zu %s, %zu caught", m->faults.n,
	    m->faults.n == 1 ? "fault" : "faults", faultmatrix_caught(m));
	if (!m->whole)
		return s;
	v = faultmatrix_results(r, a, &n);
	faultmatrix_count(v, n, &f);
	return arena_strf(a, "%.*s; broken by none: %zu of %zu cases and rules",
	    STRF(s), f.none, f.results);
}

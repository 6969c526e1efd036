#include "cli/matrixjudge.h"

#include "base/vec.h"
#include "refserver/fault.h"

static int
by_str(const void *a, const void *b)
{
	return str_cmp(*(const struct str *)a, *(const struct str *)b);
}

/* NULL if it was broken in the plain run. */
static struct faults_of *
sound(const struct matrix_judge *j, struct str id)
{
	struct faults_of *f = faultmatrix_find(j->by_id, j->n, id);

	return f != NULL && f->sound ? f : NULL;
}

static bool
notes(const struct finding_list *list)
{
	for (size_t i = 0; i < list->n; i++)
		if (list->v[i].level == FINDING_INFO)
			return true;
	return false;
}

/* Ids of cases and rules that noted something. */
static struct strs
noted(const struct result *r, struct arena *a)
{
	struct strs all = {0};

	for (size_t i = 0; i < r->cases.n; i++) {
		const struct case_result *c = &r->cases.v[i];

		if (notes(&c->findings))
			*vec_add(&all, a) = c->id;
		for (size_t k = 0; k < c->exchanges.n; k++) {
			const struct finding_list *f =
			    &c->exchanges.v[k].findings;

			for (size_t x = 0; x < f->n; x++)
				if (f->v[x].rule != NULL &&
				    f->v[x].level == FINDING_INFO)
					*vec_add(&all, a) = arena_strf(
					    a, "rules/%s", f->v[x].rule);
		}
	}
	if (all.n > 0)
		qsort(all.v, all.n, sizeof(all.v[0]), by_str);
	return all;
}

static bool
among(const struct strs *all, struct str id)
{
	return all->n > 0 &&
	       bsearch(&id, all->v, all->n, sizeof(all->v[0]), by_str) != NULL;
}

void
matrix_judge_init(struct matrix_judge *j, const struct result *plain)
{
	struct faults_of *results;

	*j = (struct matrix_judge){.arena = plain->arena};
	j->noted = noted(plain, j->arena);
	results = faultmatrix_results(plain, j->arena, &j->n);
	j->by_id = faultmatrix_sorted(results, j->n, j->arena);
}

static bool
is_broken(enum verdict v)
{
	return v == VERDICT_FAIL || v == VERDICT_WARN;
}

static void
add_broken(struct matrix_judge *j, struct fault_tried *f,
    struct faults_of *result, bool claims)
{
	struct strs *list = claims ? &f->caught_by : &f->broke;

	for (size_t i = result->faults.n; i > 0; i--)
		if (str_eq(result->faults.v[i - 1], f->id))
			return; /* it was tried with this one before */
	*vec_add(&result->faults, j->arena) = f->id;
	*result->broken = true;
	*vec_add(list, j->arena) = result->id;
}

static bool
claims(size_t fault, const struct str *ids, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (fault_violates(fault, ids[i]))
			return true;
	return false;
}

/* A rule saw other exchanges in the plain run: what it noted there counts for
   nothing, what it notes only here does. */
void
matrix_judge(struct matrix_judge *j, size_t fault, struct fault_tried *f,
    const struct result *r)
{
	struct strs here = noted(r, r->arena);

	for (size_t i = 0; i < r->cases.n; i++) {
		const struct case_result *c = &r->cases.v[i];
		struct faults_of *plain = sound(j, c->id);

		if (plain != NULL &&
		    (is_broken(c->verdict) ||
			(!plain->demands && c->verdict == VERDICT_PASS &&
			    among(&here, c->id) != among(&j->noted, c->id))))
			add_broken(j, f, plain,
			    claims(fault, c->proves.v, c->proves.n));
	}
	for (size_t i = 0; i < r->rules.n; i++) {
		const struct rule_result *rule = &r->rules.v[i];
		struct str id =
		    arena_strf(r->arena, "rules/%.*s", STRF(rule->name));
		struct faults_of *plain = sound(j, id);

		if (plain != NULL &&
		    (is_broken(rule->verdict) ||
			(among(&here, id) && !among(&j->noted, id))))
			add_broken(
			    j, f, plain, claims(fault, &rule->requirement, 1));
	}
}

bool
matrix_is_left(const struct matrix_judge *j, struct str id)
{
	const struct faults_of *plain = sound(j, id);

	return plain != NULL && plain->demands && !*plain->broken;
}

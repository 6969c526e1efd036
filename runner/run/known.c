#include "run/known.h"

void
known_add_profile(struct known *k, const struct target *t)
{
	for (size_t i = 0; i < t->n_known_failures; i++)
		*vec_add(k, k->arena) = (struct known_failure){
		    .id = t->known_failures[i].name,
		    .reason = t->known_failures[i].text,
		    .loc = t->known_failures[i].loc};
}

/* Failed there, for the purpose of being excused here. */
static bool
was_broken(const struct known *k, enum verdict v)
{
	return v == VERDICT_FAIL || v == VERDICT_ERROR || v == VERDICT_KNOWN ||
	    (v == VERDICT_WARN && k->strict);
}

static void
add_earlier(struct known *k, struct str id, enum verdict v, struct str reason)
{
	if (v == VERDICT_SKIP)
		return; /* excuses nothing and promises nothing */
	*vec_add(k, k->arena) = (struct known_failure){.id = id,
	    .reason = reason, .source = KNOWN_BASELINE, .verdict = v};
}

static int
by_id(const void *a, const void *b)
{
	const struct testcase *const *x = a, *const *y = b;

	return str_cmp((*x)->id, (*y)->id);
}

/* Whether some case that was judged there does not run here. */
static bool
is_part(const struct result *earlier, const struct testcases *plan,
    struct arena *a)
{
	const struct testcase **sorted =
	    arena_array(a, const struct testcase *, plan->n + 1);

	for (size_t i = 0; i < plan->n; i++)
		sorted[i] = plan->v[i];
	qsort(sorted, plan->n, sizeof(*sorted), by_id);
	for (size_t i = 0; i < earlier->cases.n; i++) {
		const struct testcase key = {.id = earlier->cases.v[i].id},
				      *one = &key;

		if (earlier->cases.v[i].verdict != VERDICT_SKIP &&
		    bsearch(&one, sorted, plan->n, sizeof(*sorted), by_id) ==
			NULL)
			return true;
	}
	return false;
}

void
known_add_baseline(struct known *k, const struct result *earlier,
    const struct testcases *plan)
{
	k->part = is_part(earlier, plan, k->arena);
	for (size_t i = 0; i < earlier->cases.n; i++)
		add_earlier(k, earlier->cases.v[i].id,
		    earlier->cases.v[i].verdict, earlier->cases.v[i].reason);
	for (size_t i = 0; i < earlier->rules.n; i++)
		add_earlier(k,
		    arena_strf(k->arena, "rules/%.*s",
			STRF(earlier->rules.v[i].name)),
		    earlier->rules.v[i].verdict, earlier->rules.v[i].reason);
}

/* Without the ~N of a repetition. */
static struct str
bare(struct str id)
{
	return str_sub(id, 0, str_index(id, '~'));
}

/*
 * A listed id covers its repetitions; a profile's covers its rows as well. Of
 * several repetitions in a baseline one that failed is enough to excuse.
 */
static bool
covers(const struct known_failure *f, struct str id)
{
	struct str one = bare(id);

	if (f->source == KNOWN_BASELINE)
		return str_eq(bare(f->id), one);
	return str_eq(f->id, one) ||
	    str_eq(f->id, str_sub(one, 0, str_index(one, ':')));
}

static enum verdict
judge_listed(struct known *k, const struct known_failure *f, struct str id,
    enum verdict verdict, struct str *reason)
{
	bool exact = str_index(id, ':') == id.n ||
	    str_index(f->id, ':') < f->id.n;

	if (verdict == VERDICT_FAIL || verdict == VERDICT_ERROR) {
		*reason = f->reason;
		return VERDICT_KNOWN;
	}
	/* Of a whole case listed, some row may well pass; so may a rule that
	   has not seen every exchange. */
	if (verdict == VERDICT_SKIP || !exact ||
	    (k->fewer && str_starts(id, STR("rules/"))))
		return verdict;
	*reason = unexpected_reason(f->reason, k->arena);
	return VERDICT_UNEXPECTED;
}

static enum verdict
judge_earlier(struct known *k, const struct known_failure *f, struct str id,
    enum verdict verdict, struct str *reason)
{
	if (verdict_is_not_ok(verdict, k->strict) &&
	    was_broken(k, f->verdict)) {
		*reason = arena_strf(
		    k->arena, "baseline: %.*s", STRF(f->reason));
		return VERDICT_KNOWN;
	}
	if (verdict != VERDICT_SKIP || was_broken(k, f->verdict) ||
	    (k->part && str_starts(id, STR("rules/"))))
		return verdict;
	*reason = lost_reason(*reason, k->arena);
	return VERDICT_FAIL;
}

enum verdict
known_verdict(struct known *k, struct str id, enum verdict verdict,
    struct str *reason)
{
	for (size_t i = 0; i < k->n; i++) {
		enum verdict v;

		if (!covers(&k->v[i], id))
			continue;
		k->v[i].met = true;
		v = k->v[i].source == KNOWN_PROFILE
		    ? judge_listed(k, &k->v[i], id, verdict, reason)
		    : judge_earlier(k, &k->v[i], id, verdict, reason);
		if (v != verdict)
			return v;
	}
	return verdict;
}

struct str
known_listed(const struct known *k, struct str rule)
{
	for (size_t i = 0; k->fewer && i < k->n; i++)
		if (k->v[i].source == KNOWN_PROFILE &&
		    str_eq(k->v[i].id, rule))
			return k->v[i].reason;
	return STR_NONE;
}

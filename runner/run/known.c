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

static void
add_earlier(struct known *k, struct str id, enum verdict v, struct str reason)
{
	bool failed = v == VERDICT_FAIL || v == VERDICT_ERROR ||
	    v == VERDICT_KNOWN || v == VERDICT_UNEXPECTED;

	if (v == VERDICT_SKIP)
		return; /* excuses nothing and promises nothing */
	*vec_add(k, k->arena) = (struct known_failure){.id = id,
	    .reason = reason, .source = KNOWN_BASELINE, .passed = !failed};
}

void
known_add_baseline(struct known *k, const struct result *earlier)
{
	for (size_t i = 0; i < earlier->cases.n; i++)
		add_earlier(k, earlier->cases.v[i].id,
		    earlier->cases.v[i].verdict, earlier->cases.v[i].reason);
	for (size_t i = 0; i < earlier->rules.n; i++)
		add_earlier(k,
		    arena_strf(k->arena, "rules/%.*s",
			STRF(earlier->rules.v[i].name)),
		    earlier->rules.v[i].verdict, earlier->rules.v[i].reason);
}

/* A listed id covers its repetitions; a profile's covers its rows as well. */
static bool
covers(const struct known_failure *f, struct str id)
{
	struct str bare = str_sub(id, 0, str_index(id, '~'));

	if (str_eq(f->id, bare))
		return true;
	return f->source == KNOWN_PROFILE &&
	    str_eq(f->id, str_sub(bare, 0, str_index(bare, ':')));
}

static enum verdict
judge(struct known *k, const struct known_failure *f, struct str id,
    enum verdict verdict, struct str *reason)
{
	bool failed = verdict == VERDICT_FAIL || verdict == VERDICT_ERROR;
	bool exact = str_index(id, ':') == id.n ||
	    str_index(f->id, ':') < f->id.n;

	if (f->source == KNOWN_PROFILE) {
		if (failed) {
			*reason = f->reason;
			return VERDICT_KNOWN;
		}
		/* Of a whole case listed, some row may well pass. */
		if (verdict == VERDICT_SKIP || !exact)
			return verdict;
		*reason = arena_strf(k->arena,
		    "it is listed as a known failure (%.*s) and did not fail: "
		    "strike it from the list", STRF(f->reason));
		return VERDICT_UNEXPECTED;
	}
	if (failed && !f->passed) {
		*reason = arena_strf(
		    k->arena, "baseline: %.*s", STRF(f->reason));
		return VERDICT_KNOWN;
	}
	if (verdict == VERDICT_SKIP && f->passed) {
		*reason = arena_strf(k->arena,
		    "passed in the baseline and is skipped now: %.*s",
		    STRF(*reason));
		return VERDICT_FAIL;
	}
	return verdict;
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
		v = judge(k, &k->v[i], id, verdict, reason);
		if (v != verdict)
			return v;
	}
	return verdict;
}

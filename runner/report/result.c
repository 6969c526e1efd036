#include "report/result.h"

#include "base/utf8.h"
#include "case/suite.h"
#include "report/faultmatrix.h"

static const char *const verdicts[VERDICTS] = {
    [VERDICT_PASS] = "pass",
    [VERDICT_FAIL] = "fail",
    [VERDICT_ERROR] = "error",
    [VERDICT_WARN] = "warn",
    [VERDICT_SKIP] = "skip",
    [VERDICT_KNOWN] = "known",
    [VERDICT_UNEXPECTED] = "unexpected",
};

const char *
verdict_name(enum verdict v)
{
	return verdicts[v];
}

bool
verdict_parse(struct str name, enum verdict *out)
{
	for (size_t i = 0; i < VERDICTS; i++)
		if (str_is(name, verdicts[i])) {
			*out = (enum verdict)i;
			return true;
		}
	return false;
}

bool
verdict_is_not_ok(enum verdict v, bool strict)
{
	switch (v) {
	case VERDICT_FAIL:
	case VERDICT_ERROR:
	case VERDICT_UNEXPECTED:
		return true;
	case VERDICT_WARN:
		return strict;
	default:
		return false;
	}
}

struct str
result_version(void)
{
	return STR(VERSION);
}

bool
result_is_evidence(
    const struct result *r, const struct case_result *c, size_t i)
{
	if (c->exchanges.v[i].findings.n == 0)
		return false;
	for (size_t k = 0; k < r->rules.n; k++)
		for (size_t m = 0; m < r->rules.v[k].n_evidence; m++)
			if (r->rules.v[k].evidence[m].exchange == i &&
			    str_eq(r->rules.v[k].evidence[m].case_id, c->id))
				return true;
	return false;
}

bool
exchange_shows_own(const struct exchange_record *e)
{
	for (size_t i = 0; i < e->findings.n; i++)
		if (e->findings.v[i].rule == NULL &&
		    e->findings.v[i].level != FINDING_INFO)
			return true;
	return false;
}

struct str
result_cases_digest(const struct result *r, struct arena *a)
{
	struct suite_case *v = arena_array(a, struct suite_case, r->cases.n);

	for (size_t i = 0; i < r->cases.n; i++)
		v[i] =
		    (struct suite_case){r->cases.v[i].id, r->cases.v[i].digest};
	return suite_digest(v, r->cases.n, a);
}

/* Catalogue rows lie in one array: the index is the distance. */
static void
set(enum held *held, const struct requirement *r, enum held state)
{
	if (r != NULL && held[r - spec_at(0)] < state)
		held[r - spec_at(0)] = state;
}

/*
 * Errors and skips say nothing about the requirement; what is only noted
 * breaks nothing but a MAY that was looked for.
 */
bool
finding_breaks(const struct finding *f)
{
	if (f->requirement == NULL)
		return false;
	return f->level == FINDING_MUST || f->level == FINDING_SHOULD ||
	       (f->level == FINDING_INFO && f->requirement->level == LEVEL_MAY);
}

static void
see_findings(enum held *held, const struct finding_list *list)
{
	for (size_t i = 0; i < list->n; i++)
		if (finding_breaks(&list->v[i]))
			set(held, list->v[i].requirement, HELD_BROKEN);
}

static void
see_case(enum held *held, const struct case_result *c)
{
	for (size_t i = 0; i < c->judged.n; i++)
		set(held, spec_find(c->judged.v[i]), HELD_HELD);
	see_findings(held, &c->findings);
	for (size_t i = 0; i < c->exchanges.n; i++)
		see_findings(held, &c->exchanges.v[i].findings);
}

static void
see_rule(enum held *held, const struct rule_result *rule)
{
	if (rule->verdict != VERDICT_SKIP)
		set(held, spec_find(rule->requirement), HELD_HELD);
	for (size_t i = 0; i < rule->n_evidence; i++)
		if (finding_breaks(&rule->evidence[i].finding))
			set(held, rule->evidence[i].finding.requirement,
			    HELD_BROKEN);
}

enum held *
result_requirements(const struct result *r, struct arena *a)
{
	enum held *held = arena_array(a, enum held, spec_count());

	for (size_t i = 0; i < r->cases.n; i++)
		see_case(held, &r->cases.v[i]);
	for (size_t i = 0; i < r->rules.n; i++)
		see_rule(held, &r->rules.v[i]);
	return held;
}

bool
result_is_whole(const struct result *r)
{
	return r->bail_out.p == NULL && r->suite_digest.n > 0 &&
	       str_eq(r->suite_digest, r->cases_digest);
}

struct str
unexpected_reason(struct str listed, struct arena *a)
{
	return arena_strf(a,
	    "it is listed as a known failure (%.*s) and did not fail: "
	    "strike it from the list",
	    STRF(listed));
}

struct str
lost_reason(struct str skipped, struct arena *a)
{
	return arena_strf(a, "passed in the baseline and is skipped now: %.*s",
	    STRF(skipped));
}

struct str
rule_reason(
    const struct rule_result *r, enum finding_level worst, struct arena *a)
{
	size_t k = 0;
	struct str message;

	if (r->n_evidence == 0)
		return STR("no exchange showed anything to judge");
	while (k + 1 < r->n_evidence && r->evidence[k].finding.level != worst)
		k++;
	message = utf8_line(a, r->evidence[k].finding.message);
	if (r->n_findings == 1)
		return message;
	return arena_strf(a, "%.*s (%zu times)", STRF(message), r->n_findings);
}

void
result_count(const struct result *r, size_t counts[VERDICTS])
{
	memset(counts, 0, VERDICTS * sizeof(counts[0]));
	for (size_t i = 0; i < r->cases.n; i++)
		counts[r->cases.v[i].verdict]++;
	for (size_t i = 0; i < r->rules.n; i++)
		counts[r->rules.v[i].verdict]++;
}

int
result_exit_status(const struct result *r)
{
	size_t counts[VERDICTS];

	if (r->bail_out.p != NULL && !r->enough)
		return 3;
	result_count(r, counts);
	for (size_t v = 0; v < VERDICTS; v++)
		if (counts[v] > 0 &&
		    verdict_is_not_ok((enum verdict)v, r->strict))
			return 1;
	return r->matrix != NULL && faultmatrix_fails(r->matrix);
}

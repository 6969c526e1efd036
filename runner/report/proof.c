#include "report/proof.h"

#include "case/load.h"
#include "report/classes.h"

static const char *const names[PROOFS] = {
    [PROOF_HELD] = "held",
    [PROOF_BROKEN] = "broken",
    [PROOF_IN_DOUBT] = "in doubt",
    [PROOF_NOT_PROVED] = "not proved",
    [PROOF_NO_OCCASION] = "no occasion",
    [PROOF_NOT_TESTED] = "not tested",
};

const char *
proof_name(enum proof p)
{
	return names[p];
}

/* A warning is about something else: what breaks it is a finding. */
static bool
passed(enum verdict v)
{
	return v == VERDICT_PASS || v == VERDICT_WARN;
}

static bool
speaks_against(const struct case_result *c, const struct requirement *q)
{
	for (size_t i = 0; i < c->findings.n; i++)
		if (c->findings.v[i].requirement == q &&
		    finding_breaks(&c->findings.v[i]))
			return true;
	return false;
}

static bool
proves(const struct case_result *c, struct str id, const struct requirement *q)
{
	if (!passed(c->verdict) || speaks_against(c, q))
		return false;
	for (size_t i = 0; i < c->judged.n; i++)
		if (str_eq(c->judged.v[i], id))
			return true;
	return false;
}

static void
add_case(struct proved *all, const struct case_result *c, struct arena *a)
{
	for (size_t i = 0; i < c->proves.n; i++) {
		struct str id = c->proves.v[i];
		const struct requirement *q = spec_find(id);

		if (q != NULL)
			*vec_add(&all[q - spec_at(0)].by, a) =
			    (struct prover){.id = c->id,
				.verdict = c->verdict,
				.proves = proves(c, id, q)};
	}
}

static void
add_rule(struct proved *all, const struct rule_result *rule, struct arena *a)
{
	const struct requirement *q = spec_find(rule->requirement);

	if (q != NULL)
		*vec_add(&all[q - spec_at(0)].by, a) = (struct prover){
		    .id = arena_strf(a, "rules/%.*s", STRF(rule->name)),
		    .verdict = rule->verdict,
		    .rule = true,
		    .proves = rule->verdict == VERDICT_PASS};
}

static enum proof
judge_broken(const struct requirement *q, bool broken)
{
	return level_is_must(q->level) && !broken ? PROOF_IN_DOUBT
						  : PROOF_BROKEN;
}

static enum proof
judge(const struct requirement *q, const struct proved *p)
{
	bool any = false, skipped = true, rules = p->by.n > 0;

	for (size_t i = 0; i < p->by.n; i++) {
		const struct prover *by = &p->by.v[i];

		any |= by->proves;
		skipped &= by->verdict == VERDICT_SKIP;
		rules &= by->rule;
	}
	if (any)
		return PROOF_HELD;
	if (skipped && rules)
		return PROOF_NO_OCCASION;
	if (skipped && q->testable != TESTABLE_BLACK_BOX)
		return PROOF_NOT_TESTED;
	return PROOF_NOT_PROVED;
}

/* One that sends its reader to others is what the worst of them is. */
static enum proof
judge_others(const struct requirement *q, const struct proved *all)
{
	struct str see = str_from(q->see), id;
	enum proof worst = PROOF_HELD;

	while (str_cut(&see, ' ', &id)) {
		const struct requirement *other = spec_find(id);
		enum proof p = other == NULL ? PROOF_NOT_PROVED
					     : all[other - spec_at(0)].proof;

		if (p == PROOF_BROKEN)
			return p;
		if (p != PROOF_HELD)
			worst = PROOF_NOT_PROVED;
	}
	return worst;
}

/* Those that prove nothing come first: they are what one looks for. */
static int
by_worth(const void *a, const void *b)
{
	const struct prover *x = a, *y = b;

	if (x->proves != y->proves)
		return x->proves ? 1 : -1;
	return version_cmp(x->id, y->id);
}

struct proved *
proofs_judge(const struct result *r, struct arena *a)
{
	struct proved *all = arena_array(a, struct proved, spec_count());
	const enum held *held = result_requirements(r, a);
	const bool *broken = classes_broken_musts(r, a);

	for (size_t i = 0; i < r->rules.n; i++)
		add_rule(all, &r->rules.v[i], a);
	for (size_t i = 0; i < r->cases.n; i++)
		add_case(all, &r->cases.v[i], a);
	for (size_t i = 0; i < spec_count(); i++)
		if (all[i].by.n > 0)
			qsort(all[i].by.v, all[i].by.n, sizeof(*all[i].by.v),
			    by_worth);
	for (size_t i = 0; i < spec_count(); i++)
		all[i].proof = held[i] == HELD_BROKEN
				   ? judge_broken(spec_at(i), broken[i])
				   : judge(spec_at(i), &all[i]);
	for (size_t i = 0; i < spec_count(); i++)
		if (all[i].by.n == 0 && spec_at(i)->see != NULL &&
		    held[i] != HELD_BROKEN)
			all[i].proof = judge_others(spec_at(i), all);
	return all;
}

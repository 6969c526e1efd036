#include "run/tally.h"

void
tally_init(struct tally *t, struct arena *a)
{
	*t = (struct tally){0};
	t->rules = arena_array(a, struct rule_result, rule_count());
	t->worst = arena_array(a, enum finding_level, rule_count());
	for (size_t i = 0; i < rule_count(); i++) {
		t->rules[i].name = str_from(rule_at(i)->name);
		t->rules[i].requirement = str_from(rule_at(i)->requirement);
		t->rules[i].sentence = str_from(rule_at(i)->sentence);
		t->worst[i] = FINDING_INFO;
	}
}

static void
add_finding(struct tally *t, const struct finding *f, struct str case_id,
    size_t exchange)
{
	size_t i = 0;
	struct rule_result *r;

	while (i < rule_count() && strcmp(rule_at(i)->name, f->rule) != 0)
		i++;
	if (i == rule_count())
		return;
	r = &t->rules[i];
	if (f->level > t->worst[i] || f->level == FINDING_INFO)
		return;
	if (f->level < t->worst[i])
		r->n_findings = r->n_evidence = 0;
	t->worst[i] = f->level;
	r->n_findings++;
	if (r->n_evidence == EVIDENCE_MAX)
		return;
	r->evidence[r->n_evidence].finding = *f;
	r->evidence[r->n_evidence].case_id = case_id;
	r->evidence[r->n_evidence++].exchange = exchange;
}

void
tally_add(struct tally *t, const struct case_result *c)
{
	for (size_t i = 0; i < c->exchanges.n; i++) {
		const struct exchange_record *x = &c->exchanges.v[i];

		for (size_t k = 0; k < x->findings.n; k++)
			if (x->findings.v[k].rule != NULL)
				add_finding(t, &x->findings.v[k], c->id, i);
	}
}

static enum verdict
verdict_of(const struct tally *t, size_t i)
{
	if (t->worst[i] == FINDING_MUST)
		return VERDICT_FAIL;
	if (t->worst[i] == FINDING_SHOULD)
		return VERDICT_WARN;
	if (t->applied.bits[i / 64] >> (i % 64) & 1)
		return VERDICT_PASS;
	return VERDICT_SKIP;
}

void
tally_finish(struct tally *t, struct known *k, struct result *result)
{
	struct arena *a = result->arena;

	for (size_t i = 0; i < rule_count(); i++) {
		struct rule_result *r = vec_add(&result->rules, a);
		struct str id;

		*r = t->rules[i];
		id = arena_strf(a, "rules/%.*s", STRF(r->name));
		r->verdict = verdict_of(t, i);
		if (r->verdict != VERDICT_PASS)
			r->reason = rule_reason(r, t->worst[i], a);
		r->verdict = known_verdict(k, id, r->verdict, &r->reason);
		if (r->verdict == VERDICT_PASS || r->verdict == VERDICT_WARN)
			r->listed = known_listed(k, id);
	}
}

/* A run of eight cases in which a rule is judged, whole or as shards, for the
   tests of what is done with results. */
#ifndef TEST_SHARDS_H
#define TEST_SHARDS_H

#include "sample.h"

#define CASES 8

/* A run of eight cases with a rule that is broken in six of them. */
static inline void
whole(struct result *r, struct arena *a)
{
	static const char *const ids[CASES] = {"h", "g", "f", "e", "d", "c",
	    "b", "a"};
	struct rule_result *rule;

	*r = (struct result){.arena = a};
	r->version = STR("0.0.0");
	r->catalogue = STR("c0ffee");
	r->target_url = STR("http://127.0.0.1:8080/dav/");
	r->started = STR("2026-11-21T10:00:05Z");
	r->duration_ms = 100;
	r->command = STR("davproof run --json x http://127.0.0.1:8080/dav/");
	for (size_t i = 0; i < CASES; i++) {
		struct case_result *c = sample_case(
		    r, ids[i], VERDICT_PASS, "t", "href.percent-encoded");

		sample_judged(r, c);
		sample_exchange(r, c, "step", 1, "PROPFIND /", 207);
	}
	rule = vec_add(&r->rules, a);
	rule->name = STR("href-percent-encoded");
	rule->requirement = STR("href.percent-encoded");
	rule->sentence = STR("An href is encoded");
}

static inline void
break_rule(struct result *r, size_t i, enum finding_level level,
    const char *message)
{
	struct rule_result *rule = &r->rules.v[0];
	struct finding *f = sample_finding(r,
	    &r->cases.v[i].exchanges.v[0].findings, level,
	    "href.percent-encoded", message);

	f->rule = "href-percent-encoded";
	rule->n_findings++;
	if (rule->n_evidence == EVIDENCE_MAX)
		return;
	rule->evidence[rule->n_evidence].finding = *f;
	rule->evidence[rule->n_evidence].case_id = r->cases.v[i].id;
	rule->evidence[rule->n_evidence++].exchange = 0;
}

/* As the tally of a run concludes. */
static inline void
conclude(struct result *r)
{
	struct rule_result *rule = &r->rules.v[0];
	enum finding_level worst = FINDING_SHOULD;

	for (size_t i = 0; i < r->cases.n; i++) {
		const struct finding_list *f =
		    &r->cases.v[i].exchanges.v[0].findings;

		for (size_t k = 0; k < f->n; k++)
			if (f->v[k].level < worst)
				worst = f->v[k].level;
	}
	rule->verdict = rule->n_findings == 0 ? VERDICT_PASS
	    : worst == FINDING_MUST	      ? VERDICT_FAIL
					      : VERDICT_WARN;
	rule->reason = STR_NONE;
	if (rule->verdict != VERDICT_PASS)
		rule->reason = rule_reason(rule, worst, r->arena);
}

/* The shard k (from 0) of n of a whole: every nth case. */
static inline void
cut_shard(struct result *r, struct arena *a, unsigned k, unsigned n,
    void (*spoil)(struct result *r, size_t i, size_t plan))
{
	struct result all;
	size_t m = 0;

	whole(&all, a);
	*r = all;
	r->shard = n > 0 ? k + 1 : 0;
	r->shards = n;
	for (size_t i = 0; i < CASES; i++)
		if (n == 0 || i % n == k) {
			r->cases.v[m] = all.cases.v[i];
			spoil(r, m, i);
			m++;
		}
	r->cases.n = m;
	conclude(r);
	if (n == 0)
		return;
	r->command = arena_strf(a, "davproof run --json x --shard %u/%u "
				   "http://127.0.0.1:8080/dav/", k + 1, n);
	if (k == 2)
		r->started = STR("2026-11-21T09:59:59Z");
}

static inline void
spoil_not(struct result *r, size_t i, size_t plan)
{
	(void)r;
	(void)i;
	(void)plan;
}

/* A SHOULD in the first seven, the MUST in the last case of the plan only. */
static inline void
spoil_late(struct result *r, size_t i, size_t plan)
{
	break_rule(r, i, plan == CASES - 1 ? FINDING_MUST : FINDING_SHOULD,
	    arena_printf(r->arena, "case %zu", plan));
}

#endif

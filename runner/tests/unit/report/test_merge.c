#include "sample.h"

#include "report/merge.h"
#include "report/slim.h"

#define CASES 8

/* A run of eight cases with a rule that is broken in six of them. */
static void
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

static void
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
static void
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
static void
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

static void
spoil_not(struct result *r, size_t i, size_t plan)
{
	(void)r;
	(void)i;
	(void)plan;
}

/* A SHOULD in the first seven, the MUST in the last case of the plan only. */
static void
spoil_late(struct result *r, size_t i, size_t plan)
{
	break_rule(r, i, plan == CASES - 1 ? FINDING_MUST : FINDING_SHOULD,
	    arena_printf(r->arena, "case %zu", plan));
}

/* In the second and the fifth case. */
static void
spoil_two(struct result *r, size_t i, size_t plan)
{
	if (plan == 1 || plan == 4)
		break_rule(r, i, FINDING_MUST,
		    arena_printf(r->arena, "case %zu", plan));
}

/* Shards 3, 1, 2 merged are the whole but for their times. */
static void
check_same(void (*spoil)(struct result *r, size_t i, size_t plan))
{
	static const unsigned order[] = {2, 0, 1};
	struct arena a = {0};
	struct result all, shards[3], merged;
	struct merge_part parts[3];
	struct str before, after;
	struct buf why;

	buf_init(&why, 4096);
	cut_shard(&all, &a, 0, 0, spoil);
	for (unsigned i = 0; i < 3; i++) {
		cut_shard(&shards[i], &a, order[i], 3, spoil);
		parts[i] = (struct merge_part){"x.json", &shards[i]};
	}
	if (!merge_results(parts, 3, &a, &merged, &why))
		fail_msg("%s", why.p);
	assert_string_equal(merged.started.p, "2026-11-21T09:59:59Z");
	assert_int_equal(merged.duration_ms, 300);
	merged.started = all.started;
	merged.duration_ms = all.duration_ms;
	assert_int_equal(merged.cases_digest.n, SHA256_HEX - 1);
	merged.cases_digest = all.cases_digest;
	before = rendered("json", &all, &a);
	after = rendered("json", &merged, &a);
	if (!str_eq(before, after))
		fail_msg("%.*s\n----\n%.*s", STRF(before), STRF(after));
	buf_release(&why);
	arena_release(&a);
}

static void
shards_become_the_whole(void **state)
{
	(void)state;
	check_same(spoil_not);
	check_same(spoil_two);
}

static void
evidence_is_the_first_in_plan_order(void **state)
{
	(void)state;
	check_same(spoil_late);
}

/* -------------------------------------------------- known and baseline */

static void
expect_rule(const enum verdict verdicts[2], const size_t findings[2],
    enum verdict wanted, const char *reason)
{
	struct arena a = {0};
	struct result shards[2], merged;
	struct merge_part parts[2];
	struct buf why;

	buf_init(&why, 4096);
	for (unsigned i = 0; i < 2; i++) {
		struct rule_result *rule;

		cut_shard(&shards[i], &a, i, 2, spoil_not);
		if (findings[i] > 0)
			break_rule(&shards[i], 0, FINDING_MUST, "broken");
		rule = &shards[i].rules.v[0];
		rule->verdict = verdicts[i];
		rule->reason = arena_strf(
		    &a, "said of %s", verdict_name(verdicts[i]));
		parts[i] = (struct merge_part){"x.json", &shards[i]};
	}
	assert_true(merge_results(parts, 2, &a, &merged, &why));
	assert_int_equal(merged.rules.n, 1);
	assert_int_equal(merged.rules.v[0].verdict, wanted);
	assert_string_equal(
	    merged.rules.v[0].reason.p ? merged.rules.v[0].reason.p : "",
	    reason);
	buf_release(&why);
	arena_release(&a);
}

static void
a_rule_that_is_known_stays_known(void **state)
{
	static const struct {
		enum verdict verdicts[2];
		size_t findings[2];
		enum verdict wanted;
		const char *reason;
	} rows[] = {
	    /* It is listed, and one shard did not meet it. */
	    {{VERDICT_KNOWN, VERDICT_UNEXPECTED}, {1, 0}, VERDICT_KNOWN,
		"said of known"},
	    {{VERDICT_UNEXPECTED, VERDICT_SKIP}, {0, 0}, VERDICT_UNEXPECTED,
		"said of unexpected"},
	    {{VERDICT_SKIP, VERDICT_PASS}, {0, 0}, VERDICT_PASS, ""},
	    {{VERDICT_SKIP, VERDICT_SKIP}, {0, 0}, VERDICT_SKIP,
		"no exchange showed anything to judge"},
	    {{VERDICT_PASS, VERDICT_FAIL}, {0, 1}, VERDICT_FAIL, "broken"},
	    /* Skipped here, passed in the baseline: not so in the whole. */
	    {{VERDICT_FAIL, VERDICT_PASS}, {0, 0}, VERDICT_PASS, ""},
	    {{VERDICT_FAIL, VERDICT_FAIL}, {0, 0}, VERDICT_FAIL,
		"said of fail"},
	};

	(void)state;
	for (size_t i = 0; i < countof(rows); i++)
		expect_rule(rows[i].verdicts, rows[i].findings, rows[i].wanted,
		    rows[i].reason);
}

/* Two shards of the suite, or of some cases; the profile lists the rule. */
static enum verdict
merged_listed(enum verdict first, enum verdict second, bool whole_suite,
    bool ended_early)
{
	const enum verdict verdicts[] = {first, second};
	struct arena a = {0};
	struct result all, shards[2], merged;
	struct merge_part parts[2];
	enum verdict v;
	struct buf why;

	buf_init(&why, 4096);
	whole(&all, &a);
	for (unsigned i = 0; i < 2; i++) {
		struct rule_result *rule;

		cut_shard(&shards[i], &a, i, 2, spoil_not);
		shards[i].suite_digest = whole_suite
			? result_cases_digest(&all, &a)
			: STR("other");
		rule = &shards[i].rules.v[0];
		rule->verdict = verdicts[i];
		if (verdicts[i] != VERDICT_SKIP)
			rule->listed = STR("bug 7");
		parts[i] = (struct merge_part){"x.json", &shards[i]};
	}
	if (ended_early)
		shards[1].bail_out = STR("gone");
	assert_true(merge_results(parts, 2, &a, &merged, &why));
	v = merged.rules.v[0].verdict;
	if (v == VERDICT_UNEXPECTED)
		assert_true(holds(merged.rules.v[0].reason, "(bug 7)"));
	assert_int_equal(merged.rules.v[0].listed.n > 0,
	    v == VERDICT_PASS || v == VERDICT_WARN);
	buf_release(&why);
	arena_release(&a);
	return v;
}

static void
a_listed_rule_that_no_shard_saw_fail_is_unexpected(void **state)
{
	const enum verdict pass = VERDICT_PASS, skip = VERDICT_SKIP;

	(void)state;
	assert_int_equal(
	    merged_listed(pass, pass, true, false), VERDICT_UNEXPECTED);
	assert_int_equal(
	    merged_listed(skip, pass, true, false), VERDICT_UNEXPECTED);
	assert_int_equal(
	    merged_listed(VERDICT_WARN, pass, true, false), VERDICT_UNEXPECTED);
	assert_int_equal(merged_listed(skip, skip, true, false), skip);
	/* Other cases may show it. */
	assert_int_equal(merged_listed(pass, pass, false, false), pass);
	assert_int_equal(merged_listed(pass, pass, true, true), pass);
}

/* ------------------------------------------------------------- refusals */

static void
expect_refusal(void (*spoil)(struct result *shards), size_t n, const char *says)
{
	struct arena a = {0};
	struct result shards[3], merged;
	struct merge_part parts[3];
	struct buf why;

	buf_init(&why, 4096);
	for (unsigned i = 0; i < 3; i++) {
		cut_shard(&shards[i], &a, i, 3, spoil_not);
		parts[i] = (struct merge_part){
		    arena_printf(&a, "%u.json", i + 1), &shards[i]};
	}
	spoil(shards);
	if (merge_results(parts, n, &a, &merged, &why))
		fail_msg("not refused: %s", says);
	if (!holds(buf_view(&why), says))
		fail_msg("%s: %s", says, why.p);
	buf_release(&why);
	arena_release(&a);
}

static void
nothing(struct result *shards)
{
	(void)shards;
}

static void
other_target(struct result *shards)
{
	shards[1].target_url = STR("http://other/\x1b[31m");
}

static void
other_catalogue(struct result *shards)
{
	shards[2].catalogue = STR("decaf");
}

static void
other_version(struct result *shards)
{
	shards[1].version = STR("0.0.1");
}

static void
strict(struct result *shards)
{
	shards[1].strict = true;
}

static void
other_count(struct result *shards)
{
	shards[1].shards = 4;
}

static void
twice(struct result *shards)
{
	shards[1].shard = 1;
}

static void
too_few(struct result *shards)
{
	shards[1].cases.n = 1;
}

static void
same_case(struct result *shards)
{
	shards[1].cases.v[0].id = shards[0].cases.v[0].id;
}

static void
other_file(struct result *shards)
{
	shards[1].cases.v[0].file = shards[0].cases.v[0].file;
	shards[1].cases.v[0].digest[0] = '0';
}

static void
what_is_not_of_one_run_is_refused(void **state)
{
	(void)state;
	expect_refusal(nothing, 2, "shard 3/3 is missing");
	expect_refusal(
	    other_target, 3, "2.json: the target is http://other/\\x1b[31m");
	expect_refusal(other_catalogue, 3, "3.json: the catalogue is decaf");
	expect_refusal(other_version, 3, "version of davproof is 0.0.1");
	expect_refusal(strict, 3, "--strict");
	expect_refusal(other_count, 3, "it is shard 2/4");
	expect_refusal(twice, 3, "shard 1/3 is there twice, also as 1.json");
	expect_refusal(too_few, 3, "shard 2/3 has 1 cases");
	expect_refusal(same_case, 3, "is in two of the results");
	expect_refusal(other_file, 3, "is not the same file");
}

static void
a_shard_that_ended_early_ends_the_whole(void **state)
{
	struct arena a = {0};
	struct result shards[3], merged;
	struct merge_part parts[3];
	struct buf why;

	(void)state;
	buf_init(&why, 4096);
	for (unsigned i = 0; i < 3; i++) {
		cut_shard(&shards[i], &a, i, 3, spoil_not);
		parts[i] = (struct merge_part){"x.json", &shards[i]};
	}
	shards[1].cases.n = 1;
	shards[1].bail_out = STR("the target is gone");
	*vec_add(&shards[2].left_behind, &a) = STR("http://x/");
	assert_true(merge_results(parts, 3, &a, &merged, &why));
	assert_string_equal(merged.bail_out.p, "the target is gone");
	assert_int_equal(result_exit_status(&merged), 3);
	assert_int_equal(merged.left_behind.n, 1);
	assert_int_equal(merged.cases.n, 6);
	buf_release(&why);
	arena_release(&a);
}

/* ----------------------------------------------------------------- slim */

static void
slim_keeps_what_the_verdicts_rest_on(void **state)
{
	struct arena a = {0};
	struct result r;
	enum held *before, *after;
	size_t with = 0;

	(void)state;
	cut_shard(&r, &a, 0, 0, spoil_late);
	before = result_requirements(&r, &a);
	result_slim(&r);
	after = result_requirements(&r, &a);
	assert_memory_equal(before, after, spec_count() * sizeof(*before));
	for (size_t i = 0; i < r.cases.n; i++)
		with += r.cases.v[i].exchanges.n;
	/* Five are evidence, the last has the first MUST. */
	assert_int_equal(with, 6);
	assert_int_equal(r.cases.v[CASES - 1].exchanges.n, 1);
	assert_int_equal(r.cases.v[5].exchanges.n, 0);
	for (size_t i = 0; i < r.rules.v[0].n_evidence; i++)
		assert_int_equal(r.rules.v[0].evidence[i].exchange, 0);
	arena_release(&a);
}

/* One cause broke many cases: two of them show it, all say it. */
static void
slim_shows_a_cause_twice(void **state)
{
	struct arena a = {0};
	struct result r;
	size_t with = 0;

	(void)state;
	cut_shard(&r, &a, 0, 0, spoil_not);
	for (size_t i = 0; i < r.cases.n; i++) {
		struct case_result *c = &r.cases.v[i];

		c->verdict = VERDICT_KNOWN;
		c->reason = STR("upstream bug 7");
		*vec_add(&c->exchanges.v[0].findings, &a) =
		    (struct finding){.level = FINDING_MUST,
			.message = STR("broken")};
	}
	result_slim(&r);
	for (size_t i = 0; i < r.cases.n; i++) {
		with += r.cases.v[i].exchanges.n;
		assert_int_equal(r.cases.v[i].verdict, VERDICT_KNOWN);
		assert_true(str_is(r.cases.v[i].reason, "upstream bug 7"));
	}
	assert_int_equal(with, 2);
	arena_release(&a);
}

static void
slim_cuts_bodies_and_drops_half_commands(void **state)
{
	static char body[4000];
	struct arena a = {0};
	struct result r;
	struct exchange_record *e;

	(void)state;
	memset(body, 'x', sizeof(body));
	cut_shard(&r, &a, 0, 0, spoil_late);
	e = &r.cases.v[0].exchanges.v[0];
	sample_body(e, (struct str){body, sizeof(body)});
	e->curl = e->body;
	result_slim(&r);
	e = &r.cases.v[0].exchanges.v[0];
	assert_int_equal(e->body.n, 1024);
	assert_int_equal(e->body_size, sizeof(body));
	assert_null(e->curl.p);
	arena_release(&a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(shards_become_the_whole),
	    cmocka_unit_test(evidence_is_the_first_in_plan_order),
	    cmocka_unit_test(a_rule_that_is_known_stays_known),
	    cmocka_unit_test(
		a_listed_rule_that_no_shard_saw_fail_is_unexpected),
	    cmocka_unit_test(what_is_not_of_one_run_is_refused),
	    cmocka_unit_test(a_shard_that_ended_early_ends_the_whole),
	    cmocka_unit_test(slim_keeps_what_the_verdicts_rest_on),
	    cmocka_unit_test(slim_shows_a_cause_twice),
	    cmocka_unit_test(slim_cuts_bodies_and_drops_half_commands),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

#include "shards.h"

#include "report/merge.h"

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
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

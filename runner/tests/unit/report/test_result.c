#include "sample.h"

static void
names_go_both_ways(void **state)
{
	(void)state;
	for (size_t i = 0; i < VERDICTS; i++) {
		enum verdict v;

		assert_true(
		    verdict_parse(str_from(verdict_name((enum verdict)i)), &v));
		assert_int_equal(v, i);
	}
	assert_false(verdict_parse(STR("passed"), &(enum verdict){0}));
	assert_false(verdict_parse(STR_NONE, &(enum verdict){0}));
}

static void
a_warning_counts_only_when_strict(void **state)
{
	struct arena a = {0};
	struct result r = {.arena = &a};

	(void)state;
	assert_int_equal(result_exit_status(&r), 0);
	sample_case(&r, "a", VERDICT_WARN, "t", "copy.status-204");
	sample_case(&r, "b", VERDICT_KNOWN, "t", "copy.status-204");
	sample_case(&r, "c", VERDICT_SKIP, "t", "copy.status-204");
	assert_int_equal(result_exit_status(&r), 0);
	r.strict = true;
	assert_int_equal(result_exit_status(&r), 1);
	r.strict = false;
	r.cases.v[0].verdict = VERDICT_UNEXPECTED;
	assert_int_equal(result_exit_status(&r), 1);
	r.cases.v[0].verdict = VERDICT_ERROR;
	assert_int_equal(result_exit_status(&r), 1);
	r.bail_out = STR("");
	assert_int_equal(result_exit_status(&r), 3);
	arena_release(&a);
}

static void
a_broken_rule_is_a_failure(void **state)
{
	struct arena a = {0};
	struct result r = {.arena = &a};
	size_t counts[VERDICTS];

	(void)state;
	vec_add(&r.rules, &a)->verdict = VERDICT_FAIL;
	assert_int_equal(result_exit_status(&r), 1);
	result_count(&r, counts);
	assert_int_equal(counts[VERDICT_FAIL], 1);
	assert_int_equal(counts[VERDICT_PASS], 0);
	arena_release(&a);
}

static enum held
held_of(const enum held *held, const char *id)
{
	return held[sample_requirement(id) - spec_at(0)];
}

static void
requirements_are_broken_held_or_not_seen(void **state)
{
	struct arena a = {0};
	struct result r;
	enum held *held;

	(void)state;
	sample_result(&r, &a);
	held = result_requirements(&r, &a);
	assert_int_equal(held_of(held, "propfind.depth-1"), HELD_HELD);
	assert_int_equal(held_of(held, "copy.precondition-412"), HELD_BROKEN);
	/* A known failure is broken all the same. */
	assert_int_equal(
	    held_of(held, "mkcol.body-effect-limited"), HELD_BROKEN);
	/* By a rule, and by one that found nothing. */
	assert_int_equal(held_of(held, "href.percent-encoded"), HELD_BROKEN);
	assert_int_equal(held_of(held, "response.href-unique"), HELD_HELD);
	/* An error and a skip say nothing. */
	assert_int_equal(
	    held_of(held, "lock.refresh-body-lockdiscovery"), HELD_NOT_SEEN);
	assert_int_equal(held_of(held, "lock.refresh-timeout"), HELD_NOT_SEEN);
	arena_release(&a);
}

static void
what_is_only_noted_breaks_nothing(void **state)
{
	struct arena a = {0};
	struct result r = {.arena = &a};
	struct case_result *c =
	    sample_case(&r, "a", VERDICT_PASS, "t", "copy.status-204");
	enum held *held;

	(void)state;
	sample_judged(&r, c);
	sample_finding(
	    &r, &c->findings, FINDING_INFO, "copy.status-204", "noted");
	sample_finding(&r, &c->findings, FINDING_INFO, "copy.overwrite-manner",
	    "a MAY that is not done");
	held = result_requirements(&r, &a);
	assert_int_equal(held_of(held, "copy.status-204"), HELD_HELD);
	assert_int_equal(held_of(held, "copy.overwrite-manner"), HELD_BROKEN);
	arena_release(&a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(names_go_both_ways),
	    cmocka_unit_test(a_warning_counts_only_when_strict),
	    cmocka_unit_test(a_broken_rule_is_a_failure),
	    cmocka_unit_test(requirements_are_broken_held_or_not_seen),
	    cmocka_unit_test(what_is_only_noted_breaks_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

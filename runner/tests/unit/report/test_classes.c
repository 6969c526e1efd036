#include "sample.h"

#include "report/classes.h"

static struct class_result
judge(const struct result *r, struct arena *a, size_t class)
{
	struct class_result out[CLASSES];

	classes_judge(r, a, out);
	return out[class - 1];
}

/* A class 3 requirement, judged in a case of that verdict. */
static struct case_result *
judged_case(struct result *r, enum verdict v)
{
	struct case_result *c = sample_case(r, "c", v, "t", "href.simple-ref");

	sample_judged(r, c);
	return c;
}

static void
a_class_is_told_only_if_it_is_claimed_and_seen(void **state)
{
	struct arena a = {0};
	struct result r = {.arena = &a};
	struct class_result c;

	(void)state;
	c = judge(&r, &a, 3);
	assert_false(c.claimed);
	assert_int_equal(c.verdict, VERDICT_SKIP);
	assert_true(str_is(c.words, "not claimed by the server"));
	r.dav = STR("1,2 , 3,<http://example.com/33>");
	c = judge(&r, &a, 3);
	assert_true(c.claimed);
	assert_int_equal(c.verdict, VERDICT_SKIP);
	assert_true(str_is(c.words, "nothing of it was seen"));
	judged_case(&r, VERDICT_PASS);
	c = judge(&r, &a, 3);
	assert_int_equal(c.verdict, VERDICT_PASS);
	assert_int_equal(c.held, 1);
	assert_true(c.musts > 20);
	assert_true(str_is(c.words, "every MUST seen is held"));
	/* Class 1 is another matter. */
	assert_int_equal(judge(&r, &a, 1).verdict, VERDICT_SKIP);
	r.dav = STR("1, 2, <http://example.com/3>, 33, x3");
	assert_false(judge(&r, &a, 3).claimed);
	arena_release(&a);
}

static void
one_broken_must_breaks_the_class(void **state)
{
	struct arena a = {0};
	struct result r = {.arena = &a, .dav = STR("1, 2, 3")};
	struct case_result *known;
	struct class_result c;

	(void)state;
	judged_case(&r, VERDICT_PASS);
	known = judged_case(&r, VERDICT_KNOWN);
	sample_finding(
	    &r, &known->findings, FINDING_MUST, "href.simple-ref", "m");
	c = judge(&r, &a, 3);
	assert_int_equal(c.verdict, VERDICT_FAIL);
	assert_int_equal(c.broken, 1);
	assert_int_equal(c.held, 0);
	assert_true(str_is(c.words, "1 MUST is broken"));
	r.dav = STR("1");
	assert_true(str_is(
	    judge(&r, &a, 3).words, "1 MUST is broken, and it is not claimed"));
	arena_release(&a);
}

static void
a_must_in_doubt_only_warns(void **state)
{
	struct arena a = {0};
	struct result r = {.arena = &a, .dav = STR("1, 2, 3")};
	struct case_result *c = judged_case(&r, VERDICT_WARN);

	(void)state;
	sample_finding(
	    &r, &c->findings, FINDING_SHOULD, "href.simple-ref", "m");
	sample_finding(
	    &r, &c->findings, FINDING_MUST, "copy.status-204", "a SHOULD");
	assert_int_equal(judge(&r, &a, 3).broken, 0);
	assert_int_equal(judge(&r, &a, 1).broken, 0);
	arena_release(&a);
}

static void
rules_and_exchanges_break_as_well(void **state)
{
	struct arena a = {0};
	struct result r = {.arena = &a, .dav = STR("1")};
	struct rule_result *rule = vec_add(&r.rules, &a);
	struct case_result *c = judged_case(&r, VERDICT_PASS);
	struct exchange_record *e =
	    sample_exchange(&r, c, "step", 1, "PUT a", 204);

	(void)state;
	rule->verdict = VERDICT_FAIL;
	rule->n_evidence = 1;
	rule->evidence[0].finding.requirement =
	    sample_requirement("href.percent-encoded");
	assert_int_equal(judge(&r, &a, 1).broken, 1);
	sample_finding(&r, &e->findings, FINDING_MUST, "href.xml-escaped", "m");
	assert_int_equal(judge(&r, &a, 1).broken, 2);
	arena_release(&a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(a_class_is_told_only_if_it_is_claimed_and_seen),
	    cmocka_unit_test(one_broken_must_breaks_the_class),
	    cmocka_unit_test(a_must_in_doubt_only_warns),
	    cmocka_unit_test(rules_and_exchanges_break_as_well),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

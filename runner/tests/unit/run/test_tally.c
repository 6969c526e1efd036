#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "run/tally.h"

static struct arena arena;

/* A case with one exchange in which lock-depth found these. */
static struct case_result
found(const enum finding_level *levels, const char *const *words, size_t n)
{
	struct case_result c = {.id = STR("a/case")};
	struct exchange_record *x = vec_add(&c.exchanges, &arena);

	*x = (struct exchange_record){0};
	for (size_t i = 0; i < n; i++)
		*vec_add(&x->findings, &arena) =
		    (struct finding){.level = levels[i],
			.rule = "lock-depth",
			.message = str_from(words[i])};
	return c;
}

static const struct rule_result *
rule(const struct result *r, const char *name)
{
	for (size_t i = 0; i < r->rules.n; i++)
		if (str_is(r->rules.v[i].name, name))
			return &r->rules.v[i];
	fail_msg("there is no rule %s", name);
	return NULL;
}

static void
the_worst_is_the_evidence(void **state)
{
	const enum finding_level levels[] = {FINDING_SHOULD, FINDING_INFO,
	    FINDING_MUST, FINDING_SHOULD, FINDING_MUST};
	const char *const words[] = {"it is Infinity", "it is there",
	    "it is 7", "it is INFINITY", "it is 8"};
	struct case_result weak = found(levels, words, 2);
	struct case_result all = found(levels, words, 5);
	struct result r = {.arena = &arena};
	struct known known = {.arena = &arena};
	struct tally t;
	const struct rule_result *depth;

	(void)state;
	tally_init(&t, &arena);
	tally_add(&t, &weak);
	tally_add(&t, &all);
	tally_finish(&t, &known, &r);
	depth = rule(&r, "lock-depth");
	assert_int_equal(depth->verdict, VERDICT_FAIL);
	assert_int_equal(depth->n_findings, 2);
	assert_int_equal(depth->n_evidence, 2);
	assert_true(str_starts(depth->reason, STR("it is 7")));
	assert_true(str_is(depth->evidence[1].finding.message, "it is 8"));
	assert_int_equal(rule(&r, "lock-timeout")->verdict, VERDICT_SKIP);
}

/* What all shards together must show: merge asks for it. */
static void
a_listed_rule_that_few_cases_did_not_break_is_told(void **state)
{
	const enum finding_level should[] = {FINDING_SHOULD};
	const enum finding_level must[] = {FINDING_MUST};
	const char *const words[] = {"it is 7"};
	struct case_result good = found(should, words, 1);
	struct case_result bad = found(must, words, 1);
	struct named_text listed = {
	    .name = STR("rules/lock-depth"), .text = STR("bug 7")};
	const struct target target = {
	    .known_failures = &listed, .n_known_failures = 1};

	(void)state;
	for (int i = 0; i < 3; i++) {
		struct result r = {.arena = &arena};
		struct known known = {.arena = &arena, .fewer = i < 2};
		const struct rule_result *depth;
		struct tally t;

		known_add_profile(&known, &target);
		tally_init(&t, &arena);
		tally_add(&t, i == 1 ? &bad : &good);
		tally_finish(&t, &known, &r);
		depth = rule(&r, "lock-depth");
		assert_true(str_is(depth->listed, i == 0 ? "bug 7" : ""));
		assert_int_equal(rule(&r, "lock-timeout")->listed.n, 0);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(the_worst_is_the_evidence),
	    cmocka_unit_test(
		a_listed_rule_that_few_cases_did_not_break_is_told),
	};
	int failed = cmocka_run_group_tests(tests, NULL, NULL);

	arena_release(&arena);
	return failed;
}

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "run/known.h"
#include "run/select.h"

static struct arena arena;

static enum verdict
verdict(struct known *k, const char *id, enum verdict v, const char *says)
{
	struct str reason = STR("it broke");
	enum verdict out = known_verdict(k, str_from(id), v, &reason);

	if (says != NULL && str_find(reason, str_from(says)) == reason.n)
		fail_msg("%s: reason \"%.*s\" lacks \"%s\"", id,
		    STRF(reason), says);
	return out;
}

static struct known
profile(const char *id)
{
	struct known k = {.arena = &arena};
	struct named_text *text = arena_new(&arena, struct named_text);
	struct target t = {.known_failures = text, .n_known_failures = 1};

	text->name = str_from(id);
	text->text = STR("upstream bug 7");
	known_add_profile(&k, &t);
	return k;
}

static void
a_listed_failure_is_excused(void **state)
{
	struct known k = profile("a/b");

	(void)state;
	assert_int_equal(
	    verdict(&k, "a/b", VERDICT_FAIL, "bug 7"), VERDICT_KNOWN);
	assert_int_equal(
	    verdict(&k, "a/b~2", VERDICT_ERROR, "bug 7"), VERDICT_KNOWN);
	assert_int_equal(
	    verdict(&k, "a/b:row", VERDICT_FAIL, "bug 7"), VERDICT_KNOWN);
	assert_int_equal(verdict(&k, "a/bc", VERDICT_FAIL, "it broke"),
	    VERDICT_FAIL);
	assert_true(k.v[0].met);
}

static void
a_listed_failure_that_passes_fails(void **state)
{
	struct known k = profile("a/b");

	(void)state;
	assert_int_equal(verdict(&k, "a/b", VERDICT_PASS, "strike"),
	    VERDICT_UNEXPECTED);
	assert_int_equal(verdict(&k, "a/b", VERDICT_WARN, "strike"),
	    VERDICT_UNEXPECTED);
	assert_int_equal(
	    verdict(&k, "a/b", VERDICT_SKIP, NULL), VERDICT_SKIP);
	/* The case is listed as a whole: one row may pass. */
	assert_int_equal(
	    verdict(&k, "a/b:row", VERDICT_PASS, NULL), VERDICT_PASS);
}

static void
of_fewer_cases_a_listed_rule_may_pass(void **state)
{
	struct known k = profile("rules/r");

	(void)state;
	k.fewer = true;
	assert_int_equal(
	    verdict(&k, "rules/r", VERDICT_PASS, NULL), VERDICT_PASS);
	assert_int_equal(
	    verdict(&k, "rules/r", VERDICT_FAIL, "bug 7"), VERDICT_KNOWN);
	k.fewer = false;
	assert_int_equal(verdict(&k, "rules/r", VERDICT_PASS, "strike"),
	    VERDICT_UNEXPECTED);
	k = profile("a/b");
	k.fewer = true;
	assert_int_equal(verdict(&k, "a/b", VERDICT_PASS, "strike"),
	    VERDICT_UNEXPECTED);
}

static void
a_baseline_excuses_what_failed_there(void **state)
{
	struct known k = {.arena = &arena};
	struct case_result cases[] = {
	    {.id = STR("f"), .verdict = VERDICT_FAIL, .reason = STR("old")},
	    {.id = STR("p"), .verdict = VERDICT_PASS},
	    {.id = STR("s"), .verdict = VERDICT_SKIP},
	};
	struct rule_result rules[] = {
	    {.name = STR("r"), .verdict = VERDICT_FAIL}};
	struct result earlier = {0};
	struct testcases plan = {0};

	(void)state;
	earlier.cases.v = cases;
	earlier.cases.n = countof(cases);
	earlier.rules.v = rules;
	earlier.rules.n = 1;
	known_add_baseline(&k, &earlier, &plan);
	assert_int_equal(verdict(&k, "f", VERDICT_FAIL, "baseline: old"),
	    VERDICT_KNOWN);
	assert_int_equal(
	    verdict(&k, "f", VERDICT_PASS, NULL), VERDICT_PASS);
	assert_int_equal(
	    verdict(&k, "p", VERDICT_FAIL, NULL), VERDICT_FAIL);
	assert_int_equal(
	    verdict(&k, "p", VERDICT_SKIP, "passed in the baseline"),
	    VERDICT_FAIL);
	assert_int_equal(
	    verdict(&k, "s", VERDICT_SKIP, NULL), VERDICT_SKIP);
	assert_int_equal(
	    verdict(&k, "new", VERDICT_FAIL, NULL), VERDICT_FAIL);
	assert_int_equal(verdict(&k, "rules/r", VERDICT_FAIL, "baseline"),
	    VERDICT_KNOWN);
}

static struct testcases
plan_of(const char *const *ids, size_t n)
{
	struct testcases plan = {0};

	for (size_t i = 0; i < n; i++) {
		struct testcase *tc = arena_new(&arena, struct testcase);

		tc->id = str_from(ids[i]);
		*vec_add(&plan, &arena) = tc;
	}
	return plan;
}

/* Where fewer cases run, a rule may well see nothing that it can judge. */
static void
a_part_of_the_baseline_loses_no_rules(void **state)
{
	static const char *const ids[] = {"p", "q"};
	struct case_result cases[] = {
	    {.id = STR("p"), .verdict = VERDICT_PASS},
	    {.id = STR("q"), .verdict = VERDICT_PASS},
	    {.id = STR("s"), .verdict = VERDICT_SKIP},
	};
	struct rule_result rule = {.name = STR("r"), .verdict = VERDICT_PASS};
	struct result earlier = {0};

	(void)state;
	earlier.cases.v = cases;
	earlier.cases.n = countof(cases);
	earlier.rules.v = &rule;
	earlier.rules.n = 1;
	for (size_t n = 1; n <= 2; n++) {
		struct known k = {.arena = &arena};
		struct testcases plan = plan_of(ids, n);

		known_add_baseline(&k, &earlier, &plan);
		assert_int_equal(verdict(&k, "rules/r", VERDICT_SKIP, NULL),
		    n == 2 ? VERDICT_FAIL : VERDICT_SKIP);
		assert_int_equal(verdict(&k, "rules/r", VERDICT_FAIL, NULL),
		    VERDICT_FAIL);
		assert_int_equal(verdict(&k, "p", VERDICT_SKIP, NULL),
		    VERDICT_FAIL);
	}
}

static void
what_strict_fails_a_baseline_excuses(void **state)
{
	struct case_result cases[] = {
	    {.id = STR("w"), .verdict = VERDICT_WARN, .reason = STR("old")},
	    {.id = STR("u"), .verdict = VERDICT_UNEXPECTED},
	    {.id = STR("f"), .verdict = VERDICT_PASS},
	    {.id = STR("f~2"), .verdict = VERDICT_FAIL, .reason = STR("two")},
	};
	struct result earlier = {0};
	struct testcases plan = {0};

	(void)state;
	earlier.cases.v = cases;
	earlier.cases.n = countof(cases);
	for (int strict = 0; strict < 2; strict++) {
		struct known k = {.arena = &arena, .strict = strict};

		known_add_baseline(&k, &earlier, &plan);
		assert_int_equal(verdict(&k, "w", VERDICT_WARN, NULL),
		    strict ? VERDICT_KNOWN : VERDICT_WARN);
		/* It broke more there only with --strict. */
		assert_int_equal(verdict(&k, "w", VERDICT_FAIL, NULL),
		    strict ? VERDICT_KNOWN : VERDICT_FAIL);
		/* What passed there against the list did pass. */
		assert_int_equal(
		    verdict(&k, "u", VERDICT_FAIL, NULL), VERDICT_FAIL);
		assert_int_equal(verdict(&k, "f", VERDICT_FAIL, "two"),
		    VERDICT_KNOWN);
	}
}

/* ------------------------------------------------------------- select */

static struct testcases
suite(size_t n)
{
	struct testcases all = {0};

	for (size_t i = 0; i < n; i++) {
		struct testcase *tc = arena_new(&arena, struct testcase);
		struct case_file *f = arena_new(&arena, struct case_file);

		*vec_add(&tc->proves, &arena) = spec_find(i % 2
			? STR("lock.status-200")
			: STR("propfind.depth-infinity"));
		*vec_add(&f->tags, &arena) = i % 3 ? STR("fast") : STR("slow");
		tc->file = f;
		tc->id = arena_strf(&arena, "c%zu", i);
		*vec_add(&all, &arena) = tc;
	}
	return all;
}

static size_t
selected(struct selection s, struct testcases *out)
{
	struct testcases all = suite(6);

	*out = (struct testcases){0};
	select_cases(&s, &all, &arena, out);
	return out->n;
}

static struct strs
one(const char *s)
{
	struct strs list = {0};

	*vec_add(&list, &arena) = str_from(s);
	return list;
}

static void
filters_select(void **state)
{
	struct testcases out;

	(void)state;
	assert_int_equal(selected((struct selection){0}, &out), 6);
	assert_int_equal(selected(
	    (struct selection){.requirements = one("lock.")}, &out), 3);
	assert_int_equal(
	    selected((struct selection){.tags = one("slow")}, &out), 2);
	assert_int_equal(
	    selected((struct selection){.levels = one("should")}, &out), 3);
	assert_int_equal(
	    selected((struct selection){.classes = one("1")}, &out), 3);
	assert_int_equal(selected(
	    (struct selection){.ids = one("c4"), .has_ids = true}, &out), 1);
	assert_int_equal(
	    selected((struct selection){.has_ids = true}, &out), 0);
}

static void
shards_are_all_and_nothing_twice(void **state)
{
	struct testcases a, b;

	(void)state;
	assert_int_equal(selected((struct selection){.shard = 1, .shards = 4,
				      .repeat = 2}, &a), 3);
	assert_true(str_is(a.v[0]->id, "c0"));
	assert_true(str_is(a.v[1]->id, "c2"));
	assert_int_equal(selected((struct selection){.shard = 2, .shards = 4,
				      .repeat = 2}, &b), 3);
	assert_true(str_is(b.v[0]->id, "c0~2"));
}

static void
a_seed_gives_one_order(void **state)
{
	struct testcases a, b, c;
	bool moved = false;

	(void)state;
	selected((struct selection){.shuffle = true, .seed = 1}, &a);
	selected((struct selection){.shuffle = true, .seed = 1}, &b);
	selected((struct selection){.shuffle = true, .seed = 2}, &c);
	for (size_t i = 0; i < a.n; i++) {
		assert_true(str_eq(a.v[i]->id, b.v[i]->id));
		moved |= !str_eq(a.v[i]->id, c.v[i]->id);
	}
	assert_true(moved);
}

static int
release(void **state)
{
	(void)state;
	arena_release(&arena);
	return 0;
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
	    cmocka_unit_test(a_listed_failure_is_excused),
	    cmocka_unit_test(a_listed_failure_that_passes_fails),
	    cmocka_unit_test(of_fewer_cases_a_listed_rule_may_pass),
	    cmocka_unit_test(a_baseline_excuses_what_failed_there),
	    cmocka_unit_test(a_part_of_the_baseline_loses_no_rules),
	    cmocka_unit_test(what_strict_fails_a_baseline_excuses),
	    cmocka_unit_test(filters_select),
	    cmocka_unit_test(shards_are_all_and_nothing_twice),
	    cmocka_unit_test(a_seed_gives_one_order),
	};

	return cmocka_run_group_tests(tests, NULL, release);
}

#include "shards.h"

#include "report/slim.h"

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
	    cmocka_unit_test(slim_keeps_what_the_verdicts_rest_on),
	    cmocka_unit_test(slim_shows_a_cause_twice),
	    cmocka_unit_test(slim_cuts_bodies_and_drops_half_commands),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

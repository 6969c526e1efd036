#include "sample.h"

static void
hostile_bytes_stay_text(void **state)
{
	struct arena a = {0};
	struct result r;
	struct str text;

	(void)state;
	hostile_result(&r, &a);
	text = rendered("markdown", &r, &a);
	assert_false(holds(text, "<script"));
	assert_false(holds(text, "</script"));
	assert_false(holds(text, "\nnot ok 1\nok 2 # SKIP x\n  ...\nBail\n"));
	/* Neither a link nor a mention nor a command of the job's log. */
	assert_true(holds(text, "\\[b\\](http&#58;//evil.example/)"));
	assert_true(holds(text, "&#64;all &#58;:error"));
	assert_true(utf8_valid(text));
	arena_release(&a);
}

static void
it_never_grows_over_a_megabyte(void **state)
{
	struct arena a = {0};
	struct result r;
	char *big = arena_array(&a, char, 100001);
	struct str text;

	(void)state;
	memset(big, '|', 100000);
	sample_result(&r, &a);
	for (size_t i = 0; i < 500; i++) {
		struct case_result *c =
		    sample_case(&r, arena_printf(&a, "c/%zu", i),
			i < 200	  ? VERDICT_FAIL
			: i < 350 ? VERDICT_WARN
				  : VERDICT_KNOWN,
			big, "copy.status-204");
		struct exchange_record *e =
		    sample_exchange(&r, c, "step", 1, "PUT a", 204);

		c->reason = str_from(big);
		e->sent = e->received = str_from(big);
		sample_body(e, str_from(big));
		sample_shown(&r, c, e, FINDING_MUST, "copy.status-204", big);
	}
	r.certify = true;
	text = rendered("markdown", &r, &a);
	assert_true(text.n < (size_t)1024 * 1024);
	assert_true(holds(text, " more in the full report."));
	arena_release(&a);
}

static void
fifty_failures_are_shown(void **state)
{
	struct arena a = {0};
	struct result r = {.arena = &a, .target_url = STR("http://t/")};
	struct str text;

	(void)state;
	for (size_t i = 0; i < 60; i++)
		sample_case(&r, arena_printf(&a, "c/%zu", i), VERDICT_FAIL, "t",
		    "copy.status-204");
	text = rendered("markdown", &r, &a);
	assert_true(holds(text, "<code>c/49</code>"));
	assert_false(holds(text, "<code>c/50</code>"));
	assert_true(holds(text, "10 more in the full report."));
	arena_release(&a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(hostile_bytes_stay_text),
	    cmocka_unit_test(it_never_grows_over_a_megabyte),
	    cmocka_unit_test(fifty_failures_are_shown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

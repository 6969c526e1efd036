#include "sample.h"

static const char *const all_formats[] = {
    "tap", "json", "junit", "markdown", "html"};

/* A result that was saved and read again is shown with the same bytes. */
static void
check_round_trip(const struct result *r)
{
	struct arena a = {0};
	char *path = arena_printf(&a, "%s/r.json", sample_folder(&a));
	struct result again;
	struct buf why;

	buf_init(&why, 4096);
	sample_write(path, rendered("json", r, &a));
	if (!result_read(path, &a, &again, &why))
		fail_msg("%s", why.p);
	assert_int_equal(why.n, 0);
	for (size_t i = 0; i < countof(all_formats); i++) {
		struct str before = rendered(all_formats[i], r, &a);
		struct str after = rendered(all_formats[i], &again, &a);

		if (!str_eq(before, after)) {
			sample_write(
			    arena_printf(&a, "%s.before", path), before);
			sample_write(arena_printf(&a, "%s.after", path), after);
			fail_msg("%s differs", all_formats[i]);
		}
	}
	assert_int_equal(result_exit_status(r), result_exit_status(&again));
	remove(path);
	buf_release(&why);
	arena_release(&a);
}

static void
reading_gives_back_what_was_written(void **state)
{
	struct arena a = {0};
	struct result r;

	(void)state;
	sample_result(&r, &a);
	check_round_trip(&r);
	r.strict = true;
	r.bail_out = STR("the target is gone");
	check_round_trip(&r);
	arena_release(&a);
}

static void
reading_gives_back_hostile_bytes(void **state)
{
	struct arena a = {0};
	struct result r;

	(void)state;
	hostile_result(&r, &a);
	check_round_trip(&r);
	arena_release(&a);
}

static void
a_body_that_is_no_text_survives(void **state)
{
	static const char bytes[] = "\x00\xff\r\n\r\x01tail";
	struct arena a = {0};
	struct result r, again;
	struct buf why;
	char *path = arena_printf(&a, "%s/r.json", sample_folder(&a));
	struct str body = {bytes, sizeof(bytes) - 1};

	(void)state;
	buf_init(&why, 4096);
	sample_result(&r, &a);
	sample_body(&r.cases.v[0].exchanges.v[0], body);
	sample_write(path, rendered("json", &r, &a));
	assert_true(result_read(path, &a, &again, &why));
	assert_true(str_eq(again.cases.v[0].exchanges.v[0].body, body));
	assert_int_equal(again.cases.v[0].exchanges.v[0].body_size, body.n);
	remove(path);
	buf_release(&why);
	arena_release(&a);
}

static void
what_is_no_result_is_refused_with_its_place(void **state)
{
	static const struct {
		const char *text, *says;
	} rows[] = {
	    {"",						     "it is empty"		     },
	    {"{",						     "r.json:1:"		     },
	    {"{\"format\": 1,\n \"format\": 1}",			 "r.json:2:"		    },
	    {"[]",						    "not a result of davproof"},
	    {"{\"cases\": []}",				       "not a result of davproof"		  },
	    {"{\"format\": 2, \"cases\": []}",			       "a result in format 2"		 },
	    {"{\"format\": 1}",				       "no \"cases\""	      },
	    {"{\"format\": 1, \"cases\": [3]}",			"not an object"	       },
	    {"{\"format\": 1, \"cases\": [{\"verdict\": \"pass\"}]}",
		"no \"id\""									},
	    {"{\"format\": 1, \"cases\": [{\"id\": \"x\","
	     " \"verdict\": \"good\"}]}",		"case x: \"verdict\""     },
	    {"{\"format\": 1, \"cases\": [{\"id\": \"x\","
	     " \"verdict\": \"pass\", \"line\": -1}]}",	"case x: \"line\""	  },
	    {"{\"format\": 1, \"cases\": [{\"id\": \"x\","
	     " \"verdict\": \"pass\", \"exchanges\":"
	     " [{\"body_base64\": \"x\"}]}]}",		"base64"			},
	};
	struct arena a = {0};
	char *path = arena_printf(&a, "%s/r.json", sample_folder(&a));

	(void)state;
	for (size_t i = 0; i < countof(rows); i++) {
		struct result r;
		struct buf why;

		buf_init(&why, 4096);
		sample_write(path, str_from(rows[i].text));
		assert_false(result_read(path, &a, &r, &why));
		if (!holds(buf_view(&why), rows[i].says))
			fail_msg("%s: %s", rows[i].says, why.p);
		buf_release(&why);
	}
	remove(path);
	arena_release(&a);
}

static void
a_missing_file_is_named(void **state)
{
	struct arena a = {0};
	struct result r;
	struct buf why;

	(void)state;
	buf_init(&why, 4096);
	assert_false(result_read("/nowhere/r.json", &a, &r, &why));
	assert_true(holds(buf_view(&why), "/nowhere/r.json: "));
	buf_release(&why);
	arena_release(&a);
}

static void
rules_stand_among_the_cases(void **state)
{
	struct arena a = {0};
	struct result r;
	struct str json;

	(void)state;
	sample_result(&r, &a);
	json = rendered("json", &r, &a);
	assert_true(holds(json, "\"id\": \"rules/href-percent-encoded\""));
	assert_true(holds(json, "\"propfind.depth-1\": \"held\""));
	assert_true(holds(json, "\"copy.precondition-412\": \"broken\""));
	assert_true(holds(json, "\"copy.idempotent\": \"not seen\""));
	arena_release(&a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(reading_gives_back_what_was_written),
	    cmocka_unit_test(reading_gives_back_hostile_bytes),
	    cmocka_unit_test(a_body_that_is_no_text_survives),
	    cmocka_unit_test(what_is_no_result_is_refused_with_its_place),
	    cmocka_unit_test(a_missing_file_is_named),
	    cmocka_unit_test(rules_stand_among_the_cases),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

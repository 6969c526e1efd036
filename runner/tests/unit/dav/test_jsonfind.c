#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "dav/jsonstatus.h"

static const struct json_value *
parse(const char *text, struct arena *a)
{
	struct json_error error;

	return json_parse(str_from(text), a, &error);
}

/* What is found without being told: container, id and status of the first. */
static void
test_names_found(void **state)
{
	static const struct {
		const char *body, *id_name, *status_name, *id;
		size_t n;
		int status;
	} rows[] = {
	    {"[{\"filename\": \"a\", \"status\": 201}]",			 "filename", "status",
		"a",												1, 201},
	    {"{\"r\": [{\"size\": 3, \"file\": \"a\", \"statusCode\": 200}]}",
		"file",									 "statusCode", "a",  1, 200},
	    {"[{\"message\": \"m\", \"orderId\": 7, \"code\": 404}]",	      "orderId",
		"code",										       "7",  1, 404},
	    {"[{\"code\": \"E1\", \"row\": 5, \"status\": 409}]",		  "row",
		"status",										     "5",  1, 409},
	    {"[{\"id\": true, \"path\": \"/a\", \"status\": 200}, {\"id\": 4}]",
		"id",									   "status",	"/a", 2, 200},
	    {"{\"1\": 200, \"2\": {\"status\": 404}}",			       "id",	     "status",     "1",  2,
		200												       },
	    {"{\"data\": {\"status\": 207, \"files\": [{\"id\": 1, \"status\": "
	     "200}]}}",					     "id",	      "status",	"1",  1, 200},
	    {"{\"meta\": {\"status\": \"partial\"}, \"data\": {\"rows\": "
	     "[{\"key\": 1, \"status\": 200}]}}",		   "key",      "status",	 "1",  1, 200},
	    {"{\"files\": [{\"filename\": \"a\"}]}",			     "filename", "status",	   "a",
		1,												     0  },
	};
	struct arena a = {0};

	(void)state;
	for (size_t i = 0; i < countof(rows); i++) {
		struct json_items items;

		if (!json_items_find(parse(rows[i].body, &a), &a, &items))
			fail_msg("nothing found in %s", rows[i].body);
		if (items.n != rows[i].n ||
		    !str_is(items.id, rows[i].id_name) ||
		    !str_is(items.status, rows[i].status_name) ||
		    !str_is(items.v[0].id, rows[i].id) ||
		    items.v[0].status != rows[i].status)
			fail_msg("%s: %zu %.*s %.*s %.*s %d", rows[i].body,
			    items.n, STRF(items.id), STRF(items.status),
			    STRF(items.v[0].id), items.v[0].status);
	}
	arena_release(&a);
}

static void
test_nothing_found(void **state)
{
	static const char *const bodies[] = {"3", "\"x\"", "[]", "{}", "[1]",
	    "{\"status\": \"a was stored\"}", "{\"status\": 207}",
	    "{\"files\": \"a, b\"}", "{\"error\": {\"message\": \"m\"}}",
	    "{\"succeeded\": 3, \"failed\": 2}"};
	struct arena a = {0};

	(void)state;
	for (size_t i = 0; i < countof(bodies); i++) {
		struct json_items items;

		if (json_items_find(parse(bodies[i], &a), &a, &items))
			fail_msg("found in %s", bodies[i]);
	}
	arena_release(&a);
}

static void
test_same_part(void **state)
{
	static const struct {
		const char *body;
		bool same;
	} rows[] = {
	    {"[{\"id\": 1, \"status\": 200}, {\"id\": 1, \"status\": 404}]",
		true								 },
	    {"[{\"id\": 1, \"name\": \"a\", \"status\": 200}, {\"id\": 1, "
	     "\"name\": \"b\"}]",			       true },
	    {"[{\"id\": 1, \"status\": 200}, {\"id\": 2, \"status\": 200}]",
		false								},
	    {"[{\"id\": 1, \"status\": 200}, {\"id\": \"1\"}]",		false},
	    {"[{\"id\": 1, \"op\": \"r\", \"status\": 200}, {\"id\": 1, "
	     "\"op\": \"w\"}]",				 false},
	    {"{\"1\": 200, \"1\": 404}",					 true },
	};
	struct arena a = {0};

	(void)state;
	for (size_t i = 0; i < countof(rows); i++) {
		struct json_items items;

		assert_true(
		    json_items_find(parse(rows[i].body, &a), &a, &items));
		assert_int_equal(2, items.n);
		if (json_same_part(&items.v[0], &items.v[1]) != rows[i].same)
			fail_msg("%s", rows[i].body);
	}
	arena_release(&a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_names_found),
	    cmocka_unit_test(test_nothing_found),
	    cmocka_unit_test(test_same_part),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

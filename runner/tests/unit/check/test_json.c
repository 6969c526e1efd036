#include "tests/unit/check/world.h"

#include "dav/json.h"
#include "dav/jsonstatus.h"

/* ------------------------------------------------------------- reading */

static const struct json_value *
parse(const char *text, struct arena *a)
{
	struct json_error error;

	return json_parse(str_from(text), a, &error);
}

static void
test_good(void **state)
{
	static const char *const good[] = {"1", " -0.5e+3 ", "null", "true",
	    "[]", "{}", "[1, [2], {\"a\": []}]", "\"\\u00E9\\n\\\"\"",
	    "\xef\xbb\xbf{}", "0", "1E400", "{\"a\":1,\"a\":2}"};
	struct arena a = {0};

	(void)state;
	for (size_t i = 0; i < countof(good); i++)
		if (parse(good[i], &a) == NULL)
			fail_msg("refused: %s", good[i]);
	arena_release(&a);
}

static void
test_bad(void **state)
{
	static const struct {
		const char *text;
		unsigned line, col;
	} bad[] = {
	    {"",		    1, 1},
		{" ",		      1, 2},
	     {"[1,]",		      1, 4},
	     {"[1 2]",	       1, 4},
	    {"{\"a\"}",		1, 5},
	       {"{a: 1}",		  1, 2},
		 {"01",			1, 2},
	       {"-",		     1, 2},
	    {"1.",		   1, 3},
		  {"+1",			 1, 1},
		{"\"a",			1, 3},
	       {"\"\\x\"",		   1, 3},
	    {"\"\\u12\"",		  1, 6},
		 {"[\n\"\xc3\xa9\", x]", 2, 6},
	    {"\"a\nb\"",		 1, 3},
		{"1 2",			1, 3},
	       {"\xff",		1, 1},
	       {"nul",		       1, 1},
	    {"\"\\",		     1, 3},
	    {"{\"a\":",		1, 6},
	    {NULL,		1, 1}
	     };
	struct arena a = {0};

	(void)state;
	for (size_t i = 0; i < countof(bad); i++) {
		struct json_error error = {0};

		if (json_parse(str_from(bad[i].text), &a, &error) != NULL)
			fail_msg("taken: %s", bad[i].text);
		assert_non_null(error.message);
		if (error.line != bad[i].line || error.col != bad[i].col)
			fail_msg(
			    "%s: %u:%u", bad[i].text, error.line, error.col);
	}
	arena_release(&a);
}

static void
test_nesting(void **state)
{
	struct arena a = {0};
	char *deep = arena_alloc(&a, 2 * JSON_DEPTH_MAX + 3);

	(void)state;
	memset(deep, '[', JSON_DEPTH_MAX);
	memset(deep + JSON_DEPTH_MAX, ']', JSON_DEPTH_MAX);
	assert_non_null(parse(deep, &a));
	memset(deep, '[', JSON_DEPTH_MAX + 1);
	memset(deep + JSON_DEPTH_MAX + 1, ']', JSON_DEPTH_MAX + 1);
	assert_null(parse(deep, &a));
	memset(deep, '[', 2 * JSON_DEPTH_MAX + 2);
	assert_null(parse(deep, &a));
	arena_release(&a);
}

static void
test_strings(void **state)
{
	struct arena a = {0};
	const struct json_value *v =
	    parse("[\"\\u00e9\", \"\\ud83d\\ude00\", \"\\ud83d\", "
		  "\"\\ud83d\\u0041\", "
		  "\"\\b\\f\\n\\r\\t\\/\\\\\", \"plain\"]",
		&a);
	static const char *const texts[] = {"\xc3\xa9", "\xf0\x9f\x98\x80",
	    "\xef\xbf\xbd",
	    "\xef\xbf\xbd"
	    "A",
	    "\b\f\n\r\t/\\", "plain"};

	(void)state;
	assert_non_null(v);
	assert_int_equal(countof(texts), v->n);
	v = v->first;
	for (size_t i = 0; i < countof(texts); i++, v = v->next)
		assert_true(str_is(v->text, texts[i]));
	arena_release(&a);
}

static void
test_places_and_pointers(void **state)
{
	struct arena a = {0};
	const struct json_value *root =
	    parse("{\"\xc3\xa9/~\": [1,\n  {\"b\": 2}], \"\": 3}", &a);
	const struct json_value *v;

	(void)state;
	v = json_at(root, STR("/\xc3\xa9~1~0/1/b"), &a);
	assert_non_null(v);
	assert_int_equal(2, v->line);
	assert_int_equal(9, v->col);
	assert_true(str_is(v->raw, "2"));
	assert_ptr_equal(root, json_at(root, STR(""), &a));
	assert_ptr_equal(root, json_at(root, STR_NONE, &a));
	assert_true(str_is(json_at(root, STR("/"), &a)->raw, "3"));
	assert_null(json_at(root, STR("/\xc3\xa9~1~0/2"), &a));
	assert_null(json_at(root, STR("/\xc3\xa9~1~0/01"), &a));
	assert_null(json_at(root, STR("/x"), &a));
	assert_null(json_at(root, STR("x"), &a));
	arena_release(&a);
}

static void
test_items(void **state)
{
	struct arena a = {0};
	struct json_items items;

	(void)state;
	assert_true(json_items_read(
	    parse("{\"r\": [{\"k\": 7, \"s\": 200}, {\"s\": \"200\"}, 3]}", &a),
	    STR("/r"), STR("k"), STR("s"), &a, &items));
	assert_int_equal(3, items.n);
	assert_true(str_is(items.v[0].id, "7"));
	assert_int_equal(200, items.v[0].status);
	assert_null(items.v[1].id.p);
	assert_int_equal(0, items.v[1].status);
	assert_non_null(items.v[1].status_value);
	assert_null(items.v[2].status_value);
	assert_true(json_items_read(parse("{\"1\": 404, \"2\": {\"status\": "
					  "2.5}}",
					&a),
	    STR_NONE, STR_NONE, STR_NONE, &a, &items));
	assert_true(str_is(items.v[0].id, "1"));
	assert_int_equal(404, items.v[0].status);
	assert_int_equal(0, items.v[1].status);
	assert_false(json_items_read(
	    parse("3", &a), STR_NONE, STR_NONE, STR_NONE, &a, &items));
	arena_release(&a);
}

static void
test_items_found(void **state)
{
	struct arena a = {0};
	struct json_items items;

	(void)state;
	assert_true(json_items_find(
	    parse("{\"x\": {\"y\": [{\"status\": 1}]}, \"z\": [{\"status\": "
		  "2}, {\"status\": 3}]}",
		&a),
	    &a, &items));
	assert_int_equal(2, items.n);
	assert_true(json_items_find(
	    parse("{\"7\": {\"status\": 200}}", &a), &a, &items));
	assert_true(str_is(items.v[0].id, "7"));
	assert_false(
	    json_items_find(parse("{\"a\": [1], \"b\": []}", &a), &a, &items));
	arena_release(&a);
}

/* ------------------------------------------------------------- judged */

#define POST "POST: a/f\nbody: x\n"
#define ANSWER "HTTP/1.1 207 M\nContent-Type: application/json\n\n"

static void
test_responses(void **state)
{
	const char *body =
	    ANSWER "{\"files\": [\n"
		   "{\"filename\": \"a.txt\", \"status\": 201},\n"
		   "{\"filename\": \"\", \"status\": 422, "
		   "\"message\": \"no\", \"tags\": [\"x\", 1], "
		   "\"gone\": null}]}";

	(void)state;
	judged(POST "must: {status: 207, json: {items: /files, id: filename}, "
		    "responses: {a.txt: 201, \"\": {status: 4xx, members: "
		    "{message: {}, tags: {has: [x, \"1\"], lacks: y}, gone: "
		    "null}}}, only-responses: true}",
	    body, "");
	judged(POST "must: {status: 207, json: {items: /files, id: filename}, "
		    "responses: {a.txt: 4xx, b: 200, \"\": {members: {message:"
		    " yes, other: {}}}}}",
	    body,
	    "must body 2:33: the status of the item \"a.txt\" is not as "
	    "expected [4xx|\"201\"]\n"
	    "must body 1:11: there is no item \"b\" [200|none of 2]\n"
	    "must body 3:44: the member message of the item \"\" is not as "
	    "expected [\"yes\"|\"no\"]\n"
	    "must body 3:1: the member other of the item \"\" is not as "
	    "expected [a value|nothing]");
	judged(POST "must: {status: 207, json: {items: /files, id: filename}, "
		    "responses: {a.txt: null}, only-responses: true}",
	    body,
	    "must body 2:1: there is an item \"a.txt\" [none|'{\"filename\": "
	    "\"a.txt\", \"status\": 201}']\n"
	    "must body 3:1: there is an item for another id "
	    "[only the ids of the case|\"\"]");
}

static void
test_keyed(void **state)
{
	const char *body =
	    ANSWER "{\"1\": {\"status\": 200}, \"99\": {\"status\": 404}}";

	(void)state;
	judged(POST "must: {status: 207, json: {}, responses: {1: 200, 99: "
		    "404}, only-responses: true}",
	    body, "");
	judged(POST "must: {status: 207, json: {}, responses: {1: 404}}", body,
	    "must body 1:18: the status of the item \"1\" is not as expected "
	    "[404|\"200\"]");
}

static void
test_only_items(void **state)
{
	(void)state;
	judged(POST "must: {status: 207, json: {}, responses: {1: any, 2: any},"
		    " only-responses: true}",
	    ANSWER "[{\"id\": 1, \"status\": 200}, {\"id\": 2, \"status\": "
		   "404},\n{\"id\": 1, \"status\": 409}, {\"status\": 200}]",
	    "must body 2:1: there is a second item for an id "
	    "[one item for each id|\"1\"]\n"
	    "must body 2:27: there is an item for another id "
	    "[only the ids of the case|'{\"status\": 200}']");
}

static void
test_no_items(void **state)
{
	const char *step = POST "must: {status: [207, 4xx], json: {items: /r}, "
				"responses: {a: 200}}";

	(void)state;
	judged(step, ANSWER "{\"r\": 1}",
	    "must body 1:1: there are no items "
	    "[an array or object at /r|'{\"r\": 1}']");
	judged(step, ANSWER "{\"r\": ",
	    "must body: the body is no JSON, line 1 column 7: a value is "
	    "missing [an array or object at /r|'{\"r\": ']");
	judged(step, "HTTP/1.1 207 M\n\n",
	    "must body: there is no body [an array or object at /r|\"\"]");
	judged(step, "HTTP/1.1 400 Bad\n\n{}", "");
	judged(POST "must: {json: {}, responses: {a: 200}}",
	    "HTTP/1.1 200 OK\n\n{\"a\": 200}",
	    "must status: the answer is 200, not a 207 with a status for each "
	    "item [207|200 OK]");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_good),
	    cmocka_unit_test(test_bad),
	    cmocka_unit_test(test_nesting),
	    cmocka_unit_test(test_strings),
	    cmocka_unit_test(test_places_and_pointers),
	    cmocka_unit_test(test_items),
	    cmocka_unit_test(test_items_found),
	    cmocka_unit_test(test_responses),
	    cmocka_unit_test(test_keyed),
	    cmocka_unit_test(test_only_items),
	    cmocka_unit_test(test_no_items),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

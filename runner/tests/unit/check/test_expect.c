#include "tests/unit/check/world.h"

static void
test_status(void **state)
{
	(void)state;
	judged("PUT: a/f\nmust: {status: 423}", LOCKED, "");
	judged("PUT: a/f\nmust: {status: [204, 4xx]}", LOCKED, "");
	judged("PUT: a/f\nmust: {status: 412}", LOCKED,
	    "must status: the answer is 423 [412|423 Locked]");
	judged("PUT: a/f\nshould: {status: 412}", LOCKED,
	    "should status: the answer is 423 [412|423 Locked]");
	judged("PUT: a/f\nmay: {status: 412}", LOCKED,
	    "info status: the answer is 423 [412|423 Locked]");
	judged("PUT: a/f\nassume: {status: 2xx}\nmust: {status: 4xx}", LOCKED,
	    "skip status: the answer is 423 [2xx|423 Locked]");
}

static void
test_default_status(void **state)
{
	(void)state;
	judged("PUT: a/f\nmust: {headers: {ETag: null}}", OK, "");
	judged("PUT: a/f\nmust: {headers: {ETag: {}}}", LOCKED,
	    "must status: the answer is 423 [2xx|423 Locked]");
	/* It counts for the first mapping, and only if none says a status. */
	judged("PUT: a/f\nmust: {headers: {ETag: null}}\n"
	       "should: {status: 4xx}",
	    LOCKED, "");
}

static void
test_headers(void **state)
{
	const char *answer = "HTTP/1.1 200 OK\nETag: \"a\"\nAllow: GET\n"
			     "Allow: PUT, x-y\n\n";

	(void)state;
	judged("GET: a/f\nmust: {headers: {ETag: '\"a\"', allow: "
	       "\"GET, PUT, x-y\"}}",
	    answer, "");
	judged("GET: a/f\nmust: {headers: {ETag: {starts: '\"'}, "
	       "Allow: {has: [put, GET], lacks: DELETE}}}",
	    answer, "");
	judged("GET: a/f\nmust: {headers: {ETag: '\"b\"'}}", answer,
	    "must header: the header ETag is not as expected "
	    "['\"b\"'|'\"a\"']");
	judged("GET: a/f\nmust: {headers: {ETag: null}}", answer,
	    "must header: there is a header ETag [nothing|'\"a\"']");
	judged("GET: a/f\nmust: {headers: {Location: {}}}", answer,
	    "must header: there is no header Location [a value|nothing]");
	judged("GET: a/f\nmust: {headers: {Location: null}}", answer, "");
	judged("GET: a/f\nmust: {headers: {Allow: {has: LOCK}}}", answer,
	    "must header: the header Allow is not as expected "
	    "[has LOCK|\"GET, PUT, x-y\"]");
	judged("GET: a/f\nmust: {headers: {Allow: {lacks: [LOCK, PUT]}}}",
	    answer,
	    "must header: the header Allow is not as expected "
	    "[lacks PUT|\"GET, PUT, x-y\"]");
}

static void
test_status_hides_what_follows_from_it(void **state)
{
	(void)state;
	judged("GET: a/f\nmust: {status: 200, headers: {ETag: {}}, body: one}",
	    LOCKED, "must status: the answer is 423 [200|423 Locked]");
	/* Of the same class: the rest can still be compared. */
	judged("PUT: a/f\nmust: {status: 201, headers: {ETag: {}}}", OK,
	    "must status: the answer is 200 [201|200 OK]\n"
	    "must header: there is no header ETag [a value|nothing]");
}

static void
test_body(void **state)
{
	const char *one = "HTTP/1.1 200 OK\n\none\ntwo";

	(void)state;
	judged("GET: a/f\nmust: {body: \"one\\ntwo\"}", one, "");
	judged("GET: a/f\nmust: {body: \"one\\ntxo\"}", one,
	    "must body 2:2: the body is not as expected "
	    "[\"one\ntxo\"|\"one\ntwo\" (7 bytes, SHA-256 "
	    "21066d108d53...)]");
	judged("GET: a/f\nmust: {body: {contains: e, starts: on, ends: wo, "
	       "not: x, length: 7}}",
	    one, "");
	judged("GET: a/f\nmust: {body: {contains: z}}", one,
	    "must body: the body is not as expected "
	    "[contains \"z\"|\"one\ntwo\" (7 bytes, SHA-256 "
	    "21066d108d53...)]");
	judged("GET: a/f\nmust: {body: {length: 8}}", one,
	    "must body: the body has another length [8 bytes|7 bytes]");
	judged("GET: a/f\nmust: {body: \"\"}", OK, "");
	judged("GET: a/f\nmust: {body: \"\"}", one,
	    "must body 1:1: the body is not as expected "
	    "[\"\"|\"one\ntwo\" (7 bytes, SHA-256 21066d108d53...)]");
	judged("GET: a/f\nmust: {body: null}", OK, "");
	judged("GET: a/f\nmust: {body: null}", one,
	    "must body: there is a body [no body|\"one\ntwo\" (7 bytes, "
	    "SHA-256 21066d108d53...)]");
	judged("GET: a/f\nmust: {body: {}}", OK,
	    "must body: there is no body [a body|no body]");
	judged("GET: a/f\nmust: {body: {}}", one, "");
}

static void
test_body_digest(void **state)
{
	/* "one" */
	const char *hex = "7692c3ad3540bb803c020b3aee66cd88"
			  "87123234ea0c6e7143c0add73ff431ed";
	struct arena a = {0};

	(void)state;
	judged(arena_printf(&a, "GET: a/f\nmust: {body: {sha256: %s}}", hex),
	    "HTTP/1.1 200 OK\n\none", "");
	judged(arena_printf(&a, "GET: a/f\nmust: {body: {sha256: %s}}", hex),
	    "HTTP/1.1 200 OK\n\ntwo",
	    "must body: the body has another SHA-256 "
	    "[7692c3ad3540bb803c020b3aee66cd8887123234ea0c6e7143c0add73ff431ed"
	    "|3fc4ccfe745870e2c0d99f71f30ff0656c8dedd41cc1d7d3d376b0dbe685e2f3"
	    "]");
	arena_release(&a);
}

/* An answer with the first 1000 bytes that seed 7 makes. */
static struct str
generated_answer(struct arena *a)
{
	static const char lines[] = "HTTP/1.1 200 OK\n\n";
	size_t n = sizeof(lines) - 1;
	char *p = arena_alloc(a, n + 1000);

	memcpy(p, lines, n);
	payload_generate(7, 0, p + n, 1000);
	return (struct str){p, n + 1000};
}

static void
test_generated_body(void **state)
{
	struct world w;
	struct str answer;

	(void)state;
	world_open(&w, "GET: a/f\nmust: {body: {size: 1000, seed: 7}}");
	answer = generated_answer(&w.arena);
	world_answer_bytes(&w, answer);
	world_expects(&w, "");
	answer.n--;
	world_answer_bytes(&w, answer);
	expect_judge(&w.in, &w.found);
	assert_int_equal(1, w.found.n);
	assert_int_equal(PLACE_BODY, w.found.v[0].place);
	assert_string_equal(
	    "the body is not as expected", w.found.v[0].message.p);
	world_close(&w);
}

static void
test_long_body(void **state)
{
	struct world w;

	(void)state;
	world_open(&w, "GET: a/f\nmust: {body: {starts: on, not: one}}");
	world_answer(&w, "HTTP/1.1 200 OK\n\none");
	w.seen.length = 2000000;
	world_expects(&w, "");
	world_close(&w);
	world_open(&w, "GET: a/f\nmust: {body: {ends: e}}");
	world_answer(&w, "HTTP/1.1 200 OK\n\none");
	w.seen.length = 2000000;
	expect_judge(&w.in, &w.found);
	assert_int_equal(1, w.found.n);
	assert_int_equal(FINDING_ERROR, w.found.v[0].level);
	world_close(&w);
}

static void
test_error(void **state)
{
	const char *body = "HTTP/1.1 423 Locked\n\n<D:error xmlns:D=\"DAV:\">\n"
			   "<D:lock-token-submitted><D:href>/t/a/</D:href>"
			   "</D:lock-token-submitted></D:error>";

	(void)state;
	judged("PUT: a/f\nmust: {status: 423, error: lock-token-submitted}",
	    body, "");
	judged("PUT: a/f\nmust: {status: 423, error: "
	       "{lock-token-submitted: a/}}",
	    body, "");
	judged("PUT: a/f\nmust: {status: 423, error: "
	       "{lock-token-submitted: [a/, a/f]}}",
	    body,
	    "must body 2:1: lock-token-submitted does not name the href "
	    "[http://h/t/a/f|/t/a/]");
	judged("PUT: a/f\nmust: {status: 423, error: no-conflicting-lock}",
	    body,
	    "must body 1:1: the condition no-conflicting-lock is missing "
	    "[no-conflicting-lock|D:lock-token-submitted]");
	judged("PUT: a/f\nmust: {status: 423, error: no-conflicting-lock}",
	    LOCKED,
	    "must body: the answer 423 has no DAV:error body "
	    "[no-conflicting-lock|no body]");
	judged("PUT: a/f\nmust: {status: 423, error: no-conflicting-lock}",
	    "HTTP/1.1 423 Locked\n\nsorry",
	    "must body: the answer 423 has no DAV:error body "
	    "[no-conflicting-lock|a body that is not labelled as XML]");
}

static void
test_xpath(void **state)
{
	const char *body = "HTTP/1.1 200 OK\n\n<D:a xmlns:D=\"DAV:\">"
			   "<D:b>1</D:b><D:b>2</D:b></D:a>";

	(void)state;
	judged("GET: a/f\nmust: {xpath: {count(//D:b): 2, //D:b: 1, "
	       "//D:c: null, '//D:b[2]': {above: 1}, 'boolean(//D:b)': true}}",
	    body, "");
	judged("GET: a/f\nmust: {xpath: {count(//D:b): 3, //D:b: null, "
	       "//D:c: {}}}",
	    body,
	    "must body: the value of count(//D:b) is not as expected "
	    "[\"3\"|\"2\"]\n"
	    "must body: the value of //D:b is not as expected "
	    "[nothing|\"1\"]\n"
	    "must body: the value of //D:c is not as expected "
	    "[a value|nothing]");
	judged("GET: a/f\nmust: {xpath: {'//D:b[': 3}}", body,
	    "must body: the XPath expression cannot be evaluated "
	    "[XML with //D:b[|]");
	judged("GET: a/f\nmust: {xpath: {//D:b: 3}}", "HTTP/1.1 200 OK\n\n<a>",
	    "must body: the body is not well-formed XML [XML with //D:b|]");
	judged("GET: a/f\nmust: {xpath: {//b: 3}}",
	    "HTTP/1.1 200 OK\n\n<!DOCTYPE a [<!ENTITY x \"3\">]><b>&x;</b>",
	    "must body: the body has a DOCTYPE [XML with //b|]");
	judged("GET: a/f\nmust: {xpath: {//b: 3}}", OK,
	    "must body: there is no body [XML with //b|]");
}

static void
test_interim_and_within(void **state)
{
	struct world w;

	(void)state;
	world_open(&w, "PUT: a/f\nmust: {interim: 102, within: 2s}");
	world_answer(&w, OK);
	*vec_add(&w.seen.interims, &w.arena) = 100;
	w.seen.duration_ms = 2001;
	world_expects(&w, "must status: no such interim answer came [102|100]\n"
			  "must exchange: the answer took 2001 ms "
			  "[at most 2000 ms|2001 ms]");
	*vec_add(&w.seen.interims, &w.arena) = 102;
	w.seen.duration_ms = 2000;
	world_expects(&w, "");
	world_close(&w);
}

static void
test_one_of(void **state)
{
	const char *step = "PUT: a/f\n"
			   "must:\n"
			   "  one-of:\n"
			   "    - {status: 201}\n"
			   "    - {status: 423, headers: {X: one}}\n";

	(void)state;
	judged(step, "HTTP/1.1 201 Created\n\n", "");
	judged(step, "HTTP/1.1 423 Locked\nX: one\n\n", "");
	judged(step, "HTTP/1.1 423 Locked\nX: two\n\n",
	    "must exchange: none of the 2 alternatives holds "
	    "[one of them|1: the answer is 423, wanted 201; 2: the header X "
	    "is not as expected, wanted \"one\"]");
}

static void
test_class_3(void **state)
{
	const char *step =
	    "PUT: a/f\nmust: {status: 201, proves: location-element.content}";
	struct world w;

	(void)state;
	judged(step, OK, "must status: the answer is 200 [201|200 OK]");
	world_open(&w, step);
	world_answer(&w, OK);
	w.in.classes = CLASS_1 | CLASS_2;
	world_expects(&w, "should status: the answer is 200 [201|200 OK]");
	world_close(&w);
	/* One of class 1 beside it: a MUST for everybody. */
	world_open(&w, "PUT: a/f\nmust: {status: 201}");
	world_answer(&w, OK);
	w.in.classes = CLASS_1 | CLASS_2;
	world_expects(&w, "must status: the answer is 200 [201|200 OK]");
	assert_string_equal("propfind.depth-1", w.found.v[0].requirement->id);
	world_close(&w);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_status),
	    cmocka_unit_test(test_default_status),
	    cmocka_unit_test(test_headers),
	    cmocka_unit_test(test_status_hides_what_follows_from_it),
	    cmocka_unit_test(test_body),
	    cmocka_unit_test(test_body_digest),
	    cmocka_unit_test(test_generated_body),
	    cmocka_unit_test(test_long_body),
	    cmocka_unit_test(test_error),
	    cmocka_unit_test(test_xpath),
	    cmocka_unit_test(test_interim_and_within),
	    cmocka_unit_test(test_one_of),
	    cmocka_unit_test(test_class_3),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

#include "tests/unit/check/world.h"

static void
test_incomplete(void **state)
{
	struct world w;

	(void)state;
	world_open(&w, "PUT: a/f\nassume: {status: 1xx}\nmust: {status: 423}");
	world_expects(&w, "error exchange: the exchange failed: there was no "
			  "answer");
	world_answer(&w, LOCKED);
	w.seen.complete = false;
	w.seen.why = STR("timed out after 30 s");
	world_expects(&w, "error exchange: the exchange failed: timed out "
			  "after 30 s [|status 423, then timed out after 30 "
			  "s]");
	assert_false(expect_holds(&w.in, &w.arena));
	world_close(&w);
}

static void
test_preparing(void **state)
{
	(void)state;
	judged("PUT: a/f", OK, "");
	judged("PUT: a/f", LOCKED,
	    "error status: a step that prepares is answered 423 "
	    "[2xx|423 Locked]");
	judged("PUT: a/f", "HTTP/1.1 500 Oops\n\n",
	    "error status: a step that prepares is answered 500 "
	    "[2xx|500 Oops]");
	judged("DELETE: a/", MULTI OPEN STATUS("/t/a/f", "423 Locked") CLOSE,
	    "error body 2:13: the 207 has the status 423 for /t/a/f "
	    "[2xx, or an href that the step names|423]");
	judged("PROPPATCH: a/f\nset: {x:p: v}",
	    MULTI OPEN PROPS("/t/a/f", PROPSTAT("<x:p/>", "403 No")) CLOSE,
	    "error body 2:13: the 207 has the status 403 for /t/a/f "
	    "[2xx, or an href that the step names|403]");
}

static void
test_preparing_query(void **state)
{
	(void)state;
	/* A missing property is an answer, a failed resource is not. */
	judged("PROPFIND: a/f\ncapture: {P: {prop: x:p}}",
	    MULTI OPEN PROPS("/t/a/f", PROPSTAT("<x:p/>", "404 Not Found"))
		CLOSE,
	    "");
	judged("PROPFIND: a/f\ncapture: {P: {prop: x:p}}",
	    MULTI OPEN STATUS("/t/a/f", "404 Not Found") CLOSE,
	    "error body 2:13: the 207 has the status 404 for /t/a/f "
	    "[2xx, or an href that the step names|404]");
}

static void
test_preparing_with_assume(void **state)
{
	const char *put = "PUT: a/f\nassume: {status: [201, 403]}";

	(void)state;
	judged(put, "HTTP/1.1 201 Created\n\n", "");
	judged(put, "HTTP/1.1 403 No\n\n", "");
	judged(put, LOCKED,
	    "skip status: the answer is 423 [201 or 403|423 Locked]");
	/* A loss is no reason to skip. */
	judged(put, "HTTP/1.1 500 Oops\n\n",
	    "error status: the answer is 500 [|500 Oops]");
	judged(put, "HTTP/1.1 401 Who\n\n",
	    "error status: the answer is 401 [|401 Who]");
	judged("PROPPATCH: a/f\nset: {x:p: v}\nassume: {responses: {a/f: "
	       "200}}",
	    MULTI OPEN PROPS("/t/a/f", PROPSTAT("<x:p/>", "403 No")) CLOSE,
	    "skip body 2:1: the status of a/f (/t/a/f) is not as expected "
	    "[200|403 No]");
}

static void
test_unnamed_loss(void **state)
{
	const char *oops = "HTTP/1.1 500 Oops\n\n";
	struct world w;

	(void)state;
	judged("GET: a/f\nshould: {status: 4xx}\nmust: {headers: {X: null}}",
	    oops,
	    "should status: the answer is 500 [4xx|500 Oops]\n"
	    "must status: the answer is 500 "
	    "[no 5xx that the step does not name|500 Oops]");
	/* One cause, one finding. */
	judged("GET: a/f\nmust: {status: 4xx}", oops,
	    "must status: the answer is 500 [4xx|500 Oops]");
	judged("GET: a/f\nmust: {status: any}", oops, "");
	judged("GET: a/f\nmay: {status: 500}\nmust: {headers: {X: null}}", oops,
	    "");
	judged("GET: a/f\nmay: {status: 400}\nmust: {headers: {X: null}}",
	    "HTTP/1.1 501 No\n\n",
	    "info status: the answer is 501 [400|501 "
	    "No]");
	world_open(&w, "GET: a/f\nshould: {status: 404}");
	world_answer(&w, oops);
	expect_judge(&w.in, &w.found);
	assert_int_equal(2, w.found.n);
	assert_string_equal(
	    "propfind.depth-infinity", w.found.v[0].requirement->id);
	world_close(&w);
	world_open(&w, "GET: a/f\nshould: {status: 4xx}");
	world_answer(&w, oops);
	expect_judge(&w.in, &w.found);
	assert_int_equal(2, w.found.n);
	assert_null(w.found.v[0].requirement);
	world_close(&w);
}

/* The requirement of the one broken MUST, "-" for none. */
static void
blamed(const char *step, const char *answer, const char *id)
{
	struct world w;
	const struct tree_seen empty = {0};
	const struct finding *broken = NULL;

	world_open(&w, step);
	world_answer(&w, answer);
	w.in.tree = &empty;
	expect_judge(&w.in, &w.found);
	for (size_t i = 0; i < w.found.n; i++) {
		if (w.found.v[i].level != FINDING_MUST)
			continue;
		assert_null(broken);
		broken = &w.found.v[i];
	}
	assert_non_null(broken);
	assert_string_equal(
	    id, broken->requirement == NULL ? "-" : broken->requirement->id);
	world_close(&w);
}

/* It breaks a sentence that says how to answer, no other. */
static void
test_blame_of_server_errors(void **state)
{
	static const char *const wants[][2] = {
	    {"{status: 409}", "propfind.depth-1"},
	    {"{status: 2xx}", "propfind.depth-1"},
	    {"{status: [409, 412]}", "propfind.depth-1"},
	    {"{headers: {X: null}}", "propfind.depth-1"}, /* 2xx */
	    {"{headers: {X: null}}\nshould: {status: 403}", "-"},
	    {"{status: 4xx}", "-"},
	    {"{status: [2xx, 4xx]}", "-"},
	    {"{one-of: [{status: 4xx}, {status: 207}]}", "-"},
	    {"{one-of: [{status: 409}, {status: 207}]}", "propfind.depth-1"},
	    {"{one-of: [{status: 4xx, tree: {x: \"\"}}, {status: 207}]}",
		"propfind.depth-1"},
	};
	static const char *const parts[][2] = {
	    {"{status: 207, responses: {b/: 4xx}}", "-"},
	    {"{status: 207, responses: {b/: 403}}", "propfind.depth-1"},
	    {"{one-of: [{status: 4xx}, {responses: {b/: 4xx}}]}", "-"},
	    {"{status: 2xx}", "propfind.depth-1"},
	    {"{headers: {X: null}}\nshould: {status: 2xx}", "-"},
	};
	struct arena a = {0};

	(void)state;
	for (size_t i = 0; i < countof(wants); i++)
		blamed(arena_printf(&a, "PUT: a/f\nmust: %s", wants[i][0]),
		    "HTTP/1.1 500 Oops\n\n", wants[i][1]);
	for (size_t i = 0; i < countof(parts); i++)
		blamed(
		    arena_printf(&a, "COPY: a/\nto: b/\nmust: %s", parts[i][0]),
		    MULTI OPEN STATUS("/t/b/", "500 Oops") CLOSE, parts[i][1]);
	/* Another refusal is another answer. */
	blamed("PUT: a/f\nmust: {status: [2xx, 5xx]}",
	    "HTTP/1.1 403 No\n\n", "propfind.depth-1");
	arena_release(&a);
}

static void
test_loss_that_says_nothing(void **state)
{
	static const int statuses[] = {401, 429, 503, 507};
	struct arena a = {0};

	(void)state;
	for (size_t i = 0; i < countof(statuses); i++) {
		int s = statuses[i];

		judged("PUT: a/f\nmust: {status: 423, tree: given}",
		    arena_printf(&a, "HTTP/1.1 %d x\n\n", s),
		    arena_printf(
			&a, "error status: the answer is %d [|%d x]", s, s));
		judged(arena_printf(&a, "PUT: a/f\nmust: {status: %d}", s),
		    arena_printf(&a, "HTTP/1.1 %d x\n\n", s), "");
	}
	arena_release(&a);
}

static void
test_unnamed_failed_href(void **state)
{
	const char *body = MULTI OPEN STATUS("/t/a/g", "423 Locked") CLOSE;

	(void)state;
	judged("DELETE: a/\nmust: {status: 2xx}", body,
	    "must body 2:13: the 207 has the status 423 for /t/a/g "
	    "[2xx, or an href that the step names|423]");
	judged("DELETE: a/\nmust: {status: 2xx}\n"
	       "should: {one-of: [{responses: {a/g: null}}, {status: any}]}",
	    body, "");
	judged("REPORT: a/\nbody: x\nmust: {status: 2xx}", body, "");
	judged("COPY: a/\nto: b/\nmust: {status: 207, responses: {a/g: 4xx}, "
	       "only-responses: true}",
	    MULTI OPEN STATUS("/t/a/g", "423 Locked") STATUS("/t/a/f", "424 x")
		CLOSE,
	    "must body 3:13: there is a response for another href "
	    "[only the hrefs of the case|/t/a/f]");
	judged("COPY: a/\nto: b/\nmust: {status: 207, responses: {a/g: 4xx}}",
	    MULTI OPEN STATUS("/t/a/g", "423 Locked") STATUS("/t/a/f", "200 x")
		CLOSE,
	    "");
}

static void
test_assume_first(void **state)
{
	(void)state;
	judged("GET: a/f\nassume: {headers: {ETag: {starts: '\"'}}}\n"
	       "must: {status: 412}",
	    "HTTP/1.1 200 OK\nETag: W/\"1\"\n\n",
	    "skip header: the header ETag is not as expected "
	    "[starts with '\"'|'W/\"1\"']");
	judged("GET: a/f\nassume: {headers: {ETag: {starts: '\"'}}}\n"
	       "must: {status: 412}",
	    "HTTP/1.1 200 OK\nETag: \"1\"\n\n",
	    "must status: the answer is 200 [412|200 OK]");
}

static void
test_holds(void **state)
{
	struct world w;

	(void)state;
	world_open(&w, "GET: a/f\nuntil: 1s\nassume: {headers: {X: {}}}\n"
		       "should: {status: 201}\nmust: {body: one}");
	world_answer(&w, "HTTP/1.1 200 OK\nX: 1\n\none");
	assert_true(expect_holds(&w.in, &w.arena));
	world_answer(&w, "HTTP/1.1 200 OK\nX: 1\n\ntwo");
	assert_false(expect_holds(&w.in, &w.arena));
	world_answer(&w, "HTTP/1.1 200 OK\n\none");
	assert_false(expect_holds(&w.in, &w.arena));
	world_close(&w);
}

/* ------------------------------------------------------------- races */

static void
race(const char *step, const int *statuses, size_t n, const char *expected)
{
	struct world w;

	world_open(&w, step);
	w.race = (struct race_result){statuses, n};
	w.in.race = &w.race;
	w.in.seen = NULL;
	world_expects(&w, expected);
	world_close(&w);
}

static void
test_race(void **state)
{
	const char *step = "race: [{LOCK: a/f, lock: exclusive, times: 3}]\n"
			   "must: {count: {2xx: 1}}\nshould: {count: {423: 2}}";

	(void)state;
	race(step, (const int[]){423, 200, 423}, 3, "");
	race(step, (const int[]){423, 200, 201}, 3,
	    "must status: 2 of the 3 answers are 2xx [1|423 200 201]\n"
	    "should status: 1 of the 3 answers is 423 [2|423 200 201]");
	race(step, (const int[]){423, 200, 0}, 3,
	    "error exchange: 1 of the 3 requests of the race got no answer");
	race(step, (const int[]){423, 200, 503}, 3,
	    "error status: the answer is 503");
	race("race: [{LOCK: a/f, lock: exclusive, times: 2}]\n"
	     "must: {count: {2xx: 1}}",
	    (const int[]){500, 200}, 2,
	    "must status: the answer is 500 "
	    "[no 5xx that the step does not name|500]");
	race("race: [{LOCK: a/f, lock: exclusive, times: 2}]",
	    (const int[]){423, 200}, 2, "");
	race("race: [{LOCK: a/f, lock: exclusive, times: 2}]",
	    (const int[]){500, 200}, 2,
	    "error status: an answer of the race is 500");
}

/* ------------------------------------------------------------- asked */

static void
test_asked(void **state)
{
	struct world w;
	struct requirements judged_ones = {0};
	struct qnames names = {0};

	(void)state;
	world_open(&w, "PUT: a/f\nmust: {one-of: [{status: 201}, {tree: {n: "
		       "{body: x, props: {x:p: v, x:q: v}}, a/m: {body: x, "
		       "props: {x:p: v}}}}]}\nshould: {status: 2xx}");
	assert_true(expect_asks_tree(&w.step));
	expect_tree_props(&w.step, &names, &w.arena);
	assert_int_equal(2, names.n);
	expect_judged(&w.step, &judged_ones, &w.arena);
	assert_int_equal(3, judged_ones.n);
	world_close(&w);
	world_open(&w, "PUT: a/f\nmust: {one-of: [{status: 201}]}");
	assert_false(expect_asks_tree(&w.step));
	world_close(&w);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_incomplete),
	    cmocka_unit_test(test_preparing),
	    cmocka_unit_test(test_preparing_query),
	    cmocka_unit_test(test_preparing_with_assume),
	    cmocka_unit_test(test_unnamed_loss),
	    cmocka_unit_test(test_blame_of_server_errors),
	    cmocka_unit_test(test_loss_that_says_nothing),
	    cmocka_unit_test(test_unnamed_failed_href),
	    cmocka_unit_test(test_assume_first),
	    cmocka_unit_test(test_holds),
	    cmocka_unit_test(test_race),
	    cmocka_unit_test(test_asked),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

#include "rig.h"

/* One GET with a header A, as it is sent in row 0. */
static void
header_is(const char *written, const char *wanted)
{
	struct rig r;
	struct step step;
	struct arena a = {0};

	rig_load(&r, arena_printf(&a,
			 HEAD "each: {r: {v: one, w: '${v}-${v}', n: , "
			      "t: '${T}'}}\n"
			      "steps:\n  - LOCK: f\n    lock: shared\n"
			      "    capture: {T: lock-token}\n"
			      "    headers: {B: '${v}${w}${n}'}\n"
			      "  - GET: f\n    headers: {A: \"%s\"}\n"
			      "    must: {status: 200}\n"
			      "  - GET: '${t}'\n",
			 written));
	rig_capture(&r, "T", STR("urn:${v}$${w}"));
	if (!testcase_request(rig_reading(&r, 0), 1, &step))
		fail_msg("%s: %.*s", written, STRF(r.reading.error));
	assert_int_equal(step.n_headers, 1);
	if (wanted == NULL)
		assert_int_equal(step.headers[0].values.n, 0);
	else
		assert_str(step.headers[0].values.v[0], wanted);
	rig_release(&r);
	arena_release(&a);
}

static void
variables_are_put_in(void **state)
{
	(void)state;
	header_is("plain $ {v} $v", "plain $ {v} $v");
	header_is("<${v}>${v}", "<one>one");
	header_is("${w}", "one-one");
	header_is("$${v} $$${v}", "${v} $${v}");
	header_is("a${n}b", NULL);
	header_is("${host}", "h.example:81");
	header_is("${url:a b/${v}}", "<url a b/one>");
	header_is("${path:${w}}${v}", "<path one-one>one");
	header_is("${feature:there}", "<feature there>");
	header_is("${repeat:3:ab${v}}", "aboneaboneabone");
	header_is("${repeat:2:a:b}", "a:ba:b");
	header_is("${repeat:0:x}y", "y");
	header_is("${repeat:2:$${}", "${${");
	header_is("${url:${n}}", NULL);
}

/* What a server gave is never read as a variable. */
static void
captured_values_are_not_read_again(void **state)
{
	(void)state;
	header_is("(<${T}>)", "(<urn:${v}$${w}>)");
	header_is("${t}", "urn:${v}$${w}");
}

static void
a_capture_that_found_nothing(void **state)
{
	struct rig r;
	struct step step;

	(void)state;
	rig_load(&r,
	    HEAD "steps:\n  - GET: f\n    capture: {E: {header: ETag}}\n"
		 "  - GET: f\n    headers: {If-Match: \"a ${E}\"}\n"
		 "    must: {status: 200, headers: {ETag: \"x${E}\"}}\n");
	rig_capture(&r, "E", STR_NONE);
	assert_false(testcase_request(rig_reading(&r, 0), 1, &step));
	assert_int_equal(r.diags.list.n, 0);
	assert_true(str_starts(
	    r.reading.error, STR("capture E found nothing, needed at /tmp/")));
	assert_true(str_ends(r.reading.error, STR(":7")));
	assert_true(testcase_expects(rig_reading(&r, 0), 1, &step));
	assert_int_equal(
	    step.expects.v[0].headers.v[0].match.kind, MATCH_ABSENT);
	rig_release(&r);
}

static void
a_builtin_that_is_not_there(void **state)
{
	struct rig r;
	struct step step;

	(void)state;
	rig_load(&r, HEAD "steps:\n  - GET: {raw: \"${feature:x}\"}\n"
			  "    must: {status: 200}\n");
	assert_false(testcase_request(rig_reading(&r, 0), 0, &step));
	assert_true(str_starts(r.reading.error,
	    STR("${feature:x}: the profile has no such feature, needed at")));
	rig_release(&r);
}

/* The last capture of a name counts. */
static void
a_capture_may_be_made_again(void **state)
{
	struct rig r;
	struct step step;

	(void)state;
	rig_load(&r, HEAD "steps:\n  - GET: f\n    capture: {E: status}\n"
			  "  - GET: f\n    capture: {E: status}\n"
			  "  - GET: \"${E}\"\n    must: {status: 200}\n");
	rig_capture(&r, "E", STR("old"));
	rig_capture(&r, "E", STR("new"));
	assert_true(testcase_request(rig_reading(&r, 0), 2, &step));
	assert_str(step.path.text, "new");
	rig_release(&r);
}

/* A captured text is held to the type of its field, when it is known. */
static void
a_captured_path_cannot_leave_the_scratch(void **state)
{
	struct rig r;
	struct step step;

	(void)state;
	rig_load(&r, HEAD "steps:\n  - GET: f\n    capture: {E: body}\n"
			  "  - DELETE: \"${E}\"\n    must: {status: 200}\n");
	rig_capture(&r, "E", STR("../x"));
	assert_false(testcase_request(rig_reading(&r, 0), 1, &step));
	assert_int_equal(r.diags.list.n, 1);
	rig_release(&r);
}

static void
growth_is_bounded(void **state)
{
	static const char text[] =
	    HEAD "each: {a: {v: '${w}${w}${w}${w}${w}${w}${w}${w}', "
		 "w: '${x}${x}${x}${x}${x}${x}${x}${x}', "
		 "x: '${y}${y}${y}${y}${y}${y}${y}${y}', "
		 "y: '${z}${z}${z}${z}${z}${z}${z}${z}', "
		 "z: '${repeat:1000:abcdefghijklmnop}'}}\n"
		 "steps:\n  - PUT: f\n    body: '${v}'\n"
		 "    must: {status: 200}\n";
	struct rig r;
	struct step step;

	(void)state;
	rig_load(&r, text); /* a check builds no long text */
	assert_false(testcase_request(rig_reading(&r, 0), 0, &step));
	assert_true(str_starts(
	    r.diags.list.v[0].message, STR("this text is over 16 MiB")));
	rig_release(&r);
}

static void
deep_nesting_is_refused(void **state)
{
	struct arena a = {0};
	struct rig r;
	char *text = arena_alloc(&a, 400000);
	size_t n = 0;

	(void)state;
	n += (size_t)snprintf(
	    text, 1000, HEAD "steps:\n  - PUT: f\n    body: '");
	while (n < 300000)
		n += (size_t)snprintf(text + n, 100, "${repeat:1:");
	memset(text + n, '}', 50000);
	n += 50000;
	text[n++] = '\'';
	text[n++] = '\n';
	assert_false(rig_load_bytes(&r, text, n));
	rig_release(&r);
	arena_release(&a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(variables_are_put_in),
	    cmocka_unit_test(captured_values_are_not_read_again),
	    cmocka_unit_test(a_capture_that_found_nothing),
	    cmocka_unit_test(a_builtin_that_is_not_there),
	    cmocka_unit_test(a_capture_may_be_made_again),
	    cmocka_unit_test(a_captured_path_cannot_leave_the_scratch),
	    cmocka_unit_test(growth_is_bounded),
	    cmocka_unit_test(deep_nesting_is_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

#include "fixtures.h"
#include "rig.h"

#include "base/buf.h"

/* ------------------------------------------------------------- fixtures */

static void
check_bad(const char *path)
{
	struct arena a = {0};
	struct diags diags = {.arena = &a};
	struct testcases cases = {0};

	assert_false(cases_load(path, &a, &cases, &diags));
	assert_int_equal(cases.n, 0);
	fixture_expects(path, &diags);
	arena_release(&a);
}

static void
each_mistake_is_told_with_its_place(void **state)
{
	(void)state;
	assert_true(each_file(FIXTURES "bad", check_bad) >= 160);
}

static void
check_good(const char *path)
{
	struct arena a = {0};
	struct diags diags = {.arena = &a};
	struct testcases cases = {0};

	if (!cases_load(path, &a, &cases, &diags))
		fail_msg("%s:%u:%u: %.*s", path, diags.list.v[0].loc.line,
		    diags.list.v[0].loc.col, STRF(diags.list.v[0].message));
	assert_int_equal(diags.list.n, 0);
	assert_true(cases.n > 0);
	arena_release(&a);
}

static void
good_files_are_loaded(void **state)
{
	(void)state;
	assert_true(each_file(FIXTURES "good", check_good) >= 15);
}

/* ------------------------------------------------------------- mistakes */

static void
all_mistakes_are_told_at_once(void **state)
{
	static const char text[] =
	    "titel: t\nproves: propfind.depth-1\nsteps:\n"
	    "  - GET: /f\n    dept: 1\n    must: {status: 20}\n"
	    "  - PUT: a//b\n    body: \"${x}\"\n";
	static const unsigned lines[] = {1, 4, 5, 6, 7, 8};
	struct rig r;

	(void)state;
	assert_false(rig_load_bytes(&r, text, sizeof(text) - 1));
	assert_int_equal(r.diags.list.n, countof(lines));
	for (size_t i = 0; i < countof(lines); i++)
		assert_int_equal(r.diags.list.v[i].loc.line, lines[i]);
	rig_release(&r);
}

static void
a_mistake_is_told_once_for_all_rows(void **state)
{
	static const char text[] =
	    HEAD "each: {a: {v: f}, b: {v: g}, c: {v: h}}\n"
		 "steps:\n  - GET: \"${v}\"\n    must: {status: 20}\n";
	struct rig r;

	(void)state;
	assert_false(rig_load_bytes(&r, text, sizeof(text) - 1));
	assert_int_equal(r.diags.list.n, 1);
	rig_release(&r);
}

static void
what_is_not_a_case_is_told(void **state)
{
	struct arena a = {0};
	struct diags diags = {.arena = &a};
	struct testcases cases = {0};

	(void)state;
	assert_false(cases_load("/none/x.yaml", &a, &cases, &diags));
	assert_int_equal(diags.list.n, 1);
	assert_int_equal(diags.list.v[0].loc.line, 0);
	assert_string_equal(diags.list.v[0].loc.file, "/none/x.yaml");
	arena_release(&a);
}

/* ------------------------------------------------------------- cases */

static void
numbers_are_ordered_as_numbers(void **state)
{
	static const char *const sorted[] = {"", "9", "9/1", "9.2", "9.2-a/b",
	    "9.10", "009.11", "10", "10-a", "a/b", "a-b", "a1", "a2", "a10",
	    "a10b", "b"};

	(void)state;
	for (size_t i = 0; i < countof(sorted); i++)
		for (size_t k = 0; k < countof(sorted); k++) {
			int c = version_cmp(
			    str_from(sorted[i]), str_from(sorted[k]));

			if ((c > 0) - (c < 0) != (i > k) - (i < k))
				fail_msg(
				    "%s and %s: %d", sorted[i], sorted[k], c);
		}
	assert_true(version_cmp(STR("a01"), STR("a1")) < 0);
}

static void
folders_are_read_in_order(void **state)
{
	struct arena a = {0};
	struct diags diags = {.arena = &a};
	struct testcases cases = {0};

	(void)state;
	assert_true(cases_load(FIXTURES "good/", &a, &cases, &diags));
	assert_str(cases.v[0]->id, "good/crlf");
	for (size_t i = 1; i < cases.n; i++)
		if (cases.v[i - 1]->file != cases.v[i]->file)
			assert_true(version_cmp(cases.v[i - 1]->file->id,
					cases.v[i]->file->id) < 0);
	assert_int_equal(strlen(cases.v[0]->file->digest), 64);
	arena_release(&a);
}

static void
rows_become_cases(void **state)
{
	struct arena a = {0};
	struct diags diags = {.arena = &a};
	struct testcases cases = {0};
	static const char *const rows[] = {
	    "one,x.1", "one,x_2+", "two,x.1", "two,x_2+"};

	(void)state;
	assert_true(cases_load(
	    FIXTURES "good/every-step-key.yaml", &a, &cases, &diags));
	assert_int_equal(cases.n, 4);
	for (size_t i = 0; i < 4; i++) {
		assert_true(str_is(cases.v[i]->row, rows[i]));
		assert_true(str_is(cases.v[i]->id,
		    arena_printf(&a, "good/every-step-key:%s", rows[i])));
		assert_int_equal(cases.v[i]->row_variables.n, 6);
	}
	assert_str(cases.v[2]->title,
	    "Every key of a step, in every spelling (row: b)");
	assert_null(cases.v[0]->row_variables.v[2].value.p); /* more */
	arena_release(&a);
}

/* By words: in this order, no more. */
static void
has_words(const struct strs *list, const char *words)
{
	struct str rest = str_from(words), word;
	size_t i = 0;

	while (str_cut(&rest, ' ', &word)) {
		assert_true(i < list->n);
		assert_true(str_eq(list->v[i++], word));
	}
	assert_int_equal(list->n, i);
}

static void
needs_are_implied(void **state)
{
	struct rig r;

	(void)state;
	rig_load(&r,
	    "title: t\nproves: [lock.creator-must-match, propfind.depth-1]\n"
	    "needs: [tls]\n"
	    "each:\n  a: {q: lock.creator-must-match, u: second}\n"
	    "  b: {q: propfind.depth-1, u: anonymous}\n"
	    "  c: {q: propfind.depth-1, u: first}\n"
	    "steps:\n  - PUT: f\n    as: \"${u}\"\n"
	    "    headers: {A: \"${feature:over-quota}\"}\n"
	    "    must: {status: any, proves: \"${q}\"}\n");
	has_words(
	    &r.cases.v[0]->needs, "tls class-2 user:second feature:over-quota");
	has_words(&r.cases.v[1]->needs, "tls auth feature:over-quota");
	has_words(&r.cases.v[2]->needs, "tls feature:over-quota");
	has_words(&r.cases.v[0]->file->needs,
	    "tls class-2 user:second feature:over-quota auth");
	assert_int_equal(r.cases.v[1]->proves.n, 1);
	assert_string_equal(r.cases.v[1]->proves.v[0]->id, "propfind.depth-1");
	rig_release(&r);
}

static void
a_literal_login_is_a_need(void **state)
{
	struct rig r;

	(void)state;
	rig_load(&r,
	    "title: t\nproves: propfind.depth-1\n"
	    "each:\n  a: {l: X}\n"
	    "steps:\n"
	    "  - send: |\n      OPTIONS / HTTP/1.1\n      ${authorization}\n"
	    "      Y: ${l}\n"
	    "    must: {status: any}\n");
	has_words(&r.cases.v[0]->needs, "literal-login");
	rig_release(&r);
}

static void
steps_are_named_for_people(void **state)
{
	struct arena a = {0};
	struct diags diags = {.arena = &a};
	struct testcases cases = {0};
	const struct testcase *tc;

	(void)state;
	assert_true(cases_load(
	    FIXTURES "good/every-step-key.yaml", &a, &cases, &diags));
	tc = cases.v[2];
	assert_str(testcase_step_text(tc, 0, &a), "GET f");
	assert_str(testcase_step_text(tc, 1, &a), "FROB *");
	assert_str(testcase_step_text(tc, 4, &a), "PROPFIND ${U}");
	assert_str(testcase_step_text(tc, 16, &a), "wait 2s");
	assert_str(
	    testcase_step_text(tc, 17, &a), "send PUT ${path:f} HTTP/1.1");
	assert_str(testcase_step_text(tc, 18, &a), "race of GET f");
	assert_str(testcase_step_text(tc, 19, &a), "race of PUT f and others");
	assert_int_equal(testcase_step_loc(tc, 0).line, 30);
	assert_int_equal(testcase_step_loc(tc, 0).col, 5);
	arena_release(&a);
}

/* Cut anywhere, a file is refused or read, never worse. */
static void
a_file_cut_anywhere_is_harmless(void **state)
{
	struct arena a = {0};
	struct str text =
	    read_fixture(&a, FIXTURES "good/every-expectation.yaml");

	(void)state;
	for (size_t n = 0; n < text.n; n += 7) {
		struct rig r;

		(void)rig_load_bytes(&r, text.p, n);
		rig_release(&r);
	}
	arena_release(&a);
}

/* A file that asks for too much costs little. */
static void
demands_are_bounded(void **state)
{
	static const char *const given[] = {
	    "\"m{1..10001}\": x",
	    "\"{1..2}{1..2}{1..2}{1..2}{1..2}\": x",
	    "\"m{1..5000}/a/b/c/d\": x",
	};
	struct arena a = {0};
	struct rig r;
	char *text;

	(void)state;
	for (size_t i = 0; i < countof(given); i++) {
		text = arena_printf(&a,
		    HEAD "given: {%s}\nsteps:\n  - GET: f\n"
			 "    must: {status: 200}\n",
		    given[i]);
		assert_false(rig_load_bytes(&r, text, strlen(text)));
		assert_int_equal(r.diags.list.n, 1);
		rig_release(&r);
	}
	rig_load(&r, HEAD "given: {\"m{1..100}/{1..99}/f\": x}\n"
			  "steps:\n  - GET: f\n    must: {status: 200}\n");
	rig_release(&r);
	arena_release(&a);
}

/* Two hundred mistakes and how many more, not a hundred thousand. */
static void
very_many_mistakes_are_counted(void **state)
{
	struct rig r;
	struct buf text;

	(void)state;
	buf_init(&text, 100000);
	buf_puts(&text, HEAD "steps:\n");
	for (int i = 0; i < 300; i++)
		buf_puts(&text, "  - {get: f}\n");
	assert_false(rig_load_bytes(&r, text.p, text.n));
	assert_int_equal(r.diags.list.n, 201);
	assert_str(r.diags.list.v[200].message, "and 100 mistakes more");
	buf_release(&text);
	rig_release(&r);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(each_mistake_is_told_with_its_place),
	    cmocka_unit_test(good_files_are_loaded),
	    cmocka_unit_test(all_mistakes_are_told_at_once),
	    cmocka_unit_test(a_mistake_is_told_once_for_all_rows),
	    cmocka_unit_test(what_is_not_a_case_is_told),
	    cmocka_unit_test(numbers_are_ordered_as_numbers),
	    cmocka_unit_test(folders_are_read_in_order),
	    cmocka_unit_test(rows_become_cases),
	    cmocka_unit_test(needs_are_implied),
	    cmocka_unit_test(a_literal_login_is_a_need),
	    cmocka_unit_test(steps_are_named_for_people),
	    cmocka_unit_test(a_file_cut_anywhere_is_harmless),
	    cmocka_unit_test(demands_are_bounded),
	    cmocka_unit_test(very_many_mistakes_are_counted),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

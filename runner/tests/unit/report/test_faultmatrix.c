/* What each fault broke: figures, reports, and back from JSON. */
#include "sample.h"

#include "report/faultmatrix.h"
#include "report/summary.h"

static struct fault_tried *
add_fault(struct result *r, const char *id, const char *violates)
{
	struct fault_tried *f = vec_add(&r->matrix->faults, r->arena);

	f->id = str_from(id);
	f->text = STR("does what it must not <b>");
	*vec_add(&f->violates, r->arena) = str_from(violates);
	return f;
}

static void
catches(struct result *r, struct fault_tried *f, const char *id)
{
	*vec_add(&f->caught_by, r->arena) = str_from(id);
}

static void
add_rule(
    struct result *r, const char *name, const char *requirement, enum verdict v)
{
	struct rule_result *rule = vec_add(&r->rules, r->arena);

	rule->name = str_from(name);
	rule->requirement = str_from(requirement);
	rule->sentence = STR("s");
	rule->verdict = v;
}

/* Two faults, one of which is caught; rows of a case; a case of a MAY. */
static void
tried_result(struct result *r, struct arena *a)
{
	struct fault_tried *f;

	*r = (struct result){.arena = a};
	r->target_name = STR("davproof reference server");
	r->matrix = arena_new(a, struct fault_matrix);
	r->matrix->whole = true;
	r->matrix->left_out = 3;
	r->matrix->duration_ms = 1234;
	sample_case(r, "rfc4918/a:one", VERDICT_PASS, "t", "copy.overwrite-F");
	sample_case(r, "rfc4918/a:two", VERDICT_PASS, "t", "copy.overwrite-F");
	sample_case(r, "rfc4918/a-b", VERDICT_PASS, "t", "copy.status-204");
	sample_case(
	    r, "rfc4918/may", VERDICT_PASS, "t", "copy.overwrite-manner");
	add_rule(
	    r, "href-percent-encoded", "href.percent-encoded", VERDICT_FAIL);
	add_rule(
	    r, "response-href-unique", "response.href-unique", VERDICT_SKIP);
	f = add_fault(r, "copy-forgets", "copy.overwrite-F");
	catches(r, f, "rfc4918/a:two");
	*vec_add(&f->broke, a) = STR("rules/response-href-unique");
	f = add_fault(r, "copy-dreams", "copy.status-204");
	f->why = STR("the server is gone");
}

static void
results_know_their_faults(void **state)
{
	struct arena a = {0};
	struct result r;
	struct faults_of *v;
	struct matrix_figures f;
	size_t n;

	(void)state;
	tried_result(&r, &a);
	v = faultmatrix_results(&r, &a, &n);
	assert_int_equal(n, 6);
	assert_true(str_is(v[1].id, "rfc4918/a:two"));
	assert_int_equal(v[0].faults.n, 0);
	assert_int_equal(v[1].faults.n, 1);
	assert_true(str_is(v[1].faults.v[0], "copy-forgets"));
	assert_int_equal(v[5].faults.n, 1);
	/* A case is broken if a row is; it counts once. */
	assert_true(v[0].first);
	assert_false(v[1].first);
	assert_false(faults_of_none(&v[0]));
	assert_true(faults_of_none(&v[2]));
	assert_false(faults_of_none(&v[3])); /* it demands nothing */
	faultmatrix_count(v, n, &f);
	assert_int_equal(f.rows, 6);
	assert_int_equal(f.rows_broken, 2);
	assert_int_equal(f.results, 5);
	assert_int_equal(f.none, 1);
	assert_int_equal(f.broken, 3); /* a rule was broken without a fault */
	assert_true(str_is(faultmatrix_words(&r, &a),
	    "2 faults, 1 caught; broken by none: 1 of 5 cases and rules"));
	r.matrix->whole = false;
	assert_true(str_is(faultmatrix_words(&r, &a), "2 faults, 1 caught"));
	arena_release(&a);
}

static void
a_fault_that_is_not_caught_is_a_failure(void **state)
{
	struct arena a = {0};
	struct result r;

	(void)state;
	tried_result(&r, &a);
	r.rules.n = 0;
	assert_int_equal(result_exit_status(&r), 1);
	/* In a part of the suite others may catch it, unless it was named. */
	r.matrix->part = true;
	assert_int_equal(result_exit_status(&r), 0);
	r.matrix->whole = false;
	assert_int_equal(result_exit_status(&r), 1);
	catches(&r, &r.matrix->faults.v[1], "rfc4918/a-b");
	assert_int_equal(result_exit_status(&r), 0);
	arena_release(&a);
}

static void
tap_has_a_line_of_figures(void **state)
{
	struct arena a = {0};
	struct result r;

	(void)state;
	tried_result(&r, &a);
	assert_true(holds(rendered("tap", &r, &a),
	    "\n# matrix: 2 faults, 1 caught; broken by none: 1 of 5 cases"
	    " and rules\n"));
	r.matrix = NULL;
	assert_false(holds(rendered("tap", &r, &a), "# matrix"));
	arena_release(&a);
}

static void
the_screen_names_what_is_wrong(void **state)
{
	struct arena a = {0};
	struct result r;
	struct console_look look = {.summary = true};
	char *text = NULL;
	size_t n = 0;
	FILE *out = open_memstream(&text, &n);

	(void)state;
	tried_result(&r, &a);
	summary_print(out, &r, &look);
	fclose(out);
	assert_non_null(strstr(text, "Matrix: 2 faults, 1 caught; broken by"));
	assert_non_null(strstr(text, "\n  not caught: copy-dreams\n"));
	assert_non_null(strstr(text, "\n  broken by none: rfc4918/a-b\n"));
	assert_null(strstr(text, "copy-forgets"));
	free(text);
	arena_release(&a);
}

static void
json_keeps_it_whole(void **state)
{
	struct arena a = {0};
	struct result r, back;
	struct buf why;
	char *path = arena_printf(&a, "%s/r.json", sample_folder(&a));
	struct str text;

	(void)state;
	buf_init(&why, 1024);
	tried_result(&r, &a);
	text = rendered("json", &r, &a);
	assert_true(holds(text, "\"rfc4918/a-b\": []"));
	sample_write(path, text);
	if (!result_read(path, &a, &back, &why))
		fail_msg("%s", why.p);
	assert_true(str_eq(rendered("json", &back, &a), text));
	assert_true(
	    str_eq(rendered("html", &back, &a), rendered("html", &r, &a)));
	assert_int_equal(remove(path), 0);
	buf_release(&why);
	arena_release(&a);
}

static void
the_page_names_what_is_not_caught_first(void **state)
{
	static const char *const says[] = {
	    "<p class=\"conclusion v-fail\">2 faults, 1 caught; broken by none",
	    "<dt>Caught</dt><dd>1</dd>",
	    "id=\"fault-copy-dreams\"",
	    "not caught</span> <span class=\"why\">the server is gone</span>",
	    "does what it must not &lt;b&gt;",
	    "(1 other is broken besides)",
	    "<a href=\"#fault-copy-forgets\">copy-forgets</a>",
	    "<a href=\"index.html#req-copy.overwrite-F\">copy.overwrite-F</a>",
	};
	struct arena a = {0};
	struct result r;
	struct html_folder *f;
	struct str page = STR_NONE;

	(void)state;
	tried_result(&r, &a);
	f = html_folder_new(&r);
	for (size_t i = 0; i < html_folder_files(f); i++)
		if (strcmp(html_folder_name(f, i), "matrix.html") == 0)
			page = folder_file(f, i, &a);
	html_folder_free(f);
	for (size_t i = 0; i < countof(says); i++)
		if (!holds(page, says[i]))
			fail_msg("no %s", says[i]);
	assert_true(str_find(page, STR("fault-copy-dreams")) <
		    str_find(page, STR("id=\"fault-copy-forgets")));
	assert_false(holds(page, "<script"));
	/* In one file it is a section. */
	assert_true(holds(rendered("html", &r, &a), "<section id=\"matrix\">"));
	arena_release(&a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(results_know_their_faults),
	    cmocka_unit_test(a_fault_that_is_not_caught_is_a_failure),
	    cmocka_unit_test(tap_has_a_line_of_figures),
	    cmocka_unit_test(the_screen_names_what_is_wrong),
	    cmocka_unit_test(json_keeps_it_whole),
	    cmocka_unit_test(the_page_names_what_is_not_caught_first),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

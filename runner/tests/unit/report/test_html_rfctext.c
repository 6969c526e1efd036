/* The page that shows the results inside the text of RFC 4918. */
#include "sample.h"

/* The page of that name of the folder. */
static struct str
page_of(const char *name, const struct result *r, struct arena *a)
{
	struct html_folder *f = html_folder_new(r);
	struct str page = STR_NONE;

	for (size_t i = 0; i < html_folder_files(f); i++)
		if (strcmp(html_folder_name(f, i), name) == 0)
			page = folder_file(f, i, a);
	html_folder_free(f);
	assert_non_null(page.p);
	return page;
}

static size_t
times(struct str text, const char *what)
{
	size_t n = 0, at;

	for (; (at = str_find(text, str_from(what))) < text.n; n++)
		text = str_from_at(text, at + 1);
	return n;
}

/* From what to the end of the element's line. */
static struct str
line_with(struct str page, const char *what)
{
	struct str rest = str_from_at(page, str_find(page, str_from(what)));

	if (rest.n == 0)
		fail_msg("no %s", what);
	return str_sub(rest, 0, str_index(rest, '\n'));
}

static void
the_page_needs_no_script_and_nobody_else(void **state)
{
	struct arena a = {0};
	struct result r;
	struct str page;

	(void)state;
	hostile_result(&r, &a);
	page = page_of("rfc4918.html", &r, &a);
	assert_int_equal(times(page, "<script"), 0);
	assert_int_equal(times(page, "https:"), 0);
	assert_int_equal(times(page, "rel=\"stylesheet\""), 2);
	assert_true(page.n < (size_t)1024 * 1024);
	arena_release(&a);
}

/* One file has not the text: its links lead to the RFC Editor. */
static void
only_the_folder_has_the_text(void **state)
{
	struct arena a = {0};
	struct result r;

	(void)state;
	sample_result(&r, &a);
	assert_true(holds(page_of("index.html", &r, &a),
	    "<a href=\"rfc4918.html\">In the text of RFC 4918</a>"));
	assert_false(holds(rendered("html", &r, &a), "rfc4918.html"));
	assert_true(holds(rendered("html", &r, &a),
	    "https://www.rfc-editor.org/rfc/rfc4918#section-9.8.5"));
	arena_release(&a);
}

struct texts {
	struct str *v;
	size_t n, cap;
};

static int
by_str(const void *a, const void *b)
{
	return str_cmp(*(const struct str *)a, *(const struct str *)b);
}

/* What stands between begin and the next quotation mark, sorted. */
static struct texts
values(struct str page, const char *begin, struct arena *a)
{
	struct texts all = {0};
	size_t at;

	while ((at = str_find(page, str_from(begin))) < page.n) {
		page = str_from_at(page, at + strlen(begin));
		*vec_add(&all, a) = str_sub(page, 0, str_index(page, '"'));
	}
	if (all.n > 0)
		qsort(all.v, all.n, sizeof(all.v[0]), by_str);
	return all;
}

static bool
among(const struct texts *all, struct str one)
{
	return all->n > 0 &&
	       bsearch(&one, all->v, all->n, sizeof(all->v[0]), by_str) != NULL;
}

static void
each_requirement_of_the_rfc_has_its_place(void **state)
{
	struct arena a = {0};
	struct result r;
	struct str page;
	struct texts ids, links;
	size_t n = 0;

	(void)state;
	sample_result(&r, &a);
	page = page_of("rfc4918.html", &r, &a);
	ids = values(page, " id=\"req-", &a);
	links = values(page, " href=\"index.html#req-", &a);
	for (size_t i = 0; i < spec_count(); i++) {
		struct str id = str_from(spec_at(i)->id);
		bool here = strcmp(spec_at(i)->rfc, "RFC 4918") == 0;

		n += here;
		if (among(&ids, id) != here || among(&links, id) != here)
			fail_msg("%.*s", STRF(id));
	}
	assert_true(n > 500);
	assert_int_equal(ids.n, n);
	arena_release(&a);
}

static void
a_sentence_shows_the_worst_of_its_requirements(void **state)
{
	struct arena a = {0};
	struct result r;
	struct str page, line;

	(void)state;
	sample_result(&r, &a);
	page = page_of("rfc4918.html", &r, &a);
	line = line_with(page, " id=\"req-copy.precondition-412\"");
	assert_true(holds(line, "<span class=\"says v-fail\">412 (Precond"));
	assert_true(holds(line, "\xe2\x9c\x97</span> broken</span> MUST "));
	/* A SHOULD that is broken. */
	line = line_with(page, " id=\"req-copy.status-204\"");
	assert_true(holds(line, "<span class=\"says v-warn\">204 (No Con"));
	/* One sentence, two requirements, of which one was not seen. */
	line = line_with(page, " id=\"req-propfind.depth-0\"");
	assert_true(holds(line, " id=\"req-propfind.depth-1\""));
	assert_true(holds(line, "says v-skip\">Servers MUST support \"0\""));
	assert_true(holds(line, "\xe2\x9c\x93</span> held</span> MUST "
				"<a href=\"index.html#req-propfind.depth-1\""));
	arena_release(&a);
}

static void
contents_count_what_is_broken(void **state)
{
	struct arena a = {0};
	struct result r;
	struct str page, line;

	(void)state;
	sample_result(&r, &a);
	page = page_of("rfc4918.html", &r, &a);
	line = line_with(page, "<a href=\"#s-9.8.5\">");
	assert_true(holds(line, "<a href=\"#req-copy.precondition-412\">"));
	assert_true(holds(line, "1 broken</span>"));
	assert_true(holds(line, "<a href=\"#req-copy.status-204\">"));
	assert_true(holds(line, "1 not met</span>"));
	assert_true(holds(line, "10 not seen"));
	assert_true(
	    holds(line_with(page, "<a href=\"#s-9.7.1\">"), "5 not seen"));
	/* The copyright notices of the text stay in it. */
	assert_true(times(page, "Copyright (C) The IETF Trust (2007).") >= 2);
	arena_release(&a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(the_page_needs_no_script_and_nobody_else),
	    cmocka_unit_test(only_the_folder_has_the_text),
	    cmocka_unit_test(each_requirement_of_the_rfc_has_its_place),
	    cmocka_unit_test(a_sentence_shows_the_worst_of_its_requirements),
	    cmocka_unit_test(contents_count_what_is_broken),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

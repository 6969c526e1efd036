#include "sample.h"

#include <libxml/parser.h>
#include <libxml/tree.h>

#include "report/html.h"

/* The markup is well-formed XML as well, so an XML parser can look at it. */
static xmlDoc *
parse(struct str page)
{
	xmlDoc *doc = xmlReadMemory(page.p, (int)page.n, "page", NULL,
	    XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_HUGE);

	if (doc == NULL)
		fail_msg("not well-formed: line %d: %s",
		    xmlGetLastError()->line, xmlGetLastError()->message);
	return doc;
}

static struct str
index_page(const struct result *r, struct arena *a)
{
	char *text = NULL;
	size_t n = 0;
	FILE *out = open_memstream(&text, &n);
	struct str copy;

	assert_true(html_write_index(out, r));
	fclose(out);
	copy = arena_str(a, (struct str){text, n});
	free(text);
	return copy;
}

struct walk {
	struct arena arena;
	VEC(const char *) ids;
	VEC(const char *) links; /* "#..." */
};

static void
look_at(struct walk *w, xmlNode *node, bool whole)
{
	const char *name = (const char *)node->name;

	if (strcmp(name, "style") == 0)
		assert_true(whole);
	if (strcmp(name, "script") == 0)
		assert_true(whole || node->children == NULL);
	for (xmlAttr *attr = node->properties; attr != NULL;
	     attr = attr->next) {
		const char *key = (const char *)attr->name;
		xmlChar *text = xmlNodeGetContent((xmlNode *)attr);
		const char *value = arena_strdup(&w->arena, (const char *)text);

		xmlFree(text);
		assert_true(strncmp(key, "on", 2) != 0);
		assert_string_not_equal(key, "style");
		if (strcmp(key, "id") == 0)
			*vec_add(&w->ids, &w->arena) = value;
		else if (strcmp(key, "href") == 0 && value[0] == '#')
			*vec_add(&w->links, &w->arena) = value;
		else if (strcmp(key, "href") == 0)
			assert_true(
			    strcmp(value, "report.css") == 0 ||
			    strncmp(value, "https://www.rfc-editor.org/rfc/",
				31) == 0);
		else if (strcmp(key, "src") == 0)
			assert_string_equal(value, "report.js");
	}
}

static void
walk_tree(struct walk *w, xmlNode *node, bool whole)
{
	for (; node != NULL; node = node->next)
		if (node->type == XML_ELEMENT_NODE) {
			look_at(w, node, whole);
			walk_tree(w, node->children, whole);
		}
}

static int
by_text(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* No inline code, nothing fetched from elsewhere, no link into nothing. */
static void
check_page(struct str page, bool whole)
{
	struct walk w = {0};
	xmlDoc *doc = parse(page);

	walk_tree(&w, xmlDocGetRootElement(doc), whole);
	xmlFreeDoc(doc);
	qsort(w.ids.v, w.ids.n, sizeof(w.ids.v[0]), by_text);
	for (size_t i = 1; i < w.ids.n; i++)
		assert_string_not_equal(w.ids.v[i - 1], w.ids.v[i]);
	for (size_t i = 0; i < w.links.n; i++) {
		const char *id = w.links.v[i] + 1;

		if (bsearch(&id, w.ids.v, w.ids.n, sizeof(w.ids.v[0]),
			by_text) == NULL)
			fail_msg("link into nothing: #%s", id);
	}
	assert_true(w.links.n > 20);
	arena_release(&w.arena);
}

static void
the_page_is_sound(void **state)
{
	struct arena a = {0};
	struct result r;

	(void)state;
	sample_result(&r, &a);
	check_page(index_page(&r, &a), false);
	r.certify = true;
	r.bail_out = STR("gone");
	check_page(index_page(&r, &a), false);
	arena_release(&a);
}

static void
hostile_bytes_stay_text(void **state)
{
	struct arena a = {0};
	struct result r;
	struct str page;

	(void)state;
	hostile_result(&r, &a);
	sample_case(&r, "x/\"><b onclick=\"y\">~2", VERDICT_FAIL, "t",
	    "copy.status-204");
	page = index_page(&r, &a);
	check_page(page, false);
	assert_false(holds(page, "<script>x"));
	assert_true(holds(page, "&lt;script&gt;x"));
	assert_false(holds(page, "\xe2\x80\xae"));
	assert_false(holds(page, "\x1b"));
	assert_true(utf8_valid(page));
	arena_release(&a);
}

static void
one_file_holds_all_that_the_folder_does(void **state)
{
	struct arena a = {0};
	struct result r;
	struct str page;
	size_t style, end;

	(void)state;
	hostile_result(&r, &a);
	page = rendered("html", &r, &a);
	assert_true(holds(page, "<style>"));
	assert_false(holds(page, "report.css"));
	assert_false(holds(page, "src="));
	/* Nothing that a server sent ends style or script. */
	style = str_find(page, STR("</style>"));
	end = str_find(str_from_at(page, style + 8), STR("</style>"));
	assert_int_equal(style + 8 + end, page.n);
	arena_release(&a);
}

static void
what_matters_is_on_the_page(void **state)
{
	static const char *const says[] = {
	    "<h1>Sample server 1.0</h1>",
	    "3 MUSTs are broken",
	    "DAV class 1",
	    "not claimed by the server",
	    "href=\"#req-copy.precondition-412\"",
	    "id=\"case-rfc4918/9.8-copy/overwrite-f\"",
	    "id=\"case-rules/href-percent-encoded\"",
	    "https://www.rfc-editor.org/rfc/rfc4918#section-9.8.5",
	    /* The line that the finding is about, and its place in it. */
	    "<span class=\"ln hit\"> &lt;D:response&gt;"
	    "<mark>&lt;D:href&gt;</mark>/dav/a b",
	    "must, line 3, column 14: ",
	};
	struct arena a = {0};
	struct result r;
	struct str page;

	(void)state;
	sample_result(&r, &a);
	page = index_page(&r, &a);
	for (size_t i = 0; i < countof(says); i++)
		if (!holds(page, says[i]))
			fail_msg("no %s", says[i]);
	assert_true(holds(page, "curl -i 'http://127.0.0.1:8080/dav/1'"));
	arena_release(&a);
}

static void
bodies_say_where_they_were_cut(void **state)
{
	struct arena a = {0};
	struct result r;
	char *big = arena_array(&a, char, 20001);

	(void)state;
	sample_result(&r, &a);
	memset(big, 'x', 20000);
	sample_body(&r.cases.v[1].exchanges.v[2], str_from(big));
	assert_true(holds(index_page(&r, &a), "Cut at 16384 of 20000 bytes."));
	memset(big, '\xff', 20000);
	sample_body(&r.cases.v[1].exchanges.v[2], str_from(big));
	assert_true(holds(index_page(&r, &a), "Cut at 512 of 20000 bytes."));
	/* Of a case that passed it is left out. */
	sample_body(&r.cases.v[0].exchanges.v[0], str_from(big));
	assert_true(holds(index_page(&r, &a), "A body of 20000 bytes, left"));
	arena_release(&a);
}

/* Five hundred cases that passed, with a thousand files in their fixture. */
static void
a_long_run_stays_a_page_of_a_few_megabytes(void **state)
{
	struct arena a = {0};
	struct result r;
	char *big = arena_array(&a, char, 16001);

	(void)state;
	sample_result(&r, &a);
	memset(big, 'x', 16000);
	for (size_t i = 0; i < 500; i++) {
		struct case_result *c = sample_case(&r,
		    arena_printf(&a, "rfc4918/9.1-propfind/c%zu", i),
		    VERDICT_PASS, "t", "propfind.depth-1");

		for (unsigned k = 0; k < 20; k++)
			sample_exchange(&r, c, "given", 0, "PUT f", 201);
		for (unsigned k = 1; k < 4; k++)
			sample_body(sample_exchange(
					&r, c, "step", k, "PROPFIND /", 207),
			    str_from(big));
	}
	assert_true(index_page(&r, &a).n < (size_t)4 * 1024 * 1024);
	arena_release(&a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(the_page_is_sound),
	    cmocka_unit_test(hostile_bytes_stay_text),
	    cmocka_unit_test(one_file_holds_all_that_the_folder_does),
	    cmocka_unit_test(what_matters_is_on_the_page),
	    cmocka_unit_test(bodies_say_where_they_were_cut),
	    cmocka_unit_test(a_long_run_stays_a_page_of_a_few_megabytes),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

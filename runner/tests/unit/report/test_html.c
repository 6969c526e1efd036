#include "sample.h"

#include <libxml/parser.h>
#include <libxml/tree.h>

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

/* All pages of the folder, one behind the other. */
static struct str
all_pages(const struct result *r, struct arena *a)
{
	struct html_folder *f = html_folder_new(r);
	struct buf all;
	struct str copy;

	buf_init(&all, SIZE_MAX / 2);
	for (size_t i = 0; i < html_folder_files(f); i++)
		if (str_ends(str_from(html_folder_name(f, i)), STR(".html")))
			buf_add(&all, folder_file(f, i, a).p,
			    folder_file(f, i, a).n);
	copy = arena_str(a, buf_view(&all));
	buf_release(&all);
	html_folder_free(f);
	return copy;
}

struct walk {
	struct arena arena;
	const char *file;
	VEC(const char *) ids; /* "FILE#..." */
	VEC(const char *) links;
};

static void
look_at_link(struct walk *w, const char *value)
{
	if (value[0] == '#')
		*vec_add(&w->links, &w->arena) =
		    arena_printf(&w->arena, "%s%s", w->file, value);
	else if (strstr(value, ".html#") != NULL && strchr(value, ':') == NULL)
		*vec_add(&w->links, &w->arena) = value;
	else
		assert_true(
		    strcmp(value, "report.css") == 0 ||
		    strcmp(value, "rfctext.css") == 0 ||
		    strcmp(value, "rfc4918.html") == 0 ||
		    strcmp(value, "index.html") == 0 ||
		    strncmp(value, "https://www.rfc-editor.org/rfc/", 31) == 0);
}

static void
look_at(struct walk *w, xmlNode *node)
{
	const char *name = (const char *)node->name;

	assert_string_not_equal(name, "style");
	if (strcmp(name, "script") == 0)
		assert_true(node->children == NULL);
	for (xmlAttr *attr = node->properties; attr != NULL;
	     attr = attr->next) {
		const char *key = (const char *)attr->name;
		xmlChar *text = xmlNodeGetContent((xmlNode *)attr);
		const char *value = arena_strdup(&w->arena, (const char *)text);

		xmlFree(text);
		assert_true(strncmp(key, "on", 2) != 0);
		assert_string_not_equal(key, "style");
		if (strcmp(key, "id") == 0)
			*vec_add(&w->ids, &w->arena) =
			    arena_printf(&w->arena, "%s#%s", w->file, value);
		else if (strcmp(key, "href") == 0)
			look_at_link(w, value);
		else if (strcmp(key, "src") == 0)
			assert_string_equal(value, "report.js");
	}
}

static void
walk_tree(struct walk *w, xmlNode *node)
{
	for (; node != NULL; node = node->next)
		if (node->type == XML_ELEMENT_NODE) {
			look_at(w, node);
			walk_tree(w, node->children);
		}
}

static int
by_text(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static void
check_links(struct walk *w)
{
	qsort(w->ids.v, w->ids.n, sizeof(w->ids.v[0]), by_text);
	for (size_t i = 1; i < w->ids.n; i++)
		assert_string_not_equal(w->ids.v[i - 1], w->ids.v[i]);
	for (size_t i = 0; i < w->links.n; i++) {
		const char *id = w->links.v[i];

		if (bsearch(&id, w->ids.v, w->ids.n, sizeof(w->ids.v[0]),
			by_text) == NULL)
			fail_msg("link into nothing: %s", id);
	}
	assert_true(w->links.n > 20);
}

/* No inline code, nothing fetched from elsewhere, no link into nothing. */
static void
check_folder(const struct result *r)
{
	struct html_folder *f = html_folder_new(r);
	struct walk w = {0};

	for (size_t i = 0; i < html_folder_files(f); i++) {
		xmlDoc *doc;

		w.file = html_folder_name(f, i);
		if (!str_ends(str_from(w.file), STR(".html")))
			continue;
		doc = parse(folder_file(f, i, &w.arena));
		walk_tree(&w, xmlDocGetRootElement(doc));
		xmlFreeDoc(doc);
	}
	check_links(&w);
	arena_release(&w.arena);
	html_folder_free(f);
}

static void
the_folder_is_sound(void **state)
{
	struct arena a = {0};
	struct result r;

	(void)state;
	sample_result(&r, &a);
	check_folder(&r);
	r.certify = true;
	r.bail_out = STR("gone");
	check_folder(&r);
	/* Of no section. */
	sample_case(&r, "c", VERDICT_FAIL, "t", "nothing.we.know");
	check_folder(&r);
	arena_release(&a);
}

/* The same in the file, whose script and style are no XML. */
static void
the_file_has_no_link_into_nothing(void **state)
{
	struct arena a = {0};
	struct result r;
	struct str page;
	const struct str link = STR("href=\"#");
	size_t n = 0;

	(void)state;
	sample_result(&r, &a);
	r.certify = true;
	page = rendered("html", &r, &a);
	for (struct str rest = page;
	     (rest = str_from_at(rest, str_find(rest, link))).n > 0; n++) {
		struct str id;

		rest = str_from_at(rest, link.n);
		id = str_sub(rest, 0, str_index(rest, '"'));
		if (!holds(page, arena_printf(&a, "id=\"%.*s\"", STRF(id))))
			fail_msg("link into nothing: %.*s", STRF(id));
	}
	assert_true(n > 20);
	assert_false(holds(page, ".html#case"));
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
	check_folder(&r);
	page = all_pages(&r, &a);
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
	    "href=\"index.html#req-copy.precondition-412\"",
	    "href=\"rfc4918-9.8.5.html#case-rfc4918/9.8-copy/overwrite-f\"",
	    "id=\"case-rfc4918/9.8-copy/overwrite-f\"",
	    "id=\"case-rules/href-percent-encoded\"",
	    "href=\"rfc4918.html#req-copy.precondition-412\"",
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
	page = all_pages(&r, &a);
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
	assert_true(holds(all_pages(&r, &a), "Cut at 16384 of 20000 bytes."));
	memset(big, '\xff', 20000);
	sample_body(&r.cases.v[1].exchanges.v[2], str_from(big));
	assert_true(holds(all_pages(&r, &a), "Cut at 512 of 20000 bytes."));
	/* Of a case that passed it is left out. */
	sample_body(&r.cases.v[0].exchanges.v[0], str_from(big));
	assert_true(holds(all_pages(&r, &a), "A body of 20000 bytes, left"));
	arena_release(&a);
}

/* Five hundred cases that passed, with a thousand files in their fixture. */
static void
a_long_run_stays_a_file_that_opens(void **state)
{
	struct arena a = {0};
	struct result r;
	char *big = arena_array(&a, char, 16001);
	struct str page;

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
	page = rendered("html", &r, &a);
	assert_true(page.n < (size_t)2 * 1024 * 1024);
	assert_true(holds(page, "is more than 2 MiB and left out"));
	assert_false(holds(page, "A body of 16000 bytes"));
	/* The evidence of what did not pass is there. */
	assert_true(holds(page, "<mark>&lt;D:href&gt;</mark>/dav/a b"));
	assert_true(holds(all_pages(&r, &a), "A body of 16000 bytes"));
	arena_release(&a);
}

/* Three hundred that failed in one of their three exchanges. */
static void
of_many_failures_a_file_shows_why(void **state)
{
	struct arena a = {0};
	struct result r;
	char *big = arena_array(&a, char, 16001);
	struct exchange_record *e;
	struct str page;

	(void)state;
	sample_result(&r, &a);
	memset(big, 'x', 16000);
	for (size_t i = 0; i < 300; i++) {
		struct case_result *c = sample_case(&r,
		    arena_printf(&a, "rfc4918/9.1-propfind/c%zu", i),
		    VERDICT_FAIL, "t", "propfind.depth-1");

		for (unsigned k = 1; k < 4; k++) {
			e = sample_exchange(
			    &r, c, "step", k, "PROPFIND /", 207);
			sample_body(e, str_from(k == 2 ? "why" : big));
			if (k == 2)
				sample_shown(&r, c, e, FINDING_MUST,
				    "propfind.depth-1", "m");
		}
	}
	page = rendered("html", &r, &a);
	assert_true(page.n < (size_t)2 * 1024 * 1024);
	assert_true(holds(page, "exchanges that show why a case"));
	assert_true(holds(page, "<span class=\"ln\">why\n"));
	assert_true(holds(all_pages(&r, &a), big));
	check_folder(&r);
	arena_release(&a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(the_folder_is_sound),
	    cmocka_unit_test(the_file_has_no_link_into_nothing),
	    cmocka_unit_test(hostile_bytes_stay_text),
	    cmocka_unit_test(one_file_holds_all_that_the_folder_does),
	    cmocka_unit_test(what_matters_is_on_the_page),
	    cmocka_unit_test(bodies_say_where_they_were_cut),
	    cmocka_unit_test(a_long_run_stays_a_file_that_opens),
	    cmocka_unit_test(of_many_failures_a_file_shows_why),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

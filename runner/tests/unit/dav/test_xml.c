/* Trees: fragments, infoset comparison, writing; statuses; the content model.
 */
#include "dav/xml.h"

#include <setjmp.h>
#include <cmocka.h>

#include "dav/elements.h"
#include "dav/fragment.h"
#include "dav/status.h"

static const struct xml_prefix prefixes[] = {
    {{"D", 1}, {"DAV:", 4} },
    {{"x", 1}, {"urn:x", 5}},
};

static const struct xml_node *
fragment(struct arena *a, const char *text)
{
	struct str why = STR_NONE;
	const struct xml_node *n =
	    xml_fragment(a, str_from(text), prefixes, countof(prefixes), &why);

	if (n == NULL)
		fail_msg("%s: %.*s", text, STRF(why));
	return n;
}

static void
test_fragment(void **state)
{
	struct arena a = {0};
	struct str why = STR_NONE;
	const struct xml_node *n = fragment(&a, "t<D:a/>u<x:b y='1'/>");

	(void)state;
	assert_true(xml_has_elements(n));
	assert_true(xml_has_text(n));
	assert_true(xml_is(xml_first_element(n), "a"));
	assert_non_null(xml_child(n, "a"));
	assert_null(xml_child(n, "b"));
	assert_true(xml_is_name(
	    xml_next_element(xml_child(n, "a")), STR("urn:x"), STR("b")));
	assert_true(str_is(xml_text(n, &a), "tu"));
	assert_null(xml_fragment(&a, STR("<a>"), NULL, 0, &why));
	assert_true(why.n > 0);
	assert_null(xml_fragment(&a, STR("<q:a/>"), NULL, 0, &why));
	assert_null(
	    xml_fragment(&a, STR("</davproof-w:wrapper><a/>"), NULL, 0, &why));
	arena_release(&a);
}

static void
test_same(void **state)
{
	static const struct {
		const char *a, *b;
		bool same;
	} rows[] = {
	    {"<D:a/>",	       "<a xmlns='DAV:'></a>", true },
	    {"<x:a b='1' c='2'/>",   "<x:a c='2' b='1'/>",	 true },
	    {"a<!-- c -->b",	     "a<![CDATA[b]]>",       true },
	    {"&lt;",		     "<![CDATA[<]]>",	      true },
	    {"a  b",		     "a b",		    false},
	    {" <x:a/>",		"<x:a/>",		  false},
	    {"<x:a/>",	       "<D:a/>",		 false},
	    {"<x:a b='1'/>",	     "<x:a/>",	       false},
	    {"<x:a/>",	       "<x:a/><x:a/>",	       false},
	    {"<x:a x:b='1'/>",       "<x:a b='1'/>",	       false},
	    {"<x:a xml:lang='de'/>", "<x:a xml:lang='en'/>", false},
	    {"<x:a xml:lang='de'/>", "<x:a xml:lang='DE'/>", true },
	};
	struct arena a = {0};

	(void)state;
	for (size_t i = 0; i < countof(rows); i++) {
		const struct xml_node *x = fragment(&a, rows[i].a);
		const struct xml_node *y = fragment(&a, rows[i].b);
		struct str why = STR_NONE;
		bool same = xml_same_content(x, y, &a, &why);

		if (same != rows[i].same ||
		    same != xml_same_content(y, x, &a, &why))
			fail_msg("%s and %s", rows[i].a, rows[i].b);
		assert_true(same || why.n > 0);
	}
	arena_release(&a);
}

static void
test_content(void **state)
{
	static const char *const rows[] = {
	    "",
	    "a &amp; b &lt; c",
	    "<D:a><x:b y=\"1\" x:z=\"&quot;2&#10;\"/>t</D:a>u",
	    "<a xmlns=\"urn:q\"><b xmlns=\"\"/></a>",
	    "<x:a xmlns:x=\"urn:other\"/><x:a/>",
	};
	struct arena a = {0};

	(void)state;
	for (size_t i = 0; i < countof(rows); i++) {
		const struct xml_node *x = fragment(&a, rows[i]), *y;
		struct str text = xml_content(x, &a), why = STR_NONE;

		/* Complete in itself: it is read without any prefix. */
		y = xml_fragment(&a, text, NULL, 0, &why);
		if (y == NULL || !xml_same_content(x, y, &a, &why))
			fail_msg(
			    "%s: %.*s: %.*s", rows[i], STRF(text), STRF(why));
	}
	arena_release(&a);
}

static void
test_status(void **state)
{
	static const struct {
		const char *text;
		enum status_form form;
		int code;
	} rows[] = {
	    {"HTTP/1.1 200 OK",	STATUS_LINE,     200},
	    {"HTTP/1.1 404 ",    STATUS_LINE,	   404},
	    {"HTTP/1.1 404",     STATUS_NO_SPACE, 404},
	    {"HTTP/2 200 OK",    STATUS_NO_LINE,  200},
	    {"200 OK",	       STATUS_NO_LINE,  200},
	    {"200",		    STATUS_NO_LINE,  200},
	    {"HTTP/1.1  200 OK", STATUS_NO_LINE,	 200},
	    {"HTTP/1.1 2000 OK", STATUS_NO_LINE,	 0  },
	    {"http/1.1 200 OK",	STATUS_NO_LINE,	0	 },
	    {"HTTP/1.1 200OK",   STATUS_NO_LINE,  0	},
	    {"OK",		   STATUS_NO_LINE,  0  },
	    {"",		 STATUS_NO_LINE,	 0  },
	};

	(void)state;
	for (size_t i = 0; i < countof(rows); i++) {
		struct str s = str_from(rows[i].text);

		if (status_form(s) != rows[i].form ||
		    status_code(s) != rows[i].code)
			fail_msg("%s: %d, %d", rows[i].text,
			    (int)status_form(s), status_code(s));
	}
}

static void
test_elements(void **state)
{
	struct arena a = {0};
	const struct xml_node *n = fragment(&a,
	    "<D:activelock><D:depth/><D:depth/><D:owner/></D:activelock>"
	    "<D:nothing/><x:href/>");
	const struct xml_node *lock = xml_first_element(n);
	const struct element_child *c;
	size_t found;

	(void)state;
	assert_int_equal(element_find(lock)->content, CONTENT_ELEMENTS);
	c = element_broken(lock, NULL, &found);
	assert_string_equal(element_name(c->child), "depth");
	assert_int_equal(found, 2);
	c = element_broken(lock, c, &found);
	assert_string_equal(element_name(c->child), "lockscope");
	assert_int_equal(found, 0);
	c = element_broken(lock, c, &found);
	assert_string_equal(element_name(c->child), "locktype");
	assert_null(element_broken(lock, c, &found));
	assert_null(element_find(xml_next_element(lock)));
	assert_null(element_find(xml_next_element(xml_next_element(lock))));
	arena_release(&a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_fragment),
	    cmocka_unit_test(test_same),
	    cmocka_unit_test(test_content),
	    cmocka_unit_test(test_status),
	    cmocka_unit_test(test_elements),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

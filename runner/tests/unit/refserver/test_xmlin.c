/* Request bodies: what is refused, and what a kept piece keeps. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

#include "base/buf.h"
#include "refserver/xmlin.h"

static const struct {
	const char *body;
	enum xmlin_result result;
} rows[] = {
    {"<a/>",							      XMLIN_OK	     },
    {"<?xml version=\"1.0\"?><!--c--><?pi x?><a xmlns=\"u\"/>",		XMLIN_OK	},
    {"<!DOCTYPE a SYSTEM \"file:///none\"><a/>",				 XMLIN_OK	 },
    {"",								  XMLIN_MALFORMED},
    {"x",								 XMLIN_MALFORMED},
    {"<a>",							       XMLIN_MALFORMED},
    {"<a/><b/>",							  XMLIN_MALFORMED},
    {"<a b='1' b='2'/>",						  XMLIN_MALFORMED},
    {"<a>&nbsp;</a>",						     XMLIN_MALFORMED},
    {"<!DOCTYPE a SYSTEM \"file:///none\"><a>&x;</a>",		       XMLIN_MALFORMED},
    {"<x:a/>",							    XMLIN_MALFORMED},
    {"<a x:b='1'/>",						      XMLIN_MALFORMED},
    {"<a xmlns:x=''/>",						   XMLIN_MALFORMED},
    {"<!DOCTYPE a [<!ENTITY e 'x'>]><a>&e;</a>",				 XMLIN_ENTITY   },
    {"<!DOCTYPE a [<!ENTITY e 'x'>]><a/>",				   XMLIN_ENTITY   },
    {"<!DOCTYPE a [<!ENTITY % p 'x'>]><a/>",				     XMLIN_ENTITY	 },
    {"<!DOCTYPE a [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;'>"
     "<!ENTITY c '&b;&b;&b;&b;'>]><a x='&c;'/>",		     XMLIN_ENTITY   },
    {"<!DOCTYPE a [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><a>&e;</a>",
	XMLIN_EXTERNAL								      },
    {"<!DOCTYPE a [<!ENTITY % p SYSTEM 'http://127.0.0.1:9/'> %p;]><a/>",
	XMLIN_EXTERNAL								      },
};

static void
test_rows(void **state)
{
	(void)state;
	for (size_t i = 0; i < countof(rows); i++) {
		struct xmlin *x;

		assert_int_equal(
		    xmlin_parse(str_from(rows[i].body), STR_NONE, false, &x),
		    rows[i].result);
		assert_true((x != NULL) == (rows[i].result == XMLIN_OK));
		xmlin_free(x);
	}
}

static void
test_nesting_is_bounded(void **state)
{
	struct buf b;
	struct xmlin *x;

	(void)state;
	buf_init(&b, 1 << 20);
	for (size_t i = 0; i < 100000; i++)
		buf_puts(&b, "<a>");
	for (size_t i = 0; i < 100000; i++)
		buf_puts(&b, "</a>");
	assert_int_equal(
	    xmlin_parse(buf_view(&b), STR_NONE, false, &x), XMLIN_MALFORMED);
	buf_release(&b);
}

/* RFC 4918 section 19: UTF-16, and the charset of the Content-Type. */
static void
test_encodings(void **state)
{
	static const char utf16[] = "\xfe\xff\0<\0a\0>\x20\xac\0<\0/\0a\0>";
	struct str body = {utf16, sizeof(utf16) - 1};
	struct arena a = {0};
	struct xmlin *x;

	(void)state;
	assert_int_equal(xmlin_parse(body, STR("utf-16"), false, &x), XMLIN_OK);
	assert_true(str_is(dom_text(&a, xmlin_root(x)), "\xe2\x82\xac"));
	xmlin_free(x);
	assert_int_equal(
	    xmlin_parse(STR("<a>\xe9</a>"), STR("iso-8859-1"), false, &x),
	    XMLIN_OK);
	assert_true(str_is(dom_text(&a, xmlin_root(x)), "\xc3\xa9"));
	xmlin_free(x);
	assert_int_equal(xmlin_parse(STR("<a>\xe9</a>"), STR_NONE, false, &x),
	    XMLIN_MALFORMED);
	arena_release(&a);
}

static void
test_elements(void **state)
{
	struct xmlin *x;
	const struct _xmlNode *root, *c;

	(void)state;
	assert_int_equal(
	    xmlin_parse(STR("<a xmlns='DAV:'>t<!--c--><b/><?p?><c xmlns='u'/>"
			    "<b xmlns=''/></a>"),
		STR_NONE, false, &x),
	    XMLIN_OK);
	root = xmlin_root(x);
	assert_true(dom_is(root, "a"));
	c = dom_first(root);
	assert_true(dom_is(c, "b"));
	assert_ptr_equal(dom_child(root, "b"), c);
	c = dom_next(c);
	assert_false(dom_is(c, "c"));
	assert_true(str_is(dom_ns(c), "u"));
	c = dom_next(c);
	assert_true(str_is(dom_ns(c), "") && !dom_is(c, "b"));
	assert_null(dom_next(c));
	assert_null(dom_child(root, "c"));
	xmlin_free(x);
}

static const struct {
	const char *body; /* its first child element is kept */
	const char *kept;
} pieces[] = {
    {"<r><p>v</p></r>",				"<p>v</p>"			  },
    {"<r xmlns='u'><p/></r>",			      "<p xmlns=\"u\"/>"		},
    {"<r xmlns:x='u'><x:p x:k='1'>a<x:b/>c</x:p></r>",
	"<x:p xmlns:x=\"u\" x:k=\"1\">a<x:b/>c</x:p>"				     },
    {"<r xmlns:x='u'><p><x:b/></p></r>",		 "<p xmlns:x=\"u\"><x:b/></p>"},
    {"<r xmlns='u'><p><q xmlns=''/></p></r>",
	"<p xmlns=\"u\"><q xmlns=\"\"/></p>"					    },
    {"<r xml:lang='de'><p>v</p></r>",		      "<p xml:lang=\"de\">v</p>"	},
    {"<r xml:lang='de'><p xml:lang='fr'>v</p></r>",    "<p xml:lang=\"fr\">v</p>"   },
    {"<r><p>  a\n\t</p></r>",			      "<p>  a\n\t</p>"	      },
    {"<r><p>&#13;&lt;&amp;]]&gt;</p></r>",		   "<p>&#13;&lt;&amp;]]&gt;</p>"},
    {"<r><p k='&#10;&#9;&quot;'/></r>",		"<p k=\"&#10;&#9;&quot;\"/>" },
    {"<r><p><![CDATA[<x>]]></p></r>",		      "<p>&lt;x&gt;</p>"		},
    {"<r><p>\xe2\x82\xac\xf0\x9f\x98\x80</p></r>",
	"<p>\xe2\x82\xac\xf0\x9f\x98\x80</p>"					     },
};

static void
test_pieces(void **state)
{
	(void)state;
	for (size_t i = 0; i < countof(pieces); i++) {
		struct arena a = {0};
		struct xmlin *x;

		assert_int_equal(
		    xmlin_parse(str_from(pieces[i].body), STR_NONE, false, &x),
		    XMLIN_OK);
		assert_string_equal(
		    dom_fragment(&a, dom_first(xmlin_root(x)), NULL).p,
		    pieces[i].kept);
		xmlin_free(x);
		arena_release(&a);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_rows),
	    cmocka_unit_test(test_nesting_is_bounded),
	    cmocka_unit_test(test_encodings),
	    cmocka_unit_test(test_elements),
	    cmocka_unit_test(test_pieces),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

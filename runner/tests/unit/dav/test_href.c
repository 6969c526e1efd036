/* hrefs: parts, resolving, comparing (RFC 3986 sections 5.4 and 6). */
#include "dav/href.h"

#include <setjmp.h>
#include <cmocka.h>

static void
assert_text(struct str s, const char *wanted)
{
	if (wanted == NULL) {
		assert_null(s.p);
		return;
	}
	if (!str_is(s, wanted))
		fail_msg("\"%.*s\" is not \"%s\"", STRF(s), wanted);
}

static void
test_split(void **state)
{
	struct href h = href_split(STR("http://u@h:81/a/b?q#f"));

	(void)state;
	assert_text(h.scheme, "http");
	assert_text(h.authority, "u@h:81");
	assert_text(h.host, "h");
	assert_text(h.port, "81");
	assert_text(h.path, "/a/b");
	assert_text(h.query, "q");
	assert_text(h.fragment, "f");
	h = href_split(STR("/a:b"));
	assert_text(h.scheme, NULL);
	assert_text(h.path, "/a:b");
	h = href_split(STR("http://[::1]/"));
	assert_text(h.host, "[::1]");
	assert_text(h.port, NULL);
	h = href_split(STR_NONE);
	assert_text(h.path, "");
}

static void
test_form(void **state)
{
	static const struct {
		const char *text;
		enum href_form form;
	} rows[] = {
	    {"http://h/", HREF_ABSOLUTE_URI },
	    {"urn:x",     HREF_ABSOLUTE_URI },
	    {"/a",	   HREF_ABSOLUTE_PATH},
	    {"//h/a",     HREF_NETWORK_PATH },
	    {"a",	  HREF_RELATIVE     },
	    {"./a:b",     HREF_RELATIVE	   },
	    {"",		 HREF_RELATIVE     },
	    {"?q",	   HREF_RELATIVE	},
	};

	(void)state;
	for (size_t i = 0; i < countof(rows); i++) {
		struct href h = href_split(str_from(rows[i].text));

		assert_int_equal(href_form(&h), rows[i].form);
	}
}

static void
test_illegal(void **state)
{
	(void)state;
	assert_int_equal(href_illegal(STR("/a%20b!$&'()*+,;=:@-._~")), 23);
	assert_int_equal(href_illegal(STR("/a b")), 2);
	assert_int_equal(href_illegal(STR("/100%")), 4);
	assert_int_equal(href_illegal(STR("/%2")), 1);
	assert_int_equal(href_illegal(STR("/%2g")), 1);
	assert_int_equal(href_illegal(STR("/\xC3\xA9")), 1);
}

/* RFC 3986 section 5.4 */
static void
test_resolve(void **state)
{
	static const char *const rows[][2] = {
	    {"g:h",	    "g:h"		 },
	    {"g",		  "http://a/b/c/g"	  },
	    {"./g",	    "http://a/b/c/g"	    },
	    {"g/",		   "http://a/b/c/g/"	    },
	    {"/g",		   "http://a/g"	       },
	    {"//g",	    "http://g"	      },
	    {"?y",		   "http://a/b/c/d;p?y"  },
	    {"g?y",	    "http://a/b/c/g?y"    },
	    {"#s",		   "http://a/b/c/d;p?q#s"},
	    {"",		 "http://a/b/c/d;p?q"  },
	    {".",		  "http://a/b/c/"	 },
	    {"..",		   "http://a/b/"		},
	    {"../g",	     "http://a/b/g"	   },
	    {"../..",	      "http://a/"		 },
	    {"../../../../g", "http://a/g"	  },
	    {"/./g",	     "http://a/g"		 },
	    {"/../g",	      "http://a/g"	  },
	    {"g..",	    "http://a/b/c/g.."    },
	    {"./g/.",	      "http://a/b/c/g/"     },
	    {"g/../h",	       "http://a/b/c/h"      },
	};
	struct arena a = {0};

	(void)state;
	for (size_t i = 0; i < countof(rows); i++)
		assert_text(href_resolve(STR("http://a/b/c/d;p?q"),
				str_from(rows[i][0]), &a),
		    rows[i][1]);
	arena_release(&a);
}

static void
test_compare(void **state)
{
	static const struct {
		const char *a, *b;
		enum href_match match;
	} rows[] = {
	    {"http://H:80/%7ea",	 "HTTP://h/~a",	HREF_SAME	 },
	    {"https://h:443/",	       "https://h",	    HREF_SAME     },
	    {"http://h/%c3%a9",	"http://h/%C3%A9",	   HREF_SAME	    },
	    {"http://h/a/../b",	"http://h/b",	      HREF_SAME     },
	    {"http://h/a",		   "http://h/a/",	  HREF_SLASH    },
	    {"http://h/a%28b%29",	  "http://h/a(b)",	   HREF_ESCAPES  },
	    {"http://h/a%26",	      "http://h/a&",	     HREF_ESCAPES	 },
	    {"http://h/a%2Fb",	       "http://h/a/b",       HREF_DIFFERENT},
	    {"http://h/a%252Fb",	 "http://h/a%2Fb",	   HREF_DIFFERENT},
	    {"http://h/a%3Fb",	       "http://h/a?b",       HREF_DIFFERENT},
	    {"http://h/a",		   "http://h/A",	 HREF_DIFFERENT},
	    {"http://h/a",		   "http://h:8080/a",    HREF_DIFFERENT},
	    {"http://h/%C3%A9",	"http://h/e%CC%81",   HREF_UNICODE	},
	    {"http://h/o%CC%82%CC%81", "http://h/%E1%BB%91", HREF_UNICODE	 },
	};

	(void)state;
	for (size_t i = 0; i < countof(rows); i++) {
		struct str x = str_from(rows[i].a), y = str_from(rows[i].b);

		if (href_compare(x, y) != rows[i].match ||
		    href_compare(y, x) != rows[i].match)
			fail_msg("%s and %s: %d", rows[i].a, rows[i].b,
			    (int)href_compare(x, y));
	}
}

static void
test_key(void **state)
{
	struct arena a = {0};

	(void)state;
	assert_text(href_key(STR("HTTP://H:80/a/./b%20c/?q%41#f"), &a),
	    "http://h/a/b c/?qA");
	assert_text(href_key(STR("http://h/a/"), &a), "http://h/a");
	assert_text(href_key(STR("http://h"), &a), "http://h");
	assert_text(href_key(STR("http://h//x"), &a), "http://h//x");
	assert_text(href_normal(STR("http://h/%41%28/"), &a), "http://h/A%28/");
	arena_release(&a);
}

static void
test_below(void **state)
{
	struct arena a = {0};
	struct str r = STR_NONE;

	(void)state;
	assert_true(
	    href_below(STR("http://h/t/"), STR("http://h/t/a%20b/c/"), &a, &r));
	assert_text(r, "a b/c/");
	assert_true(href_below(STR("http://h/t/"), STR("http://h/t"), &a, &r));
	assert_text(r, "");
	assert_true(href_below(STR("http://h"), STR("http://h/x"), &a, &r));
	assert_text(r, "x");
	assert_false(href_below(STR("http://h/t"), STR("http://h/tx"), &a, &r));
	assert_false(
	    href_below(STR("http://h/t/"), STR("http://g/t/a"), &a, &r));
	assert_false(
	    href_below(STR("http://h/t/"), STR("http://h/t/../a"), &a, &r));
	arena_release(&a);
}

static void
test_coding(void **state)
{
	struct arena a = {0};

	(void)state;
	assert_text(
	    href_encode_path(STR("a b/\xC3\xA9~%"), &a), "a%20b/%C3%A9~%25");
	assert_text(
	    href_decode(STR("a%20b/%C3%A9%2F%zz%"), &a), "a b/\xC3\xA9%2F%zz%");
	arena_release(&a);
}

static void
test_dots(void **state)
{
	bool encoded = false;

	(void)state;
	assert_true(href_has_dot_segments(STR("/a/../b"), &encoded));
	assert_false(encoded);
	assert_true(href_has_dot_segments(STR("/a/%2e./b"), &encoded));
	assert_true(encoded);
	assert_false(href_has_dot_segments(STR("/a/.../.b/c."), &encoded));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_split),
	    cmocka_unit_test(test_form),
	    cmocka_unit_test(test_illegal),
	    cmocka_unit_test(test_resolve),
	    cmocka_unit_test(test_compare),
	    cmocka_unit_test(test_key),
	    cmocka_unit_test(test_below),
	    cmocka_unit_test(test_coding),
	    cmocka_unit_test(test_dots),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

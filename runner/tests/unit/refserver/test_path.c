/* URLs to segments and back; dates of HTTP; ids of faults and variants. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

#include "refserver/fault.h"
#include "refserver/httpdate.h"
#include "refserver/path.h"
#include "refserver/variant.h"

static const struct {
	const char *url;
	const char *segments; /* each in brackets; NULL: refused */
} rows[] = {
    {"/",	    "/"	     },
    {"/a",	   "[a]"	},
    {"/a/",	    "[a]/"	  },
    {"/a%2Fb/%7e",   "[a/b][~]"},
    {"/a/./b/../c",  "[a][c]"  },
    {"/a/%2E%2e/c",  "[c]"	 },
    {"/../../a",	 "[a]"     },
    {"/a/..",	      "/"	 },
    {"/a//b",	      "[a][][b]"},
    {"/a?b/c",       "[a]"	    },
    {"http://h:1/a", "h:1 [a]" },
    {"HTTPS://h",	  "h /"     },
    {"http://h?q",   "h /"	},
    {"",	     NULL	     },
    {"a",	    NULL      },
    {"//h/a",	      NULL	  },
    {"http:///a",	  NULL      },
    {"ftp://h/a",	  NULL      },
    {"/a#b",	     NULL	 },
    {"/%",	   NULL      },
    {"/%4",	    NULL	},
    {"/%4g",	     NULL	 },
    {"/%00",	     NULL	 },
    {"/a b",	     NULL	 },
    {"/\xc3\xa9",	  NULL      },
    {"/{a}",	     NULL	 },
};

static void
test_paths(void **state)
{
	(void)state;
	for (size_t i = 0; i < countof(rows); i++) {
		struct arena a = {0};
		struct path p;
		struct str authority;
		struct buf b;

		buf_init(&b, 4096);
		if (path_parse(&a, str_from(rows[i].url), &p, &authority)) {
			if (authority.p != NULL)
				buf_printf(&b, "%.*s ", STRF(authority));
			for (size_t k = 0; k < p.seg.n; k++)
				buf_printf(&b, "[%.*s]", STRF(p.seg.v[k]));
			buf_puts(&b, p.slash ? "/" : "");
		} else {
			buf_puts(&b, "refused");
		}
		assert_string_equal(
		    b.p, rows[i].segments ? rows[i].segments : "refused");
		buf_release(&b);
		arena_release(&a);
	}
}

/* Every byte but NUL in a name comes back from its encoded form. */
static void
test_round_trip(void **state)
{
	char name[256] = "/";
	struct arena a = {0};
	struct str authority, all = {name + 1, 255};
	struct path p;
	struct buf b;

	(void)state;
	for (size_t i = 1; i < 256; i++)
		name[i] = (char)i;
	buf_init(&b, 4096);
	buf_putc(&b, '/');
	path_encode(&b, all);
	assert_true(path_parse(&a, buf_view(&b), &p, &authority));
	assert_int_equal(p.seg.n, 1);
	assert_true(str_eq(p.seg.v[0], all));
	buf_release(&b);
	arena_release(&a);
}

static void
test_dates(void **state)
{
	const char *const same[] = {"Sun, 06 Nov 1994 08:49:37 GMT",
	    "Sunday, 06-Nov-94 08:49:37 GMT", "Sun Nov  6 08:49:37 1994"};
	const char *const none[] = {"", "x", "Sun, 06 Nov 1994 08:49:37",
	    "Sun, 06 Nov 1994 08:49:37 GMTx", "Sun, 06 Foo 1994 08:49:37 GMT",
	    "1994-11-06T08:49:37Z", "Sun, 06 Nov 1994 25:49:37 GMT"};
	char text[HTTPDATE_MAX];
	time_t t;

	(void)state;
	for (size_t i = 0; i < countof(same); i++) {
		assert_true(httpdate_parse(str_from(same[i]), &t));
		assert_int_equal(t, 784111777);
	}
	for (size_t i = 0; i < countof(none); i++)
		assert_false(httpdate_parse(str_from(none[i]), &t));
	httpdate_write(784111777, HTTPDATE_IMF, text);
	assert_string_equal(text, same[0]);
	httpdate_write(784111777, HTTPDATE_RFC850, text);
	assert_string_equal(text, same[1]);
	httpdate_write(784111777, HTTPDATE_RFC3339, text);
	assert_string_equal(text, "1994-11-06T08:49:37Z");
}

static void
test_fault_ids(void **state)
{
	struct fault_set set = {{false}};

	(void)state;
	assert_int_equal(fault_count(), FAULT_COUNT);
	assert_false(fault_on(NULL, FAULT_get_half_body));
	assert_false(fault_parse(STR("get_half_body"), &set));
	assert_false(fault_parse(STR(""), &set));
	for (size_t i = 0; i < fault_count(); i++) {
		struct fault_row row = fault_at(i);

		assert_false(set.on[i]); /* else the id stood there before */
		assert_true(fault_parse(str_from(row.id), &set));
		assert_true(set.on[i]);
		assert_non_null(strchr(row.requirement, '.'));
		assert_true(strlen(row.text) > 10);
		assert_true(fault_violates(i, str_from(row.requirement)));
	}
}

static void
test_what_a_fault_violates(void **state)
{
	(void)state;
	assert_true(
	    fault_violates(FAULT_overwrite_f_ignored, STR("overwrite.F-412")));
	assert_true(
	    fault_violates(FAULT_overwrite_f_ignored, STR("move.overwrite-F")));
	assert_false(fault_violates(
	    FAULT_overwrite_f_ignored, STR("overwrite.default-T")));
}

static void
test_variant_ids(void **state)
{
	struct variant_set set = {{false}};

	(void)state;
	assert_int_equal(variant_count(), VARIANT_COUNT);
	assert_false(variant_on(NULL, VARIANT_utf16));
	for (size_t i = 0; i < variant_count(); i++) {
		assert_false(set.on[i]);
		assert_true(variant_parse(str_from(variant_at(i).id), &set));
		assert_true(set.on[i]);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_paths),
	    cmocka_unit_test(test_round_trip),
	    cmocka_unit_test(test_dates),
	    cmocka_unit_test(test_fault_ids),
	    cmocka_unit_test(test_what_a_fault_violates),
	    cmocka_unit_test(test_variant_ids),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

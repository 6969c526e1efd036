#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "dav/date.h"

static void
test_forms(void **state)
{
	/* 784111777 is the moment of RFC 9110 section 5.6.7's examples. */
	static const struct {
		const char *text;
		enum date_form form;
		int64_t ms;
	} rows[] = {
	    {"Sun, 06 Nov 1994 08:49:37 GMT",     DATE_IMF_FIXDATE, 784111777000 },
	    {"Sunday, 06-Nov-94 08:49:37 GMT",    DATE_RFC850,	    784111777000 },
	    {"Sun Nov  6 08:49:37 1994",		 DATE_ASCTIME,     784111777000 },
	    {"Wed Nov 16 08:49:37 1994",		 DATE_ASCTIME,     784975777000 },
	    {"1994-11-06T08:49:37Z",		     DATE_RFC3339,	   784111777000 },
	    {"1994-11-06T09:49:37.125+01:00",     DATE_RFC3339,	    784111777125 },
	    {"1994-11-06T03:19:37.1234567-05:30", DATE_RFC3339,	784111777123 },
	    {"1970-01-01T00:00:00Z",		     DATE_RFC3339,	   0	    },
	    {"1969-12-31T23:59:59Z",		     DATE_RFC3339,	   -1000	},
	    {"2000-02-29T00:00:00Z",		     DATE_RFC3339,	   951782400000 },
	    {"2016-12-31T23:59:60Z",		     DATE_RFC3339,	   1483228800000},
	};

	(void)state;
	for (size_t i = 0; i < countof(rows); i++) {
		struct date d;

		if (!date_parse(str_from(rows[i].text), &d))
			fail_msg("no date: %s", rows[i].text);
		assert_int_equal(rows[i].form, d.form);
		if (rows[i].ms != d.ms)
			fail_msg("%s: %lld", rows[i].text, (long long)d.ms);
		assert_false(d.bad_weekday);
		assert_false(d.lower_case);
	}
}

static void
test_none(void **state)
{
	static const char *const bad[] = {"", "now",
	    "Sun, 6 Nov 1994 08:49:37 GMT", "Sun, 06 Nov 1994 08:49:37 UTC",
	    "Sun, 06 Nov 1994 08:49:37 +0000", "Sun, 06 nov 1994 08:49:37 GMT",
	    "06 Nov 1994 08:49:37 GMT", "Sun, 31 Feb 1994 08:49:37 GMT",
	    "Sun, 06 Nov 1994 24:00:00 GMT", " Sun, 06 Nov 1994 08:49:37 GMT",
	    "Sun, 06 Nov 1994 08:49:37 GMT ", "1994-11-06 08:49:37Z",
	    "1994-11-06T08:49:37", "1994-11-06T08:49Z", "1994-13-06T08:49:37Z",
	    "1994-00-06T08:49:37Z", "1900-02-29T00:00:00Z",
	    "1994-11-06T08:49:61Z", "1994-11-06T08:49:37.Z",
	    "1994-11-06T08:49:37+24:00", "1994-11-06T08:49:37+01",
	    "94-11-06T08:49:37Z", "1994-11-06T08:49:37Zx"};

	(void)state;
	for (size_t i = 0; i < countof(bad); i++) {
		struct date d;

		if (date_parse(str_from(bad[i]), &d))
			fail_msg("taken: %s", bad[i]);
		assert_int_equal(DATE_NONE, d.form);
	}
}

static void
test_remarks(void **state)
{
	struct date d;

	(void)state;
	assert_true(date_parse(STR("Mon, 06 Nov 1994 08:49:37 GMT"), &d));
	assert_true(d.bad_weekday);
	assert_true(date_parse(STR("1994-11-06t08:49:37Z"), &d));
	assert_true(d.lower_case);
	assert_true(date_parse(STR("1994-11-06T08:49:37z"), &d));
	assert_true(d.lower_case);
	assert_true(date_parse(STR("Thu, 01 Jan 1970 00:00:00 GMT"), &d));
	assert_false(d.bad_weekday);
	assert_true(date_parse(STR("Wed, 31 Dec 1969 00:00:00 GMT"), &d));
	assert_false(d.bad_weekday);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_forms),
	    cmocka_unit_test(test_none),
	    cmocka_unit_test(test_remarks),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

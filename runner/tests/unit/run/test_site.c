#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "run/secret.h"
#include "run/site.h"

#define SCRATCH STR("/dav/davproof-1/7/")

static bool
may(const char *method, const char *target, const char *destination)
{
	return site_may_send(SCRATCH, str_from(method), str_from(target),
	    str_from(destination));
}

static void
writes_stay_inside(void **state)
{
	(void)state;
	assert_true(may("PUT", "/dav/davproof-1/7/a/b", NULL));
	assert_true(may("DELETE", "/dav/davproof-1/7/", NULL));
	assert_true(may("DELETE", "/dav/davproof-1/7", NULL));
	assert_true(may("PUT", "/dav/davproof-1/7/a%2Fb?x#y", NULL));
	assert_true(may("PUT", "/dav/davproof-1/7/a/../b", NULL));
	assert_false(may("PUT", "/dav/davproof-1/7/../8/a", NULL));
	assert_false(may("PUT", "/dav/davproof-1/8/a", NULL));
	assert_false(may("DELETE", "/dav/davproof-1/", NULL));
	assert_false(may("DELETE", "/dav/davproof-1/77", NULL));
	assert_false(may("PUT", "/", NULL));
	assert_false(may("PUT", "*", NULL));
	assert_false(may("PUT", "", NULL));
}

static void
every_reading_of_a_target_counts(void **state)
{
	(void)state;
	assert_false(may("PUT", "/dav/davproof-1/7/%2e%2e/8", NULL));
	assert_false(may("PUT", "/dav/davproof-1/7/%252e%252e/8", NULL));
	assert_false(may("PUT", "/dav/davproof-1/7/..%2f8", NULL));
	assert_false(may("PUT", "/dav/davproof-1/7/..\\8", NULL));
	assert_false(may("PUT", "/dav/davproof-1/7/a#/../../8", NULL));
	assert_false(may("PUT", "/dav/davproof-1/7/a?/../../8", NULL));
	assert_false(may("PUT", "/dav/davproof-1/7/a%00b", NULL));
	assert_false(may("PUT", "//dav/davproof-1/7/../../a", NULL));
}

static void
destinations_stay_inside(void **state)
{
	const char *from = "/dav/davproof-1/7/a";

	(void)state;
	assert_true(may("COPY", from, "http://h/dav/davproof-1/7/b"));
	assert_true(may("MOVE", from, "/dav/davproof-1/7/b"));
	assert_true(
	    may("COPY", from, "http://elsewhere.example/dav/davproof-1/7/b"));
	assert_false(may("COPY", from, "http://h/dav/b"));
	assert_false(may("MOVE", from, "http://h/dav/davproof-1/7/../b"));
	assert_false(may("MOVE", from, "b"));
	assert_false(may("MOVE", from, ""));
}

static void
safe_methods_go_anywhere(void **state)
{
	(void)state;
	assert_true(may("GET", "/etc", NULL));
	assert_true(may("OPTIONS", "*", NULL));
	assert_true(may("PROPFIND", "/../", NULL));
	assert_false(may("get", "/etc", NULL));
	assert_false(may("POST", "/etc", NULL));
}

static void
literal_requests_are_read_as_well(void **state)
{
	(void)state;
	assert_true(site_may_send_raw(
	    SCRATCH, STR("PUT /dav/davproof-1/7/f HTTP/1.1\r\n\r\n")));
	assert_true(site_may_send_raw(SCRATCH, STR("HEAD / HTTP/1.1\r\n")));
	assert_false(site_may_send_raw(
	    SCRATCH, STR("PUT /dav/f HTTP/1.1\r\n\r\n")));
	assert_false(site_may_send_raw(SCRATCH,
	    STR("COPY /dav/davproof-1/7/f HTTP/1.1\r\n"
		"destination : http://h/dav/f\r\n\r\n")));
	assert_false(site_may_send_raw(SCRATCH, STR("PUT")));
	/* Another request behind the first. */
	assert_false(site_may_send_raw(SCRATCH,
	    STR("GET / HTTP/1.1\r\nHost: h\r\n\r\n"
		"DELETE /victim HTTP/1.1\r\nHost: h\r\n")));
	assert_false(site_may_send_raw(SCRATCH,
	    STR("GET / HTTP/1.1\nX: y\r\rDELETE /victim http/1.1\n")));
	assert_false(site_may_send_raw(SCRATCH,
	    STR("GET / HTTP/1.1\r\n\r\nDELETE\t/victim\tHTTP/1.1\r\n")));
	assert_true(site_may_send_raw(SCRATCH,
	    STR("GET / HTTP/1.1\r\nHost: h\r\n\r\nHEAD / HTTP/1.1\r\n")));
}

static void
bases_are_collections(void **state)
{
	struct arena a = {0};
	struct site s;
	struct buf why;

	(void)state;
	buf_init(&why, 1000);
	assert_true(site_init(&s, STR("http://h:81/dav"), &a, &why));
	assert_true(str_is(s.origin, "http://h:81"));
	assert_true(str_is(s.host, "h:81"));
	assert_true(str_is(s.base, "/dav/"));
	assert_true(str_starts(s.run, STR("/dav/davproof-")));
	assert_true(site_init(&s, STR("https://h"), &a, &why));
	assert_true(str_is(s.base, "/"));
	assert_false(site_init(&s, STR("ftp://h/"), &a, &why));
	assert_false(site_init(&s, STR("http:///x"), &a, &why));
	assert_false(site_init(&s, STR("http://h/?q"), &a, &why));
	assert_false(site_init(&s, STR("http://u:p@h/"), &a, &why));
	assert_null(strstr(why.p, "u:p"));
	buf_release(&why);
	arena_release(&a);
}

static void
secrets_are_not_shown(void **state)
{
	struct arena a = {0};
	struct str shown = secret_free(
	    STR("GET / HTTP/1.1\r\nauthorization:Basic c2VjcmV0\r\n"
		"Cookie: s=1\r\nX: 1\r\n\r\nCookie"), &a);

	(void)state;
	assert_true(str_is(shown,
	    "GET / HTTP/1.1\r\nauthorization: ***\r\n"
	    "Cookie: ***\r\nX: 1\r\n\r\nCookie"));
	arena_release(&a);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
	    cmocka_unit_test(writes_stay_inside),
	    cmocka_unit_test(every_reading_of_a_target_counts),
	    cmocka_unit_test(destinations_stay_inside),
	    cmocka_unit_test(safe_methods_go_anywhere),
	    cmocka_unit_test(literal_requests_are_read_as_well),
	    cmocka_unit_test(bases_are_collections),
	    cmocka_unit_test(secrets_are_not_shown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

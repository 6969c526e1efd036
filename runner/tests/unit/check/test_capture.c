#include "tests/unit/check/world.h"

/* The first capture of a step, taken from an answer; NULL: nothing. */
static void
captured(const char *source, const char *method, const char *answer,
    const char *expected)
{
	struct world w;
	struct arena a = {0};
	struct str value;

	world_open(
	    &w, arena_printf(&a, "%s: a/f\ncapture: {V: %s}", method, source));
	world_answer(&w, answer);
	capture_take(&w.step.captures[0], &w.in, &a, &value);
	if (!str_eq(value, str_from(expected)) ||
	    (value.p == NULL) != (expected == NULL))
		fail_msg("%s: wanted %s, took %.*s", source,
		    expected ? expected : "nothing", STRF(value));
	world_close(&w);
	arena_release(&a);
}

#define LOCKED_BODY                                                            \
	"<D:prop xmlns:D=\"DAV:\"><D:lockdiscovery><D:activelock>"             \
	"<D:locktoken><D:href>\nurn:x:2 </D:href></D:locktoken>"               \
	"</D:activelock></D:lockdiscovery></D:prop>"

static void
test_lock_token(void **state)
{
	(void)state;
	captured("lock-token", "LOCK",
	    "HTTP/1.1 200 OK\nLock-Token: <urn:x:1>\n\n" LOCKED_BODY,
	    "urn:x:1");
	captured("lock-token", "LOCK",
	    "HTTP/1.1 200 OK\nLock-Token: urn:x:1\n\n", "urn:x:1");
	captured(
	    "lock-token", "LOCK", "HTTP/1.1 200 OK\n\n" LOCKED_BODY, "urn:x:2");
	captured("lock-token", "LOCK", "HTTP/1.1 200 OK\n\n", NULL);
}

static void
test_answer(void **state)
{
	const char *answer =
	    "HTTP/1.1 423 Locked\nAllow: GET\nAllow: PUT\n\none";

	(void)state;
	captured("status", "GET", answer, "423");
	captured("body", "GET", answer, "one");
	captured("body", "GET", OK, "");
	captured("{header: allow}", "GET", answer, "GET, PUT");
	captured("{header: ETag}", "GET", answer, NULL);
}

static void
test_props_and_hrefs(void **state)
{
	const char *answer = MULTI OPEN PROPS(
	    "/t/%61/f", PROPSTAT("<x:p> v</x:p><D:getetag> \"1\" </D:getetag>"
				 "<x:q>a<x:b/></x:q>",
			    "200 OK") PROPSTAT("<x:r/>", "404 No"))
	    STATUS("http://h/t/a%20b/", "200 OK") CLOSE;

	(void)state;
	captured("{prop: x:p}", "PROPFIND", answer, " v");
	captured("{prop: getetag}", "PROPFIND", answer, "\"1\"");
	captured("{prop: x:q}", "PROPFIND", answer,
	    "a<x:b xmlns:x=\"urn:davproof:x\"/>");
	captured("{prop: x:r}", "PROPFIND", answer, NULL);
	captured("{prop: x:s}", "PROPFIND", answer, NULL);
	captured("{prop: x:p}", "PROPFIND", LOCKED, NULL);
	captured("{href: a/f}", "PROPFIND", answer, "/t/%61/f");
	captured("{href: a b/}", "PROPFIND", answer, "http://h/t/a%20b/");
	captured("{href: a/g}", "PROPFIND", answer, NULL);
	captured("{href: a/f}", "PROPFIND", OK, NULL);
	captured("{href: \"\\u00e9\"}", "PROPFIND",
	    MULTI OPEN STATUS("/t/e%CC%81", "200 OK") CLOSE, "/t/e%CC%81");
}

static void
test_xpath_and_json(void **state)
{
	const char *xml = "HTTP/1.1 200 OK\n\n<D:a xmlns:D=\"DAV:\">"
			  "<D:b>1</D:b></D:a>";
	const char *json = "HTTP/1.1 200 OK\n\n{\"a\": [1, \"\\u00e9\", "
			   "null, {}]}";

	(void)state;
	captured("{xpath: //D:b}", "GET", xml, "1");
	captured("{xpath: //D:c}", "GET", xml, NULL);
	captured("{xpath: count(//D:c)}", "GET", xml, "0");
	captured("{xpath: //D:b}", "GET", json, NULL);
	captured("{json: /a/0}", "GET", json, "1");
	captured("{json: /a/1}", "GET", json, "\xc3\xa9");
	captured("{json: /a/2}", "GET", json, NULL);
	captured("{json: /a/3}", "GET", json, "{}");
	captured("{json: /b}", "GET", json, NULL);
	captured("{json: /a}", "GET", xml, NULL);
}

static void
test_no_answer(void **state)
{
	struct world w;
	struct str value = STR("old");

	(void)state;
	world_open(&w, "GET: a/f\ncapture: {V: status}");
	capture_take(&w.step.captures[0], &w.in, &w.arena, &value);
	assert_null(value.p);
	world_close(&w);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_lock_token),
	    cmocka_unit_test(test_answer),
	    cmocka_unit_test(test_props_and_hrefs),
	    cmocka_unit_test(test_xpath_and_json),
	    cmocka_unit_test(test_no_answer),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "run/hide.h"
#include "run/secret.h"

static struct arena arena;

static struct str
hidden(const char *secret, struct str text, bool cut)
{
	struct secrets s = {.arena = &arena};

	secrets_add(&s, str_from(secret));
	return secrets_hide(&s, text, cut, &arena);
}

static void
check(const char *secret, const char *text, bool cut, const char *wanted)
{
	struct str got = hidden(secret, str_from(text), cut);

	if (!str_is(got, wanted))
		fail_msg("%s in \"%s\": \"%.*s\", not \"%s\"", secret, text,
		    STRF(got), wanted);
}

static void
each_spelling_is_found(void **state)
{
	static const struct {
		const char *secret, *text, *shown;
	} rows[] = {
	    {"hunter22", "a hunter22 b", "a *** b"},
	    {"hunter22", "hunter22hunter22", "***"},
	    {"hunter22", "hunter2 Hunter22", "hunter2 Hunter22"},
	    {"hunter22", "", ""},
	    {"p\"w<&d", "p%22w%3c%26d p%22w%3C%26D", "*** p%22w%3C%26D"},
	    {"p\"w<&d", "%70%22%77%3c%26%64", "***"},
	    {"p\"w<&d", "p&quot;w&lt;&amp;d", "***"},
	    {"p\"w<&d", "p&#34;w&#x3c;&#038;d", "***"},
	    {"p\"w<&d", "p\\\"w<&d", "***"},
	    {"p\"w<&d", "\\u0070\\u0022w\\u003C&d", "***"},
	    {"p\"w<&d", "p\\x22w\\u{3c}&d", "***"},
	    {"p\"w<&d", "p\\\"w%3c&amp;d", "***"},
	    {"a%b&c\\d", "a%b&c\\d a%25b&amp;c\\\\d", "*** ***"},
	    {"s/ash", "s\\/ash", "***"},
	    {"gr\xc3\xbcn", "gr\xc3\xbcn gr%C3%BCn gr\\u00fcn gr&#252;n",
		"*** *** *** ***"},
	    {"hunter22", "x hun\r\n ter22 y", "x ***\n y"},
	    {"hunter22", "h\nu\nnter\n\t22", "***\n\n\n"},
	    {"hunter22", "hunter\n\n22", "***\n\n"},
	    {"hunter22", "hunter 22 hunter\\r\\n 22", "*** ***"},
	    {"p\"w<&d", "p&amp;quot;w&amp;lt;&amp;amp;d", "***"},
	    {"p\"w<&d", "p%2522w%253c%2526d p\\u005c\"w&lt;&amp;d", "*** ***"},
	    {"p\"w<&d", "p%2\n2w%3\nc&am\np;d", "***\n\n\n"},
	    {"p\"w<&d", "x%2570%2522%2577%253c%2526%2564y", "x***y"},
	    {"open sesame", "open sesame open%20sesame open&#32;sesame",
		"*** *** ***"},
	    {"hunter22", "huntress hunt er23", "huntress hunt er23"},
	    /* base64 by itself and behind one and two bytes */
	    {"hunter22", "aHVudGVyMjI=", "***I="},
	    {"hunter22", "eGh1bnRlcjIy", "eG***"},
	    {"hunter22", "eHhodW50ZXIyMg==", "eHh***g=="},
	    {"hunter22", "aHVud\nGVyMjI=", "***\nI="},
	    {"a>b?c>d?e", "YT5iP2M-ZD9l YT5iP2M+ZD9l", "*** ***"},
	};

	(void)state;
	for (size_t i = 0; i < countof(rows); i++)
		check(rows[i].secret, rows[i].text, false, rows[i].shown);
}

static void
the_beginning_of_one_is_found_where_text_is_cut(void **state)
{
	(void)state;
	check("hunter22", "x hunter2", true, "x ***");
	check("hunter22", "x hunt", true, "x ***");
	check("hunter22", "x hun", true, "x hun");
	check("hunter22", "x hunter2", false, "x hunter2");
	check("hunter22", "hunter (cut at 6 of 90 bytes)", false,
	    "*** (cut at 6 of 90 bytes)");
	check("hunter22", "\"hunter2...\"", false, "\"***...\"");
}

static void
what_is_too_short_is_not_looked_for(void **state)
{
	struct secrets s = {.arena = &arena};

	(void)state;
	check("abc", "abc", false, "abc");
	check("", "abc", false, "abc");
	secrets_add_user(&s, STR("al"), STR("pw"));
	assert_string_equal(
	    secrets_hide(&s, STR("pw YWw6cHc="), false, &arena).p, "pw ***c=");
}

static void
text_without_any_is_the_same(void **state)
{
	struct secrets s = {.arena = &arena};
	struct str text = STR("nothing here");

	(void)state;
	assert_ptr_equal(secrets_hide(&s, text, false, &arena).p, text.p);
	assert_ptr_equal(secrets_hide(NULL, text, false, &arena).p, text.p);
	secrets_add(&s, STR("hunter22"));
	assert_ptr_equal(secrets_hide(&s, text, false, &arena).p, text.p);
	assert_null(secrets_hide(&s, STR_NONE, false, &arena).p);
}

/* Whatever a NUL and half an escape do. */
static void
hostile_text_is_no_trap(void **state)
{
	static const char zeros[] = "a\0hunter\0""22 % %4 &# &#x &#99999999; \\";
	struct str text = {zeros, sizeof(zeros) - 1};
	struct str many = STR("%25%25%25%25%25%25%25%25%25%25%25%25%25%25%25"
			      "%25%25%25%25%25%25%25%25%25%25%25%25%25%25%25");

	(void)state;
	assert_true(str_eq(hidden("hunter22", text, true), text));
	assert_true(hidden("%25%25%25%2", many, false).n < many.n);
	assert_true(str_eq(hidden("%%%%%%%%%%x", many, false), many));
}

static void
headers_tell_their_secrets(void **state)
{
	static const struct {
		const char *head, *text, *shown;
	} rows[] = {
	    {"Authorization: Bearer tok-1234", "tok-1234", "***"},
	    {"authorization: Basic YWxpY2U6c2VrcmV0", "sekret", "***"},
	    {"Authorization: tok-1234", "tok-1234", "***"},
	    {"Cookie: a=one-1; b=two-2", "one-1 two-2 a b", "*** *** a b"},
	    {"Set-Cookie: sid=abcdef; Path=/dav", "abcdef /dav", "*** /dav"},
	    {"X-Api-Key: key-1234", "key-1234", "***"},
	    {"Lock-Token: <urn:uuid:1234>", "urn:uuid:1234",
		"urn:uuid:1234"},
	    {"If: (<urn:uuid:1234>)", "urn:uuid:1234", "urn:uuid:1234"},
	};

	(void)state;
	for (size_t i = 0; i < countof(rows); i++) {
		struct secrets s = {.arena = &arena};
		struct str head = arena_strf(&arena,
		    "GET / HTTP/1.1\r\n%s\r\n\r\nCookie: c=body", rows[i].head);

		secrets_add_section(&s, head);
		assert_string_equal(secrets_hide(&s, str_from(rows[i].text),
		    false, &arena).p, rows[i].shown);
		assert_string_equal(
		    secrets_hide(&s, STR("body"), false, &arena).p, "body");
	}
}

static void
those_of_the_run_and_of_the_case_are_hidden(void **state)
{
	struct secrets run = {.arena = &arena};
	struct secrets own = {.arena = &arena, .more = &run};

	(void)state;
	secrets_add(&run, STR("first-1"));
	secrets_add(&own, STR("second-2"));
	secrets_add(&own, STR("first-1"));
	assert_string_equal(
	    secrets_hide(&own, STR("first-1 second-2"), false, &arena).p,
	    "*** ***");
	assert_string_equal(
	    secrets_hide(&run, STR("first-1 second-2"), false, &arena).p,
	    "*** second-2");
}

#define S "hunter22"

/* Whoever adds a member to a record has to think of this. */
static void
each_text_of_a_result_is_hidden(void **state)
{
	struct secrets s = {.arena = &arena};
	struct finding f = {.message = STR(S), .expected = STR(S),
	    .actual = STR(S), .header = STR(S)};
	struct exchange_record e = {.label = STR(S), .sent = STR(S),
	    .sent_body = STR(S), .sent_body_size = 8, .received = STR(S),
	    .body = STR("hunter"), .body_size = 800, .why = STR(S),
	    .curl = STR(S)};
	struct case_result c = {.reason = STR(S), .scratch = STR(S)};
	struct result r = {.arena = &arena, .server = STR(S), .dav = STR(S),
	    .allow = STR(S), .target_url = STR(S), .bail_out = STR(S),
	    .target_version = STR(S), .command = STR(S)};
	const struct str *texts[] = {&c.reason, &c.scratch, &r.server, &r.dav,
	    &r.allow, &r.target_url, &r.bail_out, &r.target_version,
	    &r.command};
	const struct exchange_record *x;

	(void)state;
	secrets_add(&s, STR(S));
	*vec_add(&e.findings, &arena) = f;
	*vec_add(&c.exchanges, &arena) = e;
	*vec_add(&c.findings, &arena) = f;
	*vec_add(&r.left_behind, &arena) = STR(S);
	hide_case(&s, &c, &arena);
	hide_result(&s, &r);
	for (size_t i = 0; i < countof(texts); i++)
		assert_string_equal(texts[i]->p, "***");
	assert_string_equal(r.left_behind.v[0].p, "***");
	x = &c.exchanges.v[0];
	assert_string_equal(x->label.p, "***");
	assert_string_equal(x->sent.p, "***");
	assert_string_equal(x->sent_body.p, "***");
	assert_string_equal(x->received.p, "***");
	assert_string_equal(x->body.p, "***");
	assert_string_equal(x->why.p, "***");
	assert_string_equal(x->curl.p, "***");
	for (int i = 0; i < 2; i++) {
		const struct finding *at =
		    i ? &c.findings.v[0] : &x->findings.v[0];

		assert_string_equal(at->message.p, "***");
		assert_string_equal(at->expected.p, "***");
		assert_string_equal(at->actual.p, "***");
		assert_string_equal(at->header.p, "***");
	}
}

static void
names_of_headers(void **state)
{
	static const char *const secret[] = {"authorization", "COOKIE",
	    "Set-Cookie", "Proxy-Authorization", "X-Auth-Token", "X-Api-Key",
	    "X-Vault-Token", "Client-Secret"};
	static const char *const open[] = {"Lock-Token", "lock-token", "If",
	    "WWW-Authenticate", "Content-Type", "Author", "ETag"};

	(void)state;
	for (size_t i = 0; i < countof(secret); i++)
		assert_true(header_is_secret(str_from(secret[i])));
	for (size_t i = 0; i < countof(open); i++)
		assert_false(header_is_secret(str_from(open[i])));
}

static int
release(void **state)
{
	(void)state;
	arena_release(&arena);
	return 0;
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(each_spelling_is_found),
	    cmocka_unit_test(the_beginning_of_one_is_found_where_text_is_cut),
	    cmocka_unit_test(what_is_too_short_is_not_looked_for),
	    cmocka_unit_test(text_without_any_is_the_same),
	    cmocka_unit_test(hostile_text_is_no_trap),
	    cmocka_unit_test(headers_tell_their_secrets),
	    cmocka_unit_test(those_of_the_run_and_of_the_case_are_hidden),
	    cmocka_unit_test(each_text_of_a_result_is_hidden),
	    cmocka_unit_test(names_of_headers),
	};

	return cmocka_run_group_tests(tests, NULL, release);
}

/* Messages as data: headers, lists, responses from bytes, payloads. */
#include "http/message.h"

#include <setjmp.h>

#include <cmocka.h>

#include "base/digest.h"

static void
headers_by_name(void **state)
{
	struct arena a = {0};
	struct headers h = {0};
	struct str joined;

	(void)state;
	headers_add(&h, &a, STR("Allow"), STR("GET"));
	headers_add(&h, &a, STR("x"), STR(""));
	headers_add(&h, &a, STR("ALLOW"), STR("PUT"));
	assert_true(str_is(headers_get(&h, "allow"), "GET"));
	assert_true(str_is(headers_get(&h, "X"), ""));
	assert_non_null(headers_get(&h, "X").p);
	assert_null(headers_get(&h, "none").p);
	assert_int_equal(headers_count(&h, "aLLow"), 2);
	joined = headers_joined(&h, &a, "Allow");
	assert_true(str_is(joined, "GET, PUT"));
	assert_null(headers_joined(&h, &a, "none").p);
	arena_release(&a);
}

static void
lists(void **state)
{
	static const struct {
		const char *list, *token;
		bool has;
	} rows[] = {
	    {"1,2",		    "2",		 true },
	    {"1, 2 ,3",		"2",		     true },
	    {"1,,2",		     "",		 false},
	    {"",		     "",		     false},
	    {" , ",		    "",		false},
	    {"Chunked",		"chunked",	   true },
	    {"12",		   "2",		false},
	    {"a;q=1, b",		 "a",	      true },
	    {"a ;x=\"b,c\", d",	"c",		     false},
	    {"a;x=\"b,c\", d",       "d",		    true },
	    {"a;x=\"b\\\",c\", d",   "c",		false},
	    {"a;x=\"b\\\",c\", d",   "d",		true },
	    {"\"x,y\"",		"y",		     false},
	    {"1, <http://x/a,b>, z", "z",		  true },
	    {"1, <http://x/a,b>, z", "b>",		   false},
	    {"1, <http://x/a;b>",	  "<http://x/a;b>", true },
	    {"\"open, x",		  "x",	       false},
	};
	struct str rest = STR(" a , ,b,"), member;

	(void)state;
	for (size_t i = 0; i < countof(rows); i++)
		if (list_has(str_from(rows[i].list), str_from(rows[i].token)) !=
		    rows[i].has)
			fail_msg("%s in %s", rows[i].token, rows[i].list);
	assert_false(list_has(STR_NONE, STR("x")));
	assert_true(list_next(&rest, &member));
	assert_true(str_is(member, "a"));
	assert_true(list_next(&rest, &member));
	assert_true(str_is(member, "b"));
	assert_false(list_next(&rest, &member));
	assert_false(list_next(&rest, &member));
}

static void
replies(void **state)
{
	static const struct {
		const char *raw;
		size_t left; /* bytes behind the section */
		int status;  /* 0: none is found */
		const char *version, *reason, *headers;
	} rows[] = {
	    /* clang-format off */
	    {"HTTP/1.1 200 OK\r\n\r\n", 0, 200, "HTTP/1.1", "OK", ""},
	    {"HTTP/1.1 207 Multi-Status\r\nA: b\r\n\r\nbody", 4, 207,
		"HTTP/1.1", "Multi-Status", "A=b;"},
	    {"HTTP/1.0 404 Not  Found \nA:b\n\nx\n\n", 3, 404,
		"HTTP/1.0", "Not  Found", "A=b;"},
	    {"HTTP/2 207 \r\na: b\r\n\r\n", 0, 207, "HTTP/2", "", "a=b;"},
	    {"HTTP/1.1 204\r\n\r\n", 0, 204, "HTTP/1.1", "", ""},
	    {"HTTP/1.1 200 OK\r\nA: b\r\n  c\r\n\td \r\nE:\r\n\r\n", 0, 200,
		"HTTP/1.1", "OK", "A=b c d;E=;"},
	    {"HTTP/1.1 200 OK\r\nA : b\r\nno colon\r\n: c\r\n\r\n", 0, 200,
		"HTTP/1.1", "OK", "A =b;no colon=;=c;"},
	    {"HTTP/1.1 200 OK\r\n fold\r\nA: b\r\n\r\n", 0, 200,
		"HTTP/1.1", "OK", " fold=;A=b;"},
	    {"HTTP/1.1 200 OK\r\nA: b\r\n", 0, 0, NULL, NULL, NULL},
	    {"HTTP/1.1 200 OK", 0, 0, NULL, NULL, NULL},
	    {"HTTP/1.1 20 OK\r\n\r\n", 0, 0, NULL, NULL, NULL},
	    {"HTTP/1.1 2000 OK\r\n\r\n", 0, 0, NULL, NULL, NULL},
	    {"HTTP/1.1 000 OK\r\n\r\n", 0, 0, NULL, NULL, NULL},
	    {"HTTP/1.1 099 OK\r\n\r\n", 0, 99, "HTTP/1.1", "OK", ""},
	    {"HTTP/ 200 OK\r\n\r\n", 0, 0, NULL, NULL, NULL},
	    {"HTTP/x 200 OK\r\n\r\n", 0, 0, NULL, NULL, NULL},
	    {"A: b\r\n\r\n", 0, 0, NULL, NULL, NULL},
	    {"", 0, 0, NULL, NULL, NULL},
	    /* clang-format on */
	};

	(void)state;
	for (size_t i = 0; i < countof(rows); i++) {
		struct arena a = {0};
		struct reply r = {0};
		struct str raw = str_from(rows[i].raw);
		struct str seen = STR("");
		size_t n = reply_parse(raw, &a, &r);

		if (n != (rows[i].status ? raw.n - rows[i].left : 0))
			fail_msg("%zu bytes of %s", n, rows[i].raw);
		assert_int_equal(r.status, rows[i].status);
		if (n == 0) {
			arena_release(&a);
			continue;
		}
		assert_true(str_is(r.version, rows[i].version));
		assert_true(str_is(r.reason, rows[i].reason));
		assert_int_equal(r.raw.n, n);
		for (size_t k = 0; k < r.headers.n; k++)
			seen = arena_strf(&a, "%.*s%.*s=%.*s;", STRF(seen),
			    STRF(r.headers.v[k].name),
			    STRF(r.headers.v[k].value));
		assert_true(str_is(seen, rows[i].headers));
		arena_release(&a);
	}
}

static void
payloads(void **state)
{
	struct payload none = {0}, empty = {.bytes = STR("")};
	struct payload text = {.bytes = STR("abc")};
	struct payload big = {.generated = true, .size = 20001, .seed = 3};
	char whole[20001], pieces[20001], other[16];
	char hex[SHA256_HEX], wanted[SHA256_HEX];

	(void)state;
	assert_false(payload_present(&none));
	assert_true(payload_present(&empty));
	assert_true(payload_present(&big));
	assert_int_equal(payload_size(&none), 0);
	assert_int_equal(payload_size(&text), 3);
	assert_int_equal(payload_size(&big), 20001);
	payload_sha256(&text, hex);
	assert_string_equal(hex,
	    "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
	payload_generate(3, 0, whole, sizeof(whole));
	for (size_t at = 0, step = 1; at < sizeof(pieces); step += 7) {
		size_t n =
		    step < sizeof(pieces) - at ? step : sizeof(pieces) - at;

		payload_generate(3, at, pieces + at, n);
		at += n;
	}
	assert_memory_equal(whole, pieces, sizeof(whole));
	payload_generate(4, 0, other, sizeof(other));
	assert_memory_not_equal(whole, other, sizeof(other));
	payload_sha256(&big, hex);
	sha256_of((struct str){whole, sizeof(whole)}, wanted);
	assert_string_equal(hex, wanted);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(headers_by_name),
	    cmocka_unit_test(lists),
	    cmocka_unit_test(replies),
	    cmocka_unit_test(payloads),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

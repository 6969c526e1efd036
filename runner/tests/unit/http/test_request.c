/* What goes out is what the request says. */
#include "rig.h"

#include "base/digest.h"

struct row {
	const char *name;
	struct request request;
	struct header headers[6];
	size_t n_headers;
	/* The whole request; "%u" is the port. */
	const char *wire;
};

/* STR() is no constant expression. */
#define LIT(text)                                                              \
	{                                                                      \
		text, sizeof(text) - 1                                         \
	}
#define HOST "Host: 127.0.0.1:%u\r\n"

static const struct row wire_rows[] = {
    {.name = "nothing is added but Host",
	.request = {.method = LIT("GET"), .target = LIT("/")},
	.wire = "GET / HTTP/1.1\r\n" HOST "\r\n"},
    {.name = "the target as it stands",
	.request = {.method = LIT("GET"), .target = LIT("/a%2Fb/../c?q#f")},
	.wire = "GET /a%%2Fb/../c?q#f HTTP/1.1\r\n" HOST "\r\n"},
    {.name = "asterisk",
	.request = {.method = LIT("OPTIONS"), .target = LIT("*")},
	.wire = "OPTIONS * HTTP/1.1\r\n" HOST "\r\n"},
    {.name = "an absolute URI",
	.request = {.method = LIT("GET"), .target = LIT("http://x.example/y")},
	.wire = "GET http://x.example/y HTTP/1.1\r\n" HOST "\r\n"},
    {.name = "what no URI may hold",
	.request = {.method = LIT("GET"), .target = LIT("/a b\"<>\xc3\xa4")},
	.wire = "GET /a b\"<>\xc3\xa4 HTTP/1.1\r\n" HOST "\r\n"},
    {.name = "no target at all",
	.request = {.method = LIT("GET"), .target = LIT("")},
	.wire = "GET  HTTP/1.1\r\n" HOST "\r\n"},
    {.name = "any method",
	.request = {.method = LIT("propFind!"), .target = LIT("/")},
	.wire = "propFind! / HTTP/1.1\r\n" HOST "\r\n"},
    {.name = "headers in order, repeated, empty",
	.request = {.method = LIT("GET"), .target = LIT("/")},
	.headers = {{LIT("x-B"), LIT("2")}, {LIT("X-a"), LIT("")},
	    {LIT("x-B"), LIT("1")}, {LIT("Accept"), LIT("a/b")},
	    {LIT("User-Agent"), LIT("me")}},
	.n_headers = 5,
	.wire = "GET / HTTP/1.1\r\n" HOST "x-B: 2\r\nX-a:\r\nx-B: 1\r\n"
		"Accept: a/b\r\nUser-Agent: me\r\n\r\n"},
    {.name = "a Host of one's own, in its place",
	.request = {.method = LIT("GET"), .target = LIT("/")},
	.headers = {{LIT("X-a"), LIT("")}, {LIT("HOST"), LIT("y")},
	    {LIT("X-b"), LIT("1")}},
	.n_headers = 3,
	.wire = "GET / HTTP/1.1\r\nX-a:\r\nHOST: y\r\nX-b: 1\r\n\r\n"},
    {.name = "two Hosts, one empty",
	.request = {.method = LIT("GET"), .target = LIT("/")},
	.headers = {{LIT("Host"), LIT("")}, {LIT("Host"), LIT("z")},
	    {LIT("X-b"), LIT("1")}, {LIT("host"), LIT("")}},
	.n_headers = 4,
	.wire = "GET / HTTP/1.1\r\nHost:\r\nHost: z\r\nX-b: 1\r\nhost:\r\n"
		"\r\n"},
    {.name = "no Host",
	.request = {.method = LIT("GET"), .target = LIT("/"), .no_host = true},
	.headers = {{LIT("X-b"), LIT("1")}},
	.n_headers = 1,
	.wire = "GET / HTTP/1.1\r\nX-b: 1\r\n\r\n"},
    {.name = "a body with GET",
	.request = {.method = LIT("GET"),
	    .target = LIT("/"),
	    .payload = {.bytes = LIT("one")}},
	.wire = "GET / HTTP/1.1\r\n" HOST "Content-Length: 3\r\n\r\none"},
    {.name = "an empty body",
	.request = {.method = LIT("PUT"),
	    .target = LIT("/"),
	    .payload = {.bytes = LIT("")}},
	.wire = "PUT / HTTP/1.1\r\n" HOST "Content-Length: 0\r\n\r\n"},
    {.name = "no body",
	.request = {.method = LIT("PUT"), .target = LIT("/")},
	.wire = "PUT / HTTP/1.1\r\n" HOST "\r\n"},
    {.name = "a right Content-Length of one's own",
	.request = {.method = LIT("PUT"),
	    .target = LIT("/"),
	    .payload = {.bytes = LIT("one")}},
	.headers = {{LIT("content-length"), LIT("3")}, {LIT("A"), LIT("b")}},
	.n_headers = 2,
	.wire = "PUT / HTTP/1.1\r\n" HOST "content-length: 3\r\nA: b\r\n\r\n"
		"one"},
    {.name = "no Content-Length",
	.request = {.method = LIT("PUT"),
	    .target = LIT("/"),
	    .payload = {.bytes = LIT("")},
	    .no_content_length = true},
	.wire = "PUT / HTTP/1.1\r\n" HOST "\r\n"},
    {.name = "chunked",
	.request = {.method = LIT("PUT"),
	    .target = LIT("/"),
	    .payload = {.bytes = LIT("one")}},
	.headers = {{LIT("Transfer-Encoding"), LIT("chunked")}},
	.n_headers = 1,
	.wire = "PUT / HTTP/1.1\r\n" HOST "Transfer-Encoding: chunked\r\n\r\n"
		"3\r\none\r\n0\r\n\r\n"},
    {.name = "a body with HEAD",
	.request = {.method = LIT("HEAD"),
	    .target = LIT("/"),
	    .payload = {.bytes = LIT("one")}},
	.wire = "HEAD / HTTP/1.1\r\n" HOST "Content-Length: 3\r\n\r\none"},
    {.name = "an Authorization of one's own",
	.request = {.method = LIT("GET"), .target = LIT("/")},
	.headers = {{LIT("Authorization"), LIT("Basic eA==")}},
	.n_headers = 1,
	.wire = "GET / HTTP/1.1\r\n" HOST "Authorization: Basic eA==\r\n\r\n"},
};

/* All over one connection, so that one cannot spoil the next unseen. */
static void
goes_out_as_it_is(void **state)
{
	static const struct play plays[] = {{.answer = OK_EMPTY}};
	struct rig rig;

	(void)state;
	RIG_OPEN(&rig, NULL, plays);
	for (size_t i = 0; i < countof(wire_rows); i++) {
		struct request r = wire_rows[i].request;
		struct header headers[countof(wire_rows[i].headers)];
		struct seen *s;
		char *port = arena_printf(&rig.arena, "%u", rig.server.port);
		struct buf wire;

		memcpy(headers, wire_rows[i].headers, sizeof(headers));
		r.headers =
		    (struct headers){.v = headers, .n = wire_rows[i].n_headers};
		buf_init(&wire, 10000);
		for (const char *p = wire_rows[i].wire; *p; p++)
			if (p[0] == '%') {
				buf_puts(&wire, p[1] == 'u' ? port : "%");
				p++;
			} else {
				buf_putc(&wire, *p);
			}
		s = fetch(&rig, &r);
		if (s->outcome != OUTCOME_ANSWERED || s->status != 200)
			print_error("%s: %s\n", wire_rows[i].name, s->why.p);
		assert_int_equal(s->outcome, OUTCOME_ANSWERED);
		assert_string_equal(s->order, "rd");
		assert_str(server_request(&rig.server, i), wire.p);
		seen_free(s);
		buf_release(&wire);
	}
	rig_close(&rig);
}

/* Bytes after the announced end would be the next request of a kept one. */
static void
a_wrong_length_has_its_own_connection(void **state)
{
	static const struct play plays[] = {{.answer = OK_EMPTY},
	    {.answer = OK_EMPTY}, {.answer = OK_EMPTY, .after = CLOSE},
	    {.answer = OK_EMPTY}};
	struct header length = {STR("Content-Length"), STR("1")};
	struct request plain = request_of("GET", "/"), wrong = plain;
	struct rig rig;
	struct seen *s;

	(void)state;
	wrong.payload.bytes = STR("four");
	wrong.headers = (struct headers){.v = &length, .n = 1};
	RIG_OPEN(&rig, NULL, plays);
	seen_free(fetch(&rig, &plain));
	s = fetch(&rig, &plain);
	assert_true(s->end.reused);
	seen_free(s);
	s = fetch(&rig, &wrong);
	assert_int_equal(s->outcome, OUTCOME_ANSWERED);
	assert_false(s->end.reused);
	assert_non_null(strstr(s->sent.p, "\r\nContent-Length: 1\r\n"));
	seen_free(s);
	s = fetch(&rig, &plain);
	assert_true(s->end.reused);
	assert_int_equal(rig.server.connection_of[3], 0);
	assert_int_equal(rig.server.connection_of[2], 1);
	seen_free(s);
	rig_close(&rig);
}

static void
a_generated_body_is_streamed(void **state)
{
	static const struct play plays[] = {{.answer = OK_EMPTY}};
	struct request r = request_of("PUT", "/big");
	char wanted[SHA256_HEX], got[SHA256_HEX];
	struct rig rig;
	struct seen *s;
	struct str sent;

	(void)state;
	r.payload =
	    (struct payload){.generated = true, .size = 300001, .seed = 7};
	payload_sha256(&r.payload, wanted);
	RIG_OPEN(&rig, NULL, plays);
	s = fetch(&rig, &r);
	assert_int_equal(s->outcome, OUTCOME_ANSWERED);
	seen_free(s);
	sent = server_request(&rig.server, 0);
	sent = str_from_at(sent, head_size(sent));
	assert_int_equal(sent.n, 300001);
	sha256_of(sent, got);
	assert_string_equal(got, wanted);
	rig_close(&rig);
}

static void
continue_is_waited_for(void **state)
{
	static const struct play plays[] = {
	    {.answer = OK_EMPTY, .interim = "HTTP/1.1 100 Continue\r\n\r\n"},
	    {.answer = "HTTP/1.1 417 No\r\nContent-Length: 0\r\n\r\n",
		.head_only = true,
		.after = CLOSE},
	    {.answer = OK_EMPTY}};
	struct header expect = {STR("Expect"), STR("100-continue")};
	struct request r = request_of("PUT", "/");
	struct rig rig;
	struct seen *s;

	(void)state;
	r.payload.bytes = STR("one");
	r.headers = (struct headers){.v = &expect, .n = 1};
	RIG_OPEN(&rig, NULL, plays);
	s = fetch(&rig, &r);
	assert_int_equal(s->outcome, OUTCOME_ANSWERED);
	assert_string_equal(s->order, "ird");
	assert_int_equal(s->interim, 100);
	seen_free(s);
	assert_true(str_ends(server_request(&rig.server, 0), STR("one")));
	/* libcurl would send it again without Expect. */
	s = fetch(&rig, &r);
	assert_int_equal(s->outcome, OUTCOME_ANSWERED);
	assert_string_equal(s->order, "rd");
	assert_int_equal(s->status, 417);
	seen_free(s);
	assert_int_equal(server_count(&rig.server), 2);
	assert_false(str_ends(server_request(&rig.server, 1), STR("one")));
	rig_close(&rig);
}

/* libcurl would wait for the 300 bytes. */
static void
head_may_have_a_body(void **state)
{
	static const struct play plays[] = {
	    {.answer = "HTTP/1.1 200 OK\r\nContent-Length: 300\r\n\r\n"},
	    {.answer = OK_EMPTY}};
	static const struct pool_config config = {.timeout_ms = 600000};
	struct request r = request_of("HEAD", "/");
	struct rig rig;

	(void)state;
	r.payload.bytes = STR("one");
	RIG_OPEN(&rig, &config, plays);
	for (int i = 0; i < 2; i++) {
		struct seen *s = fetch(&rig, &r);

		assert_int_equal(s->outcome, OUTCOME_ANSWERED);
		assert_string_equal(s->order, "rd");
		seen_free(s);
	}
	rig_close(&rig);
}

static void
what_cannot_be_sent_is_refused(void **state)
{
	static const struct play plays[] = {{.answer = OK_EMPTY}};
	struct header nul = {STR("A"), {"b\0c", 3}};
	struct request rows[3] = {request_of("GET", "/"),
	    request_of("GET", "/"), request_of("GET", "/")};
	struct buf longest;
	struct rig rig;

	(void)state;
	buf_init(&longest, SIZE_MAX / 4);
	for (int i = 0; i < 900000; i++)
		buf_puts(&longest, "/123456789");
	rows[0].headers = (struct headers){.v = &nul, .n = 1};
	rows[1].method = (struct str){"G\0T", 3};
	rows[2].target = buf_view(&longest);
	RIG_OPEN(&rig, NULL, plays);
	for (size_t i = 0; i < countof(rows); i++) {
		struct seen *s = fetch(&rig, &rows[i]);

		assert_int_equal(s->outcome, OUTCOME_REFUSED);
		assert_true(s->why.n > 0);
		seen_free(s);
	}
	assert_int_equal(server_count(&rig.server), 0);
	rig_close(&rig);
	buf_release(&longest);
}

/* Each on a connection of its own, none of which is used again. */
static void
contradictions_go_out_too(void **state)
{
	static const struct play plays[] = {
	    {.answer = OK_EMPTY, .head_only = true, .after = HANG}};
	static const struct {
		const char *a, *b, *value_a, *value_b, *body;
	} rows[] = {
	    {"Content-Length", "Content-Length", "3", "4", "one"},
	    {"Content-Length", "Transfer-Encoding", "3", "chunked", "one"},
	    {"Transfer-Encoding", "X", "gzip", "y", "one"},
	    {"Content-Length", "X", "3", "y", NULL},
	    {"Content-Length", "X", "-3", "y", ""},
	};
	struct rig rig;

	(void)state;
	RIG_OPEN(&rig, NULL, plays);
	for (size_t i = 0; i < countof(rows); i++) {
		struct header h[2] = {
		    {str_from(rows[i].a), str_from(rows[i].value_a)},
		    {str_from(rows[i].b), str_from(rows[i].value_b)}};
		struct request r = request_of("PUT", "/");
		struct seen *s;
		char *wanted = arena_printf(&rig.arena,
		    "PUT / HTTP/1.1\r\nHost: 127.0.0.1:%u\r\n%s: %s\r\n"
		    "%s: %s\r\n\r\n",
		    rig.server.port, rows[i].a, rows[i].value_a, rows[i].b,
		    rows[i].value_b);

		r.headers = (struct headers){.v = h, .n = 2};
		r.payload.bytes = str_from(rows[i].body);
		s = fetch(&rig, &r);
		assert_int_equal(s->outcome, OUTCOME_ANSWERED);
		assert_str(server_request(&rig.server, i), wanted);
		assert_int_equal(rig.server.connection_of[i], i);
		seen_free(s);
	}
	rig_close(&rig);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(goes_out_as_it_is),
	    cmocka_unit_test(a_wrong_length_has_its_own_connection),
	    cmocka_unit_test(a_generated_body_is_streamed),
	    cmocka_unit_test(continue_is_waited_for),
	    cmocka_unit_test(head_may_have_a_body),
	    cmocka_unit_test(what_cannot_be_sent_is_refused),
	    cmocka_unit_test(contradictions_go_out_too),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

/* What a server may send, and how an exchange ends. */
#include "rig.h"

#define AFTER_HEAD(text) "HTTP/1.1 200 OK\r\n" text "\r\n"

struct row {
	const char *name;
	struct play play;
	const char *method; /* NULL: GET */
	enum outcome outcome;
	int status;
	const char *order;
	const char *headers; /* NULL: not looked at */
	const char *body;
};

static const struct row rows[] = {
    {.name = "plain",
	.play = {.answer = AFTER_HEAD("Content-Length: 3\r\n") "one"},
	.status = 200,
	.order = "rbd",
	.headers = "Content-Length=3\n",
	.body = "one"},
    {.name = "case, order, repetition, white space",
	.play = {.answer = AFTER_HEAD("x-B:2\r\nX-a:  \r\nX-b: \t1 \r\n"
				      "Content-Length: 0\r\n")},
	.status = 200,
	.order = "rd",
	.headers = "x-B=2\nX-a=\nX-b=1\nContent-Length=0\n"},
    {.name = "a folded line",
	.play = {.answer = AFTER_HEAD("A: one\r\n  two\r\n\tthree\r\n"
				      "Content-Length: 0\r\n")},
	.status = 200,
	.order = "rd",
	.headers = "A=one two three\nContent-Length=0\n"},
    {.name = "two Content-Length",
	.play = {.answer = AFTER_HEAD("Content-Length: 3\r\n"
				      "Content-Length: 3\r\n") "one"},
	.status = 200,
	.order = "rbd",
	.headers = "Content-Length=3\nContent-Length=3\n",
	.body = "one"},
    {.name = "no reason phrase",
	.play = {.answer = "HTTP/1.1 207\r\nContent-Length: 0\r\n\r\n"},
	.status = 207,
	.order = "rd"			    },
    {.name = "lines end in LF",
	.play = {.answer = "HTTP/1.1 200 OK\nContent-Length: 3\n\none"},
	.status = 200,
	.order = "rbd",
	.headers = "Content-Length=3\n",
	.body = "one"},
    {.name = "until the connection closes",
	.play = {.answer = "HTTP/1.0 200 OK\r\n\r\none", .after = CLOSE},
	.status = 200,
	.order = "rbd",
	.body = "one"},
    {.name = "in two pieces",
	.play = {.answer = AFTER_HEAD("Content-Length: 6\r\n") "one",
	    .rest = "two"},
	.status = 200,
	.order = "rbd",
	.body = "onetwo"},
    {.name = "chunks and trailers",
	.play = {.answer =
		     AFTER_HEAD("Transfer-Encoding: chunked\r\n"
				"Trailer: X\r\n") "3\r\none\r\n"
						  "3;x=y\r\ntwo\r\n0\r\nX: "
						  "y\r\nHTTP: z\r\n\r\n"},
	.status = 200,
	.order = "rbd",
	.headers = "Transfer-Encoding=chunked\nTrailer=X\n",
	.body = "onetwo"},
    {.name = "nothing is unpacked",
	.play = {.answer = AFTER_HEAD("Content-Encoding: gzip\r\n"
				      "Content-Length: 3\r\n") "one"},
	.status = 200,
	.order = "rbd",
	.body = "one"},
    {.name = "HEAD",
	.method = "HEAD",
	.play = {.answer = AFTER_HEAD("Content-Length: 300\r\n")},
	.status = 200,
	.order = "rd"},
    {.name = "interim responses",
	.play = {.answer = "HTTP/1.1 102 P\r\nX: y\r\n\r\n"
			   "HTTP/1.1 103 Early\r\n\r\n" AFTER_HEAD(
			       "A: b\r\nContent-Length: 0\r\n")},
	.status = 200,
	.order = "iird",
	.headers = "A=b\nContent-Length=0\n"},
    {.name = "switching protocols is an end",
	.play = {.answer = "HTTP/1.1 101 Switch\r\nUpgrade: x\r\n\r\nxxx",
	    .after = HANG},
	.status = 101,
	.order = "rd"					       },
    {.name = "a redirect is not followed",
	.play = {.answer = "HTTP/1.1 302 F\r\nLocation: /other\r\n"
			   "Content-Length: 0\r\n\r\n"},
	.status = 302,
	.order = "rd"							      },
    {.name = "304 has no body",
	.play = {.answer = "HTTP/1.1 304 N\r\nContent-Length: 3\r\n\r\n"},
	.status = 304,
	.order = "rd"					 },
    {.name = "401 without a user",
	.play = {.answer = "HTTP/1.1 401 N\r\nWWW-Authenticate: Digest "
			   "realm=\"r\", nonce=\"n\"\r\n"
			   "Content-Length: 2\r\n\r\nno"},
	.status = 401,
	.order = "rbd",
	.body = "no"},
    {.name = "closed without an answer",
	.play = {.after = CLOSE},
	.outcome = OUTCOME_CLOSED,
	.order = "d"								},
    {.name = "closed within the status line",
	.play = {.answer = "HTTP/1.1 20", .after = CLOSE},
	.outcome = OUTCOME_CLOSED,
	.order = "d"								},
    {.name = "closed within the headers",
	.play = {.answer = "HTTP/1.1 200 OK\r\nA: b\r\nC:", .after = CLOSE},
	.outcome = OUTCOME_CLOSED,
	.order = "d"							       },
    {.name = "closed after an interim response",
	.play = {.answer = "HTTP/1.1 102 P\r\n\r\n", .after = CLOSE},
	.outcome = OUTCOME_CLOSED,
	.order = "id"						    },
    {.name = "closed within the body",
	.play = {.answer = AFTER_HEAD("Content-Length: 9\r\n") "one",
	    .after = CLOSE},
	.outcome = OUTCOME_CLOSED,
	.status = 200,
	.order = "rbd",
	.body = "one"},
    {.name = "closed before the body",
	.play = {.answer = AFTER_HEAD("Content-Length: 9\r\n"), .after = CLOSE},
	.outcome = OUTCOME_CLOSED,
	.status = 200,
	.order = "rd"},
    {.name = "closed within the chunks",
	.play = {.answer = AFTER_HEAD(
		     "Transfer-Encoding: chunked\r\n") "3\r\none\r\n",
	    .after = CLOSE},
	.outcome = OUTCOME_CLOSED,
	.status = 200,
	.order = "rbd",
	.body = "one"},
    {.name = "broken chunks",
	.play = {.answer = AFTER_HEAD(
		     "Transfer-Encoding: chunked\r\n") "3\r\none\r\nmore\r\n"},
	.outcome = OUTCOME_NOT_HTTP,
	.status = 200,
	.order = "rbd",
	.body = "one"},
    {.name = "reset",
	.play = {.answer = AFTER_HEAD("Content-Length: 9\r\n") "one",
	    .after = RESET},
	.outcome = OUTCOME_CLOSED,
	.status = -1			     },
    {.name = "silence",
	.play = {.after = HANG},
	.outcome = OUTCOME_TIMEOUT,
	.order = "d"							      },
    {.name = "silence within the body",
	.play = {.answer = AFTER_HEAD("Content-Length: 9\r\n") "one",
	    .after = HANG},
	.outcome = OUTCOME_TIMEOUT,
	.status = 200,
	.order = "rbd",
	.body = "one"},
    {.name = "garbage",
	.play = {.answer = "SSH-2.0-OpenSSH\r\n", .after = HANG},
	.outcome = OUTCOME_NOT_HTTP,
	.order = "d"						  },
    {.name = "HTTP/0.9",
	.play = {.answer = "<html>hello</html>\n", .after = CLOSE},
	.outcome = OUTCOME_NOT_HTTP,
	.order = "d"					      },
    {.name = "an unknown version",
	.play = {.answer = "HTTP/9.1 200 OK\r\n\r\n", .after = CLOSE},
	.outcome = OUTCOME_NOT_HTTP,
	.order = "d"		    },
    {.name = "a header without a colon",
	.play = {.answer = AFTER_HEAD("what\r\nContent-Length: 0\r\n")},
	.outcome = OUTCOME_NOT_HTTP,
	.order = "d"},
    {.name = "a Content-Length that is none",
	.play = {.answer = AFTER_HEAD("Content-Length: ten\r\n")},
	.outcome = OUTCOME_NOT_HTTP,
	.status = -1								},
};

static void
ends_as_it_should(void **state)
{
	(void)state;
	for (size_t i = 0; i < countof(rows); i++) {
		const struct row *row = &rows[i];
		struct pool_config config = {
		    .timeout_ms =
			row->outcome == OUTCOME_TIMEOUT ? 100 : 20000};
		struct request r =
		    request_of(row->method ? row->method : "GET", "/");
		struct rig rig;
		struct seen *s;

		rig_open(&rig, &config, &row->play, 1);
		s = fetch(&rig, &r);
		if (s->outcome != row->outcome ||
		    (row->order && strcmp(s->order, row->order) != 0))
			print_error("%s: outcome %d, order %s, why %s\n",
			    row->name, (int)s->outcome, s->order, s->why.p);
		assert_int_equal(s->outcome, row->outcome);
		if (row->order != NULL)
			assert_string_equal(s->order, row->order);
		if (row->status >= 0)
			assert_int_equal(s->status, row->status);
		if (row->headers != NULL)
			assert_string_equal(s->headers.p, row->headers);
		if (row->status >= 0)
			assert_string_equal(
			    s->body.p, row->body ? row->body : "");
		assert_int_equal(s->why.n == 0, s->outcome == OUTCOME_ANSWERED);
		assert_int_equal(s->end.body_size, s->body.n);
		assert_int_equal(server_count(&rig.server), 1);
		seen_free(s);
		rig_close(&rig);
	}
}

static void
nobody_listens(void **state)
{
	static const struct play plays[] = {{.answer = OK_EMPTY}};
	struct pool_config config = {.timeout_ms = 2000};
	struct request r = request_of("GET", "/");
	char origin[64];
	unsigned port;
	int fd = loopback_socket(false, &port);
	struct rig rig;
	struct seen *s;

	(void)state;
	snprintf(origin, sizeof(origin), "http://127.0.0.1:%u", port);
	config.origin = origin;
	RIG_OPEN(&rig, &config, plays);
	s = fetch(&rig, &r);
	assert_int_equal(s->outcome, OUTCOME_REFUSED);
	assert_string_equal(s->order, "d");
	assert_true(s->why.n > 0);
	seen_free(s);
	rig_close(&rig);
	close(fd);
}

static void
the_body_is_bounded(void **state)
{
	static const struct play plays[] = {
	    {.answer = AFTER_HEAD("X: y\r\n"),
		.flood = 1000000,
		.after = CLOSE}
	       };
	static const struct pool_config config = {
	    .timeout_ms = 5000, .max_body = 50000};
	struct request r = request_of("GET", "/");
	struct rig rig;
	struct seen *s;

	(void)state;
	RIG_OPEN(&rig, &config, plays);
	s = fetch(&rig, &r);
	assert_int_equal(s->outcome, OUTCOME_TOO_LARGE);
	assert_int_equal(s->end.body_size, 50000);
	assert_int_equal(s->body.n, 50000);
	seen_free(s);
	s = seen_new(&rig);
	s->body_limit = 1;
	lane_send(rig.lane, &r,
	    &(struct exchange_handler){.arg = s,
		.reply = seen_reply,
		.body = seen_body,
		.done = seen_done});
	pool_run(rig.pool);
	assert_int_equal(s->outcome, OUTCOME_STOPPED);
	assert_true(s->body.n > 0 && s->body.n < 50000);
	seen_free(s);
	rig_close(&rig);
}

/* Many lines of a kilobyte, and one without end. */
static void
the_header_section_is_bounded(void **state)
{
	struct buf many, endless;
	struct play plays[3] = {
	    {.after = CLOSE}, {.after = CLOSE}, {.answer = OK_EMPTY}};
	struct request r = request_of("GET", "/");
	struct rig rig;

	(void)state;
	buf_init(&many, 1000000);
	buf_init(&endless, 1000000);
	buf_puts(&many, "HTTP/1.1 200 OK\r\n");
	for (int i = 0; i < 300; i++)
		buf_printf(&many, "X-%d: %01000d\r\n", i, i);
	buf_puts(&many, "Content-Length: 0\r\n\r\n");
	buf_printf(&endless, "HTTP/1.1 200 OK\r\nX: %0400000d", 1);
	plays[0].answer = many.p;
	plays[1].answer = endless.p;
	RIG_OPEN(&rig, NULL, plays);
	for (int i = 0; i < 2; i++) {
		struct seen *s = fetch(&rig, &r);

		assert_int_equal(s->outcome, OUTCOME_TOO_LARGE);
		assert_string_equal(s->order, "d");
		seen_free(s);
	}
	rig_close(&rig);
	buf_release(&many);
	buf_release(&endless);
}

/* The next request must not be answered by what a 204 should not have. */
static void
a_body_of_204_does_not_spoil_the_next(void **state)
{
	static const struct play plays[] = {
	    {.answer = "HTTP/1.1 204 No\r\n\r\nHTTP/1.1 500 not this\r\n\r\n"},
	    {.answer = "HTTP/1.1 204 No\r\n\r\n",
		.rest = "HTTP/1.1 500 not this\r\n\r\n"},
	    {.answer = AFTER_HEAD("Content-Length: 3\r\n") "one"},
	};
	struct request r = request_of("GET", "/");
	struct rig rig;
	int wanted[] = {204, 204, 200};

	(void)state;
	RIG_OPEN(&rig, NULL, plays);
	for (size_t i = 0; i < countof(wanted); i++) {
		struct seen *s = fetch(&rig, &r);

		assert_int_equal(s->outcome, OUTCOME_ANSWERED);
		assert_int_equal(s->status, wanted[i]);
		seen_free(s);
		if (i == 1)
			server_await_input(&rig.server);
	}
	rig_close(&rig);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(ends_as_it_should),
	    cmocka_unit_test(nobody_listens),
	    cmocka_unit_test(the_body_is_bounded),
	    cmocka_unit_test(the_header_section_is_bounded),
	    cmocka_unit_test(a_body_of_204_does_not_spoil_the_next),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

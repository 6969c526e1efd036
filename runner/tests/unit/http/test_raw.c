/* Literal requests, and what is read after them. */
#include "rig.h"

#include "http/framing.h"

#define GET "GET / HTTP/1.1\r\nHost: x\r\n\r\n"

struct row {
	const char *name;
	struct play play;
	const char *send; /* NULL: GET */
	enum outcome outcome;
	int status;
	const char *order;
	const char *body;
};

static const struct row rows[] = {
    {.name = "until the server closes",
	.play = {.answer = "HTTP/1.1 200 OK\r\n\r\none", .after = CLOSE},
	.status = 200,
	.order = "rbd",
	.body = "one"},
    {.name = "complete, and the connection stays",
	.play = {.answer = "HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\none"},
	.status = 200,
	.order = "rbd",
	.body = "one"},
    {.name = "what follows in the quiet time",
	.play = {.answer = "HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\none",
	    .rest = "more"},
	.status = 200,
	.order = "rbd",
	.body = "onemore"},
    {.name = "a body after HEAD",
	.send = "HEAD / HTTP/1.1\r\n\r\n",
	.play = {.answer = "HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\n",
	    .rest = "one"},
	.status = 200,
	.order = "rbd",
	.body = "one"},
    {.name = "no body after HEAD",
	.send = "HEAD / HTTP/1.1\r\n\r\n",
	.play = {.answer = "HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\n"},
	.status = 200,
	.order = "rd"},
    {.name = "a body after 204",
	.play = {.answer = "HTTP/1.1 204 N\r\n\r\none"},
	.status = 204,
	.order = "rbd",
	.body = "one"},
    {.name = "a body after 304",
	.play = {.answer = "HTTP/1.1 304 N\r\n\r\none", .after = CLOSE},
	.status = 304,
	.order = "rbd",
	.body = "one"},
    {.name = "chunks, and what follows them",
	.play = {.answer = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n"
			   "\r\n3;a=b\r\none\r\n0A \r\n0123456789\r\n000\r\n"
			   "X: y\r\n\r\nmore"},
	.status = 200,
	.order = "rbd",
	.body = "one0123456789more"},
    {.name = "chunks without an end",
	.play = {.answer = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n"
			   "\r\n3\r\none\r\n",
	    .after = CLOSE},
	.outcome = OUTCOME_CLOSED,
	.status = 200,
	.order = "rbd",
	.body = "one"},
    {.name = "broken chunks",
	.play = {.answer = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n"
			   "\r\nhello\r\n"},
	.outcome = OUTCOME_NOT_HTTP,
	.status = 200,
	.order = "rd"},
    {.name = "a chunk of more than there can be",
	.play = {.answer = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n"
			   "\r\nffffffffffffffffffff\r\none",
	    .after = CLOSE},
	.outcome = OUTCOME_NOT_HTTP,
	.status = 200,
	.order = "rd"},
    {.name = "interim responses",
	.play = {.answer = "HTTP/1.1 100 C\r\n\r\nHTTP/1.1 200 OK\r\n"
			   "Content-Length: 0\r\n\r\n"},
	.status = 200,
	.order = "ird"				    },
    {.name = "in two pieces",
	.play = {.answer = "HTTP/1.1 200 OK\r\nContent-Le",
	    .rest = "ngth: 3\r\n\r\none"},
	.status = 200,
	.order = "rbd",
	.body = "one"},
    {.name = "a header without a colon",
	.play = {.answer = "HTTP/1.1 200 OK\r\nwhat\r\nContent-Length: 0\r\n"
			   "\r\n"},
	.status = 200,
	.order = "rd"		     },
    {.name = "refused before it was all read",
	.send = "X\r\n\r\n",
	.play = {.answer = "HTTP/1.1 400 Bad\r\nConnection: close\r\n\r\n",
	    .after = CLOSE},
	.status = 400,
	.order = "rd"},
    {.name = "closed without an answer",
	.play = {.after = CLOSE},
	.outcome = OUTCOME_CLOSED,
	.order = "d"						},
    {.name = "closed within the body",
	.play = {.answer = "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\none",
	    .after = CLOSE},
	.outcome = OUTCOME_CLOSED,
	.status = 200,
	.order = "rbd",
	.body = "one"},
    {.name = "silence",
	.play = {.after = HANG},
	.outcome = OUTCOME_TIMEOUT,
	.order = "d"						  },
    {.name = "garbage",
	.play = {.answer = "nothing of the kind", .after = HANG},
	.outcome = OUTCOME_NOT_HTTP,
	.order = "d"						   },
    {.name = "a flood",
	.play = {.answer = "HTTP/1.1 200 OK\r\n\r\n", .flood = 100000},
	.outcome = OUTCOME_TOO_LARGE,
	.status = 200,
	.order = "rbd"},
    {.name = "a header section without end",
	.play = {.answer = "HTTP/1.1 200 OK\r\nX: ", .flood = 100000},
	.outcome = OUTCOME_TOO_LARGE,
	.order = "d"					},
};

static void
is_sent_and_read_as_it_is(void **state)
{
	(void)state;
	for (size_t i = 0; i < countof(rows); i++) {
		const struct row *row = &rows[i];
		struct pool_config config = {
		    .timeout_ms = row->outcome == OUTCOME_TIMEOUT ? 100 : 20000,
		    .max_body = 1000};
		const char *bytes = row->send ? row->send : GET;
		struct rig rig;
		struct seen *s;

		rig_open(&rig, &config, &row->play, 1);
		s = fetch_raw(&rig, str_from(bytes));
		if (s->outcome != row->outcome ||
		    strcmp(s->order, row->order) != 0)
			print_error("%s: outcome %d, order %s, why %s\n",
			    row->name, (int)s->outcome, s->order, s->why.p);
		assert_int_equal(s->outcome, row->outcome);
		assert_string_equal(s->order, row->order);
		assert_int_equal(s->status, row->status);
		if (row->play.flood == 0)
			assert_string_equal(
			    s->body.p, row->body ? row->body : "");
		assert_int_equal(s->end.body_size,
		    s->outcome == OUTCOME_TOO_LARGE && row->status ? 1000
								   : s->body.n);
		assert_string_equal(s->sent.p, bytes);
		assert_str(server_request(&rig.server, 0), bytes);
		assert_int_equal(s->why.n == 0, s->outcome == OUTCOME_ANSWERED);
		seen_free(s);
		rig_close(&rig);
	}
}

static void
a_connection_of_its_own(void **state)
{
	static const struct play plays[] = {{.answer = OK_EMPTY}};
	static const struct pool_config config = {
	    .timeout_ms = 600000, .user = "alice:secret", .auth = "basic"};
	static const char bytes[] = "PUT /a HTTP/1.1\r\nContent-Length: 3\r\n"
				    "authorization: Basic eHk=\r\n\r\none";
	struct request r = request_of("GET", "/");
	struct rig rig;
	struct seen *s;

	(void)state;
	RIG_OPEN(&rig, &config, plays);
	seen_free(fetch(&rig, &r));
	s = fetch_raw(&rig, str_from(bytes));
	assert_int_equal(s->outcome, OUTCOME_ANSWERED);
	assert_string_equal(s->sent.p,
	    "PUT /a HTTP/1.1\r\nContent-Length: 3\r\n"
	    "authorization: Basic eHk=\r\n\r\n");
	assert_str(server_request(&rig.server, 1), bytes);
	seen_free(s);
	s = fetch(&rig, &r);
	assert_true(s->end.reused);
	seen_free(s);
	assert_int_equal(rig.server.connection_of[0], 0);
	assert_int_equal(rig.server.connection_of[1], 1);
	assert_int_equal(rig.server.connection_of[2], 0);
	rig_close(&rig);
}

static void
a_large_request_goes_out_in_pieces(void **state)
{
	static const struct play plays[] = {{.answer = OK_EMPTY}};
	struct rig rig;
	struct seen *s;
	struct buf bytes;

	(void)state;
	buf_init(&bytes, SIZE_MAX / 4);
	buf_puts(&bytes, "PUT /a HTTP/1.1\r\nContent-Length: 6000000\r\n\r\n");
	for (int i = 0; i < 600000; i++)
		buf_puts(&bytes, "0123456789");
	RIG_OPEN(&rig, NULL, plays);
	s = fetch_raw(&rig, buf_view(&bytes));
	assert_int_equal(s->outcome, OUTCOME_ANSWERED);
	assert_true(str_eq(server_request(&rig.server, 0), buf_view(&bytes)));
	seen_free(s);
	rig_close(&rig);
	buf_release(&bytes);
}

static void
nobody_listens(void **state)
{
	static const struct play plays[] = {{.answer = OK_EMPTY}};
	struct pool_config config = {.timeout_ms = 2000};
	char origin[64];
	unsigned port;
	int fd = loopback_socket(false, &port);
	struct rig rig;
	struct seen *s;

	(void)state;
	snprintf(origin, sizeof(origin), "http://127.0.0.1:%u", port);
	config.origin = origin;
	RIG_OPEN(&rig, &config, plays);
	s = fetch_raw(&rig, STR(GET));
	assert_int_equal(s->outcome, OUTCOME_REFUSED);
	assert_string_equal(s->order, "d");
	assert_string_equal(s->sent.p, "");
	seen_free(s);
	rig_close(&rig);
	close(fd);
}

static void
stop_now(void *arg)
{
	struct rig *rig = arg;

	rig->stop = 1;
}

static void
can_be_stopped(void **state)
{
	static const struct play plays[] = {
	    {.answer = "HTTP/1.1 200 OK\r\n\r\n", .after = HANG}
	};
	struct pool_config config = {.timeout_ms = 600000};
	struct rig rig;
	struct seen *s, *second;
	struct exchange_handler h;

	(void)state;
	RIG_OPEN(&rig, &config, plays);
	s = seen_new(&rig);
	second = seen_new(&rig);
	h = handler_of(s);
	lane_send_raw(rig.lane, STR(GET), &h);
	h = handler_of(second);
	lane_send_raw(rig.lane, STR(GET), &h);
	lane_wait(rig.lane, 50, stop_now, &rig);
	pool_run(rig.pool);
	assert_int_equal(s->outcome, OUTCOME_STOPPED);
	assert_string_equal(s->order, "rd");
	assert_int_equal(second->outcome, OUTCOME_STOPPED);
	assert_string_equal(second->order, "d");
	seen_free(s);
	seen_free(second);
	rig_close(&rig);
}

/* However the bytes are cut, the body is the same. */
static void
chunks_byte_for_byte(void **state)
{
	static const char coded[] =
	    "3\r\none\r\n1 ; x=\"\r\"\r\n,\r\n2\ntw\n0\r\nA: b\r\n\r\nrest";
	struct header te = {STR("transfer-encoding"), STR("Chunked")};
	struct reply reply = {
	    .status = 200, .headers = {.v = &te, .n = 1}
	};

	(void)state;
	for (size_t step = 1; step < sizeof(coded); step++) {
		struct framing f;
		struct buf body;
		bool complete = false;

		buf_init(&body, 1000);
		framing_init(&f, &reply, false);
		for (size_t at = 0; at < sizeof(coded) - 1; at += step) {
			struct str in = str_sub(
			    (struct str){coded, sizeof(coded) - 1}, at, step);
			struct str piece;

			while (framing_next(&f, &in, &piece))
				buf_str(&body, piece);
			assert_false(f.broken);
			complete = framing_complete(&f);
		}
		assert_true(complete);
		assert_string_equal(body.p, "one,twrest");
		buf_release(&body);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(is_sent_and_read_as_it_is),
	    cmocka_unit_test(a_connection_of_its_own),
	    cmocka_unit_test(a_large_request_goes_out_in_pieces),
	    cmocka_unit_test(nobody_listens),
	    cmocka_unit_test(can_be_stopped),
	    cmocka_unit_test(chunks_byte_for_byte),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

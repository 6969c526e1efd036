/* Lanes, their connections, time, and being stopped. */
#include "rig.h"

#include <dirent.h>

#include "base/clock.h"

#define ANSWER(text) "HTTP/1.1 " text "\r\nContent-Length: 0\r\n"

static void
a_lane_keeps_its_connection(void **state)
{
	static const struct play plays[] = {{.answer = OK_EMPTY}};
	struct request r = request_of("PUT", "/");
	struct rig rig;

	(void)state;
	r.payload.bytes = STR("one");
	RIG_OPEN(&rig, NULL, plays);
	for (size_t i = 0; i < 5; i++) {
		struct seen *s = fetch(&rig, &r);

		assert_int_equal(s->outcome, OUTCOME_ANSWERED);
		assert_int_equal(s->end.reused, i > 0);
		assert_int_equal(rig.server.connection_of[i], 0);
		seen_free(s);
	}
	rig_close(&rig);
}

/* A server may close a kept connection at any time, without a word. */
static void
a_closed_connection_is_noticed(void **state)
{
	static const struct play plays[] = {
	    {.answer = OK_EMPTY, .after = CLOSE}};
	struct request r = request_of("MKCOL", "/");
	struct rig rig;

	(void)state;
	RIG_OPEN(&rig, NULL, plays);
	for (size_t i = 0; i < 3; i++) {
		struct seen *s = fetch(&rig, &r);

		assert_int_equal(s->outcome, OUTCOME_ANSWERED);
		assert_false(s->end.reused);
		seen_free(s);
		server_await_input(&rig.server);
	}
	rig_close(&rig);
}

/* The connection dies when the second request is on its way. */
static void
only_safe_requests_are_sent_twice(void **state)
{
	static const struct play plays[] = {
	    {.answer = OK_EMPTY}, {.after = CLOSE}, {.answer = OK_EMPTY}};
	static const struct {
		const char *method;
		enum outcome outcome;
		size_t requests;
	} rows[] = {
	    {"GET", OUTCOME_ANSWERED, 3},
	    {"PROPFIND", OUTCOME_ANSWERED, 3},
	    {"PUT", OUTCOME_CLOSED, 2},
	    {"MKCOL", OUTCOME_CLOSED, 2},
	    {"DELETE", OUTCOME_CLOSED, 2},
	};

	(void)state;
	for (size_t i = 0; i < countof(rows); i++) {
		struct request r = request_of(rows[i].method, "/");
		struct rig rig;
		struct seen *s;

		if (i % 2 == 0)
			r.payload.bytes = STR("one");
		RIG_OPEN(&rig, NULL, plays);
		seen_free(fetch(&rig, &r));
		s = fetch(&rig, &r);
		assert_int_equal(s->outcome, rows[i].outcome);
		assert_int_equal(
		    s->end.reused, rows[i].outcome == OUTCOME_CLOSED);
		assert_int_equal(server_count(&rig.server), rows[i].requests);
		seen_free(s);
		rig_close(&rig);
	}
}

/* ---------------------------------------------------------------- queue */

struct chain {
	struct rig *rig;
	struct lane *lane;
	struct request request;
	unsigned left;
	bool inside; /* a callback is running */
	bool waits;
	unsigned woken, answered;
};

static void chain_go(struct chain *c);

static void
chain_woken(void *arg)
{
	struct chain *c = arg;

	assert_false(c->inside);
	c->woken++;
	c->waits = false;
	chain_go(c);
}

static void
chain_done(void *arg, const struct exchange_end *end)
{
	struct chain *c = arg;

	assert_false(c->inside);
	c->inside = true;
	c->answered += end->outcome == OUTCOME_ANSWERED;
	c->left--;
	chain_go(c);
	c->inside = false;
}

static void
chain_go(struct chain *c)
{
	struct exchange_handler h = {.arg = c, .done = chain_done};

	if (c->left == 0)
		return;
	if (c->waits)
		lane_wait(c->lane, 1, chain_woken, c);
	else
		lane_send(c->lane, &c->request, &h);
}

static void
done_may_go_on(void **state)
{
	static const struct play plays[] = {{.answer = OK_EMPTY}};
	struct rig rig;
	struct chain c = {
	    .request = request_of("GET", "/"), .left = 5, .waits = true};

	(void)state;
	RIG_OPEN(&rig, NULL, plays);
	c.rig = &rig;
	c.lane = rig.lane;
	chain_go(&c);
	pool_run(rig.pool);
	assert_int_equal(c.left, 0);
	assert_int_equal(c.woken, 1);
	assert_int_equal(c.answered, 5);
	rig_close(&rig);
}

static size_t
open_descriptors(void)
{
	DIR *d = opendir("/proc/self/fd");
	size_t n = 0;

	if (d == NULL)
		return 0;
	while (readdir(d) != NULL)
		n++;
	closedir(d);
	return n;
}

static void
thousands_over_eight_lanes(void **state)
{
	static const struct play plays[] = {
	    {.answer = "HTTP/1.1 207 M\r\nContent-Length: 5\r\n\r\n<xml>"}};
	struct chain chains[8];
	struct rig rig;
	size_t before = 0;

	(void)state;
	RIG_OPEN(&rig, NULL, plays);
	for (size_t i = 0; i < countof(chains); i++)
		chains[i] = (struct chain){.rig = &rig,
		    .lane = lane_new(rig.pool),
		    .request = request_of("PROPFIND", "/")};
	for (int round = 0; round < 2; round++) {
		for (size_t i = 0; i < countof(chains); i++) {
			chains[i].left = 500;
			chain_go(&chains[i]);
		}
		pool_run(rig.pool);
		if (round == 0)
			before = open_descriptors();
	}
	assert_int_equal(open_descriptors(), before);
	assert_int_equal(rig.server.n_connections, countof(chains));
	for (size_t i = 0; i < countof(chains); i++)
		assert_int_equal(chains[i].answered, 1000);
	rig_close(&rig);
}

static void
free_in_done(void *arg, const struct exchange_end *end)
{
	(void)end;
	lane_free(arg);
}

static void
a_lane_may_be_freed_in_done(void **state)
{
	static const struct play plays[] = {{.answer = OK_EMPTY}};
	struct request r = request_of("GET", "/");
	struct rig rig;
	struct exchange_handler h = {.done = free_in_done};

	(void)state;
	RIG_OPEN(&rig, NULL, plays);
	for (int i = 0; i < 3; i++) {
		h.arg = lane_new(rig.pool);
		lane_send(h.arg, &r, &h);
	}
	pool_run(rig.pool);
	assert_int_equal(server_count(&rig.server), 3);
	lane_free(rig.lane);
	lane_free(NULL);
	pool_run(rig.pool);
	rig_close(&rig);
}

/* ---------------------------------------------------------------- time */

static void
the_rate_is_kept(void **state)
{
	static const struct play plays[] = {{.answer = OK_EMPTY}};
	static const struct pool_config config = {
	    .timeout_ms = 5000, .rate = 50};
	struct chain chains[3];
	struct rig rig;
	uint64_t began;

	(void)state;
	RIG_OPEN(&rig, &config, plays);
	began = clock_ms();
	for (size_t i = 0; i < countof(chains); i++) {
		chains[i] = (struct chain){.rig = &rig,
		    .lane = lane_new(rig.pool),
		    .request = request_of("GET", "/"),
		    .left = 4};
		chain_go(&chains[i]);
	}
	pool_run(rig.pool);
	/* Twelve requests, the first at once. */
	assert_true(clock_ms() - began >= 11 * 20 - 1);
	assert_int_equal(server_count(&rig.server), 12);
	rig_close(&rig);
}

static void
retry_after_is_obeyed(void **state)
{
	static const struct play plays[] = {
	    {.answer = "HTTP/1.1 503 S\r\nRetry-After: 1\r\n"
		       "Content-Length: 4\r\n\r\nbusy"},
	    {.answer = ANSWER("429 T") "Retry-After: 0\r\n\r\n"},
	    {.answer = ANSWER("200 OK") "\r\n"},
	    {.answer = ANSWER("429 T") "Retry-After: "
				       "Sun, 06 Nov 1994 08:49:37 GMT\r\n\r\n"},
	    {.answer = ANSWER("503 S") "Retry-After: 0\r\n\r\n"},
	    {.answer = ANSWER("503 S") "Retry-After: 0\r\n\r\n"},
	    {.answer = ANSWER("503 S") "Retry-After: 0\r\nX: 4\r\n\r\n"},
	    {.answer = ANSWER("503 S") "Retry-After: 3600\r\n\r\n"},
	    {.answer = ANSWER("503 S") "\r\n"},
	};
	/* Each exchange: its status, and the requests up to its end. */
	static const struct {
		int status;
		size_t requests;
	} rows[] = {{200, 3}, {503, 7}, {503, 8}, {503, 9}};
	struct request r = request_of("PUT", "/");
	struct rig rig;
	uint64_t began = clock_ms();

	(void)state;
	r.payload.bytes = STR("one");
	RIG_OPEN(&rig, NULL, plays);
	for (size_t i = 0; i < countof(rows); i++) {
		struct seen *s = fetch(&rig, &r);

		assert_string_equal(s->order, "rd");
		assert_int_equal(s->status, rows[i].status);
		assert_int_equal(server_count(&rig.server), rows[i].requests);
		if (i == 0)
			assert_true(clock_ms() - began >= 1000);
		if (i == 1)
			assert_non_null(strstr(s->headers.p, "X=4"));
		seen_free(s);
	}
	for (size_t i = 0; i < server_count(&rig.server); i++)
		assert_true(
		    str_ends(server_request(&rig.server, i), STR("one")));
	rig_close(&rig);
}

/* ---------------------------------------------------------------- stop */

static void
pull_the_plug(void *arg)
{
	struct rig *rig = arg;

	rig->stop = 1;
}

static void
clean_up(void *arg, const struct exchange_end *end)
{
	struct chain *c = arg;

	assert_int_equal(end->outcome, OUTCOME_STOPPED);
	c->woken++;
	c->left = 1;
	chain_go(c);
}

static void
count_wake(void *arg)
{
	++*(unsigned *)arg;
}

static void
stops_and_cleans_up(void **state)
{
	static const struct play plays[] = {
	    {.after = HANG}, {.answer = OK_EMPTY}};
	struct pool_config config = {.timeout_ms = 600000};
	struct rig rig;
	struct chain c = {.request = request_of("DELETE", "/")};
	struct request r = request_of("GET", "/");
	struct exchange_handler h = {.arg = &c, .done = clean_up};
	struct seen *queued, *raw;
	struct lane *other;
	unsigned early = 0;

	(void)state;
	RIG_OPEN(&rig, &config, plays);
	c.rig = &rig;
	c.lane = rig.lane;
	other = lane_new(rig.pool);
	queued = seen_new(&rig);
	raw = seen_new(&rig);
	lane_send(rig.lane, &r, &h);
	lane_send(rig.lane, &r,
	    &(struct exchange_handler){.arg = queued, .done = seen_done});
	lane_wait(rig.lane, 30, pull_the_plug, &rig);
	lane_wait(other, 500000, count_wake, &early);
	pool_run(rig.pool);
	assert_int_equal(c.woken, 1);
	assert_int_equal(queued->outcome, OUTCOME_STOPPED);
	assert_string_equal(queued->order, "d");
	/* What was asked for after the stop waits for pool_resume(). */
	assert_int_equal(c.answered, 0);
	assert_int_equal(server_count(&rig.server), 1);
	pool_resume(rig.pool, 3000);
	pool_run(rig.pool);
	assert_int_equal(c.answered, 1);
	assert_int_equal(early, 0);
	assert_true(str_starts(
	    server_request(&rig.server, 1), STR("DELETE / HTTP/1.1\r\n")));
	/* Another signal stops that too. */
	lane_send(rig.lane, &r,
	    &(struct exchange_handler){.arg = raw, .done = seen_done});
	rig.stop = 2;
	pool_run(rig.pool);
	assert_int_equal(raw->outcome, OUTCOME_STOPPED);
	seen_free(queued);
	seen_free(raw);
	rig_close(&rig);
}

static void
clean_up_waits_for_no_retry_after(void **state)
{
	static const struct play plays[] = {
	    {.answer = ANSWER("503 S") "Retry-After: 0\r\n\r\n"}};
	struct request r = request_of("DELETE", "/");
	struct rig rig;
	struct seen *s;

	(void)state;
	RIG_OPEN(&rig, NULL, plays);
	rig.stop = 1;
	pool_run(rig.pool);
	pool_resume(rig.pool, 3000);
	s = fetch(&rig, &r);
	assert_int_equal(s->status, 503);
	assert_int_equal(server_count(&rig.server), 1);
	seen_free(s);
	rig_close(&rig);
}

static void
what_never_ran_is_freed(void **state)
{
	static const struct play plays[] = {{.answer = OK_EMPTY}};
	struct request r = request_of("GET", "/");
	const struct request *both[] = {&r, &r};
	struct exchange_handler none[2] = {0};
	struct rig rig;

	(void)state;
	RIG_OPEN(&rig, NULL, plays);
	lane_send(rig.lane, &r, none);
	lane_send_raw(rig.lane, STR("x"), none);
	lane_race(rig.lane, both, 2, none, STR("/"));
	lane_wait(rig.lane, 1, pull_the_plug, &rig);
	rig_close(&rig);
	pool_free(NULL);
}

static void
bad_options_are_refused(void **state)
{
	static const struct pool_config rows[] = {
	    {.origin = "ftp://x"},
	    {.origin = "http://x/path"},
	    {.origin = "http://x/"},
	    {.origin = "http://x:99999999"},
	    {.origin = ""},
	    {.origin = "http://x", .auth = "basic,kerberos"},
	    {.origin = "http://x", .auth = "basic,bearer"},
	};

	(void)state;
	for (size_t i = 0; i < countof(rows); i++) {
		struct buf why;

		buf_init(&why, 1000);
		assert_null(pool_new(&rows[i], &why));
		assert_true(why.n > 0);
		buf_release(&why);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(a_lane_keeps_its_connection),
	    cmocka_unit_test(a_closed_connection_is_noticed),
	    cmocka_unit_test(only_safe_requests_are_sent_twice),
	    cmocka_unit_test(done_may_go_on),
	    cmocka_unit_test(thousands_over_eight_lanes),
	    cmocka_unit_test(a_lane_may_be_freed_in_done),
	    cmocka_unit_test(the_rate_is_kept),
	    cmocka_unit_test(retry_after_is_obeyed),
	    cmocka_unit_test(stops_and_cleans_up),
	    cmocka_unit_test(clean_up_waits_for_no_retry_after),
	    cmocka_unit_test(what_never_ran_is_freed),
	    cmocka_unit_test(bad_options_are_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

/* Requests at the same moment. */
#include "rig.h"

enum { N = 12 };

struct race_rig {
	struct rig rig;
	struct request requests[N];
	const struct request *pointers[N];
	struct seen *seen[N];
	struct exchange_handler handlers[N];
};

static void
race_open(struct race_rig *race, const struct pool_config *config,
    const struct play *plays, size_t n)
{
	rig_open(&race->rig, config, plays, n);
	for (size_t i = 0; i < N; i++) {
		race->requests[i] = request_of(i % 2 ? "PUT" : "DELETE", "/a");
		if (i % 2)
			race->requests[i].payload.bytes = STR("one");
		race->pointers[i] = &race->requests[i];
		race->seen[i] = seen_new(&race->rig);
		race->handlers[i] = handler_of(race->seen[i]);
	}
}

static void
race_close(struct race_rig *race)
{
	for (size_t i = 0; i < N; i++)
		seen_free(race->seen[i]);
	rig_close(&race->rig);
}

static void
race_run(struct race_rig *race, size_t n)
{
	lane_race(
	    race->rig.lane, race->pointers, n, race->handlers, STR("/warm"));
	pool_run(race->rig.pool);
}

/* The server answers none of them before it has all. */
static void
all_are_sent_before_one_is_answered(void **state)
{
	struct play plays[N + 1];
	struct race_rig race;
	bool used[2 * N] = {false};

	(void)state;
	for (size_t i = 0; i < N; i++)
		plays[i] = (struct play){.answer = OK_EMPTY};
	plays[N] = (struct play){
	    .answer = "HTTP/1.1 201 C\r\nContent-Length: 0\r\n\r\n",
	    .wait_for = (size_t)2 * N};
	race_open(&race, NULL, plays, N + 1);
	race_run(&race, N);
	assert_int_equal(server_count(&race.rig.server), 2 * N);
	assert_int_equal(race.rig.server.n_connections, N);
	for (size_t i = 0; i < N; i++) {
		size_t on = race.rig.server.connection_of[N + i];

		assert_str(str_sub(server_request(&race.rig.server, i), 0, 14),
		    "OPTIONS /warm ");
		assert_false(used[on]);
		used[on] = true;
		assert_int_equal(race.seen[i]->outcome, OUTCOME_ANSWERED);
		assert_int_equal(race.seen[i]->status, 201);
		assert_string_equal(race.seen[i]->order, "rd");
		assert_true(race.seen[i]->end.reused);
	}
	race_close(&race);
}

static void
connections_that_close_are_opened_again(void **state)
{
	static const struct play plays[] = {
	    {.answer = "HTTP/1.1 200 OK\r\nConnection: close\r\n"
		       "Content-Length: 0\r\n\r\n", .after = CLOSE}
	       };
	struct race_rig race;

	(void)state;
	race_open(&race, NULL, plays, 1);
	race_run(&race, 3);
	for (size_t i = 0; i < 3; i++)
		assert_int_equal(race.seen[i]->outcome, OUTCOME_ANSWERED);
	assert_int_equal(server_count(&race.rig.server), 6);
	race_close(&race);
}

/* Each of them knows the nonce when the race begins. */
static void
digest_is_learnt_on_the_way(void **state)
{
	static const struct play plays[] = {
	    {.answer = "HTTP/1.1 401 U\r\nWWW-Authenticate: Digest "
		       "realm=\"r\", nonce=\"abc\", qop=\"auth\"\r\n"
		       "Content-Length: 0\r\n\r\n", .wait_for = 2},
	    {.answer = "HTTP/1.1 401 U\r\nWWW-Authenticate: Digest "
		       "realm=\"r\", nonce=\"abc\", qop=\"auth\"\r\n"
		       "Content-Length: 0\r\n\r\n",						  .wait_for = 2},
	    {.answer = OK_EMPTY}
	};
	static const struct pool_config config = {
	    .timeout_ms = 5000, .user = "alice:secret", .auth = "digest"};
	struct race_rig race;

	(void)state;
	race_open(&race, &config, plays, countof(plays));
	race_run(&race, 2);
	assert_int_equal(server_count(&race.rig.server), 6);
	for (size_t i = 4; i < 6; i++) {
		struct str sent = server_request(&race.rig.server, i);

		assert_false(str_starts(sent, STR("OPTIONS")));
		assert_true(
		    str_find(sent, STR("Authorization: Digest")) < sent.n);
	}
	race_close(&race);
}

static void
each_ends_once(void **state)
{
	static const struct play plays[] = {{.after = CLOSE}};
	struct race_rig race;

	(void)state;
	race_open(&race, NULL, plays, 1);
	race_run(&race, 0);
	race_run(&race, 4);
	for (size_t i = 0; i < 4; i++) {
		assert_int_equal(race.seen[i]->outcome, OUTCOME_CLOSED);
		assert_string_equal(race.seen[i]->order, "d");
	}
	race_close(&race);
}

static void
stop_now(void *arg)
{
	struct race_rig *race = arg;

	race->rig.stop = 1;
}

static void
can_be_stopped(void **state)
{
	/* While it warms up, and after. */
	static const struct play plays[][3] = {
	    {{.after = HANG} },
	    { {.answer = OK_EMPTY}, {.answer = OK_EMPTY}, {.after = HANG}}
	 };
	static const size_t n_plays[] = {1, 3};
	struct pool_config config = {.timeout_ms = 600000};

	(void)state;
	for (size_t i = 0; i < countof(plays); i++) {
		struct race_rig race;

		race_open(&race, &config, plays[i], n_plays[i]);
		lane_wait(race.rig.lane, 100, stop_now, &race);
		race_run(&race, 2);
		for (size_t k = 0; k < 2; k++) {
			assert_int_equal(
			    race.seen[k]->outcome, OUTCOME_STOPPED);
			assert_string_equal(race.seen[k]->order, "d");
		}
		race_close(&race);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(all_are_sent_before_one_is_answered),
	    cmocka_unit_test(connections_that_close_are_opened_again),
	    cmocka_unit_test(digest_is_learnt_on_the_way),
	    cmocka_unit_test(each_ends_once),
	    cmocka_unit_test(can_be_stopped),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

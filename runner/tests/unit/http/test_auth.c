/* Who a request is sent for, and what of that is shown. */
#include "rig.h"

/* "alice:secret" and "bob:other" */
#define ALICE "Authorization: Basic YWxpY2U6c2VjcmV0\r\n"
#define BOB "Authorization: Basic Ym9iOm90aGVy\r\n"

#define CHALLENGE(scheme)                                                      \
	"HTTP/1.1 401 Unauthorized\r\nWWW-Authenticate: " scheme               \
	"\r\nContent-Length: 4\r\n\r\nwho?"
#define DIGEST CHALLENGE("Digest realm=\"r\", nonce=\"abc\", qop=\"auth\"")

static bool
has(struct rig *rig, size_t i, const char *text)
{
	struct str request = server_request(&rig->server, i);

	return str_find(request, str_from(text)) < request.n;
}

static void
basic_is_sent_at_once(void **state)
{
	static const struct play plays[] = {{.answer = OK_EMPTY}};
	static const struct pool_config config = {
	    .timeout_ms = 5000, .user = "alice:secret", .auth = "basic"};
	struct header own = {STR("Authorization"), STR("Mine x")};
	struct request r = request_of("GET", "/");
	struct rig rig;
	struct seen *s;

	(void)state;
	RIG_OPEN(&rig, &config, plays);
	s = fetch(&rig, &r);
	assert_true(has(&rig, 0, ALICE));
	assert_non_null(strstr(s->sent.p, "Authorization: Basic YWxp"));
	assert_true(str_starts(buf_view(&s->sent), STR("GET / HTTP/1.1\r\n")));
	assert_true(str_ends(buf_view(&s->sent), STR("\r\n\r\n")));
	seen_free(s);
	r.user = STR("bob:other");
	seen_free(fetch(&rig, &r));
	assert_true(has(&rig, 1, BOB));
	r.user = STR("");
	seen_free(fetch(&rig, &r));
	assert_false(has(&rig, 2, "Authorization"));
	r.user = STR_NONE;
	r.headers = (struct headers){.v = &own, .n = 1};
	s = fetch(&rig, &r);
	assert_true(has(&rig, 3, "Authorization: Mine x\r\n"));
	assert_false(has(&rig, 3, "Basic"));
	assert_non_null(strstr(s->sent.p, "Authorization: Mine x\r\n"));
	seen_free(s);
	rig_close(&rig);
}

static void
bearer_sends_the_token(void **state)
{
	static const struct play plays[] = {{.answer = OK_EMPTY}};
	static const struct pool_config config = {
	    .timeout_ms = 5000, .user = "tok.en", .auth = "bearer"};
	struct header own = {STR("Authorization"), STR("Mine x")};
	struct request r = request_of("GET", "/");
	struct rig rig;

	(void)state;
	RIG_OPEN(&rig, &config, plays);
	seen_free(fetch(&rig, &r));
	r.user = STR("bob:other");
	seen_free(fetch(&rig, &r));
	r.user = STR("");
	seen_free(fetch(&rig, &r));
	assert_true(has(&rig, 0, "\r\nAuthorization: Bearer tok.en\r\n"));
	assert_true(has(&rig, 1, "\r\nAuthorization: Bearer other\r\n"));
	assert_false(has(&rig, 2, "Authorization"));
	r.user = STR_NONE;
	r.headers = (struct headers){.v = &own, .n = 1};
	seen_free(fetch(&rig, &r));
	assert_true(has(&rig, 3, "Authorization: Mine x\r\n"));
	assert_false(has(&rig, 3, "Bearer"));
	/* A token without a name beside it. */
	r.headers = (struct headers){0};
	r.user = STR("tok.two:");
	seen_free(fetch(&rig, &r));
	assert_true(has(&rig, 4, "\r\nAuthorization: Bearer tok.two\r\n"));
	rig_close(&rig);
}

/* The body goes out with each sending, the handler sees one response. */
static void
digest_shows_the_final_answer(void **state)
{
	static const struct play plays[] = {
	    {.answer = DIGEST}, {.answer = OK_EMPTY}};
	static const struct pool_config config = {
	    .timeout_ms = 5000, .user = "alice:secret", .auth = "digest"};
	struct header own = {STR("Authorization"), STR("Mine x")};
	struct request r = request_of("PUT", "/a%2Fb?c");
	struct rig rig;
	struct seen *s;

	(void)state;
	r.payload = (struct payload){.generated = true, .size = 20000};
	RIG_OPEN(&rig, &config, plays);
	s = fetch(&rig, &r);
	assert_int_equal(s->outcome, OUTCOME_ANSWERED);
	assert_int_equal(s->status, 200);
	assert_string_equal(s->order, "rd");
	assert_non_null(strstr(s->sent.p, "Authorization: Digest "));
	seen_free(s);
	assert_int_equal(server_count(&rig.server), 2);
	for (size_t i = 0; i < 2; i++) {
		struct str sent = server_request(&rig.server, i);

		assert_int_equal(sent.n - head_size(sent), 20000);
		assert_int_equal(has(&rig, i, "Authorization: Digest"), i == 1);
	}
	assert_true(has(&rig, 1, "uri=\"/a%2Fb?c\""));
	/* The next one knows the nonce. */
	s = fetch(&rig, &r);
	assert_string_equal(s->order, "rd");
	assert_int_equal(server_count(&rig.server), 3);
	assert_true(has(&rig, 2, "nc=00000002"));
	seen_free(s);
	/* The author's own wins. */
	r.headers = (struct headers){.v = &own, .n = 1};
	seen_free(fetch(&rig, &r));
	assert_true(has(&rig, 3, "Authorization: Mine x\r\n"));
	assert_false(has(&rig, 3, "Digest"));
	rig_close(&rig);
}

/* An open server must not get a PUT without its body first. */
static void
digest_asks_for_nothing_unasked(void **state)
{
	static const struct play plays[] = {{.answer = OK_EMPTY}};
	static const struct pool_config config = {
	    .timeout_ms = 5000, .user = "alice:secret", .auth = "digest"};
	struct request r = request_of("PUT", "/");
	struct rig rig;

	(void)state;
	r.payload.bytes = STR("one");
	RIG_OPEN(&rig, &config, plays);
	for (size_t i = 0; i < 2; i++) {
		seen_free(fetch(&rig, &r));
		assert_int_equal(server_count(&rig.server), i + 1);
		assert_true(
		    str_ends(server_request(&rig.server, i), STR("one")));
	}
	rig_close(&rig);
}

static void
a_wrong_password_is_seen(void **state)
{
	static const struct play plays[] = {{.answer = DIGEST}};
	static const struct pool_config digest = {
	    .timeout_ms = 5000, .user = "alice:secret", .auth = "digest"};
	static const struct pool_config basic = {
	    .timeout_ms = 5000, .user = "alice:secret", .auth = "basic"};
	struct request r = request_of("GET", "/");

	(void)state;
	for (int i = 0; i < 2; i++) {
		struct rig rig;
		struct seen *s;

		RIG_OPEN(&rig, i ? &digest : &basic, plays);
		s = fetch(&rig, &r);
		assert_int_equal(s->outcome, OUTCOME_ANSWERED);
		assert_int_equal(s->status, 401);
		assert_string_equal(s->order, "rbd");
		assert_string_equal(s->body.p, "who?");
		assert_int_equal(server_count(&rig.server), i ? 2 : 1);
		seen_free(s);
		rig_close(&rig);
	}
}

/* What a server has asked for once it gets without asking from then on. */
static void
any_learns_what_is_wanted(void **state)
{
	static const struct play plays[] = {
	    {.answer = CHALLENGE("Basic realm=\"r\"")}, {.answer = OK_EMPTY}};
	static const struct pool_config config = {
	    .timeout_ms = 5000, .user = "alice:secret"};
	struct request r = request_of("MKCOL", "/");
	struct lane *other;
	struct rig rig;
	struct seen *s;

	(void)state;
	RIG_OPEN(&rig, &config, plays);
	s = fetch(&rig, &r);
	assert_int_equal(s->status, 200);
	assert_string_equal(s->order, "rd");
	seen_free(s);
	assert_false(has(&rig, 0, "Authorization"));
	assert_true(has(&rig, 1, ALICE));
	other = rig.lane;
	rig.lane = lane_new(rig.pool);
	seen_free(fetch(&rig, &r));
	rig.lane = other;
	r.user = STR("bob:other");
	seen_free(fetch(&rig, &r));
	assert_true(has(&rig, 2, ALICE));
	assert_true(has(&rig, 3, BOB));
	assert_int_equal(server_count(&rig.server), 4);
	rig_close(&rig);
}

static void
the_proxy_of_the_environment_is_not_used(void **state)
{
	static const struct play plays[] = {{.answer = OK_EMPTY}};
	struct request r = request_of("GET", "/");
	struct rig rig;
	struct seen *s;

	(void)state;
	setenv("http_proxy", "http://127.0.0.1:1", 1);
	RIG_OPEN(&rig, NULL, plays);
	s = fetch(&rig, &r);
	assert_int_equal(s->outcome, OUTCOME_ANSWERED);
	seen_free(s);
	rig_close(&rig);
	unsetenv("http_proxy");
}

static void
a_proxy_gets_absolute_uris(void **state)
{
	static const struct play plays[] = {{.answer = OK_EMPTY}};
	struct pool_config config = {
	    .timeout_ms = 5000, .origin = "http://far.example:81"};
	struct request r = request_of("GET", "/a?b");
	struct rig rig;
	struct server proxy;
	struct seen *s;
	char address[64];

	(void)state;
	server_start(&proxy, plays, 1);
	snprintf(address, sizeof(address), "http://127.0.0.1:%u", proxy.port);
	config.proxy = address;
	RIG_OPEN(&rig, &config, plays);
	s = fetch(&rig, &r);
	assert_int_equal(s->outcome, OUTCOME_ANSWERED);
	assert_true(str_starts(server_request(&proxy, 0),
	    STR("GET http://far.example:81/a?b HTTP/1.1\r\n"
		"Host: far.example:81\r\n")));
	seen_free(s);
	rig_close(&rig);
	server_stop(&proxy);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(basic_is_sent_at_once),
	    cmocka_unit_test(bearer_sends_the_token),
	    cmocka_unit_test(digest_shows_the_final_answer),
	    cmocka_unit_test(digest_asks_for_nothing_unasked),
	    cmocka_unit_test(a_wrong_password_is_seen),
	    cmocka_unit_test(any_learns_what_is_wanted),
	    cmocka_unit_test(the_proxy_of_the_environment_is_not_used),
	    cmocka_unit_test(a_proxy_gets_absolute_uris),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

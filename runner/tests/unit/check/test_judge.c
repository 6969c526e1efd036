/* What the judge makes of an exchange besides findings of single rules. */
#include "check/judge.h"

#include <setjmp.h>
#include <cmocka.h>

#include "base/buf.h"
#include "base/vec.h"
#include "dav/href.h"

struct exchange {
	struct arena arena;
	struct context context;
	struct observation seen;
	struct findings findings;
	struct reply reply;
	struct judge *judge;
};

static void
begin(struct exchange *x, const char *method, int status, const char *type)
{
	x->context = (struct context){
	    .method = str_from(method),
	    .url = STR("http://h/t/"),
	    .depth = DEPTH_1,
	    .classes = CLASS_1 | CLASS_2 | CLASS_3,
	};
	x->seen.arena = &x->arena;
	x->findings.arena = &x->arena;
	x->reply.status = status;
	*vec_add(&x->reply.headers, &x->arena) = (struct header){
	    .name = STR("Date"),
	    .value = STR("Sat, 21 Nov 2026 10:00:00 GMT"),
	};
	if (type != NULL)
		*vec_add(&x->reply.headers, &x->arena) = (struct header){
		    .name = STR("content-type"),
		    .value = str_from(type),
		};
	x->judge = judge_new(&x->context, &x->seen, &x->findings);
}

static void
end(struct exchange *x, struct str body)
{
	judge_reply(x->judge, &x->reply);
	judge_body(x->judge, body.p, body.n);
	judge_end(x->judge, true, NULL, 7);
}

static void
release(struct exchange *x)
{
	judge_free(x->judge);
	arena_release(&x->arena);
}

static const char *
first_rule(const struct exchange *x)
{
	return x->findings.n > 0 ? x->findings.v[0].rule : "";
}

#define HEAD "<D:multistatus xmlns:D=\"DAV:\">"
#define TAIL "</D:multistatus>"
#define RESPONSE(href, status)                                                 \
	"<D:response><D:href>" href "</D:href><D:status>HTTP/1.1 " status      \
	"</D:status></D:response>"

static void
test_responses(void **state)
{
	struct exchange x = {0};
	const struct response *r;

	(void)state;
	begin(&x, "DELETE", 207, "application/xml");
	observation_want(&x.seen, STR("http://h/t/a%20b/"));
	observation_want(&x.seen, STR("http://H:80/t/a b"));
	observation_want(&x.seen, STR("http://h/t/none"));
	assert_int_equal(x.seen.wanted.n, 2);
	end(&x, STR(HEAD RESPONSE(
		    "/t/a%20b", "403 Forbidden") "<D:response>"
						 "<D:href>/t/c</D:href>"
						 "<D:href>/t/d</D:href>"
						 "<D:status>HTTP/1.1 500 "
						 "x</D:status>"
						 "</D:response>" TAIL));
	assert_int_equal(x.seen.form, FORM_MULTISTATUS);
	assert_int_equal(x.seen.n_responses, 2);
	assert_int_equal(x.seen.seen.n, 1);
	assert_int_equal(x.seen.n_others, 2);
	assert_int_equal(x.seen.others.n, 2);
	assert_true(str_is(x.seen.others.v[1].href, "/t/d"));
	assert_int_equal(x.seen.others.v[1].worst, 500);
	assert_int_equal(x.seen.duration_ms, 7);
	assert_true(x.seen.complete);
	r = observation_response(&x.seen, STR("http://h/t/a%20b"));
	assert_non_null(r);
	assert_int_equal(r->status.code, 403);
	assert_null(observation_response(&x.seen, STR("http://h/t/c")));
	assert_true(xml_is(x.seen.root, "multistatus"));
	assert_null(x.seen.root->first);
	assert_int_equal(x.findings.n, 0);
	release(&x);
}

static void
test_forms(void **state)
{
	static const struct {
		const char *type, *body;
		int status;
		enum body_form form;
	} rows[] = {
	    {"application/xml",		"<a/>",	200, FORM_XML	     },
	    {"image/svg+xml",		      "<a/>",  200, FORM_XML	   },
	    {"text/xml",			 "<a>",	200, FORM_BROKEN_XML},
	    {"application/json",		 "{}",    200, FORM_JSON	     },
	    {"application/problem+json; x=y", "{}",    400, FORM_JSON	  },
	    {"text/plain",			   "<a/>",  200, FORM_OTHER	  },
	    {NULL,			    "x",	200, FORM_OTHER     },
	    {NULL,			    "",      200, FORM_NONE	     },
	    {"text/plain",			   " [1]",  207, FORM_JSON	 },
	    {NULL,			    " <a/>", 207, FORM_XML	 },
	};

	(void)state;
	for (size_t i = 0; i < countof(rows); i++) {
		struct exchange x = {0};

		begin(&x, "GET", rows[i].status, rows[i].type);
		end(&x, str_from(rows[i].body));
		assert_int_equal(x.seen.form, rows[i].form);
		assert_int_equal(x.seen.root != NULL, rows[i].form == FORM_XML);
		assert_int_equal(x.seen.length, strlen(rows[i].body));
		assert_true(str_is(x.seen.body, rows[i].body));
		/* A file's content is nobody's fault. */
		if (rows[i].status == 200)
			assert_int_equal(x.findings.n, 0);
		release(&x);
	}
}

static void
test_digest_and_prefix(void **state)
{
	struct exchange x = {0};
	char *big = xcalloc(1, BODY_KEPT + 10);
	char wanted[SHA256_HEX];

	(void)state;
	begin(&x, "GET", 200, "text/plain");
	memset(big, 'x', BODY_KEPT + 10);
	sha256_of((struct str){big, BODY_KEPT + 10}, wanted);
	end(&x, (struct str){big, BODY_KEPT + 10});
	assert_int_equal(x.seen.length, BODY_KEPT + 10);
	assert_int_equal(x.seen.body.n, BODY_KEPT);
	assert_string_equal(x.seen.sha256, wanted);
	free(big);
	release(&x);
}

/* A connection that broke is not the XML's fault, nor that responses lack. */
static void
test_incomplete(void **state)
{
	struct exchange x = {0};

	(void)state;
	begin(&x, "PROPFIND", 207, "application/xml");
	judge_reply(x.judge, &x.reply);
	judge_body(x.judge, HEAD "<D:resp", sizeof(HEAD "<D:resp") - 1);
	judge_end(x.judge, false, "connection reset", 1);
	assert_int_equal(x.findings.n, 0);
	assert_false(x.seen.complete);
	assert_true(str_is(x.seen.why, "connection reset"));
	release(&x);
}

static void
test_no_reply(void **state)
{
	struct exchange x = {0};

	(void)state;
	begin(&x, "PROPFIND", 207, NULL);
	judge_end(x.judge, false, "timeout", 1);
	assert_null(x.seen.reply);
	assert_int_equal(x.findings.n, 0);
	release(&x);
	judge_free(NULL);
}

/* What came before an error is still there. */
static void
test_broken_off(void **state)
{
	struct exchange x = {0};

	(void)state;
	begin(&x, "DELETE", 207, "application/xml");
	x.seen.want_all = true;
	end(&x, STR(HEAD RESPONSE("/t/a", "403 Forbidden") "<D:response><x"));
	assert_int_equal(x.seen.form, FORM_BROKEN_XML);
	assert_int_equal(x.seen.seen.n, 1);
	assert_int_equal(x.findings.n, 1);
	assert_string_equal(first_rule(&x), "well-formed");
	release(&x);
}

/* Twenty findings of a rule and the number of the others. */
static void
test_limit(void **state)
{
	struct exchange x = {0};
	struct buf body;

	(void)state;
	begin(&x, "DELETE", 207, "application/xml");
	buf_init(&body, (size_t)1 << 20);
	buf_puts(&body, HEAD);
	for (int i = 0; i < 50; i++)
		buf_printf(&body, RESPONSE("/t/%d b", "403 no"), i);
	buf_puts(&body, TAIL);
	end(&x, buf_view(&body));
	assert_int_equal(x.findings.n, 21);
	assert_true(str_is(x.findings.v[20].message, "and 30 more of this "
						     "kind"));
	assert_int_equal(x.findings.v[20].level, FINDING_MUST);
	buf_release(&body);
	release(&x);
}

/* Sent with a wrong type and broken: two causes. */
static void
test_two_causes(void **state)
{
	struct exchange x = {0}, y = {0};

	(void)state;
	begin(&x, "DELETE", 207, NULL);
	end(&x, STR(HEAD "<D:response></D:href>" TAIL));
	assert_int_equal(x.findings.n, 2);
	assert_string_equal(first_rule(&x), "content-type-xml");
	assert_string_equal(x.findings.v[1].rule, "well-formed");
	release(&x);
	begin(&y, "DELETE", 207, "text/html");
	end(&y, STR("<html><p>no</html>"));
	assert_int_equal(y.findings.n, 1);
	assert_string_equal(first_rule(&y), "content-type-xml");
	release(&y);
}

/* The level is that of the catalogue, lowered by the class claimed. */
static void
test_class_3(void **state)
{
	const struct str body =
	    STR(HEAD RESPONSE("/t/../t/a", "403 Forbidden") TAIL);
	struct exchange x = {0}, y = {0};

	(void)state;
	begin(&x, "DELETE", 207, "application/xml");
	end(&x, body);
	assert_int_equal(x.findings.n, 1);
	assert_int_equal(x.findings.v[0].level, FINDING_MUST);
	assert_string_equal(
	    x.findings.v[0].requirement->id, "href.no-dot-segments");
	release(&x);
	begin(&y, "DELETE", 207, "application/xml");
	y.context.classes = CLASS_1 | CLASS_2;
	end(&y, body);
	assert_int_equal(y.findings.n, 1);
	assert_int_equal(y.findings.v[0].level, FINDING_SHOULD);
	release(&y);
}

/* Many members: what is remembered of each is small. */
static void
test_many(void **state)
{
	struct exchange x = {0};
	struct buf piece;

	(void)state;
	begin(&x, "DELETE", 207, "application/xml");
	buf_init(&piece, (size_t)1 << 16);
	judge_reply(x.judge, &x.reply);
	judge_body(x.judge, HEAD, sizeof(HEAD) - 1);
	for (int i = 0; i < 30000; i++) {
		buf_clear(&piece);
		buf_printf(&piece, RESPONSE("/t/%d", "403 no"), i);
		judge_body(x.judge, piece.p, piece.n);
	}
	buf_clear(&piece);
	buf_puts(&piece, RESPONSE("/t/7", "403 no") TAIL);
	judge_body(x.judge, piece.p, piece.n);
	judge_end(x.judge, true, NULL, 1);
	assert_int_equal(x.seen.n_responses, 30001);
	assert_int_equal(x.seen.others.n, OTHERS_KEPT);
	assert_int_equal(x.findings.n, 1);
	assert_string_equal(first_rule(&x), "href-unique");
	/* The body's first MiB and what is said of 10,000 others. */
	assert_true(x.arena.used < 4 * BODY_KEPT);
	buf_release(&piece);
	release(&x);
}

static void
test_interims(void **state)
{
	struct exchange x = {0};
	struct reply interim = {.status = 103};

	(void)state;
	begin(&x, "GET", 200, NULL);
	judge_interim(x.judge, &interim);
	end(&x, STR(""));
	assert_int_equal(x.seen.interims.n, 1);
	assert_int_equal(x.seen.interims.v[0], 103);
	assert_int_equal(x.findings.n, 0);
	release(&x);
}

/* The reply is the observation's own. */
static void
test_reply_is_copied(void **state)
{
	struct exchange x = {0};
	char value[] = "one";

	(void)state;
	begin(&x, "GET", 200, value);
	end(&x, STR("x"));
	memset(value, '-', sizeof(value) - 1);
	x.reply.headers.n = 0;
	assert_int_equal(x.seen.reply->headers.n, 2);
	assert_true(str_is(x.seen.reply->headers.v[1].value, "one"));
	release(&x);
}

/* Of several MKCOLs at once each may be told what held before the others. */
static void
test_allow_in_a_race(void **state)
{
	(void)state;
	for (int race = 0; race < 2; race++) {
		struct exchange x = {0};

		begin(&x, "MKCOL", 405, NULL);
		x.context.race = race == 1;
		*vec_add(&x.reply.headers, &x.arena) = (struct header){
		    .name = STR("Allow"),
		    .value = STR("OPTIONS, MKCOL"),
		};
		end(&x, STR("why"));
		assert_string_equal(
		    first_rule(&x), race ? "" : "allow-truthful");
		release(&x);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_responses),
	    cmocka_unit_test(test_forms),
	    cmocka_unit_test(test_digest_and_prefix),
	    cmocka_unit_test(test_incomplete),
	    cmocka_unit_test(test_no_reply),
	    cmocka_unit_test(test_broken_off),
	    cmocka_unit_test(test_limit),
	    cmocka_unit_test(test_two_causes),
	    cmocka_unit_test(test_class_3),
	    cmocka_unit_test(test_many),
	    cmocka_unit_test(test_interims),
	    cmocka_unit_test(test_reply_is_copied),
	    cmocka_unit_test(test_allow_in_a_race),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

/*
 * Requests through the table of methods, without a network: each row is a
 * request and the status that it gets, rows of one scenario share a site.
 * The time is the row's own, so that locks expire without waiting.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

#include "refserver/dispatch.h"

#define LOCKINFO                                                               \
	"<lockinfo xmlns='DAV:'><lockscope><exclusive/></lockscope>"           \
	"<locktype><write/></locktype><owner>me</owner></lockinfo>"
#define SHARED                                                                 \
	"<lockinfo xmlns='DAV:'><lockscope><shared/></lockscope>"              \
	"<locktype><write/></locktype></lockinfo>"
#define SET(p)                                                                 \
	"<propertyupdate xmlns='DAV:' xmlns:x='u'><set><prop>" p               \
	"</prop></set></propertyupdate>"

struct row {
	const char *request; /* METHOD target */
	const char *headers; /* Name: value, one a line; $1 is a lock token */
	const char *body;
	unsigned status;
	const char *has; /* the answer's body or headers hold it */
	const char *user;
	uint64_t now; /* seconds */
};

struct scenario {
	struct site site;
	char token[LOCK_TOKEN_MAX]; /* of the last new lock */
	struct fault_set faults;
};

static void
add_headers(struct scenario *sc, struct request *rq, const char *text)
{
	struct str rest = str_from(text), line, name, value;

	while (str_cut(&rest, '\n', &line)) {
		size_t at;

		value = line;
		str_cut(&value, ':', &name);
		value = str_trim(value);
		at = str_find(value, STR("$1"));
		if (at < value.n)
			value = arena_strf(&rq->arena, "%.*s%s%.*s", (int)at,
			    value.p, sc->token,
			    STRF(str_from_at(value, at + 2)));
		*vec_add(&rq->headers, &rq->arena) =
		    (struct header){name, value};
	}
}

static bool
answer_has(const struct request *rq, struct str what)
{
	struct str body = buf_view(&rq->answer.body);

	for (size_t i = 0; i < rq->answer.headers.n; i++) {
		struct str v = rq->answer.headers.v[i].value;

		if (str_find(v, what) < v.n)
			return true;
	}
	if (rq->answer.blob != NULL)
		body = (struct str){
		    rq->answer.blob->p + rq->answer.from, rq->answer.n};
	return str_find(body, what) < body.n;
}

static void
keep_token(struct scenario *sc, const struct request *rq)
{
	for (size_t i = 0; i < rq->answer.headers.n; i++) {
		struct header h = rq->answer.headers.v[i];

		if (str_is(h.name, "Lock-Token"))
			snprintf(sc->token, sizeof(sc->token), "%.*s",
			    (int)(h.value.n - 2), h.value.p + 1);
	}
}

static void
ask(struct scenario *sc, const struct row *row)
{
	struct request rq = {.site = &sc->site};
	struct str target = str_from(row->request);
	bool as_user = row->user != NULL;

	answer_init(&rq.answer);
	str_cut(&target, ' ', &rq.method);
	rq.target = target;
	rq.authority = STR("h");
	rq.user = as_user ? str_from(row->user) : STR("");
	rq.now = row->now * 1000 + 1;
	if (row->headers != NULL)
		add_headers(sc, &rq, row->headers);
	if (row->body != NULL) {
		rq.body = xstrdup(row->body);
		rq.body_n = strlen(row->body);
	}
	dispatch(&rq, as_user ? CREDENTIALS_GOOD : CREDENTIALS_NONE);
	if (rq.answer.status != row->status)
		print_error("%s (%s): %u\n%s\n", row->request,
		    row->headers ? row->headers : "", rq.answer.status,
		    rq.answer.body.p);
	assert_int_equal(rq.answer.status, row->status);
	if (row->has != NULL && !answer_has(&rq, str_from(row->has))) {
		print_error("%s lacks %s:\n%s\n", row->request, row->has,
		    rq.answer.body.p);
		fail();
	}
	keep_token(sc, &rq);
	free(rq.body);
	answer_release(&rq.answer);
	arena_release(&rq.arena);
}

static void
play(const struct row *rows, size_t n, const char *fault)
{
	struct scenario sc = {
	    .site = {.store = store_new(), .port = 80}
	      };

	if (fault != NULL)
		assert_true(fault_parse(str_from(fault), &sc.faults));
	sc.site.faults = &sc.faults;
	for (size_t i = 0; i < n; i++)
		ask(&sc, &rows[i]);
	locks_release(&sc.site.locks);
	store_free(sc.site.store);
}

static void
test_resources(void **state)
{
	static const struct row rows[] = {
	    {"OPTIONS *",	  NULL,				      NULL,  200, "1, 2, 3",     NULL, 0},
	    {"PUT /a",	       "Content-Type: t/x",			    "one", 201, NULL,	      NULL, 0},
	    {"GET /a",	       NULL,				      NULL,  200, "one",	       NULL, 0},
	    {"GET /a",	       "Range: bytes=1-1",			   NULL,	 206, "bytes 1-1/3", NULL, 0},
	    {"GET /a",	       "Range: bytes=3-",			  NULL,	416, "bytes */3",	  NULL, 0},
	    {"GET /a",	       "Range: bytes=2-1",			   NULL,	 200, "one",	     NULL, 0},
	    {"GET /a",	       "Range: bytes=0-0,2-",		      NULL,  206, "multipart",   NULL, 0},
	    {"GET /a",	       "If-None-Match: *",			   NULL,	 304, NULL,	    NULL, 0},
	    {"PUT /a",	       "If-None-Match: *",			   "x",	412, NULL,	   NULL, 0},
	    {"PUT /a/b",	 NULL,				      "x",   409, NULL,	       NULL, 0},
	    {"PUT /n/b",	 NULL,				      "x",   409, NULL,	       NULL, 0},
	    {"PUT /c/",	NULL,				      "x",   409, NULL,	      NULL, 0},
	    {"GET /a/",	NULL,				      NULL,  404, NULL,	       NULL, 0},
	    {"MKCOL /a",	 NULL,				      NULL,  405, "OPTIONS",     NULL, 0},
	    {"MKCOL /c",	 NULL,				      NULL,  201, "/c/",	 NULL, 0},
	    {"MKCOL /d/e/",   NULL,				      NULL,	409, NULL,	   NULL, 0},
	    {"COPY /a",	"Destination: /c/a",			     NULL,  201, "/c/a",	NULL, 0},
	    {"COPY /a",	"Destination: http://h/c/a\nOverwrite: F", NULL,	 412,
		NULL,										  NULL, 0},
	    {"MOVE /c/",	 "Destination: /c/x/",		       NULL,  403, NULL,		NULL, 0},
	    {"MOVE /c/",	 "Destination: /d%2f/",			NULL,  201, "/d%2F/",	     NULL, 0},
	    {"DELETE /d%2F/", "Depth: 0",				  NULL,	400, NULL,	   NULL, 0},
	    {"DELETE /d%2F/", NULL,				      NULL,  204, NULL,	     NULL, 0},
	    {"DELETE /d%2F/", NULL,				      NULL,  404, NULL,	     NULL, 0},
	    {"DELETE /",	 NULL,				      NULL,  403, NULL,		NULL, 0},
	    {"FOO /",	      NULL,				      NULL,  501, NULL,	     NULL, 0},
	    {"POST /",	       NULL,				      "x",	  405, NULL,	     NULL, 0},
	};

	(void)state;
	play(rows, countof(rows), NULL);
}

static void
test_properties(void **state)
{
	static const char f[] = "<propfind xmlns='DAV:'><prop><p xmlns='u'/>"
				"<none/></prop></propfind>";
	static const struct row rows[] = {
	    {"PUT /a",       NULL,			     "one",			    201, NULL,	       NULL, 0},
	    {"PROPPATCH /a", NULL,			   SET("<x:p> v </x:p>"),	  207, "200 OK",	 NULL,
		0												    },
	    {"PROPFIND /a",  NULL,			  f,			     207, "> v </x:p>", NULL, 0},
	    {"PROPFIND /a",  NULL,			  f,			     207, "<D:none/>",  NULL, 0},
	    {"PROPPATCH /a", NULL,			   SET("<x:p>w</x:p><getetag/>"), 207,
		"cannot-modify-protected-property",							   NULL, 0},
	    {"PROPPATCH /a", NULL,			   SET("<x:p>w</x:p><getetag/>"), 207,
		"424 Failed Dependency",								      NULL, 0},
	    {"PROPFIND /a",  NULL,			  f,			     207, "> v </x:p>", NULL, 0},
	    {"PROPPATCH /a", NULL,			   SET(""),			    400, NULL,	       NULL, 0},
	    {"PROPPATCH /a", NULL,			   NULL,				 400, NULL,	    NULL, 0},
	    {"PROPFIND /a",  "Depth: 2",			NULL,			      400, NULL,	 NULL, 0},
	    {"PROPFIND /a",  "Content-Type: text/plain", f,				   415, NULL,	      NULL, 0},
	    {"PROPFIND /",   "Depth: 1",		       NULL,			     207, "/quota/",    NULL, 0},
	};

	(void)state;
	play(rows, countof(rows), NULL);
}

static void
test_locks(void **state)
{
	static const struct row rows[] = {
	    {"MKCOL /c/",	  NULL,			NULL,     201, NULL,			 NULL,     0 },
	    {"LOCK /c/",	 "Timeout: Second-10", LOCKINFO, 200, "infinity",
		"first",										0 },
	    {"PUT /c/a",	 NULL,		       "x",	    423, "lock-token-submitted", "first",  0 },
	    {"PUT /c/a",	 "If: </c/> (<$1>)",   "x",	  403, NULL,		     "second", 0 },
	    {"PUT /c/a",	 "If: </c/> (<$1>)",   "x",	  201, NULL,		     "first",  0 },
	    {"LOCK /c/a",	  NULL,			LOCKINFO, 423, "no-conflicting-lock",  "first",
		0											 },
	    {"PROPFIND /c/a", "Depth: 0",		  NULL,	207, "Second-4<",		  NULL,	6 },
	    {"LOCK /c/a",	  "If: (<$1>)",		NULL,     200, "Second-10<",		 "first",  6 },
	    {"UNLOCK /c/a",   "Lock-Token: <$1>",	NULL,     403, NULL,			 "second", 9 },
	    {"UNLOCK /",	 "Lock-Token: <$1>",   NULL,	   409,
		"lock-token-matches-request-uri",						  "first",  12},
	    {"PUT /c/a",	 NULL,		       "x",	    423, NULL,		       NULL,     15},
	    {"PUT /c/a",	 NULL,		       "x",	    204, NULL,		       NULL,     16},
	    {"LOCK /c/a",	  "If: (<$1>)",		NULL,     412,
		"lock-token-matches-request-uri",						  "first",  17},
	    {"LOCK /c/new",   NULL,		  SHARED,	  201, "shared",		 NULL,     20},
	    {"LOCK /c/new",   NULL,		  SHARED,	  200, "shared",		 NULL,     20},
	    {"LOCK /c/",	 NULL,		       LOCKINFO, 207, "424 Failed",	    NULL,	  20},
	    {"LOCK /c/",	 NULL,		       SHARED,   200, "/c/",		   NULL,	 20},
	    {"DELETE /c/new", "If: (<$1>)",	    NULL,	  204, NULL,		     NULL,	   20},
	    {"LOCK /c/",	 NULL,		       NULL,     400, NULL,			NULL,     20},
	    {"UNLOCK /c/",	   NULL,		 NULL,     400, NULL,			  NULL,	20},
	    {"UNLOCK /c/a",   "Lock-Token: <$1>",	NULL,     204, NULL,			 NULL,     20},
	    {"DELETE /c/",	   NULL,		 NULL,     204, NULL,			  NULL,	20},
	};

	(void)state;
	play(rows, countof(rows), NULL);
}

/* What is not held goes, what is held stays, and with it its ancestors. */
static void
test_partial(void **state)
{
	static const struct row rows[] = {
	    {"MKCOL /c/",	  NULL,			NULL,     201, NULL,	 NULL, 0},
	    {"MKCOL /c/d/",    NULL,			  NULL,	201, NULL,	   NULL, 0},
	    {"PUT /c/d/held",  NULL,			    "x",	 201, NULL,	    NULL, 0},
	    {"PUT /c/d/free",  NULL,			    "x",	 201, NULL,	    NULL, 0},
	    {"PUT /c/free",    NULL,			  "x",      201, NULL,	  NULL, 0},
	    {"LOCK /c/d/held", NULL,		     LOCKINFO, 200, NULL,	  NULL, 0},
	    {"MOVE /c/",	 "Destination: /m/",	     NULL,	   207, "/c/d/held",  NULL, 0},
	    {"GET /m/d/free",  NULL,			    NULL,	  200, NULL,	     NULL, 0},
	    {"GET /c/free",    NULL,			  NULL,	404, NULL,	   NULL, 0},
	    {"GET /m/d/held",  NULL,			    NULL,	  404, NULL,	     NULL, 0},
	    {"COPY /m/",	 "Destination: /c/",	     NULL,	   207, "/c/d/held",  NULL, 0},
	    {"GET /c/d/free",  NULL,			    NULL,	  200, NULL,	     NULL, 0},
	    {"DELETE /c/",	   NULL,			 NULL,     207, "423 Locked", NULL, 0},
	    {"GET /c/d/held",  NULL,			    NULL,	  200, NULL,	     NULL, 0},
	    {"GET /c/d/free",  NULL,			    NULL,	  404, NULL,	     NULL, 0},
	    {"DELETE /c/",	   "If: </c/d/held> (<$1>)", NULL,	   204, NULL,	      NULL, 0},
	};

	(void)state;
	play(rows, countof(rows), NULL);
}

static void
test_if(void **state)
{
	static const struct row rows[] = {
	    {"PUT /a",  NULL,				   "x",	  201, NULL, NULL, 0},
	    {"GET /a",  "If: ([\"no\"])",			 NULL,     412, NULL, NULL, 0},
	    {"GET /a",  "If: (Not [\"no\"])",		     NULL,	   200, NULL, NULL, 0},
	    {"GET /a",  "If: ([\"no\"]) (Not [\"no\"])",	NULL,     200, NULL, NULL,
		0									      },
	    {"GET /a",  "If: ([\"no\"] Not [\"no\"])",	      NULL,	    412, NULL, NULL, 0},
	    {"GET /a",  "If: </none> ([\"no\"])",		 NULL,     412, NULL, NULL, 0},
	    {"GET /a",  "If: <http://other/a> (Not [\"x\"])",   NULL,	   200, NULL,
		NULL,									 0},
	    {"GET /a",  "If: (<DAV:no-lock>)",		      NULL,	    412, NULL, NULL, 0},
	    {"GET /a",  "If: (",				NULL,     400, NULL, NULL, 0},
	    {"GET /a",  "If: (Not [\"n\"])\nIf: (Not [\"n\"])", NULL,     400, NULL,
		NULL,									 0},
	    {"LOCK /a", NULL,				   LOCKINFO, 200, NULL, NULL, 0},
	    {"PUT /a",  "If: (<$1> [\"no\"])",		      "x",	   412, NULL, NULL, 0},
	    {"PUT /a",  "If: (<$1> [\"no\"]) (Not [\"no\"])",   "x",	  204, NULL,
		NULL,									 0},
	    {"PUT /a",  "If: (Not <DAV:no-lock>)",		  "x",      423, NULL, NULL, 0},
	    {"PUT /a",  "If: <http://h/a> (<$1>)",		  "x",      204, NULL, NULL, 0},
	    {"PUT /a",  "If: </> (<$1>)",			 "x",      412, NULL, NULL, 0},
	};

	(void)state;
	play(rows, countof(rows), NULL);
}

/* A fault changes what it names and nothing beside it. */
static void
test_fault(void **state)
{
	static const struct row wrong[] = {
	    {"PUT /a",    NULL, "x",  201, NULL, NULL, 0},
	    {"DELETE /a", NULL, NULL, 204, NULL, NULL, 0},
	    {"GET /a",    NULL, NULL, 200, NULL, NULL, 0},
	};
	static const struct row right[] = {
	    {"PUT /a",    NULL, "x",  201, NULL, NULL, 0},
	    {"DELETE /a", NULL, NULL, 204, NULL, NULL, 0},
	    {"GET /a",    NULL, NULL, 404, NULL, NULL, 0},
	};

	(void)state;
	play(wrong, countof(wrong), "delete-does-nothing");
	play(right, countof(right), "move-leaves-source");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_resources),
	    cmocka_unit_test(test_properties),
	    cmocka_unit_test(test_locks),
	    cmocka_unit_test(test_partial),
	    cmocka_unit_test(test_if),
	    cmocka_unit_test(test_fault),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

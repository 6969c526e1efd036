/* The batch API: requests and the whole of their answers. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "refserver/dispatch.h"

#define JSON "application/json"
#define TWO "[{\"id\": 1, \"name\": \"x\"}, {\"id\": 99}]"

struct row {
	const char *target, *type, *body;
	unsigned status;
	const char *answer; /* NULL: whatever it is */
};

static void
play(const struct row *row, const char *fault)
{
	struct fault_set faults = {0};
	struct site site = {
	    .store = store_new(), .port = 80, .faults = &faults};
	struct request rq = {.site = &site, .method = STR("POST")};

	assert_true(fault == NULL || fault_parse(str_from(fault), &faults));
	answer_init(&rq.answer);
	rq.target = str_from(row->target);
	*vec_add(&rq.headers, &rq.arena) =
	    (struct header){STR("Host"), STR("h")};
	*vec_add(&rq.headers, &rq.arena) =
	    (struct header){STR("Content-Type"), str_from(row->type)};
	rq.body = xstrdup(row->body);
	rq.body_n = strlen(row->body);
	dispatch(&rq, CREDENTIALS_NONE);
	if (rq.answer.status != row->status ||
	    (row->answer != NULL && strcmp(rq.answer.body.p, row->answer) != 0))
		fail_msg("%s %s: %u\n%s", row->target, row->body,
		    rq.answer.status, rq.answer.body.p);
	free(rq.body);
	answer_release(&rq.answer);
	arena_release(&rq.arena);
	locks_release(&site.locks);
	store_free(site.store);
}

static void
test_shapes(void **state)
{
	static const struct row rows[] = {
	    {"/json/files",   JSON "; charset=utf-8",
		"{\"files\": [{\"filename\": \"a \\\"b\\\"\\n\", \"content\": "
		"\"x\"}, {\"filename\": \"\"}, {\"filename\": \"a/b\"}, "
		"{\"filename\": \"c\", \"content\": 1}]}",				      207,
		"{\"files\": [\n"
		"  {\"filename\": \"a \\\"b\\\"\\u000a\", \"status\": 201},\n"
		"  {\"filename\": \"\", \"status\": 422, "
		"\"message\": \"a file needs a name\"},\n"
		"  {\"filename\": \"a/b\", \"status\": 422, "
		"\"message\": \"a name has no slash\"},\n"
		"  {\"filename\": \"c\", \"status\": 422, "
		"\"message\": \"content is text\"}\n]}\n"			 },
	    {"/json/updates", JSON,
		"{\"updates\": [{\"id\": \"1\", \"name\": \"\"}]}",				    207,
		"{\"updates\": [\n  {\"id\": \"1\", \"status\": 422, "
		"\"message\": \"a name is a text, and not empty\"}\n]}\n"	 },
	    {"/json/sources", JSON,
		"{\"sources\": [{\"source\": \"main\"}, "
		"{\"source\": \"archive\"}, {\"source\": \"x\"}]}",			     207,
		"{\"sources\": [\n  {\"source\": \"main\", \"status\": 200},\n"
		"  {\"source\": \"archive\", \"status\": 503, "
		"\"message\": \"the source does not answer\"},\n"
		"  {\"source\": \"x\", \"status\": 404, "
		"\"message\": \"there is no such source\"}\n]}\n"		 },
	    {"/json/array",   JSON,			  TWO,				       207,
		"[\n  {\"id\": 1, \"status\": 200},\n  {\"id\": 99, "
		"\"status\": 404, \"message\": \"there is no such record\"}"
		"\n]\n"							  },
	    {"/json/object",  JSON,		   "{\"1\": {\"name\": \"x\"}, \"99\": {}}",
		207,										    "{\n  \"1\": {\"status\": 200},\n  \"99\": {\"status\": 404, "
		"\"message\": \"there is no such record\"}\n}\n"},
	};

	(void)state;
	for (size_t i = 0; i < countof(rows); i++)
		play(&rows[i], NULL);
}

static void
test_refused(void **state)
{
	static const struct row rows[] = {
	    {"/json/array",  "text/plain", TWO,			       415, NULL},
	    {"/json/array",  JSON,	  "[",			       400, NULL},
	    {"/json/array",  JSON,	  "[]",				400, NULL},
	    {"/json/array",  JSON,	  "{}",				400, NULL},
	    {"/json/array",  JSON,	  "[{}]",			  400, NULL},
	    {"/json/array",  JSON,	  "[1]",			 400, NULL},
	    {"/json/array",  JSON,	  "[{\"id\": 1}, {\"id\": 1}]", 400,
		"two parts have the same identifier\n"				      },
	    {"/json/files",  JSON,	  TWO,			       400, NULL},
	    {"/json/object", JSON,	   TWO,				400, NULL},
	    {"/json/object", JSON,	   "{\"1\": 2}",		 400, NULL},
	    {"/json/none",   JSON,	 TWO,			      405, NULL},
	    {"/json/array/", JSON,	   TWO,				405, NULL},
	    {"/json",	      JSON,	    TWO,				 405, NULL},
	};

	(void)state;
	for (size_t i = 0; i < countof(rows); i++)
		play(&rows[i], NULL);
}

static void
test_faults(void **state)
{
	static const struct {
		const char *fault;
		unsigned status;
		const char *answer;
	} rows[] = {
	    {"json-prose",		   207, "{\"status\": \"1 of 2 done\"}\n"},
	    {"json-plain-text",		207, "1 of 2 done\n"		    },
	    {"json-batch-200",	       200, NULL				},
	    {"json-item-without-id",     207,
		"[\n  {\"id\": 1, \"status\": 200},\n  {\"status\": 404, "
		"\"message\": \"there is no such record\"}\n]\n"		},
	    {"json-item-without-status", 207,
		"[\n  {\"id\": 1, \"status\": 200},\n  {\"id\": 99, "
		"\"message\": \"there is no such record\"}\n]\n"		},
	    {"json-item-twice",		207,
		"[\n  {\"id\": 1, \"status\": 200},\n  {\"id\": 1, "
		"\"status\": 200},\n  {\"id\": 99, \"status\": 404, "
		"\"message\": \"there is no such record\"}\n]\n"		},
	    {"json-status-text",	 207,
		"[\n  {\"id\": 1, \"status\": \"200\"},\n  {\"id\": 99, "
		"\"status\": \"404\", \"message\": \"there is no such record\"}"
		"\n]\n"							},
	    {"json-status-interim",	    207,
		"[\n  {\"id\": 1, \"status\": 102},\n  {\"id\": 99, "
		"\"status\": 404, \"message\": \"there is no such record\"}"
		"\n]\n"							},
	    {"json-all-200",	     207,
		"[\n  {\"id\": 1, \"status\": 200},\n  {\"id\": 99, "
		"\"status\": 200, \"message\": \"there is no such record\"}"
		"\n]\n"							},
	};

	(void)state;
	for (size_t i = 0; i < countof(rows); i++) {
		struct row row = {
		    "/json/array", JSON, TWO, rows[i].status, rows[i].answer};

		play(&row, rows[i].fault);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_shapes),
	    cmocka_unit_test(test_refused),
	    cmocka_unit_test(test_faults),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

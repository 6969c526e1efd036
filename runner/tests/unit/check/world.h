/*
 * For the tests of check/expect.h: a step as an author writes it, an answer as
 * it goes over the wire, and what is found, as text. The step passes through
 * the real loader, the answer through the judge.
 */
#ifndef TEST_WORLD_H
#define TEST_WORLD_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/buf.h"
#include "case/load.h"
#include "check/expect.h"
#include "check/judge.h"

#define SCRATCH "http://h/t/"

struct world {
	struct arena arena;
	struct testcase *testcase;
	struct variables variables;
	struct step step;
	struct tree given;
	struct place place;
	struct context context;
	struct reply reply;
	struct observation seen;
	struct race_result race;
	struct expect_input in;
	struct findings found;
};

/* ------------------------------------------------------------- the case */

static const char head[] =
    "title: t\n"
    "proves: [propfind.depth-1, propfind.depth-infinity,"
    " multistatus.any-outcome, location-element.content]\n"
    "given: {a/f: one, a/g: two, top: \"\"}\n"
    "steps:\n";
/* So that every step stands for something. */
static const char tail[] = "  - GET: top\n"
			   "    must:\n"
			   "      - {status: any, proves: propfind.depth-1}\n"
			   "      - {status: any, proves:"
			   " location-element.content}\n"
			   "    should: {status: any}\n"
			   "    may: {status: any}\n";

/* The lines of a step, as one of a list. */
static inline void
write_case(const char *path, const char *step)
{
	FILE *f = fopen(path, "w");
	struct str rest = str_from(step), line;
	bool first = true;

	assert_non_null(f);
	fputs(head, f);
	while (str_cut(&rest, '\n', &line)) {
		fprintf(f, "  %s %.*s\n", first ? "-" : " ", STRF(line));
		first = false;
	}
	fputs(tail, f);
	assert_int_equal(0, fclose(f));
}

static inline bool
builtin(void *arg, struct str name, struct str argument, struct arena *a,
    struct str *out, struct str *why)
{
	(void)arg;
	*why = STR("not here");
	if (str_is(name, "path"))
		*out = arena_strf(a, "/t/%.*s", STRF(argument));
	else if (str_is(name, "url"))
		*out = arena_strf(a, SCRATCH "%.*s", STRF(argument));
	else
		return false;
	return true;
}

static inline void
world_load(struct world *w, const char *step)
{
	static const struct builtins builtins = {.get = builtin};
	struct testcases cases = {0};
	struct diags diags = {.arena = &w->arena};
	char dir[] = "/tmp/expect-XXXXXX";
	const char *path;
	struct reading r = {.arena = &w->arena,
	    .diags = &diags,
	    .captured = &w->variables,
	    .builtins = &builtins};
	bool loaded;

	assert_non_null(mkdtemp(dir));
	path = arena_printf(&w->arena, "%s/case.yaml", dir);
	write_case(path, step);
	loaded = cases_load(path, &w->arena, &cases, &diags);
	if (!loaded)
		diags_print(&diags, stderr);
	unlink(path);
	rmdir(dir);
	assert_true(loaded);
	w->testcase = cases.v[0];
	r.testcase = w->testcase;
	assert_true(testcase_given(&r, &w->given));
	assert_true(testcase_request(&r, 0, &w->step));
	assert_true(testcase_expects(&r, 0, &w->step));
}

/* ------------------------------------------------------------- the answer */

/* Status line, headers, empty line, body; lines end in LF. What begins as
   XML is said to be XML. */
static inline void
world_answer_bytes(struct world *w, struct str raw)
{
	struct findings of_rules = {.arena = &w->arena};
	struct judge *j = judge_new(&w->context, &w->seen, &of_rules);
	struct str body;

	body = str_from_at(raw, reply_parse(raw, &w->arena, &w->reply));
	assert_true(w->reply.status > 0);
	if (body.n > 0 && body.p[0] == '<' &&
	    headers_get(&w->reply.headers, "Content-Type").p == NULL)
		headers_add(&w->reply.headers, &w->arena, STR("Content-Type"),
		    STR("application/xml"));
	w->seen.length = 0;
	judge_reply(j, &w->reply);
	judge_body(j, body.p, body.n);
	judge_end(j, true, NULL, 0);
	judge_free(j);
}

static inline void
world_answer(struct world *w, const char *answer)
{
	world_answer_bytes(w, str_from(answer));
}

/* ------------------------------------------------------------- the world */

static inline struct str
request_path_url(struct world *w)
{
	return w->step.path.kind == PATH_NONE
		   ? str_from(SCRATCH)
		   : path_url(&w->step.path, &w->place, &w->arena);
}

static inline void
world_open(struct world *w, const char *step)
{
	*w = (struct world){0};
	world_load(w, step);
	w->place.origin = STR("http://h");
	w->place.scratch = str_from(SCRATCH);
	w->place.request_url = request_path_url(w);
	w->context.method = w->step.method;
	w->context.url = w->place.request_url;
	w->seen.arena = &w->arena;
	w->found.arena = &w->arena;
	w->in = (struct expect_input){.step = &w->step,
	    .context = &w->context,
	    .seen = &w->seen,
	    .place = &w->place,
	    .given = &w->given,
	    .namespaces = w->testcase->file->namespaces,
	    .n_namespaces = w->testcase->file->n_namespaces,
	    .classes = CLASS_1 | CLASS_2 | CLASS_3};
	expect_wants(&w->step, &w->place, &w->seen);
}

static inline void
world_close(struct world *w)
{
	arena_release(&w->arena);
}

static inline struct str
findings_text(const struct findings *f, struct arena *a)
{
	static const char *const levels[] = {
	    "must", "should", "info", "error", "skip"};
	static const char *const places[] = {
	    "exchange", "status", "header", "body", "tree"};
	struct str all = STR("");

	for (size_t i = 0; i < f->n; i++) {
		const struct finding *r = &f->v[i];

		all = arena_strf(a, "%.*s%s%s %s", STRF(all), i ? "\n" : "",
		    levels[r->level], places[r->place]);
		if (r->line > 0)
			all = arena_strf(
			    a, "%.*s %u:%u", STRF(all), r->line, r->col);
		all = arena_strf(a, "%.*s: %.*s", STRF(all), STRF(r->message));
		if (r->expected.p != NULL || r->actual.p != NULL)
			all = arena_strf(a, "%.*s [%.*s|%.*s]", STRF(all),
			    STRF(r->expected), STRF(r->actual));
	}
	return all;
}

/* Judges and compares; what differs is shown whole. */
static inline void
world_expects(struct world *w, const char *expected)
{
	struct str seen;

	w->found.n = 0;
	expect_judge(&w->in, &w->found);
	seen = findings_text(&w->found, &w->arena);
	if (!str_is(seen, expected))
		fail_msg("wanted:\n%s\nfound:\n%.*s", expected, STRF(seen));
	for (size_t i = 0; i < w->found.n; i++)
		assert_true(w->found.v[i].at.line > 0);
}

static inline void
judged(const char *step, const char *answer, const char *expected)
{
	struct world w;

	world_open(&w, step);
	world_answer(&w, answer);
	world_expects(&w, expected);
	world_close(&w);
}

/* ------------------------------------------------------------- bodies */

#define OK "HTTP/1.1 200 OK\n\n"
#define LOCKED "HTTP/1.1 423 Locked\n\n"
#define MULTI "HTTP/1.1 207 Multi-Status\nContent-Type: application/xml\n\n"
#define OPEN "<D:multistatus xmlns:D=\"DAV:\" xmlns:x=\"urn:davproof:x\">\n"
#define CLOSE "</D:multistatus>\n"
#define STATUS(h, s)                                                           \
	"<D:response><D:href>" h "</D:href><D:status>HTTP/1.1 " s              \
	"</D:status></D:response>\n"
#define PROPSTAT(props, s)                                                     \
	"<D:propstat><D:prop>" props "</D:prop><D:status>HTTP/1.1 " s          \
	"</D:status></D:propstat>"
#define PROPS(h, propstats)                                                    \
	"<D:response><D:href>" h "</D:href>" propstats "</D:response>\n"

#endif

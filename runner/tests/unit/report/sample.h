/*
 * Two results built by hand: a small one with every verdict, which the golden
 * files show, and one whose server tries to break each report.
 */
#ifndef TEST_SAMPLE_H
#define TEST_SAMPLE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/file.h"
#include "report/baseline.h"
#include "report/html.h"
#include "report/render.h"
#include "report/sink.h"
#include "report/words.h"

static inline const struct requirement *
sample_requirement(const char *id)
{
	const struct requirement *q = spec_find(str_from(id));

	assert_non_null(q);
	return q;
}

static inline struct case_result *
sample_case(struct result *r, const char *id, enum verdict v, const char *title,
    const char *proves)
{
	struct case_result *c = vec_add(&r->cases, r->arena);

	c->id = str_from(id);
	c->title = str_from(title);
	c->file = arena_strf(r->arena, "cases/%s.yaml", id);
	c->line = 1;
	memset(c->digest, 'a' + (int)r->cases.n % 6, SHA256_HEX - 1);
	*vec_add(&c->proves, r->arena) = str_from(proves);
	c->verdict = v;
	c->scratch = STR("http://127.0.0.1:8080/dav/dp-5f0c/");
	c->duration_ms = 41;
	return c;
}

static inline void
sample_judged(struct result *r, struct case_result *c)
{
	for (size_t i = 0; i < c->proves.n; i++)
		*vec_add(&c->judged, r->arena) = c->proves.v[i];
}

static inline struct exchange_record *
sample_exchange(struct result *r, struct case_result *c, const char *purpose,
    unsigned step, const char *label, int status)
{
	struct exchange_record *e = vec_add(&c->exchanges, r->arena);

	e->purpose = str_from(purpose);
	e->step = step;
	e->label = str_from(label);
	e->request_id = arena_strf(r->arena, "5f0c-%zu", c->exchanges.n);
	e->sent = arena_strf(
	    r->arena, "%s HTTP/1.1\r\nHost: 127.0.0.1:8080\r\n\r\n", label);
	e->received = arena_strf(r->arena,
	    "HTTP/1.1 %d Whatever\r\nServer: Sample/1.0\r\n\r\n", status);
	e->status = status;
	e->curl = arena_strf(
	    r->arena, "curl -i 'http://127.0.0.1:8080/dav/%u'", step);
	e->duration_ms = 3;
	return e;
}

static inline void
sample_body(struct exchange_record *e, struct str body)
{
	e->body = str_sub(body, 0, BODY_SHOWN);
	e->body_size = body.n;
}

static inline struct finding *
sample_finding(struct result *r, struct finding_list *list,
    enum finding_level level, const char *id, const char *message)
{
	struct finding *f = vec_add(list, r->arena);

	f->level = level;
	f->requirement = id != NULL ? sample_requirement(id) : NULL;
	f->message = str_from(message);
	return f;
}

/* A finding of the case's own, shown by that exchange. */
static inline struct finding *
sample_shown(struct result *r, struct case_result *c, struct exchange_record *e,
    enum finding_level level, const char *id, const char *message)
{
	struct finding f = *sample_finding(r, &c->findings, level, id, message);

	f.place = PLACE_STATUS;
	f.expected = STR("412");
	f.actual = STR("204");
	f.at = (struct loc){(const char *)c->file.p, 8, 11};
	c->findings.v[c->findings.n - 1] = f;
	*vec_add(&e->findings, r->arena) = f;
	return &c->findings.v[c->findings.n - 1];
}

static const char sample_207[] =
    "<?xml version=\"1.0\" encoding=\"utf-8\"?>\r\n"
    "<D:multistatus xmlns:D=\"DAV:\">\r\n"
    " <D:response><D:href>/dav/a b</D:href>"
    "<D:status>HTTP/1.1 423</D:status></D:response>\r\n"
    "</D:multistatus>\r\n";

static inline void
sample_rules(struct result *r)
{
	struct rule_result *broken = vec_add(&r->rules, r->arena);
	struct rule_result *held;
	struct finding *f;

	broken->name = STR("href-percent-encoded");
	broken->requirement = STR("href.percent-encoded");
	broken->sentence = STR("An href holds no character that must be"
			       " percent-encoded");
	broken->verdict = VERDICT_FAIL;
	broken->reason = STR("href \"/dav/a b\" holds a blank");
	broken->n_findings = 7;
	broken->n_evidence = 1;
	broken->evidence[0].case_id = r->cases.v[1].id;
	broken->evidence[0].exchange = 2;
	f = &broken->evidence[0].finding;
	f->level = FINDING_MUST;
	f->rule = "href-percent-encoded";
	f->requirement = sample_requirement("href.percent-encoded");
	f->place = PLACE_BODY;
	f->line = 3;
	f->col = 14;
	f->message = STR("href \"/dav/a b\" holds a blank");
	f->actual = STR("/dav/a b");
	*vec_add(&r->cases.v[1].exchanges.v[2].findings, r->arena) = *f;
	held = vec_add(&r->rules, r->arena);
	held->name = STR("response-href-unique");
	held->requirement = STR("response.href-unique");
	held->sentence = STR("No two responses have the same href");
	held->verdict = VERDICT_PASS;
}

static inline void
sample_failures(struct result *r)
{
	struct case_result *c = sample_case(r, "rfc4918/9.8-copy/overwrite-f",
	    VERDICT_FAIL, "COPY with Overwrite F to what exists is refused",
	    "copy.precondition-412");
	struct exchange_record *e;

	sample_judged(r, c);
	c->reason = STR("step 1: status 204 where 412 is demanded");
	c->note = STR("RFC 4918 leaves open whether the body says why.");
	sample_exchange(r, c, "given", 0, "PUT a", 201);
	e = sample_exchange(r, c, "step", 1, "COPY a", 204);
	sample_shown(r, c, e, FINDING_MUST, "copy.precondition-412",
	    "status 204 where 412 is demanded");
	sample_finding(r, &c->findings, FINDING_SHOULD, "copy.status-204",
	    "the destination holds what the source held");
	e = sample_exchange(r, c, "step", 2, "PROPFIND /", 207);
	sample_body(e, str_from(sample_207));
	c = sample_case(r, "rfc4918/9.8-copy/depth-1", VERDICT_WARN,
	    "COPY with Depth 1 is refused", "copy.depth-1-rejected");
	sample_judged(r, c);
	c->reason = STR("step 1: status 201 where 400 is wanted");
	e = sample_exchange(r, c, "step", 1, "COPY b/", 201);
	sample_shown(r, c, e, FINDING_SHOULD, "copy.depth-1-rejected",
	    "status 201 where 400 is wanted");
	c = sample_case(r, "rfc4918/9.10-lock/refresh", VERDICT_ERROR,
	    "LOCK without a body refreshes the lock",
	    "lock.refresh-body-lockdiscovery");
	c->reason = STR("step 1 prepares and was answered with 500");
	e = sample_exchange(r, c, "step", 1, "LOCK a", 500);
	sample_shown(r, c, e, FINDING_ERROR, NULL,
	    "step 1 prepares and was answered with 500");
}

static inline void
sample_others(struct result *r)
{
	struct case_result *c;

	c = sample_case(r, "rfc4918/9.10-lock/expires", VERDICT_SKIP,
	    "A lock ends with its timeout", "lock.refresh-timeout");
	c->reason = STR("the server does not claim class 3");
	c = sample_case(r, "rfc4918/9.3-mkcol/body", VERDICT_KNOWN,
	    "MKCOL with a body of an unknown type is refused",
	    "mkcol.body-effect-limited");
	sample_judged(r, c);
	c->reason = STR("reported as bug #812");
	sample_finding(r, &c->findings, FINDING_MUST,
	    "mkcol.body-effect-limited", "status 201 where 415 is demanded");
	c = sample_case(r, "rfc4918/9.3-mkcol/plain", VERDICT_UNEXPECTED,
	    "MKCOL makes a collection", "mkcol.creates-collection");
	sample_judged(r, c);
	c->reason = STR("it passed, though listed as a known failure");
}

static inline void
sample_result(struct result *r, struct arena *a)
{
	struct case_result *c;

	*r = (struct result){.arena = a};
	r->version = STR("0.0.0");
	r->catalogue = STR("0123456789abcdef0123456789abcdef");
	r->cases_digest = STR("fedcba9876543210fedcba9876543210");
	r->target_url = STR("http://127.0.0.1:8080/dav/");
	r->target_name = STR("Sample server");
	r->target_version = STR("1.0");
	r->server = STR("Sample/1.0");
	r->dav = STR("1, 2");
	r->allow = STR("OPTIONS, GET, HEAD, PROPFIND, COPY, LOCK");
	r->started = STR("2026-11-21T10:00:00Z");
	r->duration_ms = 2345;
	r->command = STR("davproof run http://127.0.0.1:8080/dav/");
	c = sample_case(r, "rfc4918/9.1-propfind/depth-1", VERDICT_PASS,
	    "PROPFIND with Depth 1 lists the members", "propfind.depth-1");
	sample_judged(r, c);
	sample_body(sample_exchange(r, c, "step", 1, "PROPFIND /", 207),
	    STR("<multistatus xmlns=\"DAV:\"/>"));
	sample_failures(r);
	sample_others(r);
	sample_rules(r);
	*vec_add(&r->left_behind, a) =
	    STR("http://127.0.0.1:8080/dav/dp-5f0c/");
}

/* One that sends its reader to others. */
#define SENDS_TO_OTHERS "prop-element.children-are-properties"

static inline void
sample_whole(struct result *r)
{
	r->cases_digest = r->suite_digest = result_cases_digest(r, r->arena);
}

/* The whole suite was run, and all that a client can see is held. */
static inline void
held_result(struct result *r, struct arena *a)
{
	*r = (struct result){.arena = a, .dav = STR("1, 2, 3"),
	    .version = STR("0.0.0"), .server = STR("Sample/1.0"),
	    .target_url = STR("http://127.0.0.1:8080/dav/"),
	    .target_name = STR("Sample server"), .target_version = STR("1.0"),
	    .started = STR("2026-11-21T10:00:00Z"),
	    .command = STR("davproof run --certify sample.yaml"),
	    .catalogue = str_from(spec_digest())};
	for (size_t i = 0; i < spec_count(); i++) {
		const char *id = spec_at(i)->id;

		if (spec_at(i)->testable == TESTABLE_BLACK_BOX &&
		    strcmp(id, SENDS_TO_OTHERS) != 0)
			sample_judged(r,
			    sample_case(r, arena_printf(a, "sample/%s", id),
				VERDICT_PASS, "t", id));
	}
	sample_whole(r);
}

/* The case of such a result that proves it. */
static inline struct case_result *
sample_case_of(struct result *r, const char *id)
{
	for (size_t i = 0; i < r->cases.n; i++)
		if (str_is(r->cases.v[i].proves.v[0], id))
			return &r->cases.v[i];
	fail_msg("no case proves %s", id);
	return NULL;
}

/* One of each kind; its texts and what is gone are this. */
static inline void
sample_baseline(struct result *r, struct str text)
{
	struct baseline *b = arena_new(r->arena, struct baseline);

	b->file = b->version = b->started = b->target = text;
	*vec_add(&b->notes, r->arena) = text;
	for (size_t k = 0; k < BASELINE_KINDS; k++)
		*vec_add(&b->items, r->arena) = (struct baseline_item){
		    .kind = (enum baseline_kind)k,
		    .id = k == BASELINE_GONE
			? text
			: r->cases.v[k % r->cases.n].id,
		    .before = k == BASELINE_NEW ? VERDICT_PASS : VERDICT_FAIL,
		    .after = k == BASELINE_GONE ? VERDICT_PASS : VERDICT_SKIP,
		    .revised = k == BASELINE_FIXED,
		    .reason = text};
	*vec_add(&b->unseen, r->arena) = (struct baseline_item){
	    .id = text, .before = VERDICT_WARN};
	b->judged = 3;
	b->run = 2;
	r->baseline = b;
}

#define HOSTILE                                                                \
	"\nnot ok 1\nok 2 # SKIP x\n  ...\nBail out!\x1b[31m\x07\r\n\r"        \
	"\xff\xfe </script><script>x</script> ]]> <!-- --> \"'\\ \\\" & "      \
	"| `a` [b](http://evil.example/) \xe2\x80\xae @all ::error::x\t"

static inline void
hostile_result(struct result *r, struct arena *a)
{
	static const char zeros[] = HOSTILE "\0after";
	struct str bytes = {zeros, sizeof(zeros) - 1};

	sample_result(r, a);
	r->server = r->dav = r->allow = r->target_name = bytes;
	for (size_t i = 0; i < r->cases.n; i++) {
		struct case_result *c = &r->cases.v[i];

		c->title = c->reason = c->note = bytes;
		for (size_t k = 0; k < c->findings.n; k++) {
			struct finding *f = &c->findings.v[k];

			f->message = f->expected = f->actual = bytes;
		}
		for (size_t k = 0; k < c->exchanges.n; k++) {
			struct exchange_record *e = &c->exchanges.v[k];

			e->label = e->sent = e->received = e->curl = bytes;
			e->why = bytes;
			sample_body(e, bytes);
			e->body_size = 100000;
			for (size_t m = 0; m < e->findings.n; m++)
				e->findings.v[m].message = bytes;
		}
	}
	for (size_t i = 0; i < r->rules.n; i++) {
		r->rules.v[i].reason = r->rules.v[i].sentence = bytes;
		r->rules.v[i].listed = bytes;
		r->rules.v[i].evidence[0].finding.message = bytes;
	}
	r->cases.v[3].findings.v[0].place = PLACE_HEADER;
	r->cases.v[3].findings.v[0].header = bytes;
	r->left_behind.v[0] = bytes;
	sample_baseline(r, bytes);
}

/* What a format writes, in an arena. */
static inline struct str
rendered(const char *format, const struct result *r, struct arena *a)
{
	const struct format *f = format_find(str_from(format));
	char *text = NULL;
	size_t n = 0;
	FILE *out = open_memstream(&text, &n);
	struct str copy;

	assert_non_null(f);
	assert_non_null(out);
	assert_true(f->render(out, r));
	fclose(out);
	copy = arena_str(a, (struct str){text, n});
	free(text);
	return copy;
}

/* A file of the folder that --html DIR/ writes. */
static inline struct str
folder_file(struct html_folder *f, size_t i, struct arena *a)
{
	char *text = NULL;
	size_t n = 0;
	FILE *out = open_memstream(&text, &n);
	struct str copy;

	assert_true(html_folder_write(f, i, out));
	fclose(out);
	copy = arena_str(a, (struct str){text, n});
	free(text);
	return copy;
}

static inline bool
holds(struct str text, const char *needle)
{
	return str_find(text, str_from(needle)) < text.n;
}

static char sample_home[256]; /* of the folders of a test program */

static inline void
sample_remove(void)
{
	char command[sizeof(sample_home) + 16];

	snprintf(command, sizeof(command), "rm -rf '%s'", sample_home);
	(void)!system(command);
}

/* A folder of its own for the files of a test; it goes with the program. */
static inline char *
sample_folder(struct arena *a)
{
	const char *base = getenv("TMPDIR");
	char *path;

	if (sample_home[0] == '\0') {
		snprintf(sample_home, sizeof(sample_home),
		    "%s/davproof-report.XXXXXX", base != NULL ? base : "/tmp");
		assert_non_null(mkdtemp(sample_home));
		assert_int_equal(atexit(sample_remove), 0);
	}
	path = arena_printf(a, "%s/XXXXXX", sample_home);
	assert_non_null(mkdtemp(path));
	return path;
}

static inline void
sample_write(const char *path, struct str bytes)
{
	FILE *f = fopen(path, "w");

	assert_non_null(f);
	assert_int_equal(fwrite(bytes.p, 1, bytes.n, f), bytes.n);
	assert_int_equal(fclose(f), 0);
}

/* What a shell command prints; its status in *status. */
static inline struct str
printed(const char *command, struct arena *a, int *status)
{
	static char text[1 << 16];
	FILE *p = popen(command, "r");
	size_t n;

	assert_non_null(p);
	n = fread(text, 1, sizeof(text), p);
	*status = pclose(p);
	return arena_str(a, (struct str){text, n});
}

#endif

/*
 * Reads what json.c wrote. Members that are not known are passed by (a newer
 * davproof may have written them); a known one of a wrong type is an error.
 */
#include "report/json.h"

#include <jansson.h>

#include "base/file.h"
#include "base/base64.h"
#include "report/baseline.h"
#include "report/faultmatrix.h"
#include "report/render.h"
#include "report/words.h"

#define RESULT_MAX ((size_t)2 * 1024 * 1024 * 1024)

/* The first mistake stops the reading, but every getter may be called on. */
struct reader {
	struct arena *arena;
	struct buf *why;
	bool failed;
	struct str id; /* of the case being read */
};

PRINTF(2, 3)
static void
fail(struct reader *r, const char *fmt, ...)
{
	struct str message;
	va_list ap;

	if (r->failed)
		return;
	r->failed = true;
	va_start(ap, fmt);
	message = str_from(arena_vprintf(r->arena, fmt, ap));
	va_end(ap);
	if (r->id.n > 0)
		buf_printf(r->why,
		    "case %.*s: ", STRF(words_line_in(r->arena, r->id)));
	buf_printf(r->why, "%.*s", STRF(message));
}

static struct str
as_text(struct reader *r, const json_t *v, const char *key)
{
	struct str s = STR_NONE;

	if (v == NULL || json_is_null(v))
		return s;
	if (!json_is_string(v)) {
		fail(r, "\"%s\" is not a string", key);
		return s;
	}
	s.p = json_string_value(v);
	s.n = json_string_length(v);
	return arena_str(r->arena, s);
}

static struct str
get_text(struct reader *r, const json_t *o, const char *key)
{
	return as_text(r, json_object_get(o, key), key);
}

static uint64_t
get_number(struct reader *r, const json_t *o, const char *key, uint64_t max)
{
	const json_t *v = json_object_get(o, key);

	if (v == NULL)
		return 0;
	if (!json_is_integer(v) || json_integer_value(v) < 0 ||
	    (uint64_t)json_integer_value(v) > max) {
		fail(r, "\"%s\" is not a number from 0 to %llu", key,
		    (unsigned long long)max);
		return 0;
	}
	return (uint64_t)json_integer_value(v);
}

static unsigned
get_unsigned(struct reader *r, const json_t *o, const char *key)
{
	return (unsigned)get_number(r, o, key, UINT32_MAX);
}

static bool
get_bool(struct reader *r, const json_t *o, const char *key)
{
	const json_t *v = json_object_get(o, key);

	if (v != NULL && !json_is_boolean(v))
		fail(r, "\"%s\" is not true or false", key);
	return json_is_true(v);
}

/* An empty array stands for one that is missing. */
static size_t
get_array(
    struct reader *r, const json_t *o, const char *key, const json_t **array)
{
	*array = json_object_get(o, key);
	if (*array != NULL && !json_is_array(*array))
		fail(r, "\"%s\" is not an array", key);
	return json_array_size(*array);
}

static const json_t *
element(struct reader *r, const json_t *array, size_t i, const char *key)
{
	const json_t *v = json_array_get(array, i);

	if (!json_is_object(v))
		fail(r, "\"%s\" holds what is not an object", key);
	return v;
}

#define READ_TEXTS(r, o, key, list)                                            \
	do {                                                                   \
		const json_t *array_;                                          \
		size_t n_ = get_array((r), (o), (key), &array_);               \
		for (size_t i_ = 0; i_ < n_; i_++)                             \
			*vec_add(list, (r)->arena) =                           \
			    as_text((r), json_array_get(array_, i_), (key));   \
	} while (0)

static void
read_location(struct reader *r, const json_t *o, struct loc *at)
{
	if (o == NULL)
		return;
	at->file = get_text(r, o, "file").p;
	at->line = get_unsigned(r, o, "line");
	at->col = get_unsigned(r, o, "column");
}

static void
read_finding(struct reader *r, const json_t *o, struct finding *f)
{
	struct str level = get_text(r, o, "level");
	struct str place = get_text(r, o, "place");

	if (!words_level_parse(level, &f->level))
		fail(r, "\"level\" of a finding is not one of the levels");
	if (place.p != NULL && !words_place_parse(place, &f->place))
		fail(r, "\"place\" of a finding is not one of the places");
	f->rule = get_text(r, o, "rule").p;
	f->requirement = spec_find(get_text(r, o, "requirement"));
	f->header = get_text(r, o, "header");
	f->line = get_unsigned(r, o, "line");
	f->col = get_unsigned(r, o, "column");
	f->message = get_text(r, o, "message");
	f->expected = get_text(r, o, "expected");
	f->actual = get_text(r, o, "actual");
	read_location(r, json_object_get(o, "at"), &f->at);
}

static void
read_findings(struct reader *r, const json_t *o, struct finding_list *list)
{
	const json_t *array;
	size_t n = get_array(r, o, "findings", &array);

	for (size_t i = 0; i < n; i++)
		read_finding(r, element(r, array, i, "findings"),
		    vec_add(list, r->arena));
}

static struct str
read_body(struct reader *r, const json_t *o, const char *key)
{
	const char *key64 = arena_printf(r->arena, "%s_base64", key);
	struct str coded = get_text(r, o, key64);
	struct str body = get_text(r, o, key);

	if (coded.p != NULL && !base64_decode(coded, r->arena, &body))
		fail(r, "\"%s\" is not base64", key64);
	return body;
}

static void
read_exchange(struct reader *r, const json_t *o, struct exchange_record *e)
{
	e->purpose = get_text(r, o, "purpose");
	e->step = get_unsigned(r, o, "step");
	e->label = get_text(r, o, "label");
	e->request_id = get_text(r, o, "request_id");
	e->sent = get_text(r, o, "sent");
	e->sent_body = read_body(r, o, "sent_body");
	e->sent_body_size = get_number(r, o, "sent_body_size", INT64_MAX);
	e->received = get_text(r, o, "received");
	e->status = (int)get_number(r, o, "status", INT32_MAX);
	e->body = read_body(r, o, "body");
	e->body_size = get_number(r, o, "body_size", INT64_MAX);
	e->why = get_text(r, o, "why");
	e->curl = get_text(r, o, "curl");
	e->duration_ms = get_unsigned(r, o, "duration_ms");
	read_findings(r, o, &e->findings);
}

static enum verdict
read_verdict(struct reader *r, const json_t *o, const char *key)
{
	enum verdict v = VERDICT_PASS;

	if (!verdict_parse(get_text(r, o, key), &v))
		fail(r, "\"%s\" is not one of the verdicts", key);
	return v;
}

static void
read_case(struct reader *r, const json_t *o, struct case_result *c)
{
	struct str digest = get_text(r, o, "digest");
	const json_t *array;
	size_t n;

	c->id = r->id;
	c->title = get_text(r, o, "title");
	c->note = get_text(r, o, "note");
	c->verdict = read_verdict(r, o, "verdict");
	c->reason = get_text(r, o, "reason");
	c->file = get_text(r, o, "file");
	c->line = get_unsigned(r, o, "line");
	if (digest.n >= sizeof(c->digest))
		fail(r, "\"digest\" is too long");
	else if (digest.n > 0)
		memcpy(c->digest, digest.p, digest.n);
	READ_TEXTS(r, o, "proves", &c->proves);
	READ_TEXTS(r, o, "judged", &c->judged);
	c->scratch = get_text(r, o, "scratch");
	c->duration_ms = get_unsigned(r, o, "duration_ms");
	read_findings(r, o, &c->findings);
	n = get_array(r, o, "exchanges", &array);
	for (size_t i = 0; i < n; i++)
		read_exchange(r, element(r, array, i, "exchanges"),
		    vec_add(&c->exchanges, r->arena));
}

static void
read_rule(struct reader *r, const json_t *o, struct rule_result *rule)
{
	const json_t *array;
	size_t n;

	rule->name = str_from_at(r->id, sizeof("rules/") - 1);
	rule->sentence = get_text(r, o, "title");
	rule->verdict = read_verdict(r, o, "verdict");
	rule->reason = get_text(r, o, "reason");
	n = get_array(r, o, "proves", &array);
	if (n > 0)
		rule->requirement =
		    as_text(r, json_array_get(array, 0), "proves");
	rule->n_findings = get_unsigned(r, o, "count");
	n = get_array(r, o, "findings", &array);
	for (size_t i = 0; i < n && i < EVIDENCE_MAX; i++) {
		const json_t *f = element(r, array, i, "findings");

		read_finding(r, f, &rule->evidence[i].finding);
		rule->evidence[i].case_id = get_text(r, f, "case");
		rule->evidence[i].exchange = get_unsigned(r, f, "exchange");
		rule->n_evidence++;
	}
}

static void
read_cases(struct reader *r, const json_t *o, struct result *out)
{
	const json_t *array;
	size_t n = get_array(r, o, "cases", &array);

	if (array == NULL)
		fail(r, "it has no \"cases\"");
	for (size_t i = 0; i < n && !r->failed; i++) {
		const json_t *c = element(r, array, i, "cases");

		r->id = get_text(r, c, "id");
		if (r->id.n == 0)
			fail(r, "a case has no \"id\"");
		else if (str_starts(r->id, STR("rules/")))
			read_rule(r, c, vec_add(&out->rules, r->arena));
		else
			read_case(r, c, vec_add(&out->cases, r->arena));
	}
	r->id = STR_NONE;
}

static void
read_change(struct reader *r, const json_t *o, struct baseline_item *i)
{
	if (!baseline_kind_parse(get_text(r, o, "change"), &i->kind))
		fail(r, "\"change\" is not one of the changes");
	i->id = get_text(r, o, "id");
	if (i->kind != BASELINE_NEW)
		i->before = read_verdict(r, o, "before");
	if (i->kind != BASELINE_GONE)
		i->after = read_verdict(r, o, "after");
	i->revised = get_bool(r, o, "revised");
	i->reason = get_text(r, o, "reason");
}

static void
read_part(struct reader *r, const json_t *o, struct baseline *b)
{
	const json_t *array;
	size_t n = get_array(r, o, "unseen", &array);

	b->judged = get_unsigned(r, o, "judged");
	b->run = get_unsigned(r, o, "run");
	for (size_t i = 0; i < n; i++) {
		const json_t *rule = element(r, array, i, "unseen");
		struct baseline_item *item = vec_add(&b->unseen, r->arena);

		item->id = get_text(r, rule, "id");
		item->before = read_verdict(r, rule, "before");
	}
}

static struct baseline *
read_baseline(struct reader *r, const json_t *o)
{
	struct baseline *b = arena_new(r->arena, struct baseline);
	const json_t *array;
	size_t n;

	b->file = get_text(r, o, "file");
	b->version = get_text(r, o, "version");
	b->started = get_text(r, o, "started");
	b->target = get_text(r, o, "target");
	READ_TEXTS(r, o, "notes", &b->notes);
	n = get_array(r, o, "changes", &array);
	for (size_t i = 0; i < n; i++)
		read_change(r, element(r, array, i, "changes"),
		    vec_add(&b->items, r->arena));
	read_part(r, json_object_get(o, "part"), b);
	return b;
}

static void
read_fault(struct reader *r, const json_t *o, struct fault_tried *f)
{
	f->id = get_text(r, o, "id");
	f->text = get_text(r, o, "text");
	READ_TEXTS(r, o, "violates", &f->violates);
	READ_TEXTS(r, o, "caught_by", &f->caught_by);
	READ_TEXTS(r, o, "broke", &f->broke);
	f->why = get_text(r, o, "why");
}

static struct fault_matrix *
read_matrix(struct reader *r, const json_t *o)
{
	struct fault_matrix *m = arena_new(r->arena, struct fault_matrix);
	const json_t *array;
	size_t n = get_array(r, o, "faults", &array);

	m->whole = get_bool(r, o, "whole");
	m->part = get_bool(r, o, "part");
	m->left_out = get_unsigned(r, o, "left_out");
	m->duration_ms = get_unsigned(r, o, "duration_ms");
	for (size_t i = 0; i < n; i++)
		read_fault(r, element(r, array, i, "faults"),
		    vec_add(&m->faults, r->arena));
	return m;
}

/* "K/N" */
static void
read_shard(struct reader *r, const json_t *o, struct result *out)
{
	struct str rest = get_text(r, o, "shard"), first = STR_NONE;
	uint64_t k, n;

	if (rest.p == NULL)
		return;
	str_cut(&rest, '/', &first);
	if (rest.p == NULL || !str_to_u64(first, &k) || !str_to_u64(rest, &n) ||
	    k < 1 || k > n || n > UINT32_MAX) {
		fail(r, "\"shard\" is not K/N");
		return;
	}
	out->shard = (unsigned)k;
	out->shards = (unsigned)n;
}

static void
read_result(struct reader *r, const json_t *o, struct result *out)
{
	const json_t *target = json_object_get(o, "target");

	const json_t *format = json_object_get(o, "format");

	if (!json_is_integer(format)) {
		fail(r, "it is not a result of davproof");
		return;
	}
	if (json_integer_value(format) != RESULT_FORMAT) {
		fail(r, "it is a result in format %lld, and this is the "
			"davproof of format %d",
		    (long long)json_integer_value(format), RESULT_FORMAT);
		return;
	}
	out->version = get_text(r, o, "version");
	out->catalogue = get_text(r, o, "catalogue");
	out->cases_digest = get_text(r, o, "cases_digest");
	out->suite_digest = get_text(r, o, "suite_digest");
	out->certify = json_object_get(o, "certificate") != NULL;
	out->target_url = get_text(r, target, "url");
	out->target_name = get_text(r, target, "name");
	out->target_version = get_text(r, target, "version");
	out->server = get_text(r, target, "server");
	out->dav = get_text(r, target, "dav");
	out->allow = get_text(r, target, "allow");
	out->started = get_text(r, o, "started");
	out->duration_ms = get_unsigned(r, o, "duration_ms");
	out->command = get_text(r, o, "command");
	read_shard(r, o, out);
	out->strict = get_bool(r, o, "strict");
	out->bail_out = get_text(r, o, "bail_out");
	out->enough = get_bool(r, o, "enough");
	out->planned = get_unsigned(r, o, "planned");
	if (json_object_get(o, "baseline") != NULL)
		out->baseline =
		    read_baseline(r, json_object_get(o, "baseline"));
	if (json_object_get(o, "matrix") != NULL)
		out->matrix = read_matrix(r, json_object_get(o, "matrix"));
	read_cases(r, o, out);
	READ_TEXTS(r, o, "left_behind", &out->left_behind);
}

bool
result_read(
    const char *path, struct arena *a, struct result *out, struct buf *why)
{
	struct reader r = {.arena = a, .why = why};
	const char *cause;
	struct str bytes;
	struct arena file = {0};
	json_error_t error;
	json_t *o;

	*out = (struct result){.arena = a};
	if (!file_read(&file, path, RESULT_MAX, &bytes, &cause)) {
		buf_printf(why, "%s: %s", path, cause);
		arena_release(&file);
		return false;
	}
	if (bytes.n == 0) {
		buf_printf(why, "%s: it is empty", path);
		arena_release(&file);
		return false;
	}
	o = json_loadb(
	    bytes.p, bytes.n, JSON_REJECT_DUPLICATES | JSON_ALLOW_NUL, &error);
	arena_release(&file);
	if (o == NULL) {
		buf_printf(why, "%s:%d:%d: %.*s", path, error.line,
		    error.column, STRF(words_line_in(a, str_from(error.text))));
		return false;
	}
	buf_printf(why, "%s: ", path);
	if (!json_is_object(o))
		fail(&r, "it is not a result of davproof");
	else
		read_result(&r, o, out);
	json_decref(o);
	if (!r.failed)
		buf_clear(why);
	return !r.failed;
}

/*
 * Reads what json.c wrote. Members that are not known are passed by (a newer
 * davproof may have written them); a known one of a wrong type is an error.
 */
#include "report/json.h"

#include "base/file.h"
#include "base/base64.h"
#include "report/baseline.h"
#include "report/faultmatrix.h"
#include "report/jsonget.h"
#include "report/render.h"
#include "report/words.h"

#define RESULT_MAX ((size_t)2 * 1024 * 1024 * 1024)

static void
read_location(struct jsonget *r, const json_t *o, struct loc *at)
{
	if (o == NULL)
		return;
	at->file = jsonget_text(r, o, "file").p;
	at->line = jsonget_unsigned(r, o, "line");
	at->col = jsonget_unsigned(r, o, "column");
}

static void
read_finding(struct jsonget *r, const json_t *o, struct finding *f)
{
	struct str level = jsonget_text(r, o, "level");
	struct str place = jsonget_text(r, o, "place");

	if (!words_level_parse(level, &f->level))
		jsonget_fail(
		    r, "\"level\" of a finding is not one of the levels");
	if (place.p != NULL && !words_place_parse(place, &f->place))
		jsonget_fail(
		    r, "\"place\" of a finding is not one of the places");
	f->rule = jsonget_text(r, o, "rule").p;
	f->requirement = spec_find(jsonget_text(r, o, "requirement"));
	f->header = jsonget_text(r, o, "header");
	f->line = jsonget_unsigned(r, o, "line");
	f->col = jsonget_unsigned(r, o, "column");
	f->message = jsonget_text(r, o, "message");
	f->expected = jsonget_text(r, o, "expected");
	f->actual = jsonget_text(r, o, "actual");
	read_location(r, json_object_get(o, "at"), &f->at);
}

static void
read_findings(struct jsonget *r, const json_t *o, struct finding_list *list)
{
	const json_t *array;
	size_t n = jsonget_array(r, o, "findings", &array);

	for (size_t i = 0; i < n; i++)
		read_finding(r, jsonget_element(r, array, i, "findings"),
		    vec_add(list, r->arena));
}

static struct str
read_body(struct jsonget *r, const json_t *o, const char *key)
{
	const char *key64 = arena_printf(r->arena, "%s_base64", key);
	struct str coded = jsonget_text(r, o, key64);
	struct str body = jsonget_text(r, o, key);

	if (coded.p != NULL && !base64_decode(coded, r->arena, &body))
		jsonget_fail(r, "\"%s\" is not base64", key64);
	return body;
}

static void
read_exchange(struct jsonget *r, const json_t *o, struct exchange_record *e)
{
	e->purpose = jsonget_text(r, o, "purpose");
	e->step = jsonget_unsigned(r, o, "step");
	e->label = jsonget_text(r, o, "label");
	e->request_id = jsonget_text(r, o, "request_id");
	e->sent = jsonget_text(r, o, "sent");
	e->sent_body = read_body(r, o, "sent_body");
	e->sent_body_size = jsonget_number(r, o, "sent_body_size", INT64_MAX);
	e->received = jsonget_text(r, o, "received");
	e->status = (int)jsonget_number(r, o, "status", INT32_MAX);
	e->body = read_body(r, o, "body");
	e->body_size = jsonget_number(r, o, "body_size", INT64_MAX);
	e->why = jsonget_text(r, o, "why");
	e->curl = jsonget_text(r, o, "curl");
	e->duration_ms = jsonget_unsigned(r, o, "duration_ms");
	read_findings(r, o, &e->findings);
}

static enum verdict
read_verdict(struct jsonget *r, const json_t *o, const char *key)
{
	enum verdict v = VERDICT_PASS;

	if (!verdict_parse(jsonget_text(r, o, key), &v))
		jsonget_fail(r, "\"%s\" is not one of the verdicts", key);
	return v;
}

static void
read_case(struct jsonget *r, const json_t *o, struct case_result *c)
{
	struct str digest = jsonget_text(r, o, "digest");
	const json_t *array;
	size_t n;

	c->id = r->id;
	c->title = jsonget_text(r, o, "title");
	c->note = jsonget_text(r, o, "note");
	c->verdict = read_verdict(r, o, "verdict");
	c->reason = jsonget_text(r, o, "reason");
	c->file = jsonget_text(r, o, "file");
	c->line = jsonget_unsigned(r, o, "line");
	if (digest.n >= sizeof(c->digest))
		jsonget_fail(r, "\"digest\" is too long");
	else if (digest.n > 0)
		memcpy(c->digest, digest.p, digest.n);
	JSONGET_TEXTS(r, o, "proves", &c->proves);
	JSONGET_TEXTS(r, o, "judged", &c->judged);
	c->scratch = jsonget_text(r, o, "scratch");
	c->duration_ms = jsonget_unsigned(r, o, "duration_ms");
	read_findings(r, o, &c->findings);
	n = jsonget_array(r, o, "exchanges", &array);
	for (size_t i = 0; i < n; i++)
		read_exchange(r, jsonget_element(r, array, i, "exchanges"),
		    vec_add(&c->exchanges, r->arena));
}

static void
read_rule(struct jsonget *r, const json_t *o, struct rule_result *rule)
{
	const json_t *array;
	size_t n;

	rule->name = str_from_at(r->id, sizeof("rules/") - 1);
	rule->sentence = jsonget_text(r, o, "title");
	rule->verdict = read_verdict(r, o, "verdict");
	rule->reason = jsonget_text(r, o, "reason");
	rule->listed = jsonget_text(r, o, "listed");
	n = jsonget_array(r, o, "proves", &array);
	if (n > 0)
		rule->requirement =
		    jsonget_as_text(r, json_array_get(array, 0), "proves");
	rule->n_findings = jsonget_unsigned(r, o, "count");
	n = jsonget_array(r, o, "findings", &array);
	for (size_t i = 0; i < n && i < EVIDENCE_MAX; i++) {
		const json_t *f = jsonget_element(r, array, i, "findings");

		read_finding(r, f, &rule->evidence[i].finding);
		rule->evidence[i].case_id = jsonget_text(r, f, "case");
		rule->evidence[i].exchange = jsonget_unsigned(r, f, "exchange");
		rule->n_evidence++;
	}
}

static void
read_cases(struct jsonget *r, const json_t *o, struct result *out)
{
	const json_t *array;
	size_t n = jsonget_array(r, o, "cases", &array);

	if (array == NULL)
		jsonget_fail(r, "it has no \"cases\"");
	for (size_t i = 0; i < n && !r->failed; i++) {
		const json_t *c = jsonget_element(r, array, i, "cases");

		r->id = jsonget_text(r, c, "id");
		if (r->id.n == 0)
			jsonget_fail(r, "a case has no \"id\"");
		else if (str_starts(r->id, STR("rules/")))
			read_rule(r, c, vec_add(&out->rules, r->arena));
		else
			read_case(r, c, vec_add(&out->cases, r->arena));
	}
	r->id = STR_NONE;
}

static void
read_change(struct jsonget *r, const json_t *o, struct baseline_item *i)
{
	if (!baseline_kind_parse(jsonget_text(r, o, "change"), &i->kind))
		jsonget_fail(r, "\"change\" is not one of the changes");
	i->id = jsonget_text(r, o, "id");
	if (i->kind != BASELINE_NEW)
		i->before = read_verdict(r, o, "before");
	if (i->kind != BASELINE_GONE)
		i->after = read_verdict(r, o, "after");
	i->revised = jsonget_bool(r, o, "revised");
	i->reason = jsonget_text(r, o, "reason");
}

static void
read_part(struct jsonget *r, const json_t *o, struct baseline *b)
{
	const json_t *array;
	size_t n = jsonget_array(r, o, "unseen", &array);

	b->judged = jsonget_unsigned(r, o, "judged");
	b->run = jsonget_unsigned(r, o, "run");
	for (size_t i = 0; i < n; i++) {
		const json_t *rule = jsonget_element(r, array, i, "unseen");
		struct baseline_item *item = vec_add(&b->unseen, r->arena);

		item->id = jsonget_text(r, rule, "id");
		item->before = read_verdict(r, rule, "before");
	}
}

static struct baseline *
read_baseline(struct jsonget *r, const json_t *o)
{
	struct baseline *b = arena_new(r->arena, struct baseline);
	const json_t *array;
	size_t n;

	b->file = jsonget_text(r, o, "file");
	b->version = jsonget_text(r, o, "version");
	b->started = jsonget_text(r, o, "started");
	b->target = jsonget_text(r, o, "target");
	JSONGET_TEXTS(r, o, "notes", &b->notes);
	n = jsonget_array(r, o, "changes", &array);
	for (size_t i = 0; i < n; i++)
		read_change(r, jsonget_element(r, array, i, "changes"),
		    vec_add(&b->items, r->arena));
	read_part(r, json_object_get(o, "part"), b);
	return b;
}

static void
read_fault(struct jsonget *r, const json_t *o, struct fault_tried *f)
{
	f->id = jsonget_text(r, o, "id");
	f->text = jsonget_text(r, o, "text");
	JSONGET_TEXTS(r, o, "violates", &f->violates);
	JSONGET_TEXTS(r, o, "caught_by", &f->caught_by);
	JSONGET_TEXTS(r, o, "broke", &f->broke);
	f->why = jsonget_text(r, o, "why");
}

static struct fault_matrix *
read_matrix(struct jsonget *r, const json_t *o)
{
	struct fault_matrix *m = arena_new(r->arena, struct fault_matrix);
	const json_t *array;
	size_t n = jsonget_array(r, o, "faults", &array);

	m->whole = jsonget_bool(r, o, "whole");
	m->part = jsonget_bool(r, o, "part");
	m->left_out = jsonget_unsigned(r, o, "left_out");
	m->duration_ms = jsonget_unsigned(r, o, "duration_ms");
	for (size_t i = 0; i < n; i++)
		read_fault(r, jsonget_element(r, array, i, "faults"),
		    vec_add(&m->faults, r->arena));
	return m;
}

/* "K/N" */
static void
read_shard(struct jsonget *r, const json_t *o, struct result *out)
{
	struct str rest = jsonget_text(r, o, "shard"), first = STR_NONE;
	uint64_t k, n;

	if (rest.p == NULL)
		return;
	str_cut(&rest, '/', &first);
	if (rest.p == NULL || !str_to_u64(first, &k) || !str_to_u64(rest, &n) ||
	    k < 1 || k > n || n > UINT32_MAX) {
		jsonget_fail(r, "\"shard\" is not K/N");
		return;
	}
	out->shard = (unsigned)k;
	out->shards = (unsigned)n;
}

static void
read_result(struct jsonget *r, const json_t *o, struct result *out)
{
	const json_t *target = json_object_get(o, "target");

	const json_t *format = json_object_get(o, "format");

	if (!json_is_integer(format)) {
		jsonget_fail(r, "it is not a result of davproof");
		return;
	}
	if (json_integer_value(format) != RESULT_FORMAT) {
		jsonget_fail(r,
		    "it is a result in format %lld, and this is the "
		    "davproof of format %d",
		    (long long)json_integer_value(format), RESULT_FORMAT);
		return;
	}
	out->version = jsonget_text(r, o, "version");
	out->catalogue = jsonget_text(r, o, "catalogue");
	out->cases_digest = jsonget_text(r, o, "cases_digest");
	out->suite_digest = jsonget_text(r, o, "suite_digest");
	out->certify = json_object_get(o, "certificate") != NULL;
	out->target_url = jsonget_text(r, target, "url");
	out->target_name = jsonget_text(r, target, "name");
	out->target_version = jsonget_text(r, target, "version");
	out->server = jsonget_text(r, target, "server");
	out->dav = jsonget_text(r, target, "dav");
	out->allow = jsonget_text(r, target, "allow");
	out->started = jsonget_text(r, o, "started");
	out->duration_ms = jsonget_unsigned(r, o, "duration_ms");
	out->command = jsonget_text(r, o, "command");
	read_shard(r, o, out);
	out->strict = jsonget_bool(r, o, "strict");
	out->bail_out = jsonget_text(r, o, "bail_out");
	out->enough = jsonget_bool(r, o, "enough");
	out->planned = jsonget_unsigned(r, o, "planned");
	if (json_object_get(o, "baseline") != NULL)
		out->baseline =
		    read_baseline(r, json_object_get(o, "baseline"));
	if (json_object_get(o, "matrix") != NULL)
		out->matrix = read_matrix(r, json_object_get(o, "matrix"));
	read_cases(r, o, out);
	JSONGET_TEXTS(r, o, "left_behind", &out->left_behind);
}

bool
result_read(
    const char *path, struct arena *a, struct result *out, struct buf *why)
{
	struct jsonget r = {.arena = a, .why = why};
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
		jsonget_fail(&r, "it is not a result of davproof");
	else
		read_result(&r, o, out);
	json_decref(o);
	if (!r.failed)
		buf_clear(why);
	return !r.failed;
}

/*
 * The JSON report. Strings that are UTF-8 stand as they are, written in ASCII
 * with JSON's own escapes; others in their printable form, and a body that is
 * not UTF-8 also in base64, so that no evidence is lost.
 */
#include "report/json.h"

#include <jansson.h>

#include "base/base64.h"
#include "report/words.h"

/* Takes over value; NULL is "nothing" and leaves the member out. */
static void
set(json_t *object, const char *key, json_t *value)
{
	if (value != NULL && json_object_set_new(object, key, value) != 0)
		fatal("no memory for the JSON report");
}

static void
push(json_t *array, json_t *value)
{
	if (value == NULL || json_array_append_new(array, value) != 0)
		fatal("no memory for the JSON report");
}

static json_t *
text(struct str s)
{
	struct buf b;
	json_t *value;

	if (s.p == NULL)
		return NULL;
	if (utf8_valid(s)) {
		value = json_stringn(s.p, s.n);
		if (value != NULL)
			return value;
	}
	buf_init(&b, SIZE_MAX / 2);
	words_text(&b, s);
	value = json_stringn(b.p, b.n);
	buf_release(&b);
	return value;
}

static json_t *
number(uint64_t n)
{
	return json_integer((json_int_t)n);
}

/* What is 0 when there is none. */
static json_t *
number_or_nothing(uint64_t n)
{
	return n == 0 ? NULL : number(n);
}

static json_t *
texts(const struct str *v, size_t n)
{
	json_t *array = json_array();

	for (size_t i = 0; i < n; i++)
		push(array, text(v[i]));
	return array;
}

static json_t *
location(const struct loc *at)
{
	json_t *o;

	if (at->file == NULL)
		return NULL;
	o = json_object();
	set(o, "file", text(str_from(at->file)));
	set(o, "line", number(at->line));
	set(o, "column", number(at->col));
	return o;
}

static json_t *
finding(const struct finding *f)
{
	json_t *o = json_object();

	set(o, "level", text(str_from(words_level(f->level))));
	if (f->requirement != NULL) {
		set(o, "requirement", text(str_from(f->requirement->id)));
		set(o, "rfc", text(str_from(f->requirement->rfc)));
		set(o, "section", text(str_from(f->requirement->section)));
	}
	set(o, "rule", text(str_from(f->rule)));
	set(o, "place", text(str_from(words_place(f->place))));
	set(o, "header", text(f->header));
	set(o, "line", number_or_nothing(f->line));
	set(o, "column", number_or_nothing(f->col));
	set(o, "message", text(f->message));
	set(o, "expected", text(f->expected));
	set(o, "actual", text(f->actual));
	set(o, "at", location(&f->at));
	return o;
}

static json_t *
findings(const struct finding_list *list)
{
	json_t *array = json_array();

	for (size_t i = 0; i < list->n; i++)
		push(array, finding(&list->v[i]));
	return array;
}

/* key, key_base64, key_size. */
static void
set_body(json_t *o, const char *key, struct str body, uint64_t size)
{
	struct arena a = {0};

	set(o, key, text(body));
	if (body.p != NULL && !utf8_valid(body))
		set(o, arena_printf(&a, "%s_base64", key),
		    text(base64_encode(body, &a)));
	set(o, arena_printf(&a, "%s_size", key), number_or_nothing(size));
	arena_release(&a);
}

static json_t *
exchange(const struct exchange_record *e)
{
	json_t *o = json_object();

	set(o, "purpose", text(e->purpose));
	set(o, "step", number_or_nothing(e->step));
	set(o, "label", text(e->label));
	set(o, "request_id", text(e->request_id));
	set(o, "sent", text(e->sent));
	set_body(o, "sent_body", e->sent_body, e->sent_body_size);
	set(o, "received", text(e->received));
	set(o, "status", json_integer(e->status));
	set_body(o, "body", e->body, e->body_size);
	set(o, "why", text(e->why));
	set(o, "curl", text(e->curl));
	set(o, "duration_ms", number(e->duration_ms));
	set(o, "findings", findings(&e->findings));
	return o;
}

static json_t *
case_object(const struct case_result *c)
{
	json_t *o = json_object(), *exchanges = json_array();

	set(o, "id", text(c->id));
	set(o, "title", text(c->title));
	set(o, "note", text(c->note));
	set(o, "verdict", text(str_from(verdict_name(c->verdict))));
	set(o, "reason", text(c->reason));
	set(o, "file", text(c->file));
	set(o, "line", number_or_nothing(c->line));
	if (c->digest[0] != '\0')
		set(o, "digest", text(str_from(c->digest)));
	set(o, "proves", texts(c->proves.v, c->proves.n));
	set(o, "judged", texts(c->judged.v, c->judged.n));
	set(o, "scratch", text(c->scratch));
	set(o, "duration_ms", number(c->duration_ms));
	set(o, "findings", findings(&c->findings));
	for (size_t i = 0; i < c->exchanges.n; i++)
		push(exchanges, exchange(&c->exchanges.v[i]));
	set(o, "exchanges", exchanges);
	return o;
}

/* A rule stands among the cases, as "rules/NAME"; its findings say where. */
static json_t *
rule_object(const struct rule_result *r)
{
	json_t *o = json_object(), *list = json_array();
	struct arena a = {0};

	set(o, "id", text(arena_strf(&a, "rules/%.*s", STRF(r->name))));
	set(o, "title", text(r->sentence));
	set(o, "verdict", text(str_from(verdict_name(r->verdict))));
	set(o, "reason", text(r->reason));
	set(o, "proves", texts(&r->requirement, r->requirement.p != NULL));
	set(o, "count", number(r->n_findings));
	for (size_t i = 0; i < r->n_evidence; i++) {
		json_t *f = finding(&r->evidence[i].finding);

		set(f, "case", text(r->evidence[i].case_id));
		set(f, "exchange", number(r->evidence[i].exchange));
		push(list, f);
	}
	set(o, "findings", list);
	arena_release(&a);
	return o;
}

static json_t *
target_object(const struct result *r)
{
	json_t *o = json_object();

	set(o, "url", text(r->target_url));
	set(o, "name", text(r->target_name));
	set(o, "version", text(r->target_version));
	set(o, "server", text(r->server));
	set(o, "dav", text(r->dav));
	set(o, "allow", text(r->allow));
	return o;
}

static json_t *
counts_object(const struct result *r)
{
	json_t *o = json_object();
	size_t counts[VERDICTS];

	result_count(r, counts);
	for (size_t v = 0; v < VERDICTS; v++)
		set(o, verdict_name((enum verdict)v), number(counts[v]));
	return o;
}

static json_t *
requirements_object(const struct result *r)
{
	static const char *const words[] = {
	    [HELD_NOT_SEEN] = "not seen",
	    [HELD_HELD] = "held",
	    [HELD_BROKEN] = "broken",
	};
	json_t *o = json_object();
	struct arena a = {0};
	enum held *held = result_requirements(r, &a);

	for (size_t i = 0; i < spec_count(); i++)
		set(o, spec_at(i)->id, text(str_from(words[held[i]])));
	arena_release(&a);
	return o;
}

static json_t *
result_object(const struct result *r)
{
	json_t *o = json_object(), *cases = json_array();

	set(o, "format", json_integer(RESULT_FORMAT));
	set(o, "version", text(r->version));
	set(o, "catalogue", text(r->catalogue));
	set(o, "cases_digest", text(r->cases_digest));
	set(o, "target", target_object(r));
	set(o, "started", text(r->started));
	set(o, "duration_ms", number(r->duration_ms));
	set(o, "command", text(r->command));
	if (r->shards > 0)
		set(o, "shard", json_sprintf("%u/%u", r->shard, r->shards));
	set(o, "strict", json_boolean(r->strict));
	set(o, "bail_out", text(r->bail_out));
	set(o, "exit_status", json_integer(result_exit_status(r)));
	set(o, "counts", counts_object(r));
	for (size_t i = 0; i < r->cases.n; i++)
		push(cases, case_object(&r->cases.v[i]));
	for (size_t i = 0; i < r->rules.n; i++)
		push(cases, rule_object(&r->rules.v[i]));
	set(o, "cases", cases);
	set(o, "requirements", requirements_object(r));
	set(o, "left_behind", texts(r->left_behind.v, r->left_behind.n));
	return o;
}

bool
render_json(FILE *out, const struct result *r)
{
	json_t *o = result_object(r);
	bool ok = json_dumpf(o, out, JSON_INDENT(1) | JSON_ENSURE_ASCII) == 0;

	json_decref(o);
	return ok && fputc('\n', out) != EOF && !ferror(out);
}

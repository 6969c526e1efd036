/*
 * The JSON report. Strings that are UTF-8 stand as they are, written in ASCII
 * with JSON's own escapes; others in their printable form, and a body that is
 * not UTF-8 also in base64, so that no evidence is lost.
 */
#include "report/json.h"

#include "base/base64.h"
#include "report/baseline_json.h"
#include "report/certificate_json.h"
#include "report/faultmatrix_json.h"
#include "report/jsonout.h"
#include "report/words.h"

/* What is 0 when there is none. */
static json_t *
number_or_nothing(uint64_t n)
{
	return n == 0 ? NULL : jsonout_number(n);
}

static json_t *
location(const struct loc *at)
{
	json_t *o;

	if (at->file == NULL)
		return NULL;
	o = json_object();
	jsonout_set(o, "file", jsonout_text(str_from(at->file)));
	jsonout_set(o, "line", jsonout_number(at->line));
	jsonout_set(o, "column", jsonout_number(at->col));
	return o;
}

static json_t *
finding(const struct finding *f)
{
	json_t *o = json_object();

	jsonout_set(o, "level", jsonout_word(words_level(f->level)));
	if (f->requirement != NULL) {
		jsonout_set(o, "requirement", jsonout_word(f->requirement->id));
		jsonout_set(o, "rfc", jsonout_word(f->requirement->rfc));
		jsonout_set(
		    o, "section", jsonout_word(f->requirement->section));
	}
	jsonout_set(o, "rule", jsonout_text(str_from(f->rule)));
	jsonout_set(o, "place", jsonout_word(words_place(f->place)));
	jsonout_set(o, "header", jsonout_text(f->header));
	jsonout_set(o, "line", number_or_nothing(f->line));
	jsonout_set(o, "column", number_or_nothing(f->col));
	jsonout_set(o, "message", jsonout_text(f->message));
	jsonout_set(o, "expected", jsonout_text(f->expected));
	jsonout_set(o, "actual", jsonout_text(f->actual));
	jsonout_set(o, "at", location(&f->at));
	return o;
}

static json_t *
findings(const struct finding_list *list)
{
	json_t *array = json_array();

	for (size_t i = 0; i < list->n; i++)
		jsonout_push(array, finding(&list->v[i]));
	return array;
}

/* key, key_base64, key_size. */
static void
set_body(json_t *o, const char *key, struct str body, uint64_t size)
{
	struct arena a = {0};

	jsonout_set(o, key, jsonout_text(body));
	if (body.p != NULL && !utf8_valid(body))
		jsonout_set(o, arena_printf(&a, "%s_base64", key),
		    jsonout_text(base64_encode(body, &a)));
	jsonout_set(
	    o, arena_printf(&a, "%s_size", key), number_or_nothing(size));
	arena_release(&a);
}

static json_t *
exchange(const struct exchange_record *e)
{
	json_t *o = json_object();

	jsonout_set(o, "purpose", jsonout_text(e->purpose));
	jsonout_set(o, "step", number_or_nothing(e->step));
	jsonout_set(o, "label", jsonout_text(e->label));
	jsonout_set(o, "request_id", jsonout_text(e->request_id));
	jsonout_set(o, "sent", jsonout_text(e->sent));
	set_body(o, "sent_body", e->sent_body, e->sent_body_size);
	jsonout_set(o, "received", jsonout_text(e->received));
	jsonout_set(o, "status", json_integer(e->status));
	set_body(o, "body", e->body, e->body_size);
	jsonout_set(o, "why", jsonout_text(e->why));
	jsonout_set(o, "curl", jsonout_text(e->curl));
	jsonout_set(o, "duration_ms", jsonout_number(e->duration_ms));
	jsonout_set(o, "findings", findings(&e->findings));
	return o;
}

static json_t *
case_object(const struct case_result *c)
{
	json_t *o = json_object(), *exchanges = json_array();

	jsonout_set(o, "id", jsonout_text(c->id));
	jsonout_set(o, "title", jsonout_text(c->title));
	jsonout_set(o, "note", jsonout_text(c->note));
	jsonout_set(o, "verdict", jsonout_word(verdict_name(c->verdict)));
	jsonout_set(o, "reason", jsonout_text(c->reason));
	jsonout_set(o, "file", jsonout_text(c->file));
	jsonout_set(o, "line", number_or_nothing(c->line));
	if (c->digest[0] != '\0')
		jsonout_set(o, "digest", jsonout_word(c->digest));
	jsonout_set(o, "proves", jsonout_texts(c->proves.v, c->proves.n));
	jsonout_set(o, "judged", jsonout_texts(c->judged.v, c->judged.n));
	jsonout_set(o, "scratch", jsonout_text(c->scratch));
	jsonout_set(o, "duration_ms", jsonout_number(c->duration_ms));
	jsonout_set(o, "findings", findings(&c->findings));
	for (size_t i = 0; i < c->exchanges.n; i++)
		jsonout_push(exchanges, exchange(&c->exchanges.v[i]));
	jsonout_set(o, "exchanges", exchanges);
	return o;
}

/* A rule stands among the cases, as "rules/NAME"; its findings say where. */
static json_t *
rule_object(const struct rule_result *r)
{
	json_t *o = json_object(), *list = json_array();
	struct arena a = {0};

	jsonout_set(
	    o, "id", jsonout_text(arena_strf(&a, "rules/%.*s", STRF(r->name))));
	jsonout_set(o, "title", jsonout_text(r->sentence));
	jsonout_set(o, "verdict", jsonout_word(verdict_name(r->verdict)));
	jsonout_set(o, "reason", jsonout_text(r->reason));
	jsonout_set(o, "proves",
	    jsonout_texts(&r->requirement, r->requirement.p != NULL));
	jsonout_set(o, "listed", jsonout_text(r->listed));
	jsonout_set(o, "count", jsonout_number(r->n_findings));
	for (size_t i = 0; i < r->n_evidence; i++) {
		json_t *f = finding(&r->evidence[i].finding);

		jsonout_set(f, "case", jsonout_text(r->evidence[i].case_id));
		jsonout_set(
		    f, "exchange", jsonout_number(r->evidence[i].exchange));
		jsonout_push(list, f);
	}
	jsonout_set(o, "findings", list);
	arena_release(&a);
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
		jsonout_set(o, spec_at(i)->id, jsonout_word(words[held[i]]));
	arena_release(&a);
	return o;
}

static json_t *
certificate(const struct result *r)
{
	struct arena a = {0};
	struct certificate c;
	json_t *o;

	if (!r->certify)
		return NULL;
	certificate_judge(r, &a, &c);
	o = certificate_object(&c);
	arena_release(&a);
	return o;
}

static json_t *
result_object(const struct result *r)
{
	json_t *o = json_object(), *cases = json_array();

	jsonout_set(o, "format", json_integer(RESULT_FORMAT));
	jsonout_set(o, "certificate", certificate(r));
	jsonout_set(o, "version", jsonout_text(r->version));
	jsonout_set(o, "catalogue", jsonout_text(r->catalogue));
	jsonout_set(o, "cases_digest", jsonout_text(r->cases_digest));
	jsonout_set(o, "suite_digest", jsonout_text(r->suite_digest));
	jsonout_set(o, "target", jsonout_target(r, jsonout_text));
	jsonout_set(o, "started", jsonout_text(r->started));
	jsonout_set(o, "duration_ms", jsonout_number(r->duration_ms));
	jsonout_set(o, "command", jsonout_text(r->command));
	if (r->shards > 0)
		jsonout_set(
		    o, "shard", json_sprintf("%u/%u", r->shard, r->shards));
	jsonout_set(o, "strict", json_boolean(r->strict));
	jsonout_set(o, "bail_out", jsonout_text(r->bail_out));
	if (r->enough)
		jsonout_set(o, "enough", json_true());
	jsonout_set(o, "planned", number_or_nothing(r->planned));
	jsonout_set(o, "exit_status", json_integer(result_exit_status(r)));
	jsonout_set(o, "counts", jsonout_counts(r));
	jsonout_set(o, "baseline", baseline_object(r->baseline));
	jsonout_set(o, "matrix", faultmatrix_object(r));
	for (size_t i = 0; i < r->cases.n; i++)
		jsonout_push(cases, case_object(&r->cases.v[i]));
	for (size_t i = 0; i < r->rules.n; i++)
		jsonout_push(cases, rule_object(&r->rules.v[i]));
	jsonout_set(o, "cases", cases);
	jsonout_set(o, "requirements", requirements_object(r));
	jsonout_set(o, "left_behind",
	    jsonout_texts(r->left_behind.v, r->left_behind.n));
	return o;
}

/* What the schema does not ask for and says nothing. */
static void
drop_idle(json_t *o)
{
	static const char *const lists[] = {"judged", "exchanges"};

	for (size_t i = 0; i < countof(lists); i++)
		if (json_array_size(json_object_get(o, lists[i])) == 0)
			(void)json_object_del(o, lists[i]);
	(void)json_object_del(o, "duration_ms");
}

/* Each element on a line of its own. */
static bool
dump_lines(FILE *out, const json_t *array)
{
	json_t *value;
	size_t i;
	bool ok = fputs("[\n", out) != EOF;

	json_array_foreach(array, i, value)
	{
		drop_idle(value);
		ok = ok && json_dumpf(value, out,
			       JSON_COMPACT | JSON_ENSURE_ASCII) == 0;
		ok = ok && fputs(i + 1 < json_array_size(array) ? ",\n" : "\n",
			       out) != EOF;
	}
	return ok && fputs(" ]", out) != EOF;
}

/* A fraction of the size, and a difference is still one of lines. */
static bool
dump_slim(FILE *out, json_t *o)
{
	const char *key, *comma = "{\n";
	json_t *value;
	bool ok = true;

	json_object_foreach(o, key, value)
	{
		ok = ok && fprintf(out, "%s \"%s\": ", comma, key) > 0;
		if (strcmp(key, "cases") == 0)
			ok = ok && dump_lines(out, value);
		else
			ok = ok && json_dumpf(value, out,
				       JSON_ENCODE_ANY | JSON_COMPACT |
					   JSON_ENSURE_ASCII) == 0;
		comma = ",\n";
	}
	return ok && fputs("\n}\n", out) != EOF;
}

bool
render_json(FILE *out, const struct result *r)
{
	json_t *o = result_object(r);
	bool ok;

	if (!r->slim)
		return jsonout_end(out, o);
	ok = dump_slim(out, o);
	json_decref(o);
	return ok && !ferror(out);
}

#include "check/rules.h"

#include "check/jsonview.h"

/*
 * The JSON multi-status: a 207 that answers a batch request of another
 * method than WebDAV's (our own catalogue, json.yaml).
 *
 * Judged at its end, from the bytes kept. A body longer than that is noted
 * and not judged.
 */

/* ------------------------------------------------------------- what it is */

static bool
is_text(struct str media)
{
	return str_is_nocase(str_sub(media, 0, 5), "text/") ||
	       str_is_nocase(media, "application/octet-stream") ||
	       str_is_nocase(media, "application/x-www-form-urlencoded") ||
	       str_is_nocase(media, "application/javascript");
}

/*
 * Whether the answer is a JSON multi-status or was to be one. XML is another
 * multistatus, and a type that says neither text nor JSON another format.
 */
static bool
is_batch_answer(const struct judge *j)
{
	if (j->reply->status != 207 || j->dav_method || method_is(j, "HEAD"))
		return false;
	if (j->seen->form == FORM_JSON)
		return true;
	if (j->context->method.n == 0 || is_xml_type(j->media) ||
	    (j->seen->form != FORM_OTHER && j->seen->form != FORM_NONE))
		return false;
	return j->media.p == NULL || is_json_type(j->media) ||
	       is_text(j->media);
}

const struct json_view *
json_view_of(struct judge *j)
{
	struct json_view *v = j->json;

	if (v != NULL)
		return v;
	v = j->json = arena_new(&j->scratch, struct json_view);
	v->applies = is_batch_answer(j);
	v->too_long = j->seen->length > j->seen->body.n;
	if (!v->applies || v->too_long)
		return v;
	v->root = json_parse(j->seen->body, &j->scratch, &v->error);
	v->found =
	    v->root != NULL && json_items_find(v->root, &j->scratch, &v->items);
	return v;
}

/* For the rules about items: NULL if there are none to look at. */
static const struct json_items *
items_of(struct judge *j)
{
	const struct json_view *v = json_view_of(j);

	return v->found ? &v->items : NULL;
}

static struct str
kept(struct judge *j, struct str s)
{
	return arena_str(j->findings->arena, brief(s));
}

static struct finding *
broken_value(struct judge *j, const struct json_value *at, const char *what)
{
	struct finding *f = broken_at(j, FAIL, at->line, at->col, "%s", what);

	f->actual = kept(j, at->raw);
	return f;
}

/* ------------------------------------------------------------- the envelope */

bool
rule_json_content_type(struct judge *j, const struct subject *s)
{
	struct finding *f;

	(void)s;
	if (!json_view_of(j)->applies || j->seen->length == 0)
		return false;
	if (is_json_type(j->media))
		return true;
	f = broken_header(j, FAIL, "Content-Type",
	    j->media.p ? "a JSON multi-status is sent as another type"
		       : "a JSON multi-status has no Content-Type");
	f->expected = STR("application/json, or a type that ends in +json");
	f->actual = j->media;
	return true;
}

static bool
is_empty(const struct json_value *v)
{
	return (v->kind == JSON_ARRAY || v->kind == JSON_OBJECT) && v->n == 0;
}

/* A list that is there and has nothing in it: of nothing, perhaps. */
static bool
has_empty_list(const struct json_value *root)
{
	if (is_empty(root))
		return true;
	if (root->kind != JSON_OBJECT)
		return false;
	for (const struct json_value *m = root->first; m; m = m->next)
		if (is_empty(m))
			return true;
	return false;
}

static void
no_items(struct judge *j, const struct json_view *v)
{
	enum verdict verdict = has_empty_list(v->root) ? WARN : FAIL;
	struct finding *f = broken_at(j, verdict, v->root->line, v->root->col,
	    "a 207 says of no part of the request what became of it");

	f->expected = STR("an array of items, or an object keyed by id, each "
			  "with a status");
	f->actual = kept(j, v->root->raw);
}

bool
rule_json_items_present(struct judge *j, const struct subject *s)
{
	const struct json_view *v = json_view_of(j);

	(void)s;
	if (!v->applies)
		return false;
	if (v->too_long)
		broken_at(j, INFO, 0, 0,
		    "the body is longer than 1 MiB and is not judged");
	else if (j->seen->length == 0)
		broken_at(j, FAIL, 0, 0, "a 207 has no body");
	else if (v->root == NULL && is_json_type(j->media))
		broken_at(j, FAIL, v->error.line, v->error.col,
		    "the body is no JSON: %s", v->error.message);
	else if (v->root != NULL && !v->found)
		no_items(j, v);
	return true;
}

/* ------------------------------------------------------------- the items */

bool
rule_json_item_id(struct judge *j, const struct subject *s)
{
	const struct json_items *items = items_of(j);
	struct finding *f;

	(void)s;
	for (size_t i = 0; items != NULL && i < items->n; i++) {
		const struct json_item *item = &items->v[i];

		if (item->id.p != NULL || item->value->kind != JSON_OBJECT)
			continue;
		f = broken_value(j, item->value,
		    "an item does not say which part of the request it is "
		    "about");
		f->expected = arena_strf(j->findings->arena,
		    "an identifier, such as \"%.*s\"", STRF(brief(items->id)));
	}
	return items != NULL;
}

bool
rule_json_status_per_item(struct judge *j, const struct subject *s)
{
	const struct json_items *items = items_of(j);
	struct finding *f;

	(void)s;
	for (size_t i = 0; items != NULL && i < items->n; i++) {
		const struct json_item *item = &items->v[i];

		if (item->status_value != NULL)
			continue;
		f = broken_value(j, item->value,
		    "an item does not say what became of its part of the "
		    "request");
		f->expected = arena_strf(j->findings->arena,
		    "a member \"%.*s\"", STRF(brief(items->status)));
	}
	return items != NULL;
}

static bool
is_integer(const struct json_value *v)
{
	struct str digits = v->raw;

	if (v->kind != JSON_NUMBER)
		return false;
	if (str_starts(digits, STR("-")))
		digits = str_from_at(digits, 1);
	for (size_t i = 0; i < digits.n; i++)
		if (digits.p[i] < '0' || digits.p[i] > '9')
			return false;
	return true;
}

bool
rule_json_status_integer(struct judge *j, const struct subject *s)
{
	const struct json_items *items = items_of(j);
	bool applies = false;

	(void)s;
	for (size_t i = 0; items != NULL && i < items->n; i++) {
		const struct json_value *v = items->v[i].status_value;

		if (v == NULL)
			continue;
		applies = true;
		if (is_integer(v))
			continue;
		broken_value(j, v, "the status of an item is no integer")
		    ->expected = STR("a number such as 404, without quotes");
	}
	return applies;
}

bool
rule_json_status_range(struct judge *j, const struct subject *s)
{
	const struct json_items *items = items_of(j);
	bool applies = false;

	(void)s;
	for (size_t i = 0; items != NULL && i < items->n; i++) {
		const struct json_item *item = &items->v[i];

		if (item->status_value == NULL ||
		    !is_integer(item->status_value))
			continue;
		applies = true;
		if (item->status >= 200 && item->status <= 599)
			continue;
		broken_value(j, item->status_value,
		    item->status >= 100 && item->status <= 199
			? "the status of an item is that of an interim answer"
			: "the status of an item is no HTTP status")
		    ->expected = STR("200 to 599");
	}
	return applies;
}

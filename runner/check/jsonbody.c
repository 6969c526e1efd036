#include "check/expecting.h"

#include "base/vec.h"
#include "dav/jsonstatus.h"

const struct json_value *
json_body(const struct observation *o, struct arena *a, struct str *why)
{
	struct json_error error = {0};
	const struct json_value *root;

	if (o->length > o->body.n) {
		*why = STR("the body is longer than 1 MiB");
		return NULL;
	}
	if (o->length == 0) {
		*why = STR("there is no body");
		return NULL;
	}
	root = json_parse(o->body, a, &error);
	if (root == NULL)
		*why =
		    arena_strf(a, "the body is no JSON, line %u column %u: %s",
			error.line, error.col, error.message);
	return root;
}

struct shown
shown_json(const struct json_value *v, struct arena *a)
{
	struct shown s = {0};

	if (v == NULL || v->kind == JSON_NULL)
		return s;
	s = shown_text(v->text);
	s.listed = v->kind == JSON_ARRAY || v->kind == JSON_OBJECT;
	if (!s.listed)
		return s;
	for (const struct json_value *m = v->first; m != NULL; m = m->next)
		*vec_add(&s.members, a) =
		    v->kind == JSON_OBJECT ? m->name : m->text;
	return s;
}

/* ------------------------------------------------------------- items */

static void
finding_at_json(struct finding *f, const struct json_value *v)
{
	f->place = PLACE_BODY;
	f->line = v ? v->line : 0;
	f->col = v ? v->col : 0;
}

static const struct json_item *
find_item(const struct json_items *items, struct str id)
{
	for (size_t i = 0; i < items->n; i++)
		if (items->v[i].id.p != NULL && str_eq(items->v[i].id, id))
			return &items->v[i];
	return NULL;
}

static struct str
id_text(struct str id, struct arena *a)
{
	return arena_strf(a, "\"%.*s\"", STRF(id));
}

static void
judge_item_status(struct expecting *x, const struct response_expect *e,
    const struct json_item *item)
{
	struct arena *a = x->out->arena;
	struct finding *f;

	if (!e->has_status || status_set_has(&e->status, item->status))
		return;
	f = expect_fail(x, e->loc,
	    "the status of the item %.*s is not as expected",
	    STRF(id_text(e->key, a)));
	f->expected = status_set_text(&e->status, a);
	f->actual = item->status_value ? match_quote(item->status_value->raw, a)
				       : STR("no status");
	finding_at_json(
	    f, item->status_value ? item->status_value : item->value);
}

static void
judge_members(struct expecting *x, const struct response_expect *e,
    const struct json_item *item)
{
	for (size_t i = 0; i < e->members.n; i++) {
		const struct named_match *m = &e->members.v[i];
		const struct json_value *v = json_member(item->value, m->name);
		struct shown s = shown_json(v, x->out->arena);
		struct mismatch why;
		struct finding *f;

		if (match_holds(&m->match, &s, &x->env, &why))
			continue;
		f = expect_fail(x, m->match.loc,
		    "the member %.*s of the item %.*s is not as expected",
		    STRF(m->name), STRF(id_text(e->key, x->out->arena)));
		f->expected = why.expected;
		f->actual = why.actual;
		finding_at_json(f, v ? v : item->value);
	}
}

static void
judge_item(struct expecting *x, const struct response_expect *e,
    const struct json_items *items)
{
	const struct json_item *item = find_item(items, e->key);
	struct arena *a = x->out->arena;
	struct finding *f;

	if (e->absent == (item == NULL)) {
		if (item == NULL)
			return;
		judge_item_status(x, e, item);
		judge_members(x, e, item);
		return;
	}
	f = expect_fail(x, e->loc, "there is %s item %.*s", item ? "an" : "no",
	    STRF(id_text(e->key, a)));
	f->expected = item	      ? STR("none")
		      : e->has_status ? status_set_text(&e->status, a)
				      : STR("an item");
	f->actual = item ? match_quote(item->value->raw, a)
			 : arena_strf(a, "none of %zu", items->n);
	finding_at_json(f, item ? item->value : items->container);
}

/* The expectation for that id, or e->responses.n. */
static size_t
expectation_of(const struct expectations *e, struct str id)
{
	size_t i = 0;

	while (i < e->responses.n &&
	       (id.p == NULL || !str_eq(e->responses.v[i].key, id)))
		i++;
	return i;
}

static void
judge_only_items(struct expecting *x, const struct expectations *e,
    const struct json_items *items)
{
	bool *seen = arena_array(x->out->arena, bool, e->responses.n + 1);
	size_t before = x->out->n;

	for (size_t i = 0; i < items->n; i++) {
		const struct json_item *item = &items->v[i];
		size_t of = expectation_of(e, item->id);
		struct finding *f;

		if (of < e->responses.n && !seen[of]) {
			seen[of] = true;
			continue;
		}
		f = expect_fail(x, e->loc, "there is %s",
		    seen[of] ? "a second item for an id"
			     : "an item for another id");
		f->expected = seen[of] ? STR("one item for each id")
				       : STR("only the ids of the case");
		f->actual = match_quote(
		    item->id.p ? item->id : item->value->raw, x->out->arena);
		finding_at_json(f, item->value);
	}
	limit_findings(x, before, e->loc);
}

/* ------------------------------------------------------------- the part */

/* Beside a status that allows the answer, what is no success need not list
   items. */
static bool
passes_by(const struct expecting *x)
{
	int status = answer_status(x);

	return x->status_named && (status < 200 || status > 299);
}

static bool
read_items(
    struct expecting *x, const struct expectations *e, struct json_items *items)
{
	struct arena *a = x->out->arena;
	struct str why = STR_NONE;
	const struct json_value *root = json_body(x->in->seen, a, &why);
	struct finding *f;

	if (root != NULL && json_items_read(root, e->json.items, e->json.id,
				e->json.status, a, items))
		return true;
	f = expect_fail(x, e->loc, "%.*s",
	    STRF(root == NULL ? why : STR("there are no items")));
	f->expected = arena_strf(a, "an array or object at %.*s",
	    STRF(e->json.items.n > 0 ? e->json.items : STR("the root")));
	f->actual = match_quote(x->in->seen->body, a);
	finding_at_json(f, root);
	return false;
}

void
part_json(struct expecting *x, const struct expectations *e)
{
	struct json_items items;
	size_t before = x->out->n;
	struct finding *f;

	if (passes_by(x))
		return;
	if (answer_status(x) != 207 && !e->has_status && !x->status_failed) {
		f = expect_fail(x, e->loc,
		    "the answer is %d, not a 207 with a status for each item",
		    answer_status(x));
		f->place = PLACE_STATUS;
		f->expected = STR("207");
		f->actual = answer_text(x);
		return;
	}
	if (!read_items(x, e, &items))
		return;
	for (size_t i = 0; i < e->responses.n; i++)
		judge_item(x, &e->responses.v[i], &items);
	limit_findings(x, before, e->loc);
	if (e->only_responses)
		judge_only_items(x, e, &items);
}

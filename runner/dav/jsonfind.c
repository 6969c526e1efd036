#include "dav/jsonstatus.h"

/*
 * Where the items of a body are, and which of their members are identifier
 * and status, for who was not told: batch APIs agree on the shape and on no
 * names.
 */

/* ------------------------------------------------------------- statuses */

static const char *const status_names[] = {"status", "statusCode",
    "status_code", "httpStatus", "http_status", "httpStatusCode",
    "responseCode", "response_code", "code"};

static bool
is_one_of(struct str name, const char *const *names, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (str_is_nocase(name, names[i]))
			return true;
	return false;
}

static bool
is_status_name(struct str name)
{
	return is_one_of(name, status_names, countof(status_names));
}

static bool
is_http_number(const struct json_value *v)
{
	return v->kind == JSON_NUMBER && v->raw.n == 3 && v->raw.p[0] >= '1' &&
	       v->raw.p[0] <= '5' && str_index(v->raw, '.') == v->raw.n;
}

/* The name under which v, an item, has its status; NULL: it has none. */
static const char *
status_name(const struct json_value *v)
{
	for (size_t i = 0; i < countof(status_names); i++) {
		const struct json_value *m =
		    json_member(v, str_from(status_names[i]));

		/* "code" is as often the API's own word for an error. */
		if (m != NULL &&
		    (strcmp(status_names[i], "code") != 0 || is_http_number(m)))
			return status_names[i];
	}
	return NULL;
}

/* ------------------------------------------------------------- places */

struct candidate {
	const struct json_value *container;
	const char *status; /* the name of the items' member */
	unsigned level;
};

struct search {
	struct candidate strong; /* some element has a status */
	struct candidate weak;	 /* its elements look like items without */
};

static bool
is_keyed(const struct json_value *v)
{
	if (v->kind != JSON_OBJECT || v->n == 0)
		return false;
	for (v = v->first; v != NULL; v = v->next)
		if (v->kind != JSON_OBJECT &&
		    (!is_http_number(v) || is_status_name(v->name)))
			return false;
	return true;
}

/* What v is as a container of items, noted if it is the nearest so far. */
static void
consider(struct search *s, const struct json_value *v, unsigned level)
{
	struct candidate here = {.container = v, .level = level};
	bool keyed = is_keyed(v), objects = false, numbers = false;

	if (v->kind != JSON_ARRAY && !keyed)
		return;
	for (const struct json_value *e = v->first; e; e = e->next) {
		objects |= e->kind == JSON_OBJECT;
		numbers |= keyed && e->kind == JSON_NUMBER;
		if (here.status == NULL)
			here.status = status_name(e);
	}
	if ((here.status != NULL || numbers) &&
	    (s->strong.container == NULL || level < s->strong.level))
		s->strong = here;
	/* One object in an object is more likely an envelope. */
	if (objects && (!keyed || v->n > 1) &&
	    (s->weak.container == NULL || level < s->weak.level))
		s->weak = here;
}

static void
visit(struct search *s, const struct json_value *v, unsigned level)
{
	if (s->strong.container != NULL && level >= s->strong.level)
		return;
	consider(s, v, level);
	if (v->kind != JSON_ARRAY && v->kind != JSON_OBJECT)
		return;
	for (v = v->first; v != NULL; v = v->next)
		visit(s, v, level + 1);
}

/* Some element has an HTTP status, not a word like "partial". */
static bool
has_numbers(const struct candidate *c)
{
	for (const struct json_value *v = c->container->first; v; v = v->next) {
		const struct json_value *m =
		    json_member(v, str_from(c->status));

		if (is_http_number(m != NULL ? m : v))
			return true;
	}
	return false;
}

/* {"data": {"status": "partial", "files": [...]}}: an envelope with a status
   of its own looks like an object keyed by "data". */
static void
open_envelope(struct search *s)
{
	const struct json_value *v = s->strong.container;
	struct search inside = {0};

	if (v == NULL || v->kind != JSON_OBJECT ||
	    (v->n > 1 && has_numbers(&s->strong)))
		return;
	for (v = v->first; v != NULL; v = v->next)
		for (const struct json_value *m = v->first; m; m = m->next)
			visit(&inside, m, 0);
	if (inside.strong.container != NULL)
		s->strong = inside.strong;
}

/* ------------------------------------------------------------- identifiers */

/* Those further up are taken before those further down. */
static const char *const id_names[] = {"id", "_id", "@id", "identifier",
    "filename", "source", "uuid", "guid", "href", "uri", "url", "path", "key",
    "file", "ref", "resource", "item", "sku", "name", "title", "email",
    "index"};

/* Of several words: "orderId", "file_name", "user-key". */
static const char *const id_endings[] = {"id", "name", "key", "uuid", "path",
    "uri", "url", "number", "file", "source", "ref"};

static const char *const other_names[] = {"message", "error", "errors",
    "detail", "details", "reason", "description", "type", "statusText",
    "status_text", "statusMessage", "msg", "result", "outcome", "data", "body",
    "content", "headers", "version", "etag", "success", "ok", "text", "info"};

static bool
is_upper(char c)
{
	return c >= 'A' && c <= 'Z';
}

/* It ends in that word, and the word begins there. */
static bool
ends_in_word(struct str name, const char *word)
{
	size_t n = strlen(word);
	struct str end;
	char before;

	if (name.n <= n)
		return false;
	end = str_from_at(name, name.n - n);
	before = name.p[name.n - n - 1];
	return str_is_nocase(end, word) &&
	       (before == '_' || before == '-' ||
		   (is_upper(end.p[0]) && !is_upper(before)));
}

/* How good a name for an identifier it is: less is better. */
static size_t
id_rank(const struct json_value *m)
{
	size_t n = countof(id_names);

	if (!json_is_identifier(m))
		return SIZE_MAX;
	for (size_t i = 0; i < n; i++)
		if (str_is_nocase(m->name, id_names[i]))
			return i;
	for (size_t i = 0; i < countof(id_endings); i++)
		if (ends_in_word(m->name, id_endings[i]))
			return n;
	return n + 1;
}

bool
json_is_identifier(const struct json_value *m)
{
	return (m->kind == JSON_STRING || m->kind == JSON_NUMBER) &&
	       !is_status_name(m->name) &&
	       !is_one_of(m->name, other_names, countof(other_names));
}

/* The best of an item's members, if better than `rank`. */
static const struct json_value *
best_id(const struct json_value *item, size_t *rank)
{
	const struct json_value *best = NULL;

	if (item->kind != JSON_OBJECT)
		return NULL;
	for (const struct json_value *m = item->first; m; m = m->next) {
		size_t r = id_rank(m);

		if (r < *rank) {
			*rank = r;
			best = m;
		}
	}
	return best;
}

static struct str
id_name(const struct json_value *container)
{
	struct str name = STR("id");
	size_t rank = SIZE_MAX;

	for (const struct json_value *v = container->first; v; v = v->next) {
		const struct json_value *m = best_id(v, &rank);

		if (m != NULL)
			name = m->name;
	}
	return name;
}

/* ------------------------------------------------------------- the same */

/* What makes another part of the same id: DELETE 5 beside PUT 5. */
static const char *const telling_names[] = {"type", "kind", "collection",
    "table", "op", "operation", "action", "method"};

/* What two items of the same id may have differently all the same. */
static const char *const labels[] = {"name", "title", "email"};

static bool
tells_apart(const struct json_value *m)
{
	if (is_one_of(m->name, telling_names, countof(telling_names)))
		return true;
	return id_rank(m) <= countof(id_names) &&
	       !is_one_of(m->name, labels, countof(labels));
}

bool
json_same_part(const struct json_item *a, const struct json_item *b)
{
	if (!str_eq(a->id, b->id))
		return false;
	if (a->id_value == NULL || b->id_value == NULL)
		return a->id_value == b->id_value;
	/* Of a name that means nothing to us it may as well be a size. */
	if (a->id_value->kind != b->id_value->kind ||
	    id_rank(a->id_value) > countof(id_names))
		return false;
	for (const struct json_value *m = a->value->first; m; m = m->next) {
		const struct json_value *other = json_member(b->value, m->name);

		if (m != a->id_value && other != NULL && tells_apart(m) &&
		    !str_eq(m->raw, other->raw))
			return false;
	}
	return true;
}

/* ------------------------------------------------------------- all */

bool
json_items_find(
    const struct json_value *root, struct arena *a, struct json_items *out)
{
	struct search s = {0};
	const struct candidate *found;

	*out = (struct json_items){0};
	visit(&s, root, 0);
	open_envelope(&s);
	found = s.strong.container != NULL ? &s.strong : &s.weak;
	if (found->container == NULL)
		return false;
	if (!json_items_read(found->container, STR_NONE,
		id_name(found->container), str_from(found->status), a, out))
		return false;
	for (size_t i = 0; i < out->n; i++) {
		struct json_item *item = &out->v[i];
		size_t rank = SIZE_MAX;

		if (item->id.p != NULL)
			continue;
		item->id_value = best_id(item->value, &rank);
		if (item->id_value != NULL)
			item->id = item->id_value->text;
	}
	return true;
}

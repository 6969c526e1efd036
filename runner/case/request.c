#include "case/step.h"

/* ------------------------------------------------------------- readers */

static bool
read_header(
    struct scope *s, const struct node *n, void *out, const struct type *t)
{
	/* The item of the dictionary is the whole of its element. */
	struct header_line *h = out;
	bool ok = true;

	h->loc = n->loc;
	if (n->kind == NODE_MAPPING)
		return wrong_type(s, n, t->what);
	for (size_t i = 0; i < node_count(n); i++) {
		const struct node *one = node_at(n, i);
		struct text text;

		if (!text_read(s, one, t->what, &text)) {
			ok = false;
		} else if (str_index(text.s, '\n') < text.s.n ||
			   str_index(text.s, '\r') < text.s.n) {
			scope_mistake(s, one->loc,
			    "a header has no line end: `send` sends what "
			    "stands there");
			ok = false;
		} else if (text.s.p != NULL) {
			*vec_add(&h->values, s->arena) = text.s;
		}
	}
	return ok;
}

static void
need(struct scope *s, struct str word)
{
	if (s->needs != NULL && !strs_have(s->needs, word))
		*vec_add(s->needs, s->arena) = word;
}

static bool
read_as(struct scope *s, const struct node *n, void *out, const struct type *t)
{
	struct text text;

	if (!text_read(s, n, t->what, &text))
		return false;
	if (text.s.p == NULL || text.opaque || str_is(text.s, "first"))
		return true;
	*(struct str *)out = text.s;
	if (!variable_name_ok(text.s)) {
		scope_mistake(s, n->loc,
		    "`%.*s` is not a user: `first`, `second`, another of a "
		    "profile, or `anonymous`",
		    STRF(text.s));
		return false;
	}
	need(s, str_is(text.s, "anonymous")
		    ? STR("auth")
		    : arena_strf(s->arena, "user:%.*s", STRF(text.s)));
	return true;
}

struct lock_raw {
	struct str scope;
	bool has_owner;
	struct value owner;
};

/* clang-format off */
static const struct field lock_fields[] = {
    {FIELD("scope", &type_text, struct lock_raw, scope), HASNOT,
	.flags = FIELD_REQUIRED,
	.help = "`exclusive` or `shared`; other texts are sent as written"},
    {FIELD("owner", &type_xml_or_text, struct lock_raw, owner),
	HAS(struct lock_raw, has_owner), .help = "text or {xml: TEXT}"},
};
/* clang-format on */
static const struct table lock_table = {
    .what = "`lock`", .fields = lock_fields, .n = countof(lock_fields)};

static bool
read_lock(
    struct scope *s, const struct node *n, void *out, const struct type *t)
{
	static const char *const scopes[] = {"exclusive", "shared"};
	struct step *step = out;
	struct lock_raw raw = {0};
	struct text text;

	if (n->kind == NODE_MAPPING) {
		if (!table_read(s, n, &raw, &lock_table, 0))
			return false;
		step->lock_scope = raw.scope;
		step->has_owner = raw.has_owner;
		step->owner = raw.owner;
		return true;
	}
	if (!text_needed(s, n, t->what, &text))
		return false;
	step->lock_scope = text.s;
	if (text.opaque || str_is(text.s, "exclusive") ||
	    str_is(text.s, "shared"))
		return true;
	scope_mistake(s, n->loc,
	    "`%.*s` is not a lock: `exclusive`, `shared` or {scope, owner}",
	    STRF(text.s));
	scope_did_you_mean(s, str_nearest(text.s, scopes, countof(scopes)));
	return false;
}

/* ------------------------------------------------------------- types */

static const struct type type_header = {.name = "header",
    .what = "a text, a list of texts or nothing",
    .help = "a text; a list is several lines, nothing leaves the header out",
    .read = read_header,
    .schema = "{\"anyOf\": [{\"$ref\": \"#/definitions/text-or-nothing\"}, "
	      "{\"type\": \"array\", \"items\": {\"$ref\": "
	      "\"#/definitions/text-or-nothing\"}}]}"};
const struct type type_header_lines = {.name = "headers",
    .what = "a mapping of names to texts",
    .read = read_dict,
    .key = &type_token,
    .item = &type_header,
    .size = sizeof(struct header_line)};
const struct type type_as = {.name = "user",
    .what = "a user",
    .read = read_as,
    .schema = "{\"type\": [\"string\", \"null\"], \"pattern\": "
	      "\"^[A-Za-z_][A-Za-z0-9_-]*$|\\\\$\\\\{\"}"};
static const struct type lock_word = {.name = "lock-word",
    .schema = "{\"type\": \"string\", \"pattern\": "
	      "\"^(exclusive|shared)$|\\\\$\\\\{\"}"};
static const struct type lock_mapping = {
    .name = "lock-form", .table = &lock_table};
static const struct type *const lock_forms[] = {
    &lock_word, &lock_mapping, NULL};
const struct type type_lock = {.name = "lock",
    .what = "`exclusive`, `shared` or {scope, owner}",
    .read = read_lock,
    .any_of = lock_forms};
const struct type type_set = {.name = "set",
    .what = "a mapping of names to values",
    .read = read_dict,
    .key = &type_name,
    .item = &type_value,
    .size = sizeof(struct tree_prop),
    .at = offsetof(struct tree_prop, value)};

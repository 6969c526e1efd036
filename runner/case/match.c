#include "case/match.h"

/* Which matchers have their place: of a text, a property, a body. */
enum { OF_TEXT = 1, OF_PROPERTY = 2, OF_BODY = 4 };

/* ------------------------------------------------------------- readers */

/* `has` and `lacks` of a property: as written, and as names. */
static bool
read_tokens_and_names(struct scope *s, const struct node *n,
    struct strs *tokens, struct qnames *names)
{
	return type_texts.read(s, n, tokens, &type_texts) &&
	       type_names.read(s, n, names, &type_names);
}

static bool
read_has(struct scope *s, const struct node *n, void *out, const struct type *t)
{
	struct match *m = out;

	(void)t;
	return read_tokens_and_names(s, n, &m->has, &m->has_names);
}

static bool
read_lacks(
    struct scope *s, const struct node *n, void *out, const struct type *t)
{
	struct match *m = out;

	(void)t;
	return read_tokens_and_names(s, n, &m->lacks, &m->lacks_names);
}

static bool
read_match_pointer(
    struct scope *s, const struct node *n, void *out, const struct type *t)
{
	struct match *m = arena_new(s->arena, struct match);

	if (!t->item->read(s, n, m, t->item))
		return false;
	*(const struct match **)out = m;
	return true;
}

static bool
read_sha256(
    struct scope *s, const struct node *n, void *out, const struct type *t)
{
	struct text text;
	size_t digits = 0;

	if (!text_needed(s, n, t->what, &text))
		return false;
	*(struct str *)out = text.s;
	for (size_t i = 0; i < text.s.n; i++)
		digits += strchr("0123456789abcdef", text.s.p[i]) != NULL &&
			  text.s.p[i] != '\0';
	if (text.opaque || (digits == 64 && text.s.n == 64))
		return true;
	scope_mistake(s, n->loc,
	    "a SHA-256 is 64 digits of 0-9 and a-f, not `%.*s`", STRF(text.s));
	return false;
}

/* ------------------------------------------------------------- tables */

static const struct type type_has = {.read = read_has,
    .what = "a list of names",
    .item = &type_name,
    .one = true};
static const struct type type_lacks = {.read = read_lacks,
    .what = "a list of names",
    .item = &type_name,
    .one = true};
static const struct type type_sha256 = {.name = "sha256",
    .what = "a SHA-256",
    .read = read_sha256,
    .schema = "{\"type\": [\"string\", \"number\"], \"pattern\": "
	      "\"^[0-9a-f]{64}$|\\\\$\\\\{\"}"};
/* For the schema, where a pointer to a match is a match. */
static const struct type *const text_match_form[] = {&type_match, NULL};
static const struct type *const prop_match_form[] = {&type_prop_match, NULL};
static const struct type type_lock_part = {.what = "a match",
    .read = read_match_pointer,
    .item = &type_match,
    .any_of = text_match_form};
static const struct type type_lock_owner = {.what = "a match",
    .read = read_match_pointer,
    .item = &type_prop_match,
    .any_of = prop_match_form};

#define LOCK_PART(k, h)                                                        \
	{                                                                      \
		FIELD(#k, &type_lock_part, struct lock_match, k), HASNOT,      \
		    .help = h                                                  \
	}

/* clang-format off */
static const struct field lock_fields[] = {
    LOCK_PART(token, "its lock token; one that is kept back matches"),
    LOCK_PART(scope, "`exclusive` or `shared`"),
    LOCK_PART(depth, "`0` or `infinity`"),
    LOCK_PART(root, "its lock root"),
    {FIELD("owner", &type_lock_owner, struct lock_match, owner), HASNOT,
	.help = "its owner; one that is kept back matches"},
    LOCK_PART(timeout, "its timeout"),
};
/* clang-format on */
static const struct table lock_table = {
    .what = "a lock", .fields = lock_fields, .n = countof(lock_fields)};
static const struct type type_activelock = {.name = "active-lock",
    .help = "what an activelock holds",
    .read = read_by_table,
    .table = &lock_table};

struct lock_list {
	struct lock_match *v;
	size_t n, cap;
};

static bool
read_locks(
    struct scope *s, const struct node *n, void *out, const struct type *t)
{
	struct match *m = out;
	struct lock_list list = {0};

	if (!read_list(s, n, &list, t))
		return false;
	m->locks = list.v;
	m->n_locks = list.n;
	return true;
}

static const struct type type_locks = {.read = read_locks,
    .what = "a list of locks",
    .item = &type_activelock,
    .one = true,
    .size = sizeof(struct lock_match)};

#define TEXT_MATCHER(k, m, in_, h)                                             \
	{                                                                      \
		FIELD(k, &type_text, struct match, m), HASNOT, .in = in_,      \
							       .help = h       \
	}

/* clang-format off */
static const struct field match_fields[] = {
    TEXT_MATCHER("not", not, 0, "it is another text"),
    TEXT_MATCHER("contains", contains, 0, "it contains this text"),
    TEXT_MATCHER("starts", starts, 0, "it begins with this text"),
    TEXT_MATCHER("ends", ends, 0, "it ends with this text"),
    TEXT_MATCHER("above", above, OF_TEXT | OF_PROPERTY,
	"more than this, as a number, date or Second-N"),
    TEXT_MATCHER("below", below, OF_TEXT | OF_PROPERTY,
	"less than this, as a number, date or Second-N"),
    {FIELD("has", &type_texts, struct match, has), HASNOT, .in = OF_TEXT,
	.help = "tokens of a list header that are there"},
    {FIELD("lacks", &type_texts, struct match, lacks), HASNOT, .in = OF_TEXT,
	.help = "tokens of a list header that are not there"},
    {.key = "has", .type = &type_has, HASNOT, .in = OF_PROPERTY,
	.help = "child elements that are there"},
    {.key = "lacks", .type = &type_lacks, HASNOT, .in = OF_PROPERTY,
	.help = "child elements that are not there"},
    {FIELD("href", &type_path, struct match, href), HASNOT,
	.in = OF_TEXT | OF_PROPERTY, .help = "it is a URL of this path"},
    TEXT_MATCHER("text", text, OF_PROPERTY, "its value as text"),
    TEXT_MATCHER("xml", xml, OF_PROPERTY,
	"its value as XML, compared by infoset"),
    {FIELD("lang", &type_text_or_nothing, struct match, lang),
	HAS(struct match, has_lang), .in = OF_PROPERTY,
	.help = "the language in scope; nothing: none"},
    {.key = "locks", .type = &type_locks, HAS(struct match, has_locks),
	.in = OF_PROPERTY, .help = "one for each activelock"},
    {FIELD("length", &type_length, struct match, length),
	HAS(struct match, has_length), .in = OF_BODY, .help = "so many bytes"},
    {FIELD("sha256", &type_sha256, struct match, sha256), HASNOT, .in = OF_BODY,
	.help = "the digest of its bytes"},
};
/* clang-format on */
static const struct table match_table = {
    .what = "a match", .fields = match_fields, .n = countof(match_fields)};

/* ------------------------------------------------------------- a match */

static bool
read_match(
    struct scope *s, const struct node *n, void *out, const struct type *t)
{
	struct match *m = out;
	struct text text;

	m->loc = n->loc;
	if (n->kind == NODE_LIST)
		return wrong_type(s, n, t->what);
	if (n->kind == NODE_MAPPING && t->in == OF_BODY &&
	    bytes_is_mapping(n)) {
		m->kind = MATCH_EQUAL;
		if (!type_bytes.read(s, n, &m->bytes, &type_bytes))
			return false;
		m->equal.content = m->bytes.data;
		return true;
	}
	if (n->kind == NODE_MAPPING) {
		m->kind = MATCH_PRESENT;
		return table_read(s, n, m, &match_table, t->in);
	}
	if (!subst_scalar(s, n, &text))
		return false;
	m->kind = text.s.p ? MATCH_EQUAL : MATCH_ABSENT;
	m->equal.content = text.s;
	m->bytes.kind = text.s.p ? BYTES_GIVEN : BYTES_NONE;
	m->bytes.data = text.s;
	return true;
}

static const struct type text_matchers = {
    .name = "matchers", .table = &match_table, .in = OF_TEXT};
static const struct type prop_matchers = {
    .name = "property-matchers", .table = &match_table, .in = OF_PROPERTY};
static const struct type body_matchers = {
    .name = "body-matchers", .table = &match_table, .in = OF_BODY};
static const struct type *const text_forms[] = {
    &type_text_or_nothing, &text_matchers, NULL};
static const struct type *const prop_forms[] = {
    &type_text_or_nothing, &prop_matchers, NULL};
static const struct type *const body_forms[] = {
    &type_text_or_nothing, &type_bytes_form, &body_matchers, NULL};

#define MATCH_HELP                                                             \
	"a value (equal), nothing (not there), {} (there), or a mapping of "   \
	"matchers (there, and all hold)"

const struct type type_match = {.name = "match",
    .what = "a text or a mapping of matchers",
    .help = MATCH_HELP,
    .read = read_match,
    .in = OF_TEXT,
    .any_of = text_forms};
const struct type type_prop_match = {.name = "property-match",
    .what = "a value or a mapping of matchers",
    .help = MATCH_HELP,
    .read = read_match,
    .in = OF_PROPERTY,
    .any_of = prop_forms};
const struct type type_body_match = {.name = "body-match",
    .what = "bytes or a mapping of matchers",
    .help = MATCH_HELP,
    .read = read_match,
    .in = OF_BODY,
    .any_of = body_forms};

#define MATCHES_OF(id, k, w)                                                   \
	{                                                                      \
		.name = id, .what = w, .read = read_dict, .key = (k),          \
		.item = &type_match, .size = sizeof(struct named_match),       \
		.at = offsetof(struct named_match, match), .not_empty = true   \
	}

const struct type type_headers = MATCHES_OF(
    "header-matches", &type_token, "a mapping of headers to matches");
const struct type type_xpaths = MATCHES_OF(
    "xpath-matches", &type_text, "a mapping of expressions to matches");
const struct type type_members =
    MATCHES_OF("member-matches", &type_text, "a mapping of members to matches");
const struct type type_prop_matches = {.name = "property-matches",
    .what = "a mapping of names to matches",
    .read = read_dict,
    .key = &type_name,
    .item = &type_prop_match,
    .size = sizeof(struct prop_match),
    .at = offsetof(struct prop_match, match),
    .not_empty = true};

static bool
read_code_props(
    struct scope *s, const struct node *n, void *out, const struct type *t)
{
	struct prop_matches *props = out;
	struct qnames names = {0};

	if (n->kind == NODE_MAPPING)
		return type_prop_matches.read(s, n, out, &type_prop_matches);
	if (n->kind == NODE_LIST && n->n == 0)
		return wrong_type(s, n, t->what);
	if (!type_names.read(s, n, &names, &type_names))
		return false;
	for (size_t i = 0; i < names.n; i++) {
		struct prop_match *m = vec_add(props, s->arena);

		m->name = names.v[i];
		m->any = true;
		m->match.kind = MATCH_PRESENT;
		m->match.loc = names.v[i].loc;
	}
	return true;
}

static const struct type no_props = {.schema = "{\"type\": \"null\"}"};
static const struct type *const code_forms[] = {
    &no_props, &type_some_names, &type_prop_matches, NULL};
const struct type type_code_props = {.name = "code-properties",
    .what = "names, nothing or a mapping of names to matches",
    .help = "names, nothing or {name: match}: the properties with that code",
    .read = read_code_props,
    .any_of = code_forms};

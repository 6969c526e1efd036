#include "case/scalars.h"

static bool
is_xml_name(struct str s)
{
	static const char never[] = " \t\r\n!\"#$%&'()*+,/:;<=>?@[\\]^`{|}~";

	if (s.n == 0 || s.p[0] == '-' || s.p[0] == '.' ||
	    (s.p[0] >= '0' && s.p[0] <= '9'))
		return false;
	for (size_t i = 0; i < s.n; i++)
		if (s.p[i] == '\0' || strchr(never, s.p[i]) != NULL)
			return false;
	return true;
}

static const char *
nearest_prefix(struct scope *s, struct str prefix)
{
	const struct case_file *f = s->file;
	const char **words =
	    arena_array(s->arena, const char *, f->n_namespaces);

	for (size_t i = 0; i < f->n_namespaces; i++)
		words[i] = arena_printf(
		    s->arena, "%.*s", STRF(f->namespaces[i].prefix));
	return str_nearest(prefix, words, f->n_namespaces);
}

static bool
resolve(struct scope *s, struct str prefix, struct loc loc, struct str *uri)
{
	for (size_t i = 0; s->file != NULL && i < s->file->n_namespaces; i++)
		if (str_eq(s->file->namespaces[i].prefix, prefix)) {
			*uri = s->file->namespaces[i].uri;
			return true;
		}
	scope_mistake(
	    s, loc, "the prefix `%.*s` is not in `namespaces`", STRF(prefix));
	if (s->file != NULL)
		scope_did_you_mean(s, nearest_prefix(s, prefix));
	return false;
}

bool
name_from_text(
    struct scope *s, struct str text, struct loc loc, struct qname *out)
{
	size_t at = str_index(text, text.n > 0 && text.p[0] == '{' ? '}' : ':');

	*out = (struct qname){STR("DAV:"), text, loc};
	if (text.n > 0 && text.p[0] == '{' && at < text.n) {
		out->uri = str_sub(text, 1, at - 1);
		out->local = str_from_at(text, at + 1);
	} else if (at < text.n) {
		out->local = str_from_at(text, at + 1);
	}
	if (!is_xml_name(out->local)) {
		scope_mistake(s, loc,
		    "`%.*s` is not a name: `getetag`, `x:p` or `\"{uri}p\"`",
		    STRF(text));
		return false;
	}
	if (at < text.n && text.p[0] != '{')
		return resolve(s, str_sub(text, 0, at), loc, &out->uri);
	return true;
}

static bool
read_name(
    struct scope *s, const struct node *n, void *out, const struct type *t)
{
	struct qname *name = out;
	struct text text;

	if (!text_needed(s, n, t->what, &text))
		return false;
	*name = (struct qname){STR("DAV:"), text.s, n->loc};
	return text.opaque || name_from_text(s, text.s, n->loc, name);
}

const struct type type_name = {.name = "name",
    .what = "a name",
    .help = "getetag (in DAV:), x:p (a prefix) or \"{uri}p\"",
    .read = read_name,
    .schema = "{\"type\": [\"string\", \"boolean\"], \"pattern\": "
	      "\"^([^{}:]+:|[{][^}]*[}])?[^{}:<>&/ ]+$|\\\\$\\\\{\"}"};
const struct type type_names = {.what = "a list of names",
    .read = read_list,
    .item = &type_name,
    .size = sizeof(struct qname),
    .one = true};

const struct type type_some_names = {.what = "a list of names",
    .read = read_list,
    .item = &type_name,
    .size = sizeof(struct qname),
    .one = true,
    .not_empty = true};

/* ------------------------------------------------------------- values */

struct value_raw {
	struct str text, xml, lang;
};

enum { WITH_LANG = 1, WITHOUT_LANG = 2 };

/* clang-format off */
static const struct field value_fields[] = {
    {FIELD("text", &type_text, struct value_raw, text), HASNOT,
	.flags = FIELD_ALONE, .help = "the value as text"},
    {FIELD("xml", &type_text, struct value_raw, xml), HASNOT,
	.flags = FIELD_ALONE, .help = "the value as an XML fragment"},
    {FIELD("lang", &type_text, struct value_raw, lang), HASNOT, .in = WITH_LANG,
	.help = "its language, as xml:lang"},
};
/* clang-format on */
static const struct table value_table = {
    .what = "a value", .fields = value_fields, .n = countof(value_fields)};

static bool
read_value(
    struct scope *s, const struct node *n, void *out, const struct type *t)
{
	struct value *value = out;
	struct value_raw raw = {0};
	struct text text;
	unsigned in = t == &type_value ? WITH_LANG : WITHOUT_LANG;

	if (n->kind == NODE_SCALAR) {
		if (!text_needed(s, n, t->what, &text))
			return false;
		*value = (struct value){false, text.s, STR_NONE};
		return true;
	}
	if (n->kind == NODE_LIST)
		return wrong_type(s, n, t->what);
	if (!table_read(s, n, &raw, &value_table, in))
		return false;
	value->is_xml = raw.xml.p != NULL;
	value->content = value->is_xml ? raw.xml : raw.text;
	value->lang = raw.lang;
	return true;
}

static const struct type value_mapping = {
    .table = &value_table, .in = WITH_LANG};
static const struct type value_plain_mapping = {
    .table = &value_table, .in = WITHOUT_LANG};
static const struct type *const value_forms[] = {
    &type_text, &value_mapping, NULL};
static const struct type *const plain_forms[] = {
    &type_text, &value_plain_mapping, NULL};

const struct type type_value = {.name = "value",
    .what = "a value",
    .help = "of a property: text or {text or xml, lang}",
    .read = read_value,
    .any_of = value_forms};
const struct type type_xml_or_text = {.name = "owner",
    .what = "text or {xml: TEXT}",
    .help = "text or {xml: TEXT}",
    .read = read_value,
    .any_of = plain_forms};

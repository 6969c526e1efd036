#include "case/casefile.h"

struct case_raw {
	struct str title, note;
	struct strs needs, tags;
	struct namespace_decl *namespaces;
	size_t n_namespaces, cap_namespaces;
	const struct node *proves, *steps, *given, *each;
	bool has_scratch, scratch;
};

/* ------------------------------------------------------------- words */

static const char *const need_words[] = {"class-2", "class-3", "auth", "tls",
    "method:NAME", "dav:TOKEN", "feature:NAME"};

static bool
need_ok(struct str word)
{
	struct str rest = word, head;

	for (size_t i = 0; i < 4; i++)
		if (str_is(word, need_words[i]))
			return true;
	str_cut(&rest, ':', &head);
	if (rest.p == NULL)
		return false;
	if (str_is(head, "method") || str_is(head, "dav"))
		return token_ok(rest) ||
		       (str_is(head, "dav") && str_starts(rest, STR("<")) &&
			   str_ends(rest, STR(">")));
	return str_is(head, "feature") && variable_name_ok(rest);
}

static bool
read_need(
    struct scope *s, const struct node *n, void *out, const struct type *t)
{
	struct text text;

	if (!text_needed(s, n, t->what, &text))
		return false;
	*(struct str *)out = text.s;
	if (need_ok(text.s))
		return true;
	scope_mistake(s, n->loc,
	    "`%.*s` is not known to `needs`: class-2, class-3, auth, tls, "
	    "method:NAME, dav:TOKEN or feature:NAME",
	    STRF(text.s));
	scope_did_you_mean(
	    s, str_nearest(text.s, need_words, countof(need_words)));
	return false;
}

static bool
read_tag(struct scope *s, const struct node *n, void *out, const struct type *t)
{
	struct text text;

	if (!text_needed(s, n, t->what, &text))
		return false;
	*(struct str *)out = text.s;
	if (variable_name_ok(text.s))
		return true;
	scope_mistake(s, n->loc,
	    "`%.*s` is not a tag: letters, digits, `_` and `-`", STRF(text.s));
	return false;
}

static bool
read_prefix(
    struct scope *s, const struct node *n, void *out, const struct type *t)
{
	struct namespace_decl *ns = out;

	(void)t;
	ns->prefix = n->text;
	if (variable_name_ok(n->text) && !str_is(n->text, "D") &&
	    !str_is(n->text, "x"))
		return true;
	if (variable_name_ok(n->text))
		scope_mistake(s, n->loc, "the prefix `%.*s` is there already",
		    STRF(n->text));
	else
		scope_mistake(s, n->loc,
		    "`%.*s` is not a prefix: letters, "
		    "digits, `_` and `-`",
		    STRF(n->text));
	return false;
}

/* ------------------------------------------------------------- the table */

static const struct type type_id = {.name = "requirement-id",
    .what = "the id of a requirement",
    .schema = "{\"type\": \"string\", \"pattern\": "
	      "\"^[a-z0-9]+([.-][A-Za-z0-9]+)+$\"}"};
static const struct type type_proves = {
    .item = &type_id, .one = true, .not_empty = true, .read = read_node};
static const struct type type_need = {.name = "need",
    .what = "a word",
    .help = "class-2, class-3, auth, tls, method:NAME, dav:TOKEN or "
	    "feature:NAME",
    .read = read_need,
    .schema = "{\"type\": \"string\", \"pattern\": "
	      "\"^(class-[23]|auth|tls|(method|dav|feature):.+)$\"}"};
static const struct type type_needs = {.what = "a list of words",
    .read = read_list,
    .item = &type_need,
    .one = true,
    .size = sizeof(struct str)};
static const struct type type_tag = {.name = "tag",
    .what = "a word",
    .read = read_tag,
    .schema = "{\"type\": [\"string\", \"boolean\"], \"pattern\": "
	      "\"^[A-Za-z_][A-Za-z0-9_-]*$\"}"};
static const struct type type_tags = {.what = "a list of words",
    .read = read_list,
    .item = &type_tag,
    .one = true,
    .size = sizeof(struct str)};
static const struct type type_prefix = {.read = read_prefix,
    .schema = "{\"pattern\": \"^[A-Za-z_][A-Za-z0-9_-]*$\", "
	      "\"not\": {\"enum\": [\"D\", \"x\"]}}"};
static const struct type type_namespaces = {.name = "namespaces",
    .what = "a mapping of prefixes to URIs",
    .read = read_dict,
    .key = &type_prefix,
    .item = &type_text,
    .size = sizeof(struct namespace_decl),
    .at = offsetof(struct namespace_decl, uri)};
static const struct type *const given_form[] = {&type_tree, NULL};
static const struct type type_given = {.read = read_node, .any_of = given_form};

#define TOP(k, t, m) FIELD(k, t, struct case_raw, m)

/* clang-format off */
static const struct field case_fields[] = {
    {TOP("title", &type_text, title), HASNOT, .flags = FIELD_REQUIRED,
	.help = "what a conforming server does"},
    {TOP("proves", &type_proves, proves), HASNOT, .flags = FIELD_REQUIRED,
	.help = "the requirements that the case proves"},
    {TOP("steps", &type_steps, steps), HASNOT, .flags = FIELD_REQUIRED,
	.help = "requests and what they must yield, in order"},
    {TOP("needs", &type_needs, needs), HASNOT,
	.help = "what the target must have, else the case is a skip"},
    {TOP("tags", &type_tags, tags), HASNOT,
	.help = "for --tag; `slow`: over a second"},
    {TOP("note", &type_text, note), HASNOT, .help = "what the RFC leaves open"},
    {TOP("namespaces", &type_namespaces, namespaces), HASNOT,
	.help = "prefixes besides D (DAV:) and x (urn:davproof:x)"},
    {TOP("each", &type_each, each), HASNOT,
	.help = "rows of variables: one result a row; a list of such mappings "
		"is their product"},
    {TOP("scratch", &type_flag, scratch), HAS(struct case_raw, has_scratch),
	.help = "false: no scratch collection, only `raw` paths to what a "
		"feature names"},
    {TOP("given", &type_given, given), HASNOT,
	.help = "what is made in the scratch collection before the first step"},
};
/* clang-format on */
static const struct table case_table = {
    .what = "a case", .fields = case_fields, .n = countof(case_fields)};
const struct type type_case = {
    .name = "case", .help = "a davproof case", .table = &case_table};

/* ------------------------------------------------------------- reading */

static const struct requirement *
read_id(struct scope *s, const struct node *n)
{
	const struct requirement *r;

	if (n->kind != NODE_SCALAR) {
		wrong_type(s, n, "the id of a requirement");
		return NULL;
	}
	r = spec_find(n->text);
	if (r == NULL) {
		scope_mistake(
		    s, n->loc, "there is no requirement `%.*s`", STRF(n->text));
		scope_did_you_mean(s, spec_nearest(n->text));
	}
	return r;
}

bool
requirements_have(const struct requirements *list, const struct requirement *r)
{
	for (size_t i = 0; i < list->n; i++)
		if (list->v[i] == r)
			return true;
	return false;
}

static bool
read_proves(struct scope *s, const struct node *n, struct requirements *out)
{
	bool ok = true;

	if (node_is_nothing(n) || node_count(n) == 0)
		return wrong_type(s, n, "the id of a requirement");
	for (size_t i = 0; i < node_count(n); i++) {
		const struct requirement *r = read_id(s, node_at(n, i));

		if (r != NULL && !requirements_have(out, r)) {
			*vec_add(out, s->arena) = r;
			continue;
		}
		if (r != NULL)
			scope_mistake(s, node_at(n, i)->loc,
			    "`%s` is here a second time", r->id);
		ok = false;
	}
	return ok;
}

static void
add_namespaces(struct scope *s, struct case_file *f, const struct case_raw *raw)
{
	struct {
		struct namespace_decl *v;
		size_t n, cap;
	} list = {0};

	*vec_add(&list, s->arena) =
	    (struct namespace_decl){STR("D"), STR("DAV:")};
	*vec_add(&list, s->arena) =
	    (struct namespace_decl){STR("x"), STR("urn:davproof:x")};
	for (size_t i = 0; i < raw->n_namespaces; i++)
		*vec_add(&list, s->arena) = raw->namespaces[i];
	f->namespaces = list.v;
	f->n_namespaces = list.n;
	f->cap_namespaces = list.cap;
}

static bool
steps_ok(struct scope *s, const struct node *n)
{
	if (!node_is_nothing(n) && node_count(n) > 0 &&
	    (n->kind != NODE_SCALAR))
		return true;
	return wrong_type(s, n, "a list of steps");
}

bool
casefile_read(struct scope *s, const struct node *root, struct case_source *out)
{
	struct case_file *f = out->file;
	struct case_raw raw = {.scratch = true};
	bool ok = table_read(s, root, &raw, &case_table, 0);

	f->title = raw.title;
	f->note = raw.note;
	f->needs = raw.needs;
	f->tags = raw.tags;
	f->scratch = raw.scratch;
	f->given = raw.given;
	f->steps = raw.steps;
	out->proves = raw.proves;
	out->each = raw.each;
	add_namespaces(s, f, &raw);
	if (raw.proves != NULL)
		out->proves_ok = read_proves(s, raw.proves, &f->proves);
	if (raw.steps != NULL) {
		f->n_steps = node_count(raw.steps);
		ok = steps_ok(s, raw.steps) && ok;
	}
	if (!f->scratch && raw.given != NULL) {
		scope_mistake(s, raw.given->loc,
		    "with `scratch: false` nothing can be `given`");
		ok = false;
	}
	return each_read(s, out) && ok && out->proves_ok;
}

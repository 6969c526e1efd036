#include "case/step.h"

/* ------------------------------------------------------------- error */

static bool
read_error_name(
    struct scope *s, const struct node *n, struct error_expects *error)
{
	struct error_expect *e = vec_add(error, s->arena);

	return type_name.read(s, n, &e->name, &type_name);
}

static const struct type error_paths = {.name = "condition-paths",
    .what = "a mapping of conditions to paths",
    .read = read_dict,
    .key = &type_name,
    .item = &type_paths,
    .size = sizeof(struct error_expect),
    .at = offsetof(struct error_expect, hrefs),
    .not_empty = true};

static bool
read_error(
    struct scope *s, const struct node *n, void *out, const struct type *t)
{
	bool ok = true;

	if (n->kind == NODE_MAPPING)
		return error_paths.read(s, n, out, &error_paths);
	if (node_is_nothing(n) || node_count(n) == 0)
		return wrong_type(s, n, t->what);
	for (size_t i = 0; i < node_count(n); i++)
		ok = read_error_name(s, node_at(n, i), out) && ok;
	return ok;
}

static const struct type *const error_forms[] = {
    &type_some_names, &error_paths, NULL};
const struct type type_error = {.name = "error",
    .what = "conditions",
    .help = "the conditions of an error body: names, or {name: paths}",
    .read = read_error,
    .any_of = error_forms};

/* ------------------------------------------------------------- counts */

const struct type type_counts = {.name = "counts",
    .what = "a mapping of statuses to numbers",
    .read = read_dict,
    .key = &type_one_status,
    .item = &type_number,
    .size = sizeof(struct count_expect),
    .at = offsetof(struct count_expect, number),
    .not_empty = true};

/* ------------------------------------------------------------- json */

/* clang-format off */
static const struct field json_fields[] = {
    {FIELD("items", &type_pointer, struct json_expect, items), HASNOT,
	.help = "where the array or object is; the whole body unless said"},
    {FIELD("id", &type_text, struct json_expect, id), HASNOT,
	.help = "the member of an item that identifies it"},
    {FIELD("status", &type_text, struct json_expect, status), HASNOT,
	.help = "the member of an item that is its status"},
};
/* clang-format on */
static const struct table json_table = {
    .what = "`json`", .fields = json_fields, .n = countof(json_fields)};
const struct type type_json = {.name = "json-form",
    .what = "a mapping",
    .help = "where the items of a JSON multi-status are",
    .read = read_by_table,
    .table = &json_table};

/* ------------------------------------------------------------- responses */

enum { BY_HREF = 1, BY_ID = 2 };

static bool read_code(struct scope *s, const struct node *key,
    const struct node *value, void *out);

/* clang-format off */
static const struct field response_fields[] = {
    {FIELD("status", &type_status, struct response_expect, status),
	HAS(struct response_expect, has_status),
	.help = "its own status or one of a propstat"},
    {FIELD("error", &type_error, struct response_expect, error),
	HAS(struct response_expect, has_error), .in = BY_HREF,
	.help = "the conditions that it names"},
    {FIELD("location", &type_match, struct response_expect, location),
	HAS(struct response_expect, has_location), .in = BY_HREF,
	.help = "the href of its location"},
    {FIELD("members", &type_members, struct response_expect, members), HASNOT,
	.in = BY_ID, .help = "beside `json`: members of the item"},
};
/* clang-format on */
static const struct table response_table = {.what = "a response",
    .fields = response_fields,
    .n = countof(response_fields),
    .pattern = "^([1-5]([0-9][0-9]|xx)|any)$|\\$\\{",
    .other_type = &type_code_props,
    .other = read_code};

struct codes {
	struct code_expect *v;
	size_t n, cap;
};

static bool
read_code(struct scope *s, const struct node *key, const struct node *value,
    void *out)
{
	struct response_expect *r = out;
	struct codes codes = {r->codes, r->n_codes, r->cap_codes};
	struct code_expect code = {0};
	struct text text;

	if (!text_needed(s, key, "a status", &text))
		return false;
	if (!status_add(
		&code.status, text.opaque ? STR("any") : text.s, s->arena))
		return table_unknown(s, key, &response_table);
	code.status.loc = key->loc;
	if (s->by_id) {
		scope_mistake(s, key->loc,
		    "an item of JSON has no properties with a code");
		return false;
	}
	code.absent = node_is_nothing(value);
	if (!code.absent &&
	    !type_code_props.read(s, value, &code.props, &type_code_props))
		return false;
	*vec_add(&codes, s->arena) = code;
	r->codes = codes.v;
	r->n_codes = codes.n;
	r->cap_codes = codes.cap;
	return true;
}

static bool
read_response(
    struct scope *s, const struct node *n, void *out, const struct type *t)
{
	struct response_expect *r = out;
	struct text text;

	r->loc = n->loc;
	if (n->kind == NODE_MAPPING && n->n == 0) {
		scope_mistake(s, n->loc, "nothing is said of this response");
		scope_hint(s, "`{status: any}` if it is only to be there");
		return false;
	}
	if (n->kind == NODE_MAPPING)
		return table_read(
		    s, n, r, &response_table, s->by_id ? BY_ID : BY_HREF);
	if (n->kind == NODE_SCALAR) {
		if (!subst_scalar(s, n, &text))
			return false;
		r->absent = text.s.p == NULL;
		if (r->absent)
			return true;
	}
	(void)t;
	r->has_status = true;
	return type_status.read(s, n, &r->status, &type_status);
}

static bool
add_response(struct scope *s, const struct response_expect *r, struct str key,
    struct loc loc, struct response_expects *out)
{
	struct response_expect *added = vec_add(out, s->arena);

	*added = *r;
	added->key = key;
	added->loc = loc;
	return s->by_id || path_from_text(s, key, loc, &added->path);
}

static bool
read_pair(struct scope *s, const struct node_pair *pair,
    struct response_expects *out, struct strs *keys)
{
	struct response_expect r = {0};
	struct text key;
	size_t from = keys->n;
	bool ok = read_response(s, pair->value, &r, NULL);

	if (!text_needed(s, pair->key, "a path", &key))
		return false;
	if (key.opaque)
		return ok;
	if (s->by_id)
		*vec_add(keys, s->arena) = key.s;
	else if (!expand_counts(s, key.s, pair->key->loc, keys))
		return false;
	for (size_t i = from; ok && i < keys->n; i++)
		ok = add_response(s, &r, keys->v[i], pair->key->loc, out);
	return ok;
}

static int
by_key(const void *x, const void *y)
{
	const struct response_expect *const *a = x, *const *b = y;
	int c = str_cmp((*a)->key, (*b)->key);

	return c != 0 ? c : (*a > *b) - (*a < *b);
}

/* After counts and variables were put in, one may stand there twice. */
static bool
no_duplicates(struct scope *s, const struct response_expects *list)
{
	const struct response_expect **sorted =
	    arena_array(s->arena, const struct response_expect *, list->n);
	bool ok = true;

	for (size_t i = 0; i < list->n; i++)
		sorted[i] = &list->v[i];
	if (list->n > 1)
		qsort(sorted, list->n, sizeof(*sorted), by_key);
	for (size_t i = 1; i < list->n; i++)
		if (str_eq(sorted[i - 1]->key, sorted[i]->key)) {
			scope_mistake(s, sorted[i]->loc,
			    "`%.*s` is here a second time",
			    STRF(sorted[i]->key));
			ok = false;
		}
	return ok;
}

static bool
read_responses(
    struct scope *s, const struct node *n, void *out, const struct type *t)
{
	struct response_expects *list = out;
	struct strs keys = {0};
	bool ok = true;

	if (n->kind != NODE_MAPPING)
		return wrong_type(s, n, t->what);
	for (size_t i = 0; i < n->n; i++)
		ok = read_pair(s, &n->pairs[i], list, &keys) && ok;
	return ok && no_duplicates(s, list);
}

static const struct type response_form = {
    .name = "response-form", .table = &response_table, .not_empty = true};
static const struct type no_response = {.schema = "{\"type\": \"null\"}"};
static const struct type *const response_forms[] = {
    &type_status, &no_response, &response_form, NULL};
static const struct type type_response = {.name = "response",
    .help = "a status, nothing (there is none), or {status, error, location, "
	    "members, CODE}",
    .any_of = response_forms};
const struct type type_responses = {.name = "responses",
    .what = "a mapping of paths to responses",
    .read = read_responses,
    .key = &type_text,
    .item = &type_response};

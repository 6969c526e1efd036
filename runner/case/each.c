#include "case/casefile.h"

/* One mapping of rows. */
struct row {
	struct str name;
	struct loc loc;
	struct variables vars;
};

struct rows {
	struct row *v;
	size_t n, cap;
};

struct dimensions {
	struct rows *v;
	size_t n, cap;
};

static bool
row_name_ok(struct str name)
{
	for (size_t i = 0; i < name.n; i++) {
		char c = name.p[i];

		if (!((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
			(c >= '0' && c <= '9') || c == '.' || c == '_' ||
			c == '-' || c == '+'))
			return false;
	}
	return name.n > 0;
}

static bool
read_variable(struct scope *s, const struct node_pair *pair, struct row *row)
{
	struct variable *v = vec_add(&row->vars, s->arena);
	bool ok = type_variable.read(s, pair->key, &v->name, &type_variable);

	v->loc = pair->value->loc;
	if (pair->value->kind != NODE_SCALAR)
		return wrong_type(s, pair->value, "text or nothing");
	if (!node_is_nothing(pair->value))
		v->value = pair->value->text;
	return ok;
}

static bool
read_row(struct scope *s, const struct node_pair *pair, struct rows *rows)
{
	struct row *row = vec_add(rows, s->arena);
	bool ok = true;

	row->name = pair->key->text;
	row->loc = pair->key->loc;
	if (!row_name_ok(row->name)) {
		scope_mistake(s, row->loc,
		    "`%.*s` cannot name a row: letters, digits, `.`, `_`, "
		    "`-`, `+`",
		    STRF(row->name));
		ok = false;
	}
	if (pair->value->kind != NODE_MAPPING || pair->value->n == 0)
		return wrong_type(
		    s, pair->value, "a row (a mapping of variables)");
	for (size_t i = 0; i < pair->value->n; i++)
		ok = read_variable(s, &pair->value->pairs[i], row) && ok;
	return ok;
}

/* Each row has the variables of the first. */
static bool
same_variables(struct scope *s, const struct rows *rows)
{
	const struct row *first = &rows->v[0];
	bool ok = true;

	for (size_t i = 1; i < rows->n; i++) {
		const struct row *row = &rows->v[i];

		for (size_t k = 0; k < first->vars.n; k++)
			if (!variables_find(
				&row->vars, first->vars.v[k].name)) {
				scope_mistake(s, row->loc,
				    "the row `%.*s` lacks `%.*s`, which "
				    "`%.*s` has",
				    STRF(row->name),
				    STRF(first->vars.v[k].name),
				    STRF(first->name));
				ok = false;
			}
		for (size_t k = 0; k < row->vars.n; k++)
			if (!variables_find(
				&first->vars, row->vars.v[k].name)) {
				scope_mistake(s, row->vars.v[k].loc,
				    "the row `%.*s` has `%.*s`, which "
				    "`%.*s` lacks",
				    STRF(row->name), STRF(row->vars.v[k].name),
				    STRF(first->name));
				ok = false;
			}
	}
	return ok;
}

static bool
read_dimension(struct scope *s, const struct node *n, struct dimensions *dims)
{
	struct rows *rows = vec_add(dims, s->arena);
	bool ok = true;

	if (n->kind != NODE_MAPPING || n->n == 0)
		return wrong_type(s, n, "a mapping of rows");
	for (size_t i = 0; i < n->n; i++)
		ok = read_row(s, &n->pairs[i], rows) && ok;
	return ok && same_variables(s, rows);
}

/* No variable stands in two of the mappings; not too many rows. */
static bool
product_ok(struct scope *s, const struct node *n, const struct dimensions *d)
{
	size_t total = 1;
	bool ok = true;

	for (size_t i = 0; i < d->n; i++) {
		const struct variables *vars = &d->v[i].v[0].vars;

		total *= d->v[i].n;
		if (total > ROWS_MAX) {
			scope_mistake(s, n->loc,
			    "`each` makes more than %d rows", ROWS_MAX);
			return false;
		}
		for (size_t k = 0; k < i * vars->n; k++) {
			const struct variable *v = &vars->v[k % vars->n];

			if (!variables_find(
				&d->v[k / vars->n].v[0].vars, v->name))
				continue;
			scope_mistake(s, v->loc,
			    "the variable `%.*s` is in two mappings of `each`",
			    STRF(v->name));
			ok = false;
		}
	}
	return ok;
}

static void
add_rows(struct scope *s, struct case_source *src, const struct dimensions *d,
    size_t at, struct str name, const struct variables *vars)
{
	struct testcase *tc;

	for (size_t i = 0; at < d->n && i < d->v[at].n; i++) {
		const struct row *row = &d->v[at].v[i];
		struct variables all = {0};

		for (size_t k = 0; k < vars->n; k++)
			*vec_add(&all, s->arena) = vars->v[k];
		for (size_t k = 0; k < row->vars.n; k++)
			*vec_add(&all, s->arena) = row->vars.v[k];
		add_rows(s, src, d, at + 1,
		    at == 0 ? row->name
			    : arena_strf(s->arena, "%.*s,%.*s", STRF(name),
				  STRF(row->name)),
		    &all);
	}
	if (at < d->n)
		return;
	tc = arena_new(s->arena, struct testcase);
	tc->row = name;
	tc->file = src->file;
	tc->row_variables = *vars;
	tc->id = d->n == 0 ? src->file->id
			   : arena_strf(s->arena, "%.*s:%.*s",
				 STRF(src->file->id), STRF(name));
	*vec_add(&src->rows, s->arena) = tc;
}

bool
each_read(struct scope *s, struct case_source *src)
{
	struct dimensions dims = {0};
	const struct variables none = {0};
	bool ok = true;

	if (src->each != NULL) {
		if (node_is_nothing(src->each) || node_count(src->each) == 0)
			return wrong_type(s, src->each, "a mapping of rows");
		for (size_t i = 0; i < node_count(src->each); i++)
			ok = read_dimension(s, node_at(src->each, i), &dims) &&
			     ok;
		if (!ok || !product_ok(s, src->each, &dims))
			return false;
	}
	add_rows(s, src, &dims, 0, STR_NONE, &none);
	return true;
}

static const struct type type_row = {.name = "row",
    .key = &type_variable,
    .item = &type_text_or_nothing,
    .not_empty = true};
static const struct type type_row_name = {
    .schema = "{\"pattern\": \"^[A-Za-z0-9._+-]+$\"}"};
static const struct type type_rows = {.name = "rows",
    .key = &type_row_name,
    .item = &type_row,
    .not_empty = true};
const struct type type_each = {.name = "each",
    .what = "a mapping of rows",
    .read = read_node,
    .item = &type_rows,
    .one = true,
    .not_empty = true};

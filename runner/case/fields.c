#include "case/fields.h"

bool
wrong_type(struct scope *s, const struct node *n, const char *what)
{
	scope_mistake(
	    s, n->loc, "%s is wanted here, not %s", what, node_kind_text(n));
	return false;
}

const struct field *
table_find(const struct table *table, struct str key, unsigned in)
{
	const struct field *other = NULL;

	for (size_t i = 0; i < table->n; i++) {
		const struct field *f = &table->fields[i];

		if (!str_is(key, f->key))
			continue;
		if (f->in == 0 || in == 0 || (f->in & in) != 0)
			return f;
		other = f;
	}
	return other;
}

bool
table_unknown(
    struct scope *s, const struct node *key, const struct table *table)
{
	const char **words =
	    arena_array(s->arena, const char *, table->n + table->n_words);
	size_t n = 0;

	for (size_t i = 0; i < table->n; i++)
		words[n++] = table->fields[i].key;
	for (size_t i = 0; i < table->n_words; i++)
		words[n++] = table->words[i];
	scope_mistake(s, key->loc, "`%.*s` is not a key of %s", STRF(key->text),
	    table->what);
	scope_did_you_mean(s, str_nearest(key->text, words, n));
	return false;
}

static bool
read_field(struct scope *s, const struct node_pair *pair, void *out,
    const struct table *table, unsigned in)
{
	const struct field *f = table_find(table, pair->key->text, in);

	if (f == NULL && table->other != NULL)
		return table->other(s, pair->key, pair->value, out);
	if (f == NULL)
		return table_unknown(s, pair->key, table);
	if (f->in != 0 && in != 0 && (f->in & in) == 0) {
		scope_mistake(s, pair->key->loc, "`%s` has no place here: %s",
		    f->key, f->help);
		return false;
	}
	if (f->has != NO_HAS) {
		bool yes = true;

		memcpy((char *)out + f->has, &yes, sizeof(yes));
	}
	return f->type->read(s, pair->value, (char *)out + f->offset, f->type);
}

static const struct node *
key_node(const struct node *n, const char *key)
{
	for (size_t i = 0; i < n->n; i++)
		if (str_is(n->pairs[i].key->text, key))
			return n->pairs[i].key;
	return NULL;
}

/* Which keys stand together, which do not. */
static bool
check_company(struct scope *s, const struct node *n, const struct table *table)
{
	bool ok = true;

	for (size_t i = 0; i < table->n_apart; i++) {
		const struct pair *p = &table->apart[i];
		const struct node *b = key_node(n, p->b);

		if (b != NULL && key_node(n, p->a) != NULL) {
			scope_mistake(s, b->loc,
			    "`%s` and `%s` exclude each other", p->a, p->b);
			ok = false;
		}
	}
	for (size_t i = 0; i < table->n; i++) {
		const struct field *f = &table->fields[i];
		const struct node *key = key_node(n, f->key);

		if (key != NULL && f->with != NULL &&
		    key_node(n, f->with) == NULL) {
			scope_mistake(s, key->loc, "`%s` needs `%s` beside it",
			    f->key, f->with);
			ok = false;
		}
	}
	return ok;
}

static bool
key_is_alone(const struct table *table, struct str key, unsigned in)
{
	const struct field *f = table_find(table, key, in);

	if (f != NULL)
		return (f->flags & FIELD_ALONE) != 0;
	for (size_t i = 0; i < table->n_words; i++)
		if (str_is(key, table->words[i]))
			return true;
	return false;
}

/* "`a`, `b` or `c`" of the fields that stand alone. */
static const char *
alone_text(struct scope *s, const struct table *table, unsigned in)
{
	const char *text = table->n_words > 0 ? "a method" : "";

	for (size_t i = 0; i < table->n; i++) {
		const struct field *f = &table->fields[i];

		if ((f->flags & FIELD_ALONE) != 0 &&
		    (f->in == 0 || in == 0 || (f->in & in) != 0))
			text = arena_printf(s->arena, "%s%s`%s`", text,
			    *text ? ", " : "", f->key);
	}
	return text;
}

static bool
check_alone(struct scope *s, const struct node *n, const struct table *table,
    unsigned in)
{
	const struct node *first = NULL;
	bool any = table->n_words > 0, ok = true;

	for (size_t i = 0; i < table->n; i++)
		any = any || (table->fields[i].flags & FIELD_ALONE) != 0;
	for (size_t i = 0; any && i < n->n; i++) {
		const struct node *key = n->pairs[i].key;

		if (!key_is_alone(table, key->text, in))
			continue;
		if (first != NULL) {
			scope_mistake(s, key->loc,
			    "`%.*s` beside `%.*s`: %s has one of them",
			    STRF(key->text), STRF(first->text), table->what);
			ok = false;
		}
		first = key;
	}
	if (any && first == NULL) {
		scope_mistake(s, n->loc, "%s lacks one of %s", table->what,
		    alone_text(s, table, 0));
		ok = false;
	}
	return ok;
}

static bool
check_required(struct scope *s, const struct node *n, const struct table *table,
    unsigned in)
{
	bool ok = true;

	for (size_t i = 0; i < table->n; i++) {
		const struct field *f = &table->fields[i];

		if ((f->flags & FIELD_REQUIRED) == 0 ||
		    (f->in != 0 && in != 0 && (f->in & in) == 0) ||
		    key_node(n, f->key) != NULL)
			continue;
		scope_mistake(s, n->loc, "%s lacks `%s`: %s", table->what,
		    f->key, f->help);
		ok = false;
	}
	return ok;
}

static bool
check_some(struct scope *s, const struct node *n, const struct table *table)
{
	const char *text = NULL;

	for (size_t i = 0; i < table->n; i++) {
		const struct field *f = &table->fields[i];

		if ((f->flags & FIELD_SOME) == 0)
			continue;
		if (key_node(n, f->key) != NULL)
			return true;
		text = text == NULL
			   ? f->key
			   : arena_printf(s->arena, "%s` or `%s", text, f->key);
	}
	if (text == NULL)
		return true;
	scope_mistake(s, n->loc, "%s lacks `%s`", table->what, text);
	return false;
}

bool
table_read(struct scope *s, const struct node *n, void *out,
    const struct table *table, unsigned in)
{
	bool ok = true, unknown = false;

	if (n->kind != NODE_MAPPING)
		return wrong_type(s, n,
		    arena_printf(s->arena, "%s (a mapping)", table->what));
	for (size_t i = 0; i < n->n; i++) {
		size_t before = s->diags->list.n;

		if (!read_field(s, &n->pairs[i], out, table, in)) {
			ok = false;
			unknown = unknown || s->diags->list.n > before;
		}
	}
	ok = check_company(s, n, table) && ok;
	/* A misspelt key is not missing as well. */
	if (!unknown)
		ok = check_alone(s, n, table, in) && check_some(s, n, table) &&
		     check_required(s, n, table, in) && ok;
	return ok;
}

bool
read_by_table(
    struct scope *s, const struct node *n, void *out, const struct type *t)
{
	return table_read(s, n, out, t->table, t->in);
}

/* ------------------------------------------------------------- lists */

/* The three members of any VEC, whatever it holds. */
struct any_vec {
	void *v;
	size_t n, cap;
};

static void *
element_add(struct scope *s, void *out, size_t size)
{
	struct any_vec vec;
	void *element;

	memcpy(&vec, out, sizeof(vec));
	vec.v = vec_grow(s->arena, vec.v, vec.n, &vec.cap, size);
	element = (char *)vec.v + vec.n++ * size;
	memset(element, 0, size);
	memcpy(out, &vec, sizeof(vec));
	return element;
}

bool
read_list(
    struct scope *s, const struct node *n, void *out, const struct type *t)
{
	bool ok = true;

	if (n->kind != NODE_LIST && !t->one)
		return wrong_type(s, n, t->what);
	if (n->kind == NODE_LIST && n->n == 0 && t->not_empty) {
		scope_mistake(
		    s, n->loc, "%s is wanted here, not an empty list", t->what);
		return false;
	}
	for (size_t i = 0; i < node_count(n); i++) {
		void *element = element_add(s, out, t->size);

		ok = t->item->read(s, node_at(n, i), element, t->item) && ok;
	}
	return ok;
}

bool
read_dict(
    struct scope *s, const struct node *n, void *out, const struct type *t)
{
	bool ok = true;

	if (n->kind != NODE_MAPPING)
		return wrong_type(s, n, t->what);
	if (n->n == 0 && t->not_empty) {
		scope_mistake(s, n->loc,
		    "%s is wanted here, not an empty mapping", t->what);
		return false;
	}
	for (size_t i = 0; i < n->n; i++) {
		void *element = element_add(s, out, t->size);

		if (!t->key->read(s, n->pairs[i].key, element, t->key))
			ok = false;
		if (!t->item->read(
			s, n->pairs[i].value, (char *)element + t->at, t->item))
			ok = false;
	}
	return ok;
}

bool
read_node(
    struct scope *s, const struct node *n, void *out, const struct type *t)
{
	(void)s;
	(void)t;
	memcpy(out, &n, sizeof(n));
	return true;
}

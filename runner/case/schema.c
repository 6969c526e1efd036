#include "case/schema.h"

#include "case/casefile.h"

#define DEFINITIONS_MAX 100

/* The writing of one schema. */
struct writing {
	FILE *out;
	unsigned depth;
	bool first; /* in the object or array just opened */
	const struct type *types[DEFINITIONS_MAX]; /* met so far */
	size_t n;
};

/* ------------------------------------------------------------- JSON */

static void
put_string(struct writing *w, const char *s)
{
	fputc('"', w->out);
	for (; *s != '\0'; s++) {
		if (*s == '"' || *s == '\\')
			fputc('\\', w->out);
		fputc(*s, w->out);
	}
	fputc('"', w->out);
}

static void
next(struct writing *w)
{
	fprintf(w->out, "%s\n%*s", w->first ? "" : ",", (int)w->depth * 2, "");
	w->first = false;
}

static void
begin(struct writing *w, char c)
{
	fputc(c, w->out);
	w->depth++;
	w->first = true;
}

static void
end(struct writing *w, char c)
{
	w->depth--;
	fprintf(w->out, "\n%*s%c", (int)w->depth * 2, "", c);
	w->first = false;
}

static void
key(struct writing *w, const char *name)
{
	next(w);
	put_string(w, name);
	fputs(": ", w->out);
}

static void
member(struct writing *w, const char *name, const char *value)
{
	key(w, name);
	put_string(w, value);
}

/* One line: {"required": ["a", "b"]}; b may be NULL. */
static void
put_required(struct writing *w, const char *a, const char *b)
{
	fputs("{\"required\": [", w->out);
	put_string(w, a);
	if (b != NULL) {
		fputs(", ", w->out);
		put_string(w, b);
	}
	fputs("]}", w->out);
}

/* ------------------------------------------------------------- types */

static void put_type(struct writing *w, const struct type *t);

static void
put_reference(struct writing *w, const struct type *t)
{
	size_t i = 0;

	if (t->name == NULL) {
		put_type(w, t);
		return;
	}
	fprintf(w->out, "{\"$ref\": \"#/definitions/%s\"}", t->name);
	while (i < w->n && w->types[i] != t)
		i++;
	assert(i < DEFINITIONS_MAX);
	if (i == w->n)
		w->types[w->n++] = t;
}

static bool
has_place(unsigned field, unsigned in)
{
	return field == 0 || in == 0 || (field & in) != 0;
}

static void
put_properties(struct writing *w, const struct table *table, unsigned in)
{
	key(w, "properties");
	begin(w, '{');
	for (size_t i = 0; i < table->n; i++) {
		const struct field *f = &table->fields[i];

		if (!has_place(f->in, in))
			continue;
		key(w, f->key);
		begin(w, '{');
		member(w, "description", f->help);
		key(w, "allOf");
		fputc('[', w->out);
		put_reference(w, f->type);
		fputc(']', w->out);
		end(w, '}');
	}
	for (size_t i = 0; has_place(table->words_in, in) && i < table->n_words;
	     i++) {
		key(w, table->words[i]);
		put_reference(w, table->other_type);
	}
	end(w, '}');
	if (table->pattern != NULL) {
		key(w, "patternProperties");
		begin(w, '{');
		key(w, table->pattern);
		put_reference(w, table->other_type);
		end(w, '}');
	}
	key(w, "additionalProperties");
	fputs("false", w->out);
}

static void
put_flagged(struct writing *w, const char *name, const struct table *table,
    unsigned in, unsigned flag)
{
	bool any = false;

	for (size_t i = 0; i < table->n; i++) {
		const struct field *f = &table->fields[i];

		if ((f->flags & flag) == 0 || !has_place(f->in, in))
			continue;
		if (!any) {
			key(w, name);
			begin(w, '[');
			any = true;
		}
		next(w);
		if (flag == FIELD_REQUIRED)
			put_string(w, f->key);
		else
			put_required(w, f->key, NULL);
	}
	if (!any)
		return;
	for (size_t i = 0; flag == FIELD_ALONE && i < table->n_words; i++) {
		next(w);
		put_required(w, table->words[i], NULL);
	}
	end(w, ']');
}

static void
put_dependencies(struct writing *w, const struct table *table, unsigned in)
{
	bool any = false;

	for (size_t i = 0; i < table->n; i++) {
		const struct field *f = &table->fields[i];

		if (f->with == NULL || !has_place(f->in, in))
			continue;
		if (!any) {
			key(w, "dependencies");
			begin(w, '{');
			any = true;
		}
		key(w, f->key);
		fputc('[', w->out);
		put_string(w, f->with);
		fputc(']', w->out);
	}
	if (any)
		end(w, '}');
}

/* What goes with a key that stands for a kind (a `wait`, a `race`). */
static void
put_kind(struct writing *w, const struct table *table, unsigned in,
    const struct field *of)
{
	bool first = true;

	next(w);
	fputs("{\"if\": ", w->out);
	put_required(w, of->key, NULL);
	fputs(", \"then\": {\"propertyNames\": {\"enum\": [", w->out);
	for (size_t i = 0; i < table->n; i++) {
		const struct field *f = &table->fields[i];

		if (!has_place(f->in, of->in & in))
			continue;
		if (!first)
			fputs(", ", w->out);
		put_string(w, f->key);
		first = false;
	}
	fputs("]}}}", w->out);
}

static void
put_exclusions(struct writing *w, const struct table *table, unsigned in)
{
	if (table->n_apart == 0)
		return;
	key(w, "allOf");
	begin(w, '[');
	for (size_t i = 0; i < table->n_apart; i++) {
		next(w);
		fputs("{\"not\": ", w->out);
		put_required(w, table->apart[i].a, table->apart[i].b);
		fputc('}', w->out);
	}
	for (size_t i = 0; i < table->n; i++) {
		const struct field *f = &table->fields[i];

		if ((f->flags & FIELD_ALONE) != 0 && f->in != 0 &&
		    has_place(f->in, in) && f->with == NULL)
			put_kind(w, table, in, f);
	}
	end(w, ']');
}

static void
put_table(struct writing *w, const struct type *t)
{
	member(w, "type", "object");
	if (t->not_empty) {
		key(w, "minProperties");
		fputc('1', w->out);
	}
	put_properties(w, t->table, t->in);
	put_flagged(w, "required", t->table, t->in, FIELD_REQUIRED);
	put_flagged(w, "oneOf", t->table, t->in, FIELD_ALONE);
	put_flagged(w, "anyOf", t->table, t->in, FIELD_SOME);
	put_dependencies(w, t->table, t->in);
	put_exclusions(w, t->table, t->in);
}

static void
put_dictionary(struct writing *w, const struct type *t)
{
	member(w, "type", "object");
	if (t->not_empty) {
		key(w, "minProperties");
		fputc('1', w->out);
	}
	key(w, "propertyNames");
	put_reference(w, t->key);
	key(w, "additionalProperties");
	put_reference(w, t->item);
}

static void
put_list(struct writing *w, const struct type *t)
{
	key(w, "anyOf");
	begin(w, '[');
	if (t->one) {
		next(w);
		put_reference(w, t->item);
	}
	next(w);
	begin(w, '{');
	member(w, "type", "array");
	if (t->not_empty) {
		key(w, "minItems");
		fputc('1', w->out);
	}
	key(w, "items");
	put_reference(w, t->item);
	end(w, '}');
	end(w, ']');
}

static void
put_type(struct writing *w, const struct type *t)
{
	begin(w, '{');
	if (t->help != NULL)
		member(w, "description", t->help);
	if (t->any_of != NULL) {
		key(w, "anyOf");
		begin(w, '[');
		for (size_t i = 0; t->any_of[i] != NULL; i++) {
			next(w);
			put_reference(w, t->any_of[i]);
		}
		end(w, ']');
	} else if (t->schema != NULL) {
		key(w, "allOf");
		fprintf(w->out, "[%s]", t->schema);
	} else if (t->table != NULL) {
		put_table(w, t);
	} else if (t->key != NULL) {
		put_dictionary(w, t);
	} else {
		put_list(w, t);
	}
	end(w, '}');
}

void
schema_print(
    FILE *out, const char *title, const char *id, const struct type *root)
{
	struct writing w = {.out = out};

	begin(&w, '{');
	member(&w, "$schema", "http://json-schema.org/draft-07/schema#");
	member(&w, "$id", id);
	member(&w, "title", title);
	key(&w, "allOf");
	fputc('[', out);
	put_reference(&w, root);
	fputc(']', out);
	key(&w, "definitions");
	begin(&w, '{');
	/* Printing one may lead to others. */
	for (size_t i = 0; i < w.n; i++) {
		key(&w, w.types[i]->name);
		put_type(&w, w.types[i]);
	}
	end(&w, '}');
	end(&w, '}');
	fputc('\n', out);
}

void
case_schema_print(FILE *out)
{
	schema_print(
	    out, "davproof case", "urn:davproof:schema:case", &type_case);
}

#include "case/subst.h"

#include "base/buf.h"
#include "case/builtin.h"

#define NESTING_MAX 16	/* of row variables that name others, of arguments */
#define GUESSES_MAX 100 /* mistakes; then no "did you mean" */
#define SPENT_MAX ((size_t)64 * 1024 * 1024)

/* The making of one text. */
struct making {
	struct scope *scope;
	struct buf *buf;
	struct loc loc;
	unsigned depth;
	bool nothing, opaque;
};

void
scope_mistake(struct scope *s, struct loc loc, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	diag_add(s->diags, loc, "%s", arena_vprintf(s->arena, fmt, ap));
	va_end(ap);
	if (s->row_name.p != NULL)
		diag_hint(s->diags, "in row %.*s", STRF(s->row_name));
}

void
scope_hint(struct scope *s, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	diag_hint(s->diags, "%s", arena_vprintf(s->arena, fmt, ap));
	va_end(ap);
}

void
scope_did_you_mean(struct scope *s, const char *word)
{
	if (word != NULL)
		diag_hint(s->diags, "did you mean `%s`?", word);
}

bool
variable_name_ok(struct str name)
{
	for (size_t i = 0; i < name.n; i++) {
		char c = name.p[i];
		bool letter = (c >= 'a' && c <= 'z') ||
			      (c >= 'A' && c <= 'Z') || c == '_';
		bool later = (c >= '0' && c <= '9') || c == '-';

		if (!letter && (i == 0 || !later))
			return false;
	}
	return name.n > 0;
}

const struct variable *
variables_find(const struct variables *vars, struct str name)
{
	/* The last: a capture may be made again. */
	for (size_t i = vars ? vars->n : 0; i-- > 0;)
		if (str_eq(vars->v[i].name, name))
			return &vars->v[i];
	return NULL;
}

bool
strs_have(const struct strs *list, struct str s)
{
	for (size_t i = 0; i < list->n; i++)
		if (str_eq(list->v[i], s))
			return true;
	return false;
}

static bool make(struct making *m, struct str text);

static bool
too_long(struct making *m)
{
	scope_mistake(m->scope, m->loc, "this text is over 16 MiB");
	return false;
}

static bool
put(struct making *m, struct str s)
{
	return buf_str(m->buf, s) || too_long(m);
}

/* ------------------------------------------------------------- variables */

static bool
put_row_variable(struct making *m, const struct variable *v)
{
	struct loc loc = m->loc;
	bool ok;

	if (m->scope->used != NULL && !strs_have(m->scope->used, v->name))
		*vec_add(m->scope->used, m->scope->arena) = v->name;
	if (v->value.p == NULL) {
		m->nothing = true;
		return true;
	}
	if (m->depth >= NESTING_MAX) {
		scope_mistake(m->scope, v->loc,
		    "the variable `%.*s` leads back to itself", STRF(v->name));
		return false;
	}
	m->depth++;
	m->loc = v->loc;
	ok = make(m, v->value);
	m->loc = loc;
	m->depth--;
	return ok;
}

static bool
put_captured(struct making *m, const struct variable *v)
{
	struct scope *s = m->scope;

	if (s->mode != SUBST_RUN) {
		m->opaque = true;
		return true;
	}
	if (v->value.p != NULL)
		return put(m, v->value);
	m->nothing = true;
	if (!s->request || s->error == NULL)
		return true;
	if (s->error->p == NULL)
		*s->error = arena_strf(s->arena,
		    "capture %.*s found nothing, needed at %s:%u",
		    STRF(v->name), m->loc.file, m->loc.line);
	return false;
}

static const char *
nearest_variable(struct scope *s, struct str name)
{
	size_t n = 0, rows = s->row ? s->row->n : 0;
	size_t captures = s->captured ? s->captured->n : 0;
	const char **words;

	if (s->diags->list.n > GUESSES_MAX)
		return NULL;
	words = arena_array(
	    s->arena, const char *, rows + captures + n_builtin_names);

	for (size_t i = 0; i < rows; i++)
		words[n++] =
		    arena_printf(s->arena, "%.*s", STRF(s->row->v[i].name));
	for (size_t i = 0; i < captures; i++)
		words[n++] = arena_printf(
		    s->arena, "%.*s", STRF(s->captured->v[i].name));
	for (size_t i = 0; i < n_builtin_names; i++)
		words[n++] = builtin_names[i];
	return str_nearest(name, words, n);
}

static bool
put_builtin(struct making *m, struct str name, const struct text *arg)
{
	struct str value = STR_NONE;

	switch (builtin_get(m->scope, name, arg, m->loc, &value)) {
	case BUILTIN_FAILED:
		return false;
	case BUILTIN_OPAQUE:
		m->opaque = true;
		return true;
	case BUILTIN_TEXT:
		break;
	}
	if (value.p == NULL)
		m->nothing = true;
	return put(m, value);
}

static bool
put_variable(struct making *m, struct str name)
{
	struct scope *s = m->scope;
	const struct variable *v = variables_find(s->row, name);

	if (v != NULL)
		return put_row_variable(m, v);
	v = variables_find(s->captured, name);
	if (v != NULL)
		return put_captured(m, v);
	if (s->mode != SUBST_ENV && builtin_is_word(name))
		return put_builtin(m, name, &(struct text){0});
	if (s->mode == SUBST_ENV)
		scope_mistake(s, m->loc,
		    "a profile knows only ${env:NAME}, not `${%.*s}`",
		    STRF(name));
	else
		scope_mistake(s, m->loc,
		    "the variable `%.*s` is not defined here", STRF(name));
	scope_did_you_mean(s, nearest_variable(s, name));
	return false;
}

static bool
put_with_argument(struct making *m, struct str name, struct str arg)
{
	struct buf buf;
	struct making inner = *m;
	struct text text;
	bool ok;

	if (m->depth >= NESTING_MAX) {
		scope_mistake(m->scope, m->loc,
		    "`${` stands more than %d levels deep", NESTING_MAX);
		return false;
	}
	buf_init(&buf, SUBST_MAX);
	inner.depth++;
	inner.buf = &buf;
	inner.nothing = inner.opaque = false;
	ok = make(&inner, arg);
	if (ok && inner.nothing)
		m->nothing = true;
	else if (ok) {
		text.s = arena_str(m->scope->arena, buf_view(&buf));
		text.opaque = inner.opaque;
		ok = put_builtin(m, name, &text);
	}
	buf_release(&buf);
	return ok;
}

/* ------------------------------------------------------------- texts */

/* Where the `}` is that ends what begins behind a `${`, or text.n. */
static size_t
end_of_variable(struct str text)
{
	unsigned open = 1;

	for (size_t i = 0; i < text.n; i++) {
		if (str_starts(str_from_at(text, i), STR("$${")))
			i += 2;
		else if (str_starts(str_from_at(text, i), STR("${")))
			open++;
		else if (text.p[i] == '}' && --open == 0)
			return i;
	}
	return text.n;
}

static bool
show_argument(struct making *m, struct str arg)
{
	bool ok;

	if (m->depth >= NESTING_MAX)
		return false;
	m->depth++;
	ok = make(m, arg);
	m->depth--;
	return ok;
}

/* inside: what stands between `${` and `}`. */
static bool
put_inside(struct making *m, struct str inside)
{
	struct str arg = inside, name;

	str_cut(&arg, ':', &name);
	if (m->scope->mode == SUBST_SHOW && arg.p != NULL)
		return put(m, STR("${")) && put(m, name) && put(m, STR(":")) &&
		       show_argument(m, arg) && put(m, STR("}"));
	if (m->scope->mode == SUBST_SHOW &&
	    !variables_find(m->scope->row, name))
		return put(m, STR("${")) && put(m, inside) && put(m, STR("}"));
	if (!variable_name_ok(name)) {
		scope_mistake(m->scope, m->loc,
		    "`${%.*s}` is not a variable: `${` as text is written "
		    "`$${`",
		    STRF(inside));
		return false;
	}
	return arg.p == NULL ? put_variable(m, name)
			     : put_with_argument(m, name, arg);
}

static bool
make(struct making *m, struct str text)
{
	while (text.n > 0) {
		size_t at = str_index(text, '$');

		if (!put(m, str_sub(text, 0, at)))
			return false;
		text = str_from_at(text, at);
		if (str_starts(text, STR("$${"))) {
			if (!put(m, STR("${")))
				return false;
			text = str_from_at(text, 3);
		} else if (str_starts(text, STR("${"))) {
			struct str rest = str_from_at(text, 2);
			size_t end = end_of_variable(rest);

			if (end == rest.n) {
				scope_mistake(m->scope, m->loc,
				    "a `${` without its `}`: as text it is "
				    "written `$${`");
				return false;
			}
			if (!put_inside(m, str_sub(rest, 0, end)))
				return false;
			text = str_from_at(rest, end + 1);
		} else if (text.n > 0) {
			if (!put(m, str_sub(text, 0, 1)))
				return false;
			text = str_from_at(text, 1);
		}
	}
	return true;
}

bool
subst_text(struct scope *s, struct str text, struct loc loc, struct text *out)
{
	struct buf buf;
	struct making m = {.scope = s, .buf = &buf, .loc = loc};
	bool ok;

	*out = (struct text){text, false};
	if (s->mode == SUBST_NONE || str_find(text, STR("${")) == text.n)
		return true;
	buf_init(&buf, SUBST_MAX);
	ok = make(&m, text);
	s->spent += buf.n;
	if (ok && s->spent > SPENT_MAX) {
		scope_mistake(s, loc, "the texts of this step are over 64 MiB");
		ok = false;
	}
	if (ok)
		*out = (struct text){m.nothing ? STR_NONE
				     : m.opaque
					 ? text
					 : arena_str(s->arena, buf_view(&buf)),
		    m.opaque && !m.nothing};
	buf_release(&buf);
	return ok;
}

bool
subst_scalar(struct scope *s, const struct node *n, struct text *out)
{
	assert(n->kind == NODE_SCALAR);
	if (node_is_nothing(n)) {
		*out = (struct text){STR_NONE, false};
		return true;
	}
	return subst_text(s, n->text, n->loc, out);
}

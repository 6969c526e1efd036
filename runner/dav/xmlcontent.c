#include "dav/xml.h"

#include "base/buf.h"
#include "base/vec.h"

#define CONTENT_MAX ((size_t)64 * 1024 * 1024)

/*
 * Writing. Every element declares what its own name and attributes need and
 * no element around it has declared; a prefix bound to another URI by an
 * ancestor is bound anew.
 */

struct binding {
	struct str prefix, uri;
};

struct writer {
	struct buf b;
	struct arena scratch;
	VEC(struct binding) scope;
};

static void
write_escaped(struct writer *w, struct str s, bool attribute)
{
	for (size_t i = 0; i < s.n; i++) {
		char c = s.p[i];

		if (c == '&')
			buf_puts(&w->b, "&amp;");
		else if (c == '<')
			buf_puts(&w->b, "&lt;");
		else if (c == '>')
			buf_puts(&w->b, "&gt;");
		else if (c == '"' && attribute)
			buf_puts(&w->b, "&quot;");
		else if (c == '\r' || (attribute && (c == '\n' || c == '\t')))
			buf_printf(&w->b, "&#%d;", c);
		else
			buf_putc(&w->b, c);
	}
}

static bool
same(struct str a, struct str b)
{
	return a.n == b.n && (a.n == 0 || memcmp(a.p, b.p, a.n) == 0);
}

static struct str
bound_to(const struct writer *w, struct str prefix)
{
	for (size_t i = w->scope.n; i > 0; i--)
		if (same(w->scope.v[i - 1].prefix, prefix))
			return w->scope.v[i - 1].uri;
	return STR("");
}

static void
declare(struct writer *w, struct str prefix, struct str uri)
{
	if (str_is(prefix, "xml") || same(bound_to(w, prefix), uri))
		return;
	*vec_add(&w->scope, &w->scratch) = (struct binding){prefix, uri};
	if (prefix.n > 0)
		buf_printf(&w->b, " xmlns:%.*s=\"", STRF(prefix));
	else
		buf_puts(&w->b, " xmlns=\"");
	write_escaped(w, uri, true);
	buf_putc(&w->b, '"');
}

static void
write_name(struct writer *w, struct str prefix, struct str local)
{
	if (prefix.n > 0) {
		buf_str(&w->b, prefix);
		buf_putc(&w->b, ':');
	}
	buf_str(&w->b, local);
}

static void
write_attributes(struct writer *w, const struct xml_node *n)
{
	for (size_t i = 0; i < n->n_attrs; i++) {
		const struct xml_attr *t = &n->attrs[i];

		if (t->prefix.n > 0)
			declare(w, t->prefix, t->uri);
		buf_putc(&w->b, ' ');
		write_name(w, t->prefix, t->local);
		buf_puts(&w->b, "=\"");
		write_escaped(w, t->value, true);
		buf_putc(&w->b, '"');
	}
}

static void
write_children(struct writer *w, const struct xml_node *n)
{
	for (const struct xml_node *c = n->first; c != NULL; c = c->next) {
		size_t scope = w->scope.n;

		if (c->local.p == NULL) {
			write_escaped(w, c->text, false);
			continue;
		}
		buf_putc(&w->b, '<');
		write_name(w, c->prefix, c->local);
		declare(w, c->prefix, c->uri);
		write_attributes(w, c);
		if (c->first == NULL) {
			buf_puts(&w->b, "/>");
		} else {
			buf_putc(&w->b, '>');
			write_children(w, c);
			buf_puts(&w->b, "</");
			write_name(w, c->prefix, c->local);
			buf_putc(&w->b, '>');
		}
		w->scope.n = scope;
	}
}

struct str
xml_content(const struct xml_node *n, struct arena *a)
{
	struct writer w = {0};
	struct str content;

	buf_init(&w.b, CONTENT_MAX);
	write_children(&w, n);
	content = arena_str(a, buf_view(&w.b));
	buf_release(&w.b);
	arena_release(&w.scratch);
	return content;
}

/* ------------------------------------------------------------- comparing */

static const struct xml_attr *
find_attr(const struct xml_node *n, const struct xml_attr *like)
{
	for (size_t i = 0; i < n->n_attrs; i++)
		if (same(n->attrs[i].uri, like->uri) &&
		    same(n->attrs[i].local, like->local))
			return &n->attrs[i];
	return NULL;
}

/* xml:lang is compared as the language in scope. */
static bool
is_lang(const struct xml_attr *t)
{
	return str_is(t->local, "lang") &&
	       str_is(t->uri, "http://www.w3.org/XML/1998/namespace");
}

static bool
attrs_within(const struct xml_node *a, const struct xml_node *b,
    struct arena *arena, struct str *why)
{
	for (size_t i = 0; i < a->n_attrs; i++) {
		const struct xml_attr *x = &a->attrs[i], *y;

		if (is_lang(x))
			continue;
		y = find_attr(b, x);
		if (y != NULL && same(x->value, y->value))
			continue;
		if (y == NULL)
			*why = arena_strf(arena,
			    "only one has the attribute %.*s on %.*s",
			    STRF(x->local), STRF(xml_name(a, arena)));
		else
			*why = arena_strf(arena,
			    "attribute %.*s of %.*s is \"%.*s\" in one and "
			    "\"%.*s\" in the other",
			    STRF(x->local), STRF(xml_name(a, arena)),
			    STRF(x->value), STRF(y->value));
		return false;
	}
	return true;
}

static bool
inherits_lang(const struct xml_node *n)
{
	return n->parent != NULL && str_eq_nocase(n->lang, n->parent->lang);
}

/* Languages in scope; what both inherit is the caller's to compare. */
static bool
same_lang(const struct xml_node *a, const struct xml_node *b,
    struct arena *arena, struct str *why)
{
	if ((inherits_lang(a) && inherits_lang(b)) ||
	    str_eq_nocase(a->lang.n > 0 ? a->lang : STR(""),
		b->lang.n > 0 ? b->lang : STR("")))
		return true;
	*why = arena_strf(arena,
	    "the language of %.*s is \"%.*s\" in one and \"%.*s\" in the "
	    "other",
	    STRF(xml_name(a, arena)), STRF(a->lang), STRF(b->lang));
	return false;
}

static bool
same_element(const struct xml_node *a, const struct xml_node *b,
    struct arena *arena, struct str *why)
{
	if (!xml_is_name(a, b->uri, b->local)) {
		*why = arena_strf(arena, "%.*s in one is %.*s in the other",
		    STRF(xml_name(a, arena)), STRF(xml_name(b, arena)));
		return false;
	}
	return same_lang(a, b, arena, why) && attrs_within(a, b, arena, why) &&
	       attrs_within(b, a, arena, why) &&
	       xml_same_content(a, b, arena, why);
}

static bool
same_text(const struct xml_node *a, const struct xml_node *b,
    struct arena *arena, struct str *why)
{
	if (same(a->text, b->text))
		return true;
	*why =
	    arena_strf(arena, "text \"%.*s\" in one is \"%.*s\" in the other",
		STRF(a->text), STRF(b->text));
	return false;
}

static struct str
describe(const struct xml_node *n, struct arena *arena)
{
	if (n->local.p == NULL)
		return arena_strf(arena, "text \"%.*s\"", STRF(n->text));
	return xml_name(n, arena);
}

bool
xml_same_content(const struct xml_node *a, const struct xml_node *b,
    struct arena *arena, struct str *why)
{
	const struct xml_node *x = a->first, *y = b->first;

	for (; x != NULL && y != NULL; x = x->next, y = y->next) {
		bool text = x->local.p == NULL;

		if (text != (y->local.p == NULL)) {
			*why = arena_strf(arena,
			    "%.*s in one is %.*s in the "
			    "other",
			    STRF(describe(x, arena)), STRF(describe(y, arena)));
			return false;
		}
		if (text ? !same_text(x, y, arena, why)
			 : !same_element(x, y, arena, why))
			return false;
	}
	if (x == NULL && y == NULL)
		return true;
	*why = arena_strf(arena, "only one has %.*s",
	    STRF(describe(x != NULL ? x : y, arena)));
	return false;
}

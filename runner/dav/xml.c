#include "dav/xml.h"

#include "base/buf.h"
#include "base/vec.h"
#include "dav/multistatus.h"

#define TEXT_MAX ((size_t)64 * 1024 * 1024)

/* ------------------------------------------------------------- looking */

bool
xml_is_name(const struct xml_node *n, struct str uri, struct str local)
{
	return n != NULL && n->local.p != NULL && str_eq(n->local, local) &&
	       n->uri.n == uri.n &&
	       (uri.n == 0 || memcmp(n->uri.p, uri.p, uri.n) == 0);
}

const struct xml_node *
xml_child_named(const struct xml_node *n, struct str uri, struct str local)
{
	const struct xml_node *c = xml_first_element(n);

	while (c != NULL && !xml_is_name(c, uri, local))
		c = xml_next_element(c);
	return c;
}

const struct xml_node *
xml_child(const struct xml_node *n, const char *local)
{
	const struct xml_node *c = xml_first_element(n);

	while (c != NULL && !xml_is(c, local))
		c = xml_next_element(c);
	return c;
}

bool
xml_has_elements(const struct xml_node *n)
{
	return xml_first_element(n) != NULL;
}

bool
xml_has_text(const struct xml_node *n)
{
	for (const struct xml_node *c = n->first; c != NULL; c = c->next)
		if (c->local.p == NULL && str_trim(c->text).n > 0)
			return true;
	return false;
}

static void
add_text(struct buf *b, const struct xml_node *n)
{
	for (const struct xml_node *c = n->first; c != NULL; c = c->next) {
		if (c->local.p == NULL)
			buf_str(b, c->text);
		else
			add_text(b, c);
	}
}

struct str
xml_text(const struct xml_node *n, struct arena *a)
{
	struct buf b;
	struct str text;

	/* Most elements hold one piece of text or nothing. */
	if (n->first == NULL)
		return STR("");
	if (n->first->local.p == NULL && n->first->next == NULL)
		return n->first->text;
	buf_init(&b, TEXT_MAX);
	add_text(&b, n);
	text = arena_str(a, buf_view(&b));
	buf_release(&b);
	return text;
}

struct str
xml_name(const struct xml_node *n, struct arena *a)
{
	if (str_is(n->uri, "DAV:"))
		return arena_strf(a, "D:%.*s", STRF(n->local));
	if (n->uri.n == 0)
		return arena_str(a, n->local);
	return arena_strf(a, "{%.*s}%.*s", STRF(n->uri), STRF(n->local));
}

/* ------------------------------------------------------------- fragments */

struct fragment {
	bool bad;
	struct str why;
	struct arena *arena;
};

static void
fragment_problem(void *arg, const struct xml_error *error)
{
	struct fragment *f = arg;

	f->bad = true;
	f->why = arena_str(f->arena, error->message);
}

static void
fragment_doctype(void *arg, unsigned line, unsigned col)
{
	(void)arg;
	(void)line;
	(void)col;
}

static void
feed_escaped(struct xml_reader *r, struct str s)
{
	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] == '"')
			xml_reader_feed(r, "&quot;", 6);
		else if (s.p[i] == '&')
			xml_reader_feed(r, "&amp;", 5);
		else if (s.p[i] == '<')
			xml_reader_feed(r, "&lt;", 4);
		else
			xml_reader_feed(r, s.p + i, 1);
	}
}

#define FEED(r, lit) xml_reader_feed((r), (lit), sizeof(lit) - 1)

static void
feed_wrapper(struct xml_reader *r, const struct xml_prefix *prefixes, size_t n)
{
	FEED(r, "<davproof-w:wrapper");
	FEED(r, " xmlns:davproof-w=\"urn:davproof:wrapper\"");
	for (size_t i = 0; i < n; i++) {
		FEED(r, " xmlns");
		if (prefixes[i].prefix.n > 0) {
			FEED(r, ":");
			xml_reader_feed(
			    r, prefixes[i].prefix.p, prefixes[i].prefix.n);
		}
		FEED(r, "=\"");
		feed_escaped(r, prefixes[i].uri);
		FEED(r, "\"");
	}
	FEED(r, ">");
}

const struct xml_node *
xml_fragment(struct arena *a, struct str content,
    const struct xml_prefix *prefixes, size_t n, struct str *why)
{
	struct fragment f = {.arena = a};
	const struct xml_events events = {
	    .arg = &f,
	    .problem = fragment_problem,
	    .doctype = fragment_doctype,
	};
	struct xml_reader *r = xml_reader_new(&events, a, STR("utf-8"));
	const struct xml_node *root;

	feed_wrapper(r, prefixes, n);
	xml_reader_feed(r, content.n > 0 ? content.p : "", content.n);
	FEED(r, "</davproof-w:wrapper>");
	xml_reader_end(r);
	root = xml_reader_root(r);
	xml_reader_free(r);
	if (f.bad) {
		*why = f.why;
		return NULL;
	}
	return root;
}

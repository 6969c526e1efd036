#include "dav/xml.h"

#include "base/buf.h"

#define TEXT_MAX ((size_t)64 * 1024 * 1024)

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

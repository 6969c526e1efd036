#include "dav/elements.h"

static const struct element elements[] = {
#define ELEMENT(name, content) {#name, CONTENT_##content},
#define CHILD(parent, child, least, most)
#include "dav/elements.def"
#undef ELEMENT
#undef CHILD
};

static const struct element_child children[] = {
#define ELEMENT(name, content)
#define CHILD(parent, child, least, most) {#parent, #child, least, most},
#include "dav/elements.def"
#undef ELEMENT
#undef CHILD
};

static int
by_name(const void *key, const void *row)
{
	const struct str *name = key;
	const struct element *e = row;

	return str_cmp(*name, str_from(e->name));
}

const struct element *
element_find(const struct xml_node *n)
{
	if (n->local.p == NULL || !str_is(n->uri, "DAV:"))
		return NULL;
	return bsearch(
	    &n->local, elements, countof(elements), sizeof(*elements), by_name);
}

size_t
element_count(const struct xml_node *n, const char *child)
{
	size_t found = 0;

	for (n = xml_first_element(n); n != NULL; n = xml_next_element(n))
		found += xml_is(n, child);
	return found;
}

const struct element_child *
element_broken(
    const struct xml_node *n, const struct element_child *after, size_t *found)
{
	const struct element_child *c = after != NULL ? after + 1 : children;

	for (; c < children + countof(children); c++) {
		if (!str_is(n->local, c->parent))
			continue;
		*found = element_count(n, c->child);
		if (*found < c->least || (c->most > 0 && *found > c->most))
			return c;
	}
	return NULL;
}

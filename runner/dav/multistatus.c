#include "dav/multistatus.h"

#include "base/vec.h"
#include "dav/elements.h"
#include "dav/response.h"
#include "dav/status.h"

/* ------------------------------------------------------------- building */

static struct dav_status
status_of(const struct xml_node *n, struct arena *a)
{
	struct str text = str_trim(xml_text(n, a));

	return (struct dav_status){
	    .node = n,
	    .text = text,
	    .code = status_code(text),
	};
}

/* How many children there are of each element, and the first of each. */
struct census {
	unsigned n[ELEMENT_COUNT];
	const struct xml_node *first[ELEMENT_COUNT];
};

static void
take_census(struct census *s, const struct xml_node *n)
{
	*s = (struct census){0};
	for (n = xml_first_element(n); n != NULL; n = xml_next_element(n))
		if (s->n[n->element]++ == 0)
			s->first[n->element] = n;
}

static void
build_propstat(struct propstat *p, const struct xml_node *node, struct arena *a)
{
	struct census s;

	take_census(&s, node);
	*p = (struct propstat){
	    .node = node,
	    .prop = s.first[ELEMENT_prop],
	    .error = s.first[ELEMENT_error],
	    .n_prop = s.n[ELEMENT_prop],
	    .n_status = s.n[ELEMENT_status],
	    .n_error = s.n[ELEMENT_error],
	    .n_description = s.n[ELEMENT_responsedescription],
	};
	if (p->n_status > 0)
		p->status = status_of(s.first[ELEMENT_status], a);
}

static void
add_href(struct response *r, const struct xml_node *n, struct arena *a)
{
	struct dav_href *h = &r->hrefs[r->n_hrefs++];

	h->node = n;
	h->text = str_trim(xml_text(n, a));
	h->parts = href_split(h->text);
}

static void
build_lists(struct response *r, const struct census *s, struct arena *a)
{
	const struct xml_node *c = xml_first_element(r->node);

	r->hrefs = arena_array(a, struct dav_href, s->n[ELEMENT_href]);
	r->propstats = arena_array(a, struct propstat, s->n[ELEMENT_propstat]);
	for (; c != NULL; c = xml_next_element(c)) {
		if (c->element == ELEMENT_href)
			add_href(r, c, a);
		else if (c->element == ELEMENT_propstat)
			build_propstat(&r->propstats[r->n_propstats++], c, a);
	}
}

struct response *
response_build(const struct xml_node *node, size_t index, struct arena *a)
{
	struct response *r = arena_new(a, struct response);
	struct census s;

	take_census(&s, node);
	*r = (struct response){
	    .node = node,
	    .index = index,
	    .error = s.first[ELEMENT_error],
	    .location = s.first[ELEMENT_location],
	    .description = s.first[ELEMENT_responsedescription],
	    .n_status = s.n[ELEMENT_status],
	    .n_error = s.n[ELEMENT_error],
	    .n_location = s.n[ELEMENT_location],
	    .n_description = s.n[ELEMENT_responsedescription],
	};
	if (r->n_status > 0)
		r->status = status_of(s.first[ELEMENT_status], a);
	build_lists(r, &s, a);
	return r;
}

/* ------------------------------------------------------------- using */

const struct xml_node *
response_prop(const struct response *r, struct str uri, struct str local,
    const struct propstat **in)
{
	for (size_t i = 0; i < r->n_propstats; i++) {
		const struct xml_node *p =
		    xml_child_named(r->propstats[i].prop, uri, local);

		if (p == NULL)
			continue;
		if (in != NULL)
			*in = &r->propstats[i];
		return p;
	}
	if (in != NULL)
		*in = NULL;
	return NULL;
}

static struct xml_node *
copy_node(const struct xml_node *n, struct xml_node *parent, struct arena *a)
{
	struct xml_node *made = arena_new(a, struct xml_node), **at;

	*made = *n;
	made->parent = parent;
	made->first = made->last = made->next = NULL;
	made->uri = arena_str(a, n->uri);
	made->local = arena_str(a, n->local);
	made->prefix = arena_str(a, n->prefix);
	made->text = arena_str(a, n->text);
	made->lang = arena_str(a, n->lang);
	made->attrs = arena_array(a, struct xml_attr, n->n_attrs);
	for (size_t i = 0; i < n->n_attrs; i++)
		made->attrs[i] = (struct xml_attr){
		    .uri = arena_str(a, n->attrs[i].uri),
		    .local = arena_str(a, n->attrs[i].local),
		    .prefix = arena_str(a, n->attrs[i].prefix),
		    .value = arena_str(a, n->attrs[i].value),
		};
	at = &made->first;
	for (const struct xml_node *c = n->first; c != NULL; c = c->next) {
		*at = made->last = copy_node(c, made, a);
		at = &made->last->next;
	}
	return made;
}

struct response *
response_copy(const struct response *r, struct arena *a)
{
	return response_build(copy_node(r->node, NULL, a), r->index, a);
}

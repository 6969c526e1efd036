#include "dav/multistatus.h"

#include "base/vec.h"
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

static size_t
count(const struct xml_node *n, const char *local)
{
	size_t found = 0;

	for (n = xml_first_element(n); n != NULL; n = xml_next_element(n))
		found += xml_is(n, local);
	return found;
}

static void
build_propstat(struct propstat *p, const struct xml_node *node, struct arena *a)
{
	const struct xml_node *status = xml_child(node, "status");

	*p = (struct propstat){
	    .node = node,
	    .prop = xml_child(node, "prop"),
	    .error = xml_child(node, "error"),
	    .n_prop = (unsigned)count(node, "prop"),
	    .n_status = (unsigned)count(node, "status"),
	    .n_error = (unsigned)count(node, "error"),
	    .n_description = (unsigned)count(node, "responsedescription"),
	};
	if (status != NULL)
		p->status = status_of(status, a);
}

static void
build_lists(struct response *r, struct arena *a)
{
	const struct xml_node *c = xml_first_element(r->node);

	r->hrefs = arena_array(a, struct dav_href, count(r->node, "href"));
	r->propstats =
	    arena_array(a, struct propstat, count(r->node, "propstat"));
	for (; c != NULL; c = xml_next_element(c)) {
		if (xml_is(c, "href"))
			r->hrefs[r->n_hrefs++] = (struct dav_href){
			    .node = c,
			    .text = str_trim(xml_text(c, a)),
			};
		else if (xml_is(c, "propstat"))
			build_propstat(&r->propstats[r->n_propstats++], c, a);
	}
}

struct response *
response_build(const struct xml_node *node, size_t index, struct arena *a)
{
	struct response *r = arena_new(a, struct response);
	const struct xml_node *status = xml_child(node, "status");

	*r = (struct response){
	    .node = node,
	    .index = index,
	    .error = xml_child(node, "error"),
	    .location = xml_child(node, "location"),
	    .description = xml_child(node, "responsedescription"),
	    .n_status = (unsigned)count(node, "status"),
	    .n_error = (unsigned)count(node, "error"),
	    .n_location = (unsigned)count(node, "location"),
	    .n_description = (unsigned)count(node, "responsedescription"),
	};
	if (status != NULL)
		r->status = status_of(status, a);
	build_lists(r, a);
	return r;
}

/* ------------------------------------------------------------- using */

const struct xml_node *
response_prop(const struct response *r, struct str uri, struct str local,
    const struct propstat **in)
{
	for (size_t i = 0; i < r->n_propstats; i++) {
		const struct xml_node *p =
		    xml_first_element(r->propstats[i].prop);

		for (; p != NULL; p = xml_next_element(p))
			if (xml_is_name(p, uri, local)) {
				if (in != NULL)
					*in = &r->propstats[i];
				return p;
			}
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

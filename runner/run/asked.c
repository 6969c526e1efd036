#include "run/asked.h"

#include "dav/multistatus.h"

struct parse {
	bool failed;
};

static void
on_problem(void *arg, const struct xml_error *error)
{
	struct parse *p = arg;

	(void)error;
	p->failed = true;
}

static void
on_doctype(void *arg, unsigned line, unsigned col)
{
	struct parse *p = arg;

	(void)line;
	(void)col;
	p->failed = true;
}

static void
on_response(void *arg, const struct response *r)
{
	(void)arg;
	(void)r;
}

/* The root element, or NULL if the body is not well-formed. */
static const struct xml_node *
parse(struct str body, struct arena *a)
{
	struct parse p = {0};
	struct xml_events events = {.arg = &p, .response = on_response,
	    .problem = on_problem, .doctype = on_doctype};
	struct xml_reader *r = xml_reader_new(&events, a, STR_NONE);
	const struct xml_node *root;

	xml_reader_feed(r, body.p, body.n);
	xml_reader_end(r);
	root = p.failed ? NULL : xml_reader_root(r);
	xml_reader_free(r);
	return root;
}

static void
add_names(struct context *c, const struct xml_node *prop, struct arena *a)
{
	const struct xml_node *n;

	for (n = prop ? xml_first_element(prop) : NULL; n != NULL;
	     n = xml_next_element(n))
		*vec_add(&c->names, a) =
		    (struct qname){.uri = n->uri, .local = n->local};
}

static bool
read_propfind(
    struct context *c, const struct xml_node *root, struct arena *a)
{
	const struct xml_node *prop = xml_child(root, "prop");
	const struct xml_node *all = xml_child(root, "allprop");
	const struct xml_node *names = xml_child(root, "propname");

	if (!xml_is(root, "propfind") ||
	    (prop != NULL) + (all != NULL) + (names != NULL) != 1)
		return false;
	c->asked = prop ? ASKED_PROP : all ? ASKED_ALLPROP : ASKED_PROPNAME;
	add_names(c, prop, a);
	if (all != NULL)
		add_names(c, xml_child(root, "include"), a);
	return true;
}

static bool
read_proppatch(
    struct context *c, const struct xml_node *root, struct arena *a)
{
	const struct xml_node *n;

	if (!xml_is(root, "propertyupdate"))
		return false;
	for (n = xml_first_element(root); n != NULL; n = xml_next_element(n))
		if (xml_is(n, "set") || xml_is(n, "remove"))
			add_names(c, xml_child(n, "prop"), a);
	return c->names.n > 0;
}

void
asked_read(struct context *c, struct str body, struct arena *a)
{
	const struct xml_node *root = parse(body, a);

	c->malformed = true;
	if (root == NULL)
		return;
	if (str_is(c->method, "PROPFIND"))
		c->malformed = !read_propfind(c, root, a);
	else if (str_is(c->method, "PROPPATCH"))
		c->malformed = !read_proppatch(c, root, a);
}

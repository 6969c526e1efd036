#include "check/expecting.h"

struct str
qname_text(const struct expecting *x, const struct qname *name)
{
	struct arena *a = x->out->arena;

	if (str_is(name->uri, "DAV:"))
		return name->local;
	for (size_t i = 0; i < x->in->n_namespaces; i++) {
		const struct namespace_decl *d = &x->in->namespaces[i];

		if (str_eq(d->uri, name->uri))
			return arena_strf(
			    a, "%.*s:%.*s", STRF(d->prefix), STRF(name->local));
	}
	return arena_strf(a, "{%.*s}%.*s", STRF(name->uri), STRF(name->local));
}

void
judge_prop(struct expecting *x, const struct prop_match *wanted,
    const struct xml_node *node, struct str whose, struct loc at)
{
	struct shown s = shown_prop(node, x->env.arena);
	struct str name = qname_text(x, &wanted->name);
	struct mismatch why = {0};
	struct finding *f;

	if (wanted->any ? s.there
			: match_holds(&wanted->match, &s, &x->env, &why))
		return;
	if (wanted->any)
		why = (struct mismatch){STR("there"), STR("nothing")};
	if (wanted->match.loc.line > 0)
		at = wanted->match.loc;
	else if (wanted->name.loc.line > 0)
		at = wanted->name.loc;
	if (!s.there)
		f = expect_fail(
		    x, at, "%.*s is missing%.*s", STRF(name), STRF(whose));
	else if (wanted->match.kind == MATCH_ABSENT)
		f = expect_fail(
		    x, at, "%.*s is there%.*s", STRF(name), STRF(whose));
	else
		f = expect_fail(x, at, "%.*s is not as expected%.*s",
		    STRF(name), STRF(whose));
	f->expected = why.expected;
	f->actual = why.actual;
	finding_in_body(f, node);
}

/* ------------------------------------------------------------- own */

static const struct xml_node *
prop_with_200(const struct response *r, struct str uri, struct str local)
{
	for (size_t i = 0; i < r->n_propstats; i++) {
		const struct propstat *p = &r->propstats[i];
		const struct xml_node *n = p->status.code == 200
					       ? xml_child_named(p->prop, uri, local)
					       : NULL;

		if (n != NULL)
			return n;
	}
	return NULL;
}

static const struct xml_node *
prop_body(const struct expecting *x)
{
	const struct observation *o = x->in->seen;

	return o->form == FORM_XML && xml_is(o->root, "prop") ? o->root : NULL;
}

const struct xml_node *
own_prop(const struct expecting *x, struct str uri, struct str local)
{
	const struct response_ref *first;
	const struct xml_node *n = NULL;
	size_t found;

	if (prop_body(x) != NULL)
		return xml_child_named(prop_body(x), uri, local);
	if (answer_status(x) != 207)
		return NULL;
	found = index_find(x, x->in->place->request_url, &first);
	for (size_t i = 0; i < found && n == NULL; i++)
		n = prop_with_200(first[i].response, uri, local);
	return n;
}

/* Where properties could be seen at all. */
static bool
shows_props(struct expecting *x, const struct expectations *e)
{
	const struct response_ref *first;
	struct finding *f;

	if (prop_body(x) != NULL)
		return true;
	if (answer_status(x) != 207) {
		f = expect_fail(x, e->loc, "the answer %d shows no properties",
		    answer_status(x));
		f->place = PLACE_STATUS;
		f->expected = STR("207, or a DAV:prop body");
		f->actual = arena_strf(x->out->arena, "%.*s with %.*s",
		    STRF(answer_text(x)), STRF(body_kind_text(x)));
		return false;
	}
	if (index_find(x, x->in->place->request_url, &first) > 0)
		return true;
	f = expect_fail(x, e->loc,
	    "the 207 has no response for the request's own resource");
	f->expected = x->in->place->request_url;
	f->actual = arena_strf(x->out->arena, "none of %zu in %.*s",
	    x->in->seen->n_responses, STRF(body_kind_text(x)));
	finding_in_body(f, NULL);
	return false;
}

void
part_props(struct expecting *x, const struct expectations *e)
{
	if (!e->has_props || e->props.n == 0 || !shows_props(x, e))
		return;
	for (size_t i = 0; i < e->props.n; i++) {
		const struct qname *name = &e->props.v[i].name;

		judge_prop(x, &e->props.v[i],
		    own_prop(x, name->uri, name->local), STR(""), e->loc);
	}
}

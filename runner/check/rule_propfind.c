#include "check/rules.h"

/* Which responses and properties PROPFIND owes (RFC 4918 section 9.1). */

static bool
is_propfind(const struct judge *j)
{
	/* What a body asks for that is no request of the RFC is unknown. */
	return method_is(j, "PROPFIND") && !j->context->malformed;
}

/* ------------------------------------------------------------- responses */

bool
rule_depth_0(struct judge *j, const struct subject *s)
{
	const struct facts *f = &j->facts;

	(void)s;
	if (!is_propfind(j) || j->context->depth != DEPTH_0)
		return false;
	if (f->self && f->others > 0 && !f->unclear)
		broken_at(j, FAIL, f->other_line, f->other_col,
		    "Depth 0 is answered for %zu resources", f->responses);
	return true;
}

bool
rule_depth_1(struct judge *j, const struct subject *s)
{
	struct str rest = s->relative, first;

	if (!is_propfind(j) || j->context->depth != DEPTH_1 ||
	    s->relation != RELATION_BELOW)
		return false;
	str_cut(&rest, '/', &first);
	if (rest.n > 0 && !str_is(rest, "/"))
		broken(j, FAIL, s->response->hrefs[0].node,
		    "Depth 1 lists \"%.*s\", a member of a member",
		    STRF(brief(s->relative)));
	return true;
}

bool
rule_depth_of_file(struct judge *j, const struct subject *s)
{
	const struct facts *f = &j->facts;

	(void)s;
	if (!is_propfind(j) || !f->self_is_file || j->context->depth == DEPTH_0)
		return false;
	if (f->others > 0 && !f->unclear)
		broken_at(j, FAIL, f->other_line, f->other_col,
		    "the Request-URI is no collection, and others are listed");
	return true;
}

bool
rule_request_uri_listed(struct judge *j, const struct subject *s)
{
	const struct facts *f = &j->facts;

	if (!is_propfind(j) || j->context->url.n == 0 || f->unclear ||
	    hrefs_are_wrong(j))
		return false;
	if (!f->self)
		broken(j, FAIL, s->node,
		    "the Request-URI is not among the %zu responses",
		    f->responses);
	return true;
}

/* ------------------------------------------------------------- properties */

static const struct propstat *
earlier(const struct response *r, const struct xml_node *p,
    const struct propstat *in)
{
	for (size_t i = 0; i < r->n_propstats; i++) {
		const struct xml_node *c =
		    xml_first_element(r->propstats[i].prop);

		for (; c != NULL; c = xml_next_element(c)) {
			if (c == p)
				return NULL;
			if (c->element == p->element &&
			    xml_is_name(c, p->uri, p->local))
				return &r->propstats[i];
		}
		if (&r->propstats[i] == in)
			return NULL;
	}
	return NULL;
}

/* Where there are many, not each is compared with all the others. */
#define FEW 32

static bool
are_many(const struct response *r)
{
	size_t n = 0;

	for (size_t i = 0; i < r->n_propstats; i++) {
		const struct xml_node *c =
		    xml_first_element(r->propstats[i].prop);

		for (n++; c != NULL && n <= FEW; c = xml_next_element(c))
			n++;
		if (n > FEW)
			return true;
	}
	return false;
}

static void
note_again(struct judge *j, const struct response *r, const struct propstat *in,
    const struct xml_node *c)
{
	const struct propstat *first = earlier(r, c, in);

	if (first != NULL)
		broken(j, FAIL, c, "%.*s again, after one with %d",
		    STRF(brief(xml_name(c, &j->part))), first->status.code);
}

static void
compare_all(struct judge *j, const struct response *r)
{
	for (size_t i = 0; i < r->n_propstats; i++) {
		const struct propstat *in = &r->propstats[i];
		const struct xml_node *c = xml_first_element(in->prop);

		for (; c != NULL; c = xml_next_element(c))
			note_again(j, r, in, c);
	}
}

static void
compare_many(struct judge *j, const struct response *r)
{
	struct href_table names = {0};

	for (size_t i = 0; i < r->n_propstats; i++) {
		const struct propstat *in = &r->propstats[i];
		const struct xml_node *c = xml_first_element(in->prop);

		for (; c != NULL; c = xml_next_element(c)) {
			struct str name = xml_name(c, &j->part);

			if (href_table_add(&names, name, name) != HREF_NEW)
				note_again(j, r, in, c);
		}
	}
	href_table_release(&names);
}

bool
rule_property_once(struct judge *j, const struct subject *s)
{
	const struct response *r = s->response;

	/* That holds for REPORT and SEARCH too; PROPPATCH has its own. */
	if (method_is(j, "PROPPATCH") || r->n_propstats == 0)
		return false;
	if (are_many(r))
		compare_many(j, r);
	else
		compare_all(j, r);
	return true;
}

bool
rule_propstat_grouped(struct judge *j, const struct subject *s)
{
	const struct response *r = s->response;
	bool had[1000] = {false};

	if (r->n_propstats < 2)
		return false;
	for (size_t i = 0; i < r->n_propstats; i++) {
		const struct propstat *p = &r->propstats[i];
		int code = p->status.code;

		/* What differs in its condition is another group. */
		if (code <= 0 || p->error != NULL)
			continue;
		if (had[code]) {
			broken(j, WARN, p->node, "a second propstat with %d",
			    code);
			break;
		}
		had[code] = true;
	}
	return true;
}

static bool
judges_names(const struct judge *j, const struct subject *s)
{
	return is_propfind(j) && s->response->n_propstats > 0 &&
	       !prefers_minimal(j);
}

static void
find_named(struct judge *j, const struct subject *s, enum verdict v)
{
	const struct qnames *names = &j->context->names;

	for (size_t i = 0; i < names->n; i++) {
		const struct qname *q = &names->v[i];
		bool dav = str_is(q->uri, "DAV:");

		if (response_prop(s->response, q->uri, q->local, NULL) != NULL)
			continue;
		broken(j, v, s->response->node,
		    "%s%.*s%s%.*s is not in the response for %.*s",
		    dav		   ? "D:"
		    : q->uri.n > 0 ? "{"
				   : "",
		    dav ? 0 : (int)q->uri.n, q->uri.p ? q->uri.p : "",
		    !dav && q->uri.n > 0 ? "}" : "", STRF(q->local),
		    STRF(brief(s->url)));
	}
}

bool
rule_prop_all_named(struct judge *j, const struct subject *s)
{
	if (!judges_names(j, s) || j->context->asked != ASKED_PROP ||
	    lacks_prop(s->response))
		return false;
	find_named(j, s, FAIL);
	return true;
}

bool
rule_allprop_include(struct judge *j, const struct subject *s)
{
	if (!judges_names(j, s) || j->context->asked != ASKED_ALLPROP ||
	    j->context->names.n == 0 || lacks_prop(s->response))
		return false;
	find_named(j, s, FAIL_3);
	return true;
}

bool
rule_prop_only_named(struct judge *j, const struct subject *s)
{
	if (!judges_names(j, s) || j->context->asked != ASKED_PROP)
		return false;
	if (!asked_for(j, s->node->uri, s->node->local))
		broken(j, WARN, s->node, "%.*s was not asked for",
		    STRF(brief(xml_name(s->node, &j->part))));
	return true;
}

bool
rule_failed_props_empty(struct judge *j, const struct subject *s)
{
	int code = s->propstat->status.code;

	if (!is_propfind(j) || code < 300 ||
	    j->context->asked == ASKED_PROPNAME)
		return false;
	if (xml_has_elements(s->node) || xml_has_text(s->node))
		broken(j, WARN, s->node, "%.*s has a value with %d",
		    STRF(brief(xml_name(s->node, &j->part))), code);
	return true;
}

bool
rule_propname_no_values(struct judge *j, const struct subject *s)
{
	if (!is_propfind(j) || j->context->asked != ASKED_PROPNAME)
		return false;
	if (xml_has_elements(s->node) || xml_has_text(s->node))
		broken(j, FAIL, s->node,
		    "%.*s has a value in an answer to propname",
		    STRF(brief(xml_name(s->node, &j->part))));
	return true;
}

bool
rule_propname_found(struct judge *j, const struct subject *s)
{
	int code = s->propstat->status.code;

	if (!is_propfind(j) || j->context->asked != ASKED_PROPNAME || code == 0)
		return false;
	if (!status_is_2xx(code))
		broken(j, WARN, s->node,
		    "%.*s with %d in an answer to propname",
		    STRF(brief(xml_name(s->node, &j->part))), code);
	return true;
}

/* Whether a defined property would have to be in the answer. */
static bool
would_show(const struct judge *j, struct str local)
{
	switch (j->context->asked) {
	case ASKED_ALLPROP:
	case ASKED_PROPNAME:
		return true;
	case ASKED_PROP:
		return asked_for(j, STR("DAV:"), local);
	default:
		return false;
	}
}

bool
rule_resourcetype_defined(struct judge *j, const struct subject *s)
{
	const struct propstat *in = NULL;
	const struct xml_node *p;

	if (!judges_names(j, s) || !would_show(j, STR("resourcetype")) ||
	    lacks_prop(s->response))
		return false;
	p = response_prop(s->response, STR("DAV:"), STR("resourcetype"), &in);
	/* Not there at all: if it was named, that has a rule. */
	if (p == NULL && j->context->asked != ASKED_PROP)
		broken(j, FAIL, s->response->node,
		    "no resourcetype in the response for %.*s",
		    STRF(brief(s->url)));
	if (p != NULL && in->status.code == 404)
		broken(j, FAIL, p, "resourcetype does not exist on %.*s",
		    STRF(brief(s->url)));
	return true;
}

bool
rule_allprop_no_404(struct judge *j, const struct subject *s)
{
	if (!is_propfind(j) || j->context->asked != ASKED_ALLPROP ||
	    xml_is(s->node, "resourcetype"))
		return false;
	if (s->propstat->status.code == 404 &&
	    !asked_for(j, s->node->uri, s->node->local))
		broken(j, WARN, s->node, "allprop is answered with %.*s as 404",
		    STRF(brief(xml_name(s->node, &j->part))));
	return true;
}

static bool
lock_property(struct judge *j, const struct subject *s, const char *name)
{
	if (!is_propfind(j) || !(j->context->classes & CLASS_2) ||
	    j->context->asked != ASKED_PROP || !xml_is(s->node, name))
		return false;
	if (s->propstat->status.code == 404)
		broken(j, FAIL, s->node, "%s does not exist on %.*s", name,
		    STRF(brief(s->url)));
	return true;
}

bool
rule_supportedlock_defined(struct judge *j, const struct subject *s)
{
	return lock_property(j, s, "supportedlock");
}

bool
rule_lockdiscovery_defined(struct judge *j, const struct subject *s)
{
	return lock_property(j, s, "lockdiscovery");
}

#include "check/rules.h"

/* Bindings: the status 208 and resource-id (RFC 5842 sections 3.1, 7.1). */

static const struct dav_status *
status_208(const struct response *r)
{
	if (r->status.code == 208)
		return &r->status;
	for (size_t i = 0; i < r->n_propstats; i++)
		if (r->propstats[i].status.code == 208)
			return &r->propstats[i].status;
	return NULL;
}

bool
rule_bind_208_in_propstat(struct judge *j, const struct subject *s)
{
	const struct dav_status *at = status_208(s->response);

	if (at == NULL)
		return false;
	if (at == &s->response->status || !method_is(j, "PROPFIND"))
		broken(j, FAIL, at->node,
		    "208 stands elsewhere than in a propstat of PROPFIND");
	return true;
}

bool
rule_bind_208_infinity(struct judge *j, const struct subject *s)
{
	const struct dav_status *at = status_208(s->response);

	if (at == NULL || !method_is(j, "PROPFIND"))
		return false;
	if (j->context->depth == DEPTH_0 || j->context->depth == DEPTH_1)
		broken(j, FAIL, at->node,
		    "208 in an answer to another Depth than infinity");
	return true;
}

bool
rule_bind_208_collections(struct judge *j, const struct subject *s)
{
	const struct dav_status *at = status_208(s->response);

	if (at == NULL || !method_is(j, "PROPFIND"))
		return false;
	if (is_collection(j, s->response) == 0)
		broken(j, WARN, at->node, "208 for a non-collection");
	return true;
}

bool
rule_bind_208_signal(struct judge *j, const struct subject *s)
{
	const struct dav_status *at = status_208(s->response);
	struct str dav = request_header(j, "DAV");

	if (at == NULL || j->context->headers == NULL)
		return false;
	if (str_find(dav, STR("bind")) == dav.n)
		broken(j, WARN, at->node,
		    "208 to a client that did not say DAV: bind");
	return true;
}

/* ------------------------------------------------------------- the others */

static bool
has_200(const struct response *r)
{
	for (size_t i = 0; i < r->n_propstats; i++)
		if (r->propstats[i].status.code == 200)
			return true;
	return r->status.code == 200;
}

/* Nothing is compared unless there is a 208, which is rare. */
bool
rule_bind_208_no_descendants(struct judge *j, const struct subject *s)
{
	struct reported *told = &j->reported;
	bool now = status_208(s->response) != NULL;
	struct str relative;

	told->others |= has_200(s->response);
	for (size_t i = 0; i < told->n; i++) {
		if (s->url.n == 0 ||
		    !href_below(told->v[i], s->url, &j->part, &relative) ||
		    relative.n == 0)
			continue;
		broken(j, WARN, s->response->hrefs[0].node,
		    "%.*s lies below a binding that was reported with 208",
		    STRF(brief(s->url)));
		return true;
	}
	if (now && told->n < countof(told->v))
		told->v[told->n++] = arena_str(&j->scratch, s->url);
	return now;
}

bool
rule_bind_208_beside_200(struct judge *j, const struct subject *s)
{
	if (!method_is(j, "PROPFIND") || j->reported.n == 0)
		return false;
	if (!j->reported.others)
		broken(j, WARN, s->node,
		    "208 says that a resource is reported elsewhere in this "
		    "body, and nothing in it has 200");
	return true;
}

/* ------------------------------------------------------------- resource-id */

bool
rule_resource_id_format(struct judge *j, const struct subject *s)
{
	const struct xml_node *href = xml_child(s->node, "href");
	struct str text;

	if (!xml_is(s->node, "resource-id") ||
	    !status_is_2xx(s->propstat->status.code) ||
	    j->context->asked == ASKED_PROPNAME || method_is(j, "PROPPATCH"))
		return false;
	text = href != NULL ? str_trim(node_text(j, href)) : STR_NONE;
	if (element_count(s->node, ELEMENT_href) != 1 || !href_split(text).scheme.p)
		broken(j, FAIL, s->node, "resource-id holds no URI in an href");
	return true;
}

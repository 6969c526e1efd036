#include "check/rules.h"

/* multistatus, response and propstat (RFC 4918 sections 13, 14.16-14.25). */

bool
rule_multistatus_content(struct judge *j, const struct subject *s)
{
	const struct xml_node *c;
	size_t tokens = 0;

	for (c = xml_first_element(s->node); c != NULL; c = xml_next_element(c))
		tokens += xml_is(c, "sync-token");
	content_counts(j, FAIL, s->node);
	/* RFC 6578 section 6.4 adds one. */
	if (tokens > 1)
		broken(j, FAIL, s->node, "multistatus has %zu sync-tokens",
		    tokens);
	return true;
}

/* What a response holds and multistatus does not (14.16, 14.24). */
static bool
is_of_response(const struct xml_node *n)
{
	static const char *const names[] = {
	    "status", "href", "propstat", "prop", "location", "error"};

	for (size_t i = 0; i < countof(names); i++)
		if (xml_is(n, names[i]))
			return true;
	return false;
}

/* One cause, one finding: the first, and whether there are more. */
bool
rule_multistatus_no_strays(struct judge *j, const struct subject *s)
{
	const struct xml_node *c, *first = NULL;
	size_t n = 0;

	for (c = xml_first_element(s->node); c != NULL;
	     c = xml_next_element(c)) {
		n += is_of_response(c);
		if (first == NULL && is_of_response(c))
			first = c;
	}
	if (first != NULL)
		broken(j, FAIL, first,
		    "%.*s stands directly in multistatus%s: there is no "
		    "response around it, and no href beside it to say which "
		    "resource it is about",
		    STRF(first->local), n > 1 ? ", as others do" : "");
	return true;
}

bool
rule_response_href_required(struct judge *j, const struct subject *s)
{
	if (s->response->n_hrefs == 0)
		broken(j, FAIL, s->node, "a response has no href");
	return true;
}

bool
rule_status_xor_propstat(struct judge *j, const struct subject *s)
{
	const struct response *r = s->response;

	if (r->n_status > 0 && r->n_propstats > 0)
		broken(j, FAIL, r->status.node,
		    "a response has a status beside its propstats");
	else if (r->n_status == 0 && r->n_propstats == 0)
		broken(j, FAIL, s->node,
		    "a response has neither a status nor a propstat");
	return true;
}

bool
rule_response_one_status(struct judge *j, const struct subject *s)
{
	if (s->response->n_status > 1 && s->response->n_propstats == 0)
		broken(j, FAIL, s->node, "a response has %u statuses",
		    s->response->n_status);
	return s->response->n_status > 0;
}

bool
rule_response_one_href(struct judge *j, const struct subject *s)
{
	const struct response *r = s->response;

	if (r->n_propstats > 0 && r->n_hrefs > 1)
		broken(j, FAIL, r->hrefs[1].node,
		    "a response with propstats has %zu hrefs", r->n_hrefs);
	return r->n_propstats > 0;
}

bool
rule_response_at_most_one(struct judge *j, const struct subject *s)
{
	const struct response *r = s->response;

	if (r->n_error > 1)
		broken(j, FAIL, s->node, "a response has %u error elements",
		    r->n_error);
	if (r->n_description > 1)
		broken(j, FAIL, s->node,
		    "a response has %u responsedescription elements",
		    r->n_description);
	if (r->n_location > 1)
		broken(j, FAIL, s->node, "a response has %u location elements",
		    r->n_location);
	return true;
}

bool
rule_response_not_nested(struct judge *j, const struct subject *s)
{
	const struct xml_node *c;

	if (!xml_is(s->node, "response") && !xml_is(s->node, "propstat"))
		return false;
	c = xml_child(s->node, "response");
	if (c != NULL)
		broken(j, FAIL, c, "a response stands in a %.*s",
		    STRF(s->node->local));
	return true;
}

bool
rule_propstat_only_where_defined(struct judge *j, const struct subject *s)
{
	static const char *const methods[] = {
	    "DELETE", "COPY", "MOVE", "LOCK", "UNLOCK"};

	for (size_t i = 0; i < countof(methods); i++) {
		if (!method_is(j, methods[i]))
			continue;
		if (s->response->n_propstats > 0 && s->response->n_status == 0)
			broken(j, FAIL, s->response->propstats[0].node,
			    "a propstat in an answer to %s", methods[i]);
		return true;
	}
	return false;
}

/* ------------------------------------------------------------- propstat */

bool
rule_propstat_one_prop(struct judge *j, const struct subject *s)
{
	size_t n;

	if (!xml_is(s->node, "propstat"))
		return false;
	n = element_count(s->node, ELEMENT_prop);
	if (n != 1)
		broken(j, FAIL, s->node, "a propstat has %zu prop elements", n);
	return true;
}

bool
rule_propstat_one_status(struct judge *j, const struct subject *s)
{
	size_t n;

	if (!xml_is(s->node, "propstat"))
		return false;
	n = element_count(s->node, ELEMENT_status);
	if (n != 1)
		broken(
		    j, FAIL, s->node, "a propstat has %zu status elements", n);
	return true;
}

bool
rule_propstat_at_most_one(struct judge *j, const struct subject *s)
{
	size_t errors, descriptions;

	if (!xml_is(s->node, "propstat"))
		return false;
	errors = element_count(s->node, ELEMENT_error);
	descriptions = element_count(s->node, ELEMENT_responsedescription);
	if (errors > 1)
		broken(j, FAIL, s->node, "a propstat has %zu error elements",
		    errors);
	if (descriptions > 1)
		broken(j, FAIL, s->node,
		    "a propstat has %zu responsedescription elements",
		    descriptions);
	return true;
}

/* ------------------------------------------------------------- location */

bool
rule_location_content(struct judge *j, const struct subject *s)
{
	if (!xml_is(s->node, "location"))
		return false;
	return content_counts(j, FAIL_3, s->node);
}

static bool
is_redirect(int status)
{
	return status >= 300 && status <= 399;
}

bool
rule_location_status(struct judge *j, const struct subject *s)
{
	const struct response *r = s->response;

	if (r->location == NULL)
		return false;
	for (size_t i = 0; i < r->n_propstats; i++)
		if (is_redirect(r->propstats[i].status.code))
			return true;
	if (r->status.code != 201 && !is_redirect(r->status.code))
		broken(j, WARN, r->location,
		    "a location goes with neither a 201 nor a redirect");
	return true;
}

bool
rule_redirect_has_location(struct judge *j, const struct subject *s)
{
	const struct response *r = s->response;
	const struct xml_node *status = NULL;

	if (is_redirect(r->status.code))
		status = r->status.node;
	for (size_t i = 0; i < r->n_propstats && status == NULL; i++)
		if (is_redirect(r->propstats[i].status.code))
			status = r->propstats[i].status.node;
	if (status != NULL && r->location == NULL)
		broken(j, FAIL_3, status, "a redirect without a location");
	return status != NULL;
}

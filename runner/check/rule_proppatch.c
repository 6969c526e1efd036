#include "check/rules.h"

/* What PROPPATCH owes (RFC 4918 section 9.2). */

static bool
is_proppatch(const struct judge *j)
{
	return method_is(j, "PROPPATCH");
}

bool
rule_proppatch_207(struct judge *j, const struct subject *s)
{
	int status = j->reply->status;

	(void)s;
	/* RFC 8144 section 2.2 allows more to who prefers less. */
	if (!is_proppatch(j) || !status_is_2xx(status) || prefers_minimal(j))
		return false;
	if (status != 207)
		broken_status(
		    j, FAIL_3, "PROPPATCH is answered with %d", status);
	return true;
}

bool
rule_proppatch_propstat(struct judge *j, const struct subject *s)
{
	const struct response *r = s->response;

	if (!is_proppatch(j) || s->relation != RELATION_SELF)
		return false;
	/* A refusal of it all may be told so. */
	if (r->n_status > 0 && r->n_propstats == 0 && r->status.code > 0)
		broken(j, r->status.code >= 400 ? WARN : FAIL_3, r->status.node,
		    "PROPPATCH is answered with a status of the response");
	return true;
}

bool
rule_proppatch_one_response(struct judge *j, const struct subject *s)
{
	const struct facts *f = &j->facts;

	if (!is_proppatch(j) || j->context->url.n == 0 || f->unclear ||
	    hrefs_are_wrong(j))
		return false;
	if (!f->self)
		broken(j, FAIL, s->node,
		    "the Request-URI is not among the %zu responses",
		    f->responses);
	else if (f->others > 0)
		broken_at(j, WARN, f->other_line, f->other_col,
		    "PROPPATCH is answered for other resources too");
	return true;
}

/* ------------------------------------------------------------- names */

static size_t
occurrences(const struct response *r, const struct qname *q)
{
	size_t found = 0;

	for (size_t i = 0; i < r->n_propstats; i++) {
		const struct xml_node *c =
		    xml_first_element(r->propstats[i].prop);

		for (; c != NULL; c = xml_next_element(c))
			found += xml_is_name(c, q->uri, q->local);
	}
	return found;
}

static bool
judges_names(const struct judge *j, const struct subject *s)
{
	return is_proppatch(j) && !j->context->malformed &&
	       j->context->names.n > 0 && s->relation == RELATION_SELF &&
	       s->response->n_propstats > 0 && !prefers_minimal(j);
}

/* A name that was set and removed is listed twice in the context. */
static bool
named_within(const struct qnames *names, size_t i, size_t from, size_t to)
{
	for (size_t k = from; k < to; k++)
		if (str_eq(names->v[k].uri, names->v[i].uri) &&
		    str_eq(names->v[k].local, names->v[i].local))
			return true;
	return false;
}

bool
rule_proppatch_all_named(struct judge *j, const struct subject *s)
{
	const struct qnames *names = &j->context->names;

	if (!judges_names(j, s) || lacks_prop(s->response))
		return false;
	for (size_t i = 0; i < names->n; i++) {
		const struct qname *q = &names->v[i];
		size_t n = occurrences(s->response, q);

		if (named_within(names, i, 0, i))
			continue;
		if (n == 0)
			broken(j, FAIL, s->response->node,
			    "{%.*s}%.*s is not in the response", STRF(q->uri),
			    STRF(q->local));
		else if (n > 1)
			/* Set and removed in one request: no sentence says
			   that the two must be one. */
			broken(j, named_within(names, i, i + 1, names->n)
				       ? WARN : FAIL,
			    s->response->node,
			    "{%.*s}%.*s is in the response %zu times",
			    STRF(q->uri), STRF(q->local), n);
	}
	return true;
}

bool
rule_proppatch_only_named(struct judge *j, const struct subject *s)
{
	if (!judges_names(j, s))
		return false;
	if (!asked_for(j, s->node->uri, s->node->local))
		broken(j, WARN, s->node, "PROPPATCH did not name %.*s",
		    STRF(brief(xml_name(s->node, &j->part))));
	return true;
}

bool
rule_proppatch_names_only(struct judge *j, const struct subject *s)
{
	if (!is_proppatch(j))
		return false;
	if (xml_has_elements(s->node) || xml_has_text(s->node))
		broken(j, WARN, s->node, "%.*s has a value",
		    STRF(brief(xml_name(s->node, &j->part))));
	return true;
}

/* ------------------------------------------------------------- outcomes */

bool
rule_proppatch_all_or_nothing(struct judge *j, const struct subject *s)
{
	const struct response *r = s->response;
	const struct propstat *good = NULL, *bad = NULL;

	if (!is_proppatch(j) || r->n_propstats == 0)
		return false;
	for (size_t i = 0; i < r->n_propstats; i++) {
		int code = r->propstats[i].status.code;

		/* An empty prop speaks of nothing. */
		if (!xml_has_elements(r->propstats[i].node) ||
		    xml_first_element(r->propstats[i].prop) == NULL)
			continue;
		if (status_is_2xx(code))
			good = &r->propstats[i];
		else if (code >= 300)
			bad = &r->propstats[i];
	}
	if (good != NULL && bad != NULL)
		broken(j, FAIL, good->status.node, "%d beside %d",
		    good->status.code, bad->status.code);
	return true;
}

/* Live properties that are protected on every server (section 15). */
static bool
is_protected(const struct xml_node *n)
{
	static const char *const names[] = {"getcontentlength", "getetag",
	    "lockdiscovery", "supportedlock", "resourcetype"};

	for (size_t i = 0; i < countof(names); i++)
		if (xml_is(n, names[i]))
			return true;
	return false;
}

bool
rule_proppatch_protected_status(struct judge *j, const struct subject *s)
{
	int code = s->propstat->status.code;

	if (!is_proppatch(j) || !is_protected(s->node))
		return false;
	/* 424: another property was the reason; 401, 423: the whole was. */
	if (code >= 400 && code != 403 && code != 424 && code != 401 &&
	    code != 423)
		broken(j, WARN, s->node, "%.*s is refused with %d",
		    STRF(s->node->local), code);
	return true;
}

bool
rule_proppatch_protected_condition(struct judge *j, const struct subject *s)
{
	const struct xml_node *error = s->propstat->error;

	if (!is_proppatch(j) || !is_protected(s->node) ||
	    s->propstat->status.code != 403)
		return false;
	if (error == NULL)
		error = s->response->error;
	if (xml_child(error, "cannot-modify-protected-property") == NULL &&
	    (error == NULL || xml_has_elements(error)) &&
	    xml_child(s->propstat->node, "cannot-modify-protected-property") ==
		NULL)
		broken(j, WARN, s->node,
		    "%.*s is refused without cannot-modify-protected-property",
		    STRF(s->node->local));
	return true;
}

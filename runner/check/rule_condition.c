#include "check/rules.h"

/* Conditions and error elements (RFC 4918 sections 14.5 and 16). */

bool
rule_condition_in_error(struct judge *j, const struct subject *s)
{
	const struct xml_node *parent = s->node->parent;

	if (!is_condition(s->node))
		return false;
	if (xml_is(parent, "propstat") || xml_is(parent, "response") ||
	    xml_is(parent, "multistatus"))
		broken(j, FAIL_3, s->node, "%.*s stands in %.*s itself",
		    STRF(s->node->local), STRF(parent->local));
	return true;
}

bool
rule_error_content(struct judge *j, const struct subject *s)
{
	if (!xml_is(s->node, "error"))
		return false;
	if (!xml_has_elements(s->node))
		broken(j, FAIL_3, s->node, "an error holds no element");
	else if (xml_has_text(s->node))
		broken(j, FAIL_3, s->node, "an error holds text");
	return true;
}

static bool
has_dav_child(const struct xml_node *n)
{
	for (n = xml_first_element(n); n != NULL; n = xml_next_element(n))
		if (str_is(n->uri, "DAV:"))
			return true;
	return false;
}

bool
rule_condition_empty(struct judge *j, const struct subject *s)
{
	if (!is_condition(s->node) || !xml_is(s->node->parent, "error") ||
	    xml_is(s->node, "lock-token-submitted") ||
	    xml_is(s->node, "no-conflicting-lock"))
		return false;
	if (xml_has_text(s->node) || has_dav_child(s->node))
		broken(j, WARN, s->node, "%.*s is not empty",
		    STRF(s->node->local));
	return true;
}

bool
rule_lock_token_submitted_href(struct judge *j, const struct subject *s)
{
	if (!xml_is(s->node, "lock-token-submitted") ||
	    !xml_is(s->node->parent, "error"))
		return false;
	/* The RFC's own 207 examples are without (9.6.2, 9.8.8, 9.9.6). */
	if (element_count(s->node, ELEMENT_href) == 0)
		broken(j, j->reply->status == 423 ? FAIL_3 : WARN, s->node,
		    "lock-token-submitted names no resource");
	return true;
}

bool
rule_error_root(struct judge *j, const struct subject *s)
{
	const struct xml_node *c;

	if (j->reply->status < 400 || xml_is(s->node, "multistatus"))
		return false;
	if (xml_is(s->node, "error"))
		return true;
	if (is_condition(s->node)) {
		broken(j, FAIL_3, s->node, "the root element is %.*s itself",
		    STRF(s->node->local));
		return true;
	}
	for (c = xml_first_element(s->node); c != NULL; c = xml_next_element(c))
		if (is_condition(c)) {
			broken(j, FAIL_3, s->node,
			    "%.*s stands in a root element %.*s",
			    STRF(c->local),
			    STRF(brief(xml_name(s->node, &j->part))));
			return true;
		}
	return false;
}

/* ------------------------------------------------------------- which one */

static bool
says(const struct xml_node *error, const char *condition)
{
	return xml_is(error, "error") && xml_child(error, condition) != NULL;
}

/* The body of an error; false if it is there and could not be read. */
static bool
readable(const struct judge *j)
{
	return j->seen->form != FORM_BROKEN_XML && !j->namespaces &&
	       !method_is(j, "HEAD") && !j->root_wrong &&
	       j->tallies[RULE_error_root].found == 0 &&
	       j->tallies[RULE_error_content].found == 0;
}

bool
rule_locked_condition(struct judge *j, const struct subject *s)
{
	(void)s;
	if (j->reply->status != 423 || !readable(j))
		return false;
	if (!says(j->seen->root, "lock-token-submitted") &&
	    !says(j->seen->root, "no-conflicting-lock"))
		broken_at(j, WARN, 0, 0,
		    "a 423 says neither lock-token-submitted nor "
		    "no-conflicting-lock");
	return true;
}

bool
rule_locked_condition_in_207(struct judge *j, const struct subject *s)
{
	const struct response *r = s->response;

	if (r->status.code != 423 || r->n_error > 1)
		return false;
	if (r->error != NULL && !xml_has_elements(r->error))
		return false;
	if (!says(r->error, "lock-token-submitted") &&
	    !says(r->error, "no-conflicting-lock") &&
	    xml_child(s->node, "lock-token-submitted") == NULL)
		broken(j, WARN, r->status.node,
		    "a 423 says neither lock-token-submitted nor "
		    "no-conflicting-lock");
	return true;
}

bool
rule_finite_depth_condition(struct judge *j, const struct subject *s)
{
	(void)s;
	if (!method_is(j, "PROPFIND") || j->reply->status != 403 ||
	    (j->context->depth != DEPTH_INFINITY &&
		j->context->depth != DEPTH_ABSENT) ||
	    !readable(j))
		return false;
	if (!says(j->seen->root, "propfind-finite-depth"))
		broken_at(
		    j, WARN, 0, 0, "a 403 does not say propfind-finite-depth");
	return true;
}

bool
rule_unlock_mismatch_condition(struct judge *j, const struct subject *s)
{
	(void)s;
	if (!method_is(j, "UNLOCK") || j->reply->status != 409 || !readable(j))
		return false;
	if (!says(j->seen->root, "lock-token-matches-request-uri"))
		broken_at(j, WARN, 0, 0,
		    "a 409 does not say lock-token-matches-request-uri");
	return true;
}

bool
rule_refresh_mismatch_condition(struct judge *j, const struct subject *s)
{
	(void)s;
	if (!method_is(j, "LOCK") || !j->context->lock_refresh ||
	    j->reply->status != 412 || !readable(j))
		return false;
	if (!says(j->seen->root, "lock-token-matches-request-uri"))
		broken_at(j, WARN, 0, 0,
		    "a 412 does not say lock-token-matches-request-uri");
	return true;
}

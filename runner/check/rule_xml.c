#include "check/rules.h"

/* XML bodies (RFC 4918 sections 8.2, 14, 17). */

/* A raw "&" or "<" in the text of an href. */
static bool
is_unescaped_href(const struct judge *j)
{
	return j->malformed && j->in_href && j->error.problem == XML_MALFORMED;
}

bool
rule_href_xml_escaped(struct judge *j, const struct subject *s)
{
	const struct xml_error *e = &j->error;

	(void)s;
	if (is_unescaped_href(j))
		broken_at(j, FAIL, e->line, e->col,
		    "not well-formed in an href: %.*s",
		    STRF(brief(e->message)));
	return is_unescaped_href(j) || (j->ended && j->facts.responses > 0);
}

bool
rule_well_formed(struct judge *j, const struct subject *s)
{
	const struct xml_error *e = &j->error;

	(void)s;
	/* Of a broken connection the session tells. */
	if (!j->malformed)
		return j->ended;
	/* A page that is no multistatus was sent as such: the type is wrong. */
	if (j->tallies[RULE_content_type_xml].found > 0 &&
	    !xml_is(xml_reader_root(j->reader), "multistatus"))
		return false;
	if (e->problem == XML_EMPTY || is_unescaped_href(j))
		return false;
	if (e->problem == XML_TOO_DEEP || e->problem == XML_TOO_LARGE)
		broken_at(j, INFO, e->line, e->col,
		    "judged up to here only: %.*s", STRF(e->message));
	else
		broken_at(j, FAIL, e->line, e->col, "%s: %.*s",
		    e->problem == XML_TRUNCATED ? "cut off" : "not well-formed",
		    STRF(brief(e->message)));
	return true;
}

bool
rule_namespace_well_formed(struct judge *j, const struct subject *s)
{
	(void)s;
	if (!j->ended && !j->namespaces)
		return false;
	if (j->namespaces)
		broken_at(j, FAIL, j->error.line, j->error.col,
		    "not namespace-well-formed: %.*s",
		    STRF(brief(j->error.message)));
	return true;
}

bool
rule_no_doctype(struct judge *j, const struct subject *s)
{
	if (s->node != NULL)
		broken(j, INFO, s->node, "the body has a DOCTYPE");
	return true;
}

static bool
is_dav(const struct xml_node *n)
{
	return str_is(n->uri, "DAV:");
}

/* An element of the RFC in a namespace that is taken for "DAV:". */
static bool
is_lookalike(const struct xml_node *n, const char *local)
{
	return str_is(n->local, local) &&
	       (n->uri.n == 0 || str_is_nocase(n->uri, "DAV") ||
		   str_is_nocase(n->uri, "DAV:/") ||
		   (str_is_nocase(n->uri, "DAV:") && !is_dav(n)));
}

static bool
name_lookalikes(struct judge *j, const struct xml_node *parent)
{
	static const char *const names[] = {"response", "href", "status",
	    "propstat", "prop", "error", "responsedescription", "location"};
	const struct xml_node *c = xml_first_element(parent);

	for (; c != NULL; c = xml_next_element(c))
		for (size_t i = 0; i < countof(names) && !is_dav(c); i++)
			if (is_lookalike(c, names[i])) {
				broken(j, FAIL, c,
				    "%s is in namespace \"%.*s\", not in "
				    "\"DAV:\"",
				    names[i], STRF(brief(c->uri)));
				return true;
			}
	return false;
}

bool
rule_dav_namespace(struct judge *j, const struct subject *s)
{
	const struct xml_node *c;

	if (s->response == NULL) {
		j->root_wrong =
		    is_lookalike(s->node, "multistatus") ||
		    (s->node->uri.n > 0 && is_lookalike(s->node, "error"));
		if (j->root_wrong)
			broken(j, FAIL, s->node,
			    "%.*s is in namespace \"%.*s\", not in \"DAV:\"",
			    STRF(s->node->local), STRF(brief(s->node->uri)));
		return true;
	}
	if (name_lookalikes(j, s->node))
		return true;
	for (c = xml_first_element(s->node); c != NULL; c = xml_next_element(c))
		if (xml_is(c, "propstat") && name_lookalikes(j, c))
			return true;
	return true;
}

bool
rule_root_multistatus(struct judge *j, const struct subject *s)
{
	if (j->reply->status != 207 || j->root_wrong)
		return false;
	if (xml_is(s->node, "multistatus"))
		return true;
	j->root_wrong = true;
	if (j->tallies[RULE_content_type_xml].found > 0)
		return false;
	broken(j, FAIL, s->node, "the root element is %.*s",
	    STRF(brief(xml_name(s->node, &j->scratch))));
	return true;
}

/* Where the elements are the server's and none of an RFC is expected. */
static bool
is_reserved_place(const struct xml_node *parent)
{
	switch (parent != NULL ? parent->element : ELEMENT_unknown) {
	case ELEMENT_multistatus:
	case ELEMENT_response:
	case ELEMENT_propstat:
	case ELEMENT_activelock:
	case ELEMENT_lockentry:
	case ELEMENT_lockscope:
	case ELEMENT_locktype:
		return true;
	default:
		return false;
	}
}

/* Elements that other RFCs put there: RFC 6578, 5323, 3253, 3744. */
static bool
is_known_elsewhere(const struct xml_node *n)
{
	static const char *const names[] = {"sync-token", "score", "write",
	    "checkin", "version", "inherited-acl-set", "keepalive"};

	for (size_t i = 0; i < countof(names); i++)
		if (xml_is(n, names[i]))
			return true;
	return is_condition(n);
}

bool
rule_dav_namespace_reserved(struct judge *j, const struct subject *s)
{
	if (!is_reserved_place(s->node->parent))
		return false;
	if (s->element == NULL && str_is(s->node->uri, "DAV:") &&
	    !is_known_elsewhere(s->node))
		broken(j, WARN, s->node, "no RFC defines DAV:%.*s here",
		    STRF(brief(s->node->local)));
	return true;
}

bool
rule_no_elements_in_text(struct judge *j, const struct subject *s)
{
	const struct xml_node *child = xml_first_element(s->node);

	if (s->element == NULL || s->element->content != CONTENT_TEXT ||
	    xml_is(s->node, "responsedescription"))
		return false;
	if (child != NULL)
		broken(j, FAIL, child, "%.*s stands in %.*s, which holds text",
		    STRF(brief(xml_name(child, &j->part))),
		    STRF(s->node->local));
	return true;
}

/* These have rules of their own for their text. */
static bool
has_text_rule(const struct xml_node *n)
{
	static const char *const names[] = {
	    "prop", "resourcetype", "error", "lockdiscovery", "supportedlock"};

	for (size_t i = 0; i < countof(names); i++)
		if (xml_is(n, names[i]))
			return true;
	return false;
}

static struct str
own_text(const struct xml_node *n)
{
	for (const struct xml_node *c = n->first; c != NULL; c = c->next)
		if (c->local.p == NULL && str_trim(c->text).n > 0)
			return brief(str_trim(c->text));
	return STR_NONE;
}

bool
rule_no_text_in_elements(struct judge *j, const struct subject *s)
{
	if (s->element == NULL || s->element->content != CONTENT_ELEMENTS ||
	    has_text_rule(s->node))
		return false;
	/* Of a location, locktoken, lockroot that is the missing href. */
	if (xml_has_text(s->node) && element_count(s->node, ELEMENT_href) == 0 &&
	    (xml_is(s->node, "location") || xml_is(s->node, "locktoken") ||
		xml_is(s->node, "lockroot")))
		return true;
	if (xml_has_text(s->node))
		broken(j, FAIL, s->node, "%.*s holds the text \"%.*s\"",
		    STRF(s->node->local), STRF(own_text(s->node)));
	return true;
}

bool
rule_prop_no_text(struct judge *j, const struct subject *s)
{
	if (!xml_is(s->node, "prop"))
		return false;
	if (xml_has_text(s->node))
		broken(j, FAIL, s->node, "prop holds the text \"%.*s\"",
		    STRF(own_text(s->node)));
	return true;
}

bool
rule_resourcetype_no_text(struct judge *j, const struct subject *s)
{
	if (!xml_is(s->node, "resourcetype"))
		return false;
	if (xml_has_text(s->node))
		broken(j, FAIL, s->node, "resourcetype holds the text \"%.*s\"",
		    STRF(own_text(s->node)));
	return true;
}

bool
rule_description_text(struct judge *j, const struct subject *s)
{
	const struct xml_node *child = xml_first_element(s->node);

	if (!xml_is(s->node, "responsedescription"))
		return false;
	if (child != NULL)
		broken(j, FAIL, child, "%.*s stands in a responsedescription",
		    STRF(brief(xml_name(child, &j->part))));
	return true;
}

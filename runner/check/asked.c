#include "check/rules.h"

/* What several rules ask about the exchange and about elements. */

bool
status_is_2xx(int status)
{
	return status >= 200 && status <= 299;
}

struct str
node_text(struct judge *j, const struct xml_node *n)
{
	return xml_text(n, &j->part);
}

bool
is_xml_type(struct str media)
{
	return str_is_nocase(media, "application/xml") ||
	       str_is_nocase(media, "text/xml");
}

static struct str
header_of(const struct headers *h, const char *name)
{
	for (size_t i = 0; h != NULL && i < h->n; i++)
		if (str_is_nocase(h->v[i].name, name))
			return h->v[i].value;
	return STR_NONE;
}

struct str
request_header(const struct judge *j, const char *name)
{
	return header_of(j->context->headers, name);
}

struct str
reply_header(const struct judge *j, const char *name)
{
	return header_of(&j->reply->headers, name);
}

bool
asked_for(const struct judge *j, struct str uri, struct str local)
{
	const struct qnames *names = &j->context->names;

	for (size_t i = 0; i < names->n; i++)
		if (str_eq(names->v[i].local, local) &&
		    names->v[i].uri.n == uri.n &&
		    (uri.n == 0 ||
			memcmp(names->v[i].uri.p, uri.p, uri.n) == 0))
			return true;
	return false;
}

bool
hrefs_are_wrong(const struct judge *j)
{
	static const enum rule_id rules[] = {RULE_href_prefix,
	    RULE_href_authority, RULE_href_percent_encoded,
	    RULE_href_simple_ref, RULE_href_http};

	for (size_t i = 0; i < countof(rules); i++)
		if (j->tallies[rules[i]].found > 0)
			return true;
	return false;
}

bool
lacks_prop(const struct response *r)
{
	for (size_t i = 0; i < r->n_propstats; i++)
		if (r->propstats[i].prop == NULL)
			return true;
	return false;
}

static int
find_collection(const struct judge *j, const struct response *r)
{
	const struct propstat *in = NULL;
	const struct xml_node *type =
	    response_prop(r, STR("DAV:"), STR("resourcetype"), &in);

	if (type == NULL || !status_is_2xx(in->status.code) ||
	    j->context->asked == ASKED_PROPNAME || method_is(j, "PROPPATCH"))
		return -1;
	return xml_child(type, "collection") != NULL;
}

int
is_collection(struct judge *j, const struct response *r)
{
	if (j->collection_of != r)
		j->collection = find_collection(j, r);
	j->collection_of = r;
	return j->collection;
}

static bool
among(const struct xml_node *n, const char *const *names, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (xml_is(n, names[i]))
			return true;
	return false;
}

bool
is_condition(const struct xml_node *n)
{
	static const char *const names[] = {
	    "lock-token-matches-request-uri",
	    "lock-token-submitted",
	    "no-conflicting-lock",
	    "no-external-entities",
	    "preserved-live-properties",
	    "propfind-finite-depth",
	    "cannot-modify-protected-property",
	};

	return among(n, names, countof(names));
}

bool
is_live(const struct xml_node *n)
{
	switch (n->element) {
	case ELEMENT_creationdate:
	case ELEMENT_displayname:
	case ELEMENT_getcontentlanguage:
	case ELEMENT_getcontentlength:
	case ELEMENT_getcontenttype:
	case ELEMENT_getetag:
	case ELEMENT_getlastmodified:
	case ELEMENT_lockdiscovery:
	case ELEMENT_resourcetype:
	case ELEMENT_supportedlock:
		return true;
	default:
		return false;
	}
}

bool
content_counts(struct judge *j, enum verdict v, const struct xml_node *n)
{
	const struct element_child *c = NULL;
	size_t found;

	while ((c = element_broken(n, c, &found)) != NULL) {
		if (found < c->least)
			broken(j, v, n, "%.*s has no %s", STRF(n->local),
			    element_name(c->child));
		else
			broken(j, v, n, "%.*s has %zu %s elements",
			    STRF(n->local), found, element_name(c->child));
	}
	return true;
}

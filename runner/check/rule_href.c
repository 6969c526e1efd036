#include "check/rules.h"

/* hrefs of responses (RFC 4918 sections 5.2, 8.3, 14.7, 14.24). */

/* An href with an element inside has another rule's finding. */
static bool
is_text(const struct dav_href *h)
{
	return !xml_has_elements(h->node);
}

static bool
is_legal(const struct dav_href *h)
{
	return is_text(h) && href_illegal(h->text) == h->text.n;
}

bool
rule_href_unique(struct judge *j, const struct subject *s)
{
	for (size_t i = 0; i < s->response->n_hrefs; i++) {
		const struct dav_href *h = &s->response->hrefs[i];
		enum href_seen seen;
		struct str key =
		    i == 0 && s->url.n > 0
			? s->url
			: href_resolve(j->context->url, h->text, &j->part);

		if (!is_text(h))
			continue;
		if (i > 0 || !s->url_is_normal)
			key = href_normal(key, &j->part);
		seen = href_table_add(&j->hrefs, key, h->text);
		if (seen == HREF_SEEN)
			broken(j, FAIL, h->node, "a second response for %.*s",
			    STRF(brief(h->text)));
		else if (seen == HREF_SEEN_OTHERWISE)
			broken(j, WARN, h->node,
			    "a second response for %.*s, which was spelled "
			    "otherwise",
			    STRF(brief(h->text)));
	}
	return s->response->n_hrefs > 0;
}

bool
rule_href_simple_ref(struct judge *j, const struct subject *s)
{
	for (size_t i = 0; i < s->response->n_hrefs; i++) {
		const struct dav_href *h = &s->response->hrefs[i];
		struct href parts = h->parts;
		enum href_form form = href_form(&parts);

		if (!is_text(h))
			continue;
		if (form == HREF_RELATIVE || form == HREF_NETWORK_PATH)
			broken(j, FAIL_3, h->node,
			    "\"%.*s\" is neither an absolute URI nor an "
			    "absolute path",
			    STRF(brief(h->text)));
	}
	return s->response->n_hrefs > 0;
}

bool
rule_href_no_fragment(struct judge *j, const struct subject *s)
{
	for (size_t i = 0; i < s->response->n_hrefs; i++) {
		const struct dav_href *h = &s->response->hrefs[i];

		if (is_text(h) && h->parts.fragment.p)
			broken(j, FAIL_3, h->node, "\"%.*s\" has a fragment",
			    STRF(brief(h->text)));
	}
	return s->response->n_hrefs > 0;
}

bool
rule_href_no_query(struct judge *j, const struct subject *s)
{
	if (j->url.query.p)
		return false;
	for (size_t i = 0; i < s->response->n_hrefs; i++) {
		const struct dav_href *h = &s->response->hrefs[i];

		if (is_text(h) && h->parts.query.p)
			broken(j, WARN, h->node, "\"%.*s\" has a query",
			    STRF(brief(h->text)));
	}
	return s->response->n_hrefs > 0;
}

bool
rule_href_percent_encoded(struct judge *j, const struct subject *s)
{
	for (size_t i = 0; i < s->response->n_hrefs; i++) {
		const struct dav_href *h = &s->response->hrefs[i];

		if (!is_text(h) || is_legal(h))
			continue;
		broken(j, FAIL, h->node,
		    "\"%.*s\": byte %zu may not stand in a URI",
		    STRF(brief(h->text)), href_illegal(h->text) + 1);
	}
	return s->response->n_hrefs > 0;
}

bool
rule_href_no_dot_segments(struct judge *j, const struct subject *s)
{
	for (size_t i = 0; i < s->response->n_hrefs; i++) {
		const struct dav_href *h = &s->response->hrefs[i];
		struct href parts = h->parts;
		bool encoded;

		/* "./x" is no simple-ref at all. */
		if (!is_text(h) || href_form(&parts) == HREF_RELATIVE ||
		    !href_has_dot_segments(parts.path, &encoded))
			continue;
		broken(j, encoded ? WARN : FAIL_3, h->node,
		    "\"%.*s\" has a dot segment", STRF(brief(h->text)));
	}
	return s->response->n_hrefs > 0;
}

/* ------------------------------------------------------------- the form */

static const char *
form_name(enum href_form form)
{
	return form == HREF_ABSOLUTE_URI ? "an absolute URI"
					 : "an absolute path";
}

bool
rule_href_uniform(struct judge *j, const struct subject *s)
{
	for (size_t i = 0; i < s->response->n_hrefs; i++) {
		const struct dav_href *h = &s->response->hrefs[i];
		struct href parts = h->parts;
		enum href_form form = href_form(&parts);

		if (!is_text(h) || form == HREF_RELATIVE ||
		    form == HREF_NETWORK_PATH)
			continue;
		if (!j->has_form)
			j->form = form;
		j->has_form = true;
		if (form == j->form || j->form_told)
			continue;
		broken(j, FAIL_3, h->node,
		    "\"%.*s\" is %s, while the hrefs before are not",
		    STRF(brief(h->text)), form_name(form));
		j->form_told = true;
	}
	return j->has_form;
}

bool
rule_href_uniform_inside(struct judge *j, const struct subject *s)
{
	const struct xml_node *parent = s->node->parent;
	struct href parts;
	enum href_form form;

	if (!xml_is(s->node, "href") || s->response == NULL || !j->has_form ||
	    (!xml_is(parent, "location") && !xml_is(parent, "lockroot")))
		return false;
	parts = href_split(str_trim(node_text(j, s->node)));
	form = href_form(&parts);
	if (form != j->form &&
	    (form == HREF_ABSOLUTE_URI || form == HREF_ABSOLUTE_PATH))
		broken(j, WARN, s->node,
		    "the href of %.*s is %s, that of the response is not",
		    STRF(parent->local), form_name(form));
	return true;
}

static bool
is_http(struct str scheme)
{
	return str_is_nocase(scheme, "http") || str_is_nocase(scheme, "https");
}

bool
rule_href_http(struct judge *j, const struct subject *s)
{
	for (size_t i = 0; i < s->response->n_hrefs; i++) {
		const struct dav_href *h = &s->response->hrefs[i];
		struct str scheme = h->parts.scheme;

		if (is_text(h) && scheme.p && !is_http(scheme))
			broken(j, FAIL, h->node,
			    "\"%.*s\" is not an http or https URL",
			    STRF(brief(h->text)));
	}
	return s->response->n_hrefs > 0;
}

/* ------------------------------------------------------------- the place */

/* An origin as it is compared: "http://host:port", no default port. */
static struct str
origin(struct judge *j, struct str url)
{
	struct href h = href_split(url);

	return href_normal(arena_strf(&j->part, "%.*s://%.*s/", STRF(h.scheme),
			       STRF(h.authority)),
	    &j->part);
}

static bool
same_origin(struct judge *j, struct str a, struct str b)
{
	return str_eq(origin(j, a), origin(j, b));
}

bool
rule_href_authority(struct judge *j, const struct subject *s)
{
	struct str url = j->context->url;

	for (size_t i = 0; i < s->response->n_hrefs; i++) {
		const struct dav_href *h = &s->response->hrefs[i];
		struct href parts = h->parts;
		struct finding *f;
		bool port_only;

		if (!is_text(h) || !is_http(parts.scheme) ||
		    same_origin(j, h->text, url) ||
		    (j->context->destination.p &&
			same_origin(j, h->text, j->context->destination)))
			continue;
		port_only = str_eq_nocase(parts.host, href_split(url).host);
		f = broken(j, j->context->proxied || port_only ? WARN : FAIL_3,
		    h->node, "\"%.*s\" names another origin than the request",
		    STRF(brief(h->text)));
		f->expected = arena_str(j->findings->arena, origin(j, url));
	}
	return url.n > 0 && s->response->n_hrefs > 0;
}

static bool
path_below(struct judge *j, struct str base, struct str url)
{
	struct href b = href_split(base), u = href_split(url);
	struct str ignored;

	/* The origins are another rule's. */
	return href_below(arena_strf(&j->part, "x://h%.*s", STRF(b.path)),
	    arena_strf(&j->part, "x://h%.*s", STRF(u.path)), &j->part,
	    &ignored);
}

static bool
in_place(struct judge *j, const struct subject *s, struct str href)
{
	struct str url;

	if (s->relation == RELATION_SELF ||
	    (s->relation == RELATION_BELOW &&
		href.p == s->response->hrefs[0].text.p))
		return true;
	url = href_resolve(j->context->url, href, &j->part);
	if (path_below(j, j->context->url, url))
		return true;
	return j->context->destination.p &&
	       path_below(j, j->context->destination, url);
}

bool
rule_href_prefix(struct judge *j, const struct subject *s)
{
	bool strict = method_is(j, "PROPFIND");

	if (j->context->url.n == 0 ||
	    !(strict || method_is(j, "DELETE") || method_is(j, "LOCK") ||
		method_is(j, "COPY") || method_is(j, "MOVE")))
		return false;
	for (size_t i = 0; i < s->response->n_hrefs; i++) {
		const struct dav_href *h = &s->response->hrefs[i];
		struct href parts = h->parts;
		enum href_form form = href_form(&parts);

		/* A relative one was resolved against the request's. */
		if (!is_text(h) || form == HREF_RELATIVE ||
		    form == HREF_NETWORK_PATH ||
		    (parts.scheme.p && !is_http(parts.scheme)) ||
		    in_place(j, s, h->text))
			continue;
		broken(j, strict ? FAIL_3 : WARN, h->node,
		    "\"%.*s\" is not below the path of the request",
		    STRF(brief(h->text)));
	}
	return s->response->n_hrefs > 0;
}

/* ------------------------------------------------------------- slashes */

static bool
path_ends_in_slash(struct str path)
{
	return path.n > 0 && path.p[path.n - 1] == '/';
}

bool
rule_href_collection_slash(struct judge *j, const struct subject *s)
{
	const struct response *r = s->response;

	if (r->n_hrefs == 0 || is_collection(j, r) != 1)
		return false;
	if (!path_ends_in_slash(r->hrefs[0].parts.path))
		broken(j, WARN, r->hrefs[0].node,
		    "\"%.*s\" is a collection and does not end in a slash",
		    STRF(brief(r->hrefs[0].text)));
	return true;
}

bool
rule_href_file_no_slash(struct judge *j, const struct subject *s)
{
	const struct response *r = s->response;

	if (r->n_hrefs == 0 || is_collection(j, r) != 0 ||
	    (s->relation == RELATION_SELF && path_ends_in_slash(j->url.path)))
		return false;
	if (path_ends_in_slash(r->hrefs[0].parts.path))
		broken(j, WARN, r->hrefs[0].node,
		    "\"%.*s\" is no collection and ends in a slash",
		    STRF(brief(r->hrefs[0].text)));
	return true;
}

bool
rule_href_no_empty_segments(struct judge *j, const struct subject *s)
{
	struct str asked = j->url.path;

	if (str_find(asked, STR("//")) < asked.n)
		return false;
	for (size_t i = 0; i < s->response->n_hrefs; i++) {
		const struct dav_href *h = &s->response->hrefs[i];
		struct str path = h->parts.path;

		if (is_text(h) && str_find(path, STR("//")) < path.n)
			broken(j, WARN, h->node,
			    "\"%.*s\" has an empty segment",
			    STRF(brief(h->text)));
	}
	return s->response->n_hrefs > 0;
}

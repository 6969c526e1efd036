#include "check/walk.h"

/* ------------------------------------------------------------- elements */

static void
walk_element(struct judge *j, const struct xml_node *n, struct subject *s)
{
	const struct xml_node *c;

	s->node = n;
	s->element = element_find(n);
	rules_run(j, AT_ELEMENT, s);
	/* Properties are looked at as such, an owner is the client's, and what
	   stands in an unknown element is nobody's. */
	if (s->element == NULL || s->element->content == CONTENT_ANYTHING ||
	    xml_is(n, "prop"))
		return;
	if (s->element->content == CONTENT_TEXT)
		return;
	for (c = xml_first_element(n); c != NULL; c = xml_next_element(c))
		walk_element(j, c, s);
}

static void
walk_property(struct judge *j, const struct propstat *p,
    const struct xml_node *n, struct subject *s)
{
	s->propstat = p;
	s->node = n;
	s->element = element_find(n);
	rules_run(j, AT_PROPERTY, s);
	if (is_live(n) && status_is_2xx(p->status.code) &&
	    j->context->asked != ASKED_PROPNAME && !j->context->malformed &&
	    !method_is(j, "PROPPATCH"))
		walk_element(j, n, s);
	s->propstat = NULL;
}

/* ------------------------------------------------------------- responses */

/* No byte of a path means anything but itself. */
static bool
is_plain_path(struct str path)
{
	for (size_t i = 0; i < path.n; i++)
		if (path.p[i] == '%' || path.p[i] == '?' || path.p[i] == '#' ||
		    (path.p[i] == '.' && (i == 0 || path.p[i - 1] == '/')))
			return false;
	return path.n > 0 && path.p[0] == '/';
}

static void
know_request(struct judge *j)
{
	struct request_url *r = &j->request;
	struct str url = j->context->url;
	struct href parts = href_split(url);

	r->known = true;
	r->key = href_key(url, &j->scratch);
	r->path = parts.path;
	r->plain = parts.scheme.p && parts.authority.p && !parts.query.p &&
		   !parts.fragment.p && is_plain_path(parts.path) &&
		   str_ends(parts.path, STR("/")) &&
		   str_eq(href_normal(url, &j->scratch), url);
	r->origin = str_sub(url, 0, url.n - parts.path.n);
}

/* What nearly all are: a member of a collection, and nothing to decode. */
static bool
is_plain_member(struct judge *j, struct subject *s, const struct dav_href *h)
{
	const struct request_url *r = &j->request;
	char *p;

	if (!r->plain || h->text.n <= r->path.n ||
	    !str_starts(h->text, r->path) || !is_plain_path(h->text) ||
	    str_starts(h->text, STR("//")))
		return false;
	p = arena_alloc(&j->part, r->origin.n + h->text.n + 1);
	memcpy(p, r->origin.p, r->origin.n);
	memcpy(p + r->origin.n, h->text.p, h->text.n);
	s->url = (struct str){p, r->origin.n + h->text.n};
	s->url_is_normal = true;
	s->relation = RELATION_BELOW;
	s->relative = str_from_at(h->text, r->path.n);
	return true;
}

/* The Request-URI may be answered in another spelling that the server takes
   for it (5.2): in other case, with other escapes, composed otherwise. */
static void
relate(struct judge *j, struct subject *s)
{
	struct str request = j->context->url;
	const struct dav_href *h;
	enum href_form form;

	s->relation = RELATION_NONE;
	if (s->response->n_hrefs == 0 || request.n == 0)
		return;
	h = &s->response->hrefs[0];
	form = href_form(&h->parts);
	/* Relative to what? */
	if (form == HREF_RELATIVE || form == HREF_NETWORK_PATH)
		return;
	if (!j->request.known)
		know_request(j);
	if (is_plain_member(j, s, h))
		return;
	s->url = href_resolve(request, h->text, &j->part);
	s->relation = RELATION_OUTSIDE;
	if (href_below(request, s->url, &j->part, &s->relative))
		s->relation =
		    s->relative.n > 0 ? RELATION_BELOW : RELATION_SELF;
	else if (str_eq_nocase(href_key(s->url, &j->part), j->request.key))
		s->relation = RELATION_SELF;
	else if (href_compare(request, s->url) != HREF_DIFFERENT)
		s->relation = RELATION_SELF;
}

static void
note_status(struct judge *j, const struct dav_status *status, bool self)
{
	struct facts *f = &j->facts;

	if (status->code == 424) {
		if (f->dependencies++ == 0) {
			f->dependency_line = status->node->line;
			f->dependency_col = status->node->col;
		}
		f->other_dependencies += !self;
	} else if (status->code >= 300) {
		f->failures++;
	}
}

static void
note_facts(struct judge *j, const struct subject *s)
{
	struct facts *f = &j->facts;
	const struct response *r = s->response;
	bool self = s->relation == RELATION_SELF;

	f->responses++;
	f->unclear |= s->relation == RELATION_NONE;
	if (self) {
		f->self = true;
		f->self_status = r->status.code;
		f->self_is_file |= is_collection(j, r) == 0;
	} else if (f->others++ == 0) {
		f->other_line = r->node->line;
		f->other_col = r->node->col;
	}
	for (size_t i = 1; i < r->n_hrefs; i++)
		f->self |= href_compare(j->context->url,
			       href_resolve(j->context->url, r->hrefs[i].text,
				   &j->part)) != HREF_DIFFERENT;
	note_status(j, &r->status, self);
	for (size_t i = 0; i < r->n_propstats; i++)
		note_status(j, &r->propstats[i].status, self);
}

/* Its elements are not in DAV:, so that it lacks them all: said once. */
static bool
other_namespace(struct judge *j, const struct subject *s)
{
	unsigned before = j->tallies[RULE_dav_namespace].found;

	rules_run_one(j, RULE_dav_namespace, s);
	if (j->tallies[RULE_dav_namespace].found == before)
		return false;
	j->facts.unclear = true;
	return true;
}

static void
judge_whole(struct judge *j, const struct response *r, struct subject *s)
{
	const struct xml_node *c;

	if (other_namespace(j, s))
		return;
	rules_run(j, AT_OUTLINE, s);
	rules_run(j, AT_RESPONSE, s);
	walk_element(j, r->node, s);
	for (size_t i = 0; i < r->n_propstats; i++) {
		c = xml_first_element(r->propstats[i].prop);
		for (; c != NULL; c = xml_next_element(c))
			walk_property(j, &r->propstats[i], c, s);
	}
}

/* ------------------------------------------------------------- repeats */

/*
 * In a listing nearly all is said again and again. Where a response repeats
 * one that broke no rule, what it says again breaks none again: looked at are
 * its hrefs, and the properties that have another value. That holds because an
 * element is judged by what it holds and by its propstat. A lock is held
 * against others of the same token, but it was one of them already; and the
 * properties of a PROPPATCH are judged by the href besides.
 */
enum { NOTE_GOOD = 1 };

/* The propstat that n is a property of, or NULL. */
static const struct propstat *
propstat_of(const struct response *r, const struct xml_node *n)
{
	for (size_t i = 0; i < r->n_propstats; i++)
		if (r->propstats[i].prop == n->parent)
			return &r->propstats[i];
	return NULL;
}

static bool
is_href_of(const struct response *r, const struct xml_node *n)
{
	return n->parent == r->node && n->element == ELEMENT_href;
}

static bool
repeats_good(const struct judge *j, const struct response *r)
{
	if (!r->repeats || *r->note != NOTE_GOOD || method_is(j, "PROPPATCH"))
		return false;
	for (size_t i = 0; i < r->n_changed; i++)
		if (!is_href_of(r, r->changed[i]) &&
		    propstat_of(r, r->changed[i]) == NULL)
			return false;
	return true;
}

static void
judge_changes(struct judge *j, const struct response *r, struct subject *s)
{
	rules_run(j, AT_RESPONSE, s);
	for (size_t i = 0; i < r->n_changed; i++) {
		const struct propstat *p = propstat_of(r, r->changed[i]);

		if (p != NULL)
			walk_property(j, p, r->changed[i], s);
		else
			walk_element(j, r->changed[i], s);
	}
}

static void
judge_response(struct judge *j, const struct response *r)
{
	struct subject s = {.response = r, .node = r->node};
	size_t before = j->n_broken;
	bool good = repeats_good(j, r);

	relate(j, &s);
	note_facts(j, &s);
	if (good)
		judge_changes(j, r, &s);
	else
		judge_whole(j, r, &s);
	*r->note = j->n_broken == before ? NOTE_GOOD : 0;
}

/* ------------------------------------------------------------- events */

static void
on_root(void *arg, const struct xml_node *root)
{
	struct judge *j = arg;
	struct subject s = {.node = root, .element = element_find(root)};

	if (!j->ours)
		return;
	rules_run_one(j, RULE_dav_namespace, &s);
	rules_run_one(j, RULE_root_multistatus, &s);
	rules_run_one(j, RULE_multistatus_only_in_207, &s);
}

static void
on_response(void *arg, const struct response *r)
{
	struct judge *j = arg;

	walk_observe(j, r);
	if (j->ours && !j->namespaces && j->reply->status == 207)
		judge_response(j, r);
	j->status.node = NULL;
	j->collection_of = NULL;
	arena_clear(&j->part);
}

static void
on_problem(void *arg, const struct xml_error *error)
{
	struct judge *j = arg;

	j->error = *error;
	j->in_href = xml_is(error->inside, "href");
	j->error.inside = NULL;
	if (error->problem == XML_BAD_NAMESPACE)
		j->namespaces = true;
	else
		j->malformed = true;
}

static void
on_doctype(void *arg, unsigned line, unsigned col)
{
	struct judge *j = arg;
	struct xml_node at = {.line = line, .col = col};
	struct subject s = {.node = &at};

	if (j->ours)
		rules_run_one(j, RULE_no_doctype, &s);
}

void
walk_init(struct judge *j)
{
	j->events = (struct xml_events){
	    .arg = j,
	    .response = on_response,
	    .problem = on_problem,
	    .doctype = on_doctype,
	    .root = on_root,
	};
}

/* An error body, or the prop of an answer to LOCK. */
static void
walk_document(struct judge *j, const struct xml_node *root)
{
	const struct xml_node *c = xml_first_element(root);
	struct subject s = {0};

	if (xml_is(root, "error"))
		walk_element(j, root, &s);
	if (!xml_is(root, "prop") || !method_is(j, "LOCK"))
		return;
	for (; c != NULL; c = xml_next_element(c))
		if (is_live(c))
			walk_element(j, c, &s);
}

void
walk_end(struct judge *j)
{
	struct subject s = {.node = j->seen->root}, came = {0};
	const struct subject none = {0};

	if (!j->ours)
		return;
	rules_run_one(j, RULE_no_doctype, &none);
	rules_run_one(j, RULE_href_xml_escaped, &s);
	rules_run_one(j, RULE_well_formed, &s);
	rules_run_one(j, RULE_namespace_well_formed, &s);
	/* Also of a body that breaks off: what came cannot become right. */
	came.node = j->reader != NULL ? xml_reader_root(j->reader) : NULL;
	if (came.node != NULL && xml_is(came.node, "multistatus") &&
	    j->reply->status == 207)
		rules_run_one(j, RULE_multistatus_no_strays, &came);
	if (!j->ended || j->namespaces || j->root_wrong)
		return;
	rules_run_one(j, RULE_charset_agrees, &s);
	if (j->seen->form == FORM_MULTISTATUS) {
		/* The root and what it holds besides responses. */
		walk_element(j, s.node, &s);
		s.node = j->seen->root;
		if (j->reply->status == 207)
			rules_run(j, AT_BODY, &s);
	} else {
		rules_run(j, AT_DOCUMENT, &s);
		walk_document(j, s.node);
	}
	arena_release(&j->part);
}

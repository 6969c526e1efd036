#include "check/rules.h"

#include "dav/fragment.h"
#include "dav/href.h"
#include "dav/lockinfo.h"

/* Answers to LOCK (RFC 4918 sections 9.10.1, 9.10.2, 10.5). */

static bool
is_granted(const struct judge *j)
{
	return method_is(j, "LOCK") && !j->context->malformed &&
	       (j->reply->status == 200 || j->reply->status == 201);
}

static bool
is_new(const struct judge *j)
{
	return is_granted(j) && !j->context->lock_refresh;
}

static bool
has_lock(const struct xml_node *root)
{
	return xml_is(root, "prop") &&
	       lockinfo_first(xml_child(root, "lockdiscovery")) != NULL;
}

/* The body says which locks there are, unless it is broken XML. */
static void
expect_lock(struct judge *j)
{
	struct finding *f;

	if (j->seen->form == FORM_BROKEN_XML || j->namespaces ||
	    j->root_wrong || has_lock(j->seen->root) ||
	    j->tallies[RULE_lockdiscovery_content].found > 0 ||
	    xml_is(j->seen->root, "multistatus"))
		return;
	f = broken(j, FAIL, j->seen->root,
	    "LOCK is answered without an activelock in D:prop/D:lockdiscovery");
	if (j->seen->root != NULL)
		f->actual = xml_name(j->seen->root, j->findings->arena);
}

bool
rule_lock_body(struct judge *j, const struct subject *s)
{
	(void)s;
	if (!is_new(j))
		return false;
	expect_lock(j);
	return true;
}

/* An activelock has a token that the request's If header names, if that
   names any. */
static bool
is_refreshed(struct judge *j, const struct xml_node *a)
{
	struct str condition = request_header(j, "If");

	if (str_index(condition, '<') == condition.n)
		return true;
	for (; a != NULL; a = lockinfo_next(a)) {
		struct str token = lockinfo_read(a, &j->scratch).token;
		struct str coded =
		    arena_strf(&j->scratch, "<%.*s>", STRF(token));

		/* A token that is not told cannot be compared. */
		if (token.n == 0 ||
		    str_find(condition, coded) < condition.n)
			return true;
	}
	return false;
}

bool
rule_refresh_body(struct judge *j, const struct subject *s)
{
	const struct xml_node *first;

	(void)s;
	if (!is_granted(j) || !j->context->lock_refresh)
		return false;
	expect_lock(j);
	first = lockinfo_first(xml_child(j->seen->root, "lockdiscovery"));
	if (first != NULL && !is_refreshed(j, first))
		broken(j, FAIL, first,
		    "no activelock has the token that If names, of the lock "
		    "that was refreshed");
	return true;
}

/* ------------------------------------------------------------- the header */

bool
rule_lock_token_header(struct judge *j, const struct subject *s)
{
	(void)s;
	if (!is_new(j))
		return false;
	if (!reply_header(j, "Lock-Token").p)
		broken_header(
		    j, FAIL, "Lock-Token", "a new lock without Lock-Token");
	return true;
}

/* The URI of a Coded-URL, or nothing. */
static struct str
coded_url(struct str value)
{
	struct str uri;

	if (value.n < 3 || value.p[0] != '<' || value.p[value.n - 1] != '>')
		return STR_NONE;
	uri = str_sub(value, 1, value.n - 2);
	if (!href_split(uri).scheme.p || href_illegal(uri) < uri.n)
		return STR_NONE;
	return uri;
}

bool
rule_lock_token_syntax(struct judge *j, const struct subject *s)
{
	struct str value = reply_header(j, "Lock-Token");
	struct finding *f;

	(void)s;
	if (!value.p)
		return false;
	if (coded_url(value).p)
		return true;
	f = broken_header(j, FAIL, "Lock-Token",
	    "Lock-Token is not one URI in angle brackets");
	f->actual = value;
	return true;
}

bool
rule_refresh_no_token_header(struct judge *j, const struct subject *s)
{
	(void)s;
	if (!is_granted(j) || !j->context->lock_refresh)
		return false;
	if (reply_header(j, "Lock-Token").p)
		broken_header(
		    j, WARN, "Lock-Token", "a refresh has a Lock-Token");
	return true;
}

/* ------------------------------------------------------------- the lock */

/* The activelock of the new lock: that of the token, or the only one. */
static bool
find_lock(struct judge *j, const struct xml_node *root, struct lockinfo *out)
{
	struct str token = coded_url(reply_header(j, "Lock-Token"));
	const struct xml_node *a =
	    lockinfo_first(xml_child(root, "lockdiscovery"));
	bool alone = a != NULL && lockinfo_next(a) == NULL;

	if (!is_new(j) || !xml_is(root, "prop"))
		return false;
	for (; a != NULL; a = lockinfo_next(a)) {
		*out = lockinfo_read(a, &j->part);
		if (alone || (token.p && str_eq(out->token, token)))
			return true;
	}
	return false;
}

bool
rule_lock_token_in_body(struct judge *j, const struct subject *s)
{
	struct str token = coded_url(reply_header(j, "Lock-Token"));
	const struct xml_node *a;
	struct finding *f;

	if (!is_new(j) || !token.p || !has_lock(s->node))
		return false;
	a = lockinfo_first(xml_child(s->node, "lockdiscovery"));
	for (; a != NULL; a = lockinfo_next(a))
		if (str_eq(lockinfo_read(a, &j->part).token, token))
			return true;
	/* A token that is none has a finding of its own. */
	a = lockinfo_first(xml_child(s->node, "lockdiscovery"));
	if (xml_child(a, "locktoken") != NULL &&
	    !href_split(lockinfo_read(a, &j->part).token).scheme.p)
		return false;
	f = broken(j, FAIL, a, "no activelock has the token of Lock-Token");
	f->expected = token;
	return true;
}

bool
rule_lock_as_asked(struct judge *j, const struct subject *s)
{
	struct str asked = j->context->lock_scope;
	struct lockinfo lock;

	if (asked.n == 0 || !find_lock(j, s->node, &lock) || !lock.scope.p)
		return false;
	if (!str_eq(lock.scope, asked))
		broken(j, FAIL, lock.node, "the scope is %.*s, asked was %.*s",
		    STRF(brief(lock.scope)), STRF(asked));
	return true;
}

bool
rule_lock_depth_as_asked(struct judge *j, const struct subject *s)
{
	struct str path = href_split(j->context->url).path, wanted;
	enum depth depth = j->context->depth;
	struct lockinfo lock;

	/* On other resources than collections Depth says nothing (10.2). */
	if (j->reply->status != 200 || path.n == 0 ||
	    path.p[path.n - 1] != '/' || depth == DEPTH_1 ||
	    depth == DEPTH_OTHER || !find_lock(j, s->node, &lock) ||
	    (!str_is(lock.depth, "0") &&
		!str_is_nocase(lock.depth, "infinity")))
		return false;
	wanted = depth == DEPTH_0 ? STR("0") : STR("infinity");
	if (!str_eq_nocase(lock.depth, wanted))
		broken(j, FAIL, lock.node, "the depth is %.*s, not %.*s",
		    STRF(lock.depth), STRF(wanted));
	return true;
}

static bool
same_owner(struct judge *j, const struct xml_node *owner, struct str *why)
{
	const struct value *sent = &j->context->owner;
	const struct xml_prefix prefixes[] = {
	    {STR("D"), STR("DAV:")	  },
	    {STR("x"), STR("urn:davproof:x")},
	};
	const struct xml_node *fragment;

	if (!sent->is_xml) {
		*why = STR("the text differs");
		return !xml_has_elements(owner) &&
		       str_eq(node_text(j, owner),
			   sent->content.p ? sent->content : STR(""));
	}
	fragment = xml_fragment(
	    &j->scratch, sent->content, prefixes, countof(prefixes), why);
	/* With prefixes of its own it cannot be read here. */
	return fragment == NULL ||
	       xml_same_content(fragment, owner, &j->scratch, why);
}

bool
rule_lock_owner_kept(struct judge *j, const struct subject *s)
{
	struct lockinfo lock;
	struct str why;

	if (!j->context->has_owner || !find_lock(j, s->node, &lock))
		return false;
	if (lock.owner == NULL)
		broken(j, WARN, lock.node, "the owner is not told");
	else if (j->context->owner.content.n > 0 &&
		 !same_owner(j, lock.owner, &why))
		broken(j, FAIL_3, lock.owner, "the owner was altered: %.*s",
		    STRF(brief(why)));
	return true;
}

bool
rule_lock_root(struct judge *j, const struct subject *s)
{
	struct lockinfo lock;
	struct href parts;

	if (j->context->url.n == 0 || !find_lock(j, s->node, &lock) ||
	    !lock.root.p)
		return false;
	parts = href_split(lock.root);
	if (href_form(&parts) != HREF_ABSOLUTE_URI &&
	    href_form(&parts) != HREF_ABSOLUTE_PATH)
		return false;
	if (href_compare(j->context->url,
		href_resolve(j->context->url, lock.root, &j->part)) ==
	    HREF_DIFFERENT)
		broken(j, FAIL, lock.node, "the lockroot is \"%.*s\"",
		    STRF(brief(lock.root)));
	return true;
}

bool
rule_lock_timeout_told(struct judge *j, const struct subject *s)
{
	struct lockinfo lock;

	if (!find_lock(j, s->node, &lock))
		return false;
	if (xml_child(lock.node, "timeout") == NULL)
		broken(j, WARN, lock.node, "the timeout is not told");
	return true;
}

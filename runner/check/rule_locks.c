#include "check/rules.h"

#include "dav/href.h"
#include "dav/lockinfo.h"

/* supportedlock and lockdiscovery (RFC 4918 sections 14, 15.8, 15.10). */

/* Holds text, or an element in DAV: that is not the one. */
static const char *
stranger(const struct xml_node *n, const char *child)
{
	const struct xml_node *c;

	if (xml_has_text(n))
		return "text";
	for (c = xml_first_element(n); c != NULL; c = xml_next_element(c))
		if (str_is(c->uri, "DAV:") && !xml_is(c, child))
			return "other elements";
	return NULL;
}

bool
rule_supportedlock_content(struct judge *j, const struct subject *s)
{
	const char *what;

	if (!xml_is(s->node, "supportedlock"))
		return false;
	what = stranger(s->node, "lockentry");
	if (what != NULL)
		broken(j, FAIL, s->node, "supportedlock holds %s", what);
	return true;
}

bool
rule_lockdiscovery_content(struct judge *j, const struct subject *s)
{
	const char *what;

	if (!xml_is(s->node, "lockdiscovery"))
		return false;
	what = stranger(s->node, "activelock");
	if (what != NULL)
		broken(j, FAIL, s->node, "lockdiscovery holds %s", what);
	return true;
}

bool
rule_lockentry_content(struct judge *j, const struct subject *s)
{
	if (!xml_is(s->node, "lockentry"))
		return false;
	return content_counts(j, FAIL, s->node);
}

bool
rule_activelock_content(struct judge *j, const struct subject *s)
{
	if (!xml_is(s->node, "activelock"))
		return false;
	return content_counts(j, FAIL, s->node);
}

bool
rule_lockscope_content(struct judge *j, const struct subject *s)
{
	size_t known, all = 0;
	const struct xml_node *c;

	if (!xml_is(s->node, "lockscope"))
		return false;
	known = element_count(s->node, ELEMENT_exclusive) +
		element_count(s->node, ELEMENT_shared);
	for (c = xml_first_element(s->node); c != NULL; c = xml_next_element(c))
		all++;
	/* Another specification may add a scope. */
	if (known != 1)
		broken(j, known == 0 && all > 0 ? WARN : FAIL, s->node,
		    "a lockscope holds %zu of exclusive and shared", known);
	return true;
}

bool
rule_locktype_content(struct judge *j, const struct subject *s)
{
	size_t n;

	if (!xml_is(s->node, "locktype"))
		return false;
	n = element_count(s->node, ELEMENT_write);
	if (n != 1)
		broken(j, n == 0 && xml_has_elements(s->node) ? WARN : FAIL,
		    s->node, "a locktype holds %zu write elements", n);
	return true;
}

bool
rule_lockroot_included(struct judge *j, const struct subject *s)
{
	if (!xml_is(s->node, "activelock"))
		return false;
	if (xml_child(s->node, "lockroot") == NULL)
		broken(j, WARN, s->node, "an activelock has no lockroot");
	return true;
}

/* ------------------------------------------------------------- values */

static bool
text_in_lock(
    struct judge *j, const struct subject *s, const char *name, struct str *out)
{
	if (!xml_is(s->node, name) || !xml_is(s->node->parent, "activelock") ||
	    xml_has_elements(s->node))
		return false;
	*out = str_trim(node_text(j, s->node));
	return true;
}

bool
rule_lock_depth(struct judge *j, const struct subject *s)
{
	struct str depth;

	if (!text_in_lock(j, s, "depth", &depth))
		return false;
	if (str_is(depth, "0") || str_is(depth, "infinity"))
		return true;
	broken(j, str_is_nocase(depth, "infinity") ? WARN : FAIL, s->node,
	    "the depth of a lock is \"%.*s\"", STRF(brief(depth)));
	return true;
}

/* "Second-" DIGIT+: the digits, or nothing; any case. */
static struct str
seconds(struct str timeout)
{
	const struct str word = STR("Second-");
	struct str digits = str_from_at(timeout, word.n);

	if (!str_eq_nocase(str_sub(timeout, 0, word.n), word) || digits.n == 0)
		return STR_NONE;
	for (size_t i = 0; i < digits.n; i++)
		if (digits.p[i] < '0' || digits.p[i] > '9')
			return STR_NONE;
	return digits;
}

bool
rule_lock_timeout(struct judge *j, const struct subject *s)
{
	struct str timeout;
	bool good;

	if (!text_in_lock(j, s, "timeout", &timeout))
		return false;
	if (str_is(timeout, "Infinite") ||
	    (seconds(timeout).p && str_starts(timeout, STR("Second-"))))
		return true;
	good = str_is_nocase(timeout, "Infinite") || seconds(timeout).p;
	broken(j, good ? WARN : FAIL, s->node,
	    "the timeout of a lock is \"%.*s\"", STRF(brief(timeout)));
	return true;
}

bool
rule_lock_timeout_max(struct judge *j, const struct subject *s)
{
	struct str timeout;
	uint64_t n = 0;

	if (!text_in_lock(j, s, "timeout", &timeout) || !seconds(timeout).p)
		return false;
	if (!str_to_u64(seconds(timeout), &n) || n > UINT32_MAX)
		broken(j, FAIL, s->node, "the timeout of a lock is \"%.*s\"",
		    STRF(brief(timeout)));
	return true;
}

static struct str
only_href(struct judge *j, const struct xml_node *n)
{
	const struct xml_node *href = xml_child(n, "href");

	if (element_count(n, ELEMENT_href) != 1 || xml_has_elements(href))
		return STR_NONE;
	return str_trim(node_text(j, href));
}

bool
rule_locktoken_content(struct judge *j, const struct subject *s)
{
	struct str token;

	if (!xml_is(s->node, "locktoken"))
		return false;
	content_counts(j, FAIL, s->node);
	token = only_href(j, s->node);
	if (!token.p)
		return true;
	if (!href_split(token).scheme.p || href_illegal(token) < token.n)
		broken(j, FAIL, s->node, "\"%.*s\" is not a URI",
		    STRF(brief(token)));
	else if (str_is_nocase(href_split(token).scheme, "DAV"))
		broken(j, FAIL, s->node,
		    "\"%.*s\" is in scheme DAV:", STRF(brief(token)));
	return true;
}

/* RFC 4122 section 3 */
static bool
begins_with_uuid(struct str s)
{
	for (size_t i = 0; i < 36; i++) {
		bool hyphen = i == 8 || i == 13 || i == 18 || i == 23;

		if (i >= s.n || (hyphen ? s.p[i] != '-' : str_hex(s.p[i]) < 0))
			return false;
	}
	return true;
}

bool
rule_opaquelocktoken_syntax(struct judge *j, const struct subject *s)
{
	const struct str opaque = STR("opaquelocktoken:"),
			 urn = STR("urn:uuid:");
	struct str token;
	bool is_opaque, is_urn;

	if (!xml_is(s->node, "locktoken"))
		return false;
	token = only_href(j, s->node);
	is_opaque = str_eq_nocase(str_sub(token, 0, opaque.n), opaque);
	is_urn = str_eq_nocase(str_sub(token, 0, urn.n), urn);
	if (is_opaque && !begins_with_uuid(str_from_at(token, opaque.n)))
		broken(j, FAIL, s->node, "no UUID in \"%.*s\"",
		    STRF(brief(token)));
	else if (is_urn && (!begins_with_uuid(str_from_at(token, urn.n)) ||
			       token.n != urn.n + 36))
		broken(j, WARN, s->node, "no UUID in \"%.*s\"",
		    STRF(brief(token)));
	return is_opaque || is_urn;
}

bool
rule_lockroot_content(struct judge *j, const struct subject *s)
{
	struct str root;
	struct href parts;

	if (!xml_is(s->node, "lockroot"))
		return false;
	content_counts(j, FAIL, s->node);
	root = only_href(j, s->node);
	parts = href_split(root);
	if (root.p && href_form(&parts) != HREF_ABSOLUTE_URI &&
	    href_form(&parts) != HREF_ABSOLUTE_PATH)
		broken(j, WARN, s->node,
		    "\"%.*s\" is neither an absolute URI nor an absolute path",
		    STRF(brief(root)));
	return true;
}

/* ------------------------------------------------------------- together */

bool
rule_lock_tokens_differ(struct judge *j, const struct subject *s)
{
	struct href_table tokens = {0};
	const struct xml_node *a;

	if (!xml_is(s->node, "lockdiscovery"))
		return false;
	for (a = lockinfo_first(s->node); a != NULL; a = lockinfo_next(a)) {
		struct str token = lockinfo_read(a, &j->part).token;

		if (token.p &&
		    href_table_add(&tokens, token, token) == HREF_SEEN)
			broken(j, FAIL, a,
			    "a second activelock with token %.*s",
			    STRF(brief(token)));
	}
	href_table_release(&tokens);
	return lockinfo_first(s->node) != NULL;
}

/* What makes it that lock; nothing where that is not told. */
static struct str
identity(struct judge *j, const struct lockinfo *lock)
{
	struct str root;

	if (lock->scope.n == 0 || lock->depth.n == 0 || lock->root.n == 0)
		return STR_NONE;
	root = href_key(
	    href_resolve(j->context->url, lock->root, &j->part), &j->part);
	return arena_strf(&j->part, "%.*s %.*s %.*s", STRF(lock->scope),
	    STRF(lock->depth), STRF(root));
}

bool
rule_lock_token_one_lock(struct judge *j, const struct subject *s)
{
	const struct xml_node *a;

	if (s->response == NULL || !xml_is(s->node, "lockdiscovery") ||
	    j->tallies[RULE_lock_tokens_differ].found > 0)
		return false;
	for (a = lockinfo_first(s->node); a != NULL; a = lockinfo_next(a)) {
		struct lockinfo lock = lockinfo_read(a, &j->part);
		struct str what = identity(j, &lock);

		if (lock.token.n == 0 || !what.p ||
		    href_table_add(&j->locks, lock.token, what) !=
			HREF_SEEN_OTHERWISE)
			continue;
		broken(j, FAIL, a,
		    "the lock token %.*s was that of a lock with another "
		    "scope, depth or root",
		    STRF(brief(lock.token)));
	}
	return lockinfo_first(s->node) != NULL;
}

bool
rule_exclusive_alone(struct judge *j, const struct subject *s)
{
	const struct xml_node *a, *exclusive = NULL;
	size_t locks = 0;

	if (!xml_is(s->node, "lockdiscovery") ||
	    j->tallies[RULE_lock_tokens_differ].found > 0)
		return false;
	for (a = lockinfo_first(s->node); a != NULL; a = lockinfo_next(a)) {
		struct lockinfo lock = lockinfo_read(a, &j->part);

		if (!str_is(lock.type, "write"))
			continue;
		locks++;
		if (str_is(lock.scope, "exclusive"))
			exclusive = a;
	}
	if (exclusive != NULL && locks > 1)
		broken(j, FAIL, exclusive,
		    "an exclusive lock is one of %zu locks", locks);
	return exclusive != NULL;
}

#include "check/match.h"

#include "dav/href.h"

#define SHOWN_MAX 200

/* An entity tag has quotes of its own. */
static char
quote_for(struct str text)
{
	return str_index(text, '"') < text.n && str_index(text, '\'') == text.n
		   ? '\''
		   : '"';
}

struct str
match_quote(struct str text, struct arena *a)
{
	size_t cut = SHOWN_MAX;
	char q = quote_for(text);

	if (text.p == NULL)
		return STR("nothing");
	if (text.n <= SHOWN_MAX)
		return arena_strf(a, "%c%.*s%c", q, STRF(text), q);
	while (cut > 0 && ((unsigned char)text.p[cut] & 0xc0) == 0x80)
		cut--;
	return arena_strf(a, "%c%.*s%c... (%zu bytes)", q,
	    STRF(str_sub(text, 0, cut)), q, text.n);
}

struct shown
shown_text(struct str text)
{
	return (struct shown){.there = text.p != NULL, .text = text};
}

struct shown
shown_prop(const struct xml_node *prop, struct arena *a)
{
	struct shown s = {.there = prop != NULL, .node = prop};

	if (prop == NULL)
		return s;
	s.text = xml_text(prop, a);
	if (str_is(prop->uri, "DAV:"))
		s.text = str_trim(s.text);
	return s;
}

struct str
shown_quote(const struct shown *s, struct arena *a)
{
	if (!s->there)
		return STR("nothing");
	if (s->node != NULL && xml_has_elements(s->node))
		return match_quote(str_trim(xml_content(s->node, a)), a);
	return match_quote(s->text, a);
}

/* ------------------------------------------------------------- hrefs */

static bool
is_collection_path(const struct path *p)
{
	return p->kind != PATH_SCRATCH || p->text.n == 0 ||
	       p->text.p[p->text.n - 1] == '/';
}

bool
match_href(const struct path *p, struct str href, const struct match_env *env)
{
	struct str url =
	    href_resolve(env->place->request_url, str_trim(href), env->arena);

	switch (href_compare(path_url(p, env->place, env->arena), url)) {
	case HREF_SAME:
	case HREF_ESCAPES:
	case HREF_UNICODE:
		return true;
	case HREF_SLASH:
		return is_collection_path(p);
	case HREF_DIFFERENT:
		break;
	}
	return false;
}

/* Of an element that holds an href (lockroot, source), that href. */
static struct str
href_of(const struct shown *s, struct arena *a)
{
	const struct xml_node *href =
	    s->node ? xml_child(s->node, "href") : NULL;

	return href ? xml_text(href, a) : s->text;
}

/* ------------------------------------------------------------- matchers */

typedef bool matcher(const struct match *m, const struct shown *s,
    const struct match_env *env, struct str *wanted);

static bool
holds_not(const struct match *m, const struct shown *s,
    const struct match_env *env, struct str *wanted)
{
	if (m->not .p == NULL || !str_eq(s->text, m->not ))
		return true;
	*wanted = arena_strf(
	    env->arena, "not %.*s", STRF(match_quote(m->not, env->arena)));
	return false;
}

static bool
holds_contains(const struct match *m, const struct shown *s,
    const struct match_env *env, struct str *wanted)
{
	if (m->contains.p == NULL || m->contains.n == 0 ||
	    str_find(s->text, m->contains) < s->text.n)
		return true;
	*wanted = arena_strf(env->arena, "contains %.*s",
	    STRF(match_quote(m->contains, env->arena)));
	return false;
}

static bool
holds_starts(const struct match *m, const struct shown *s,
    const struct match_env *env, struct str *wanted)
{
	if (m->starts.p == NULL || str_starts(s->text, m->starts))
		return true;
	*wanted = arena_strf(env->arena, "starts with %.*s",
	    STRF(match_quote(m->starts, env->arena)));
	return false;
}

static bool
holds_ends(const struct match *m, const struct shown *s,
    const struct match_env *env, struct str *wanted)
{
	if (m->ends.p == NULL || str_ends(s->text, m->ends))
		return true;
	*wanted = arena_strf(env->arena, "ends with %.*s",
	    STRF(match_quote(m->ends, env->arena)));
	return false;
}

static bool
holds_above(const struct match *m, const struct shown *s,
    const struct match_env *env, struct str *wanted)
{
	int order;

	if (m->above.p == NULL ||
	    (match_order(s->text, m->above, &order) && order > 0))
		return true;
	*wanted = arena_strf(env->arena, "above %.*s", STRF(m->above));
	return false;
}

static bool
holds_below(const struct match *m, const struct shown *s,
    const struct match_env *env, struct str *wanted)
{
	int order;

	if (m->below.p == NULL ||
	    (match_order(s->text, m->below, &order) && order < 0))
		return true;
	*wanted = arena_strf(env->arena, "below %.*s", STRF(m->below));
	return false;
}

static bool
holds_href(const struct match *m, const struct shown *s,
    const struct match_env *env, struct str *wanted)
{
	if (m->href.kind == PATH_NONE ||
	    match_href(&m->href, href_of(s, env->arena), env))
		return true;
	*wanted = arena_strf(env->arena, "a URL of %.*s",
	    STRF(path_url(&m->href, env->place, env->arena)));
	return false;
}

/* ------------------------------------------------------------- lists */

static bool
has_element(const struct shown *s, const struct qname *name)
{
	return xml_child_named(s->node, name->uri, name->local) != NULL;
}

static bool
has_member(const struct shown *s, struct str token)
{
	for (size_t i = 0; i < s->members.n; i++)
		if (str_eq(s->members.v[i], token))
			return true;
	return false;
}

/* The first of the names or tokens that is there (found) or is not; as
   written, or nothing. */
static struct str
first_one(const struct shown *s, const struct strs *tokens,
    const struct qnames *names, bool found, struct arena *a)
{
	if (s->node != NULL) {
		for (size_t i = 0; i < names->n; i++)
			if (has_element(s, &names->v[i]) == found)
				return i < tokens->n
					   ? tokens->v[i]
					   : arena_str(a, names->v[i].local);
		return STR_NONE;
	}
	for (size_t i = 0; i < tokens->n; i++) {
		struct str t = tokens->v[i];

		if ((s->listed ? has_member(s, t) : list_has(s->text, t)) ==
		    found)
			return t;
	}
	return STR_NONE;
}

static bool
holds_has(const struct match *m, const struct shown *s,
    const struct match_env *env, struct str *wanted)
{
	struct str missing =
	    first_one(s, &m->has, &m->has_names, false, env->arena);

	*wanted = arena_strf(env->arena, "has %.*s", STRF(missing));
	return missing.p == NULL;
}

static bool
holds_lacks(const struct match *m, const struct shown *s,
    const struct match_env *env, struct str *wanted)
{
	struct str there =
	    first_one(s, &m->lacks, &m->lacks_names, true, env->arena);

	*wanted = arena_strf(env->arena, "lacks %.*s", STRF(there));
	return there.p == NULL;
}

/* ------------------------------------------------------------- values */

static bool
holds_value(const struct match *m, const struct shown *s,
    const struct match_env *env, struct str *wanted)
{
	struct mismatch why = {0};
	struct value v = {
	    .is_xml = m->xml.p != NULL, .content = m->xml.p ? m->xml : m->text};

	if (v.content.p == NULL || match_value(&v, s, env, &why))
		return true;
	*wanted = why.expected;
	return false;
}

static bool
holds_lang(const struct match *m, const struct shown *s,
    const struct match_env *env, struct str *wanted)
{
	struct str lang = s->node ? s->node->lang : STR_NONE;

	/* Tags are compared without case (RFC 5646 section 2.1.1). */
	if (!m->has_lang || str_eq_nocase(lang, m->lang))
		return true;
	*wanted = arena_strf(env->arena, "language %.*s, not %.*s",
	    STRF(match_quote(m->lang, env->arena)),
	    STRF(match_quote(lang, env->arena)));
	return false;
}

static matcher *const matchers[] = {holds_not, holds_contains, holds_starts,
    holds_ends, holds_above, holds_below, holds_has, holds_lacks, holds_href,
    holds_value, holds_lang};

static bool
present_holds(const struct match *m, const struct shown *s,
    const struct match_env *env, struct mismatch *why)
{
	why->expected = STR("a value");
	if (!s->there)
		return false;
	for (size_t i = 0; i < countof(matchers); i++)
		if (!matchers[i](m, s, env, &why->expected))
			return false;
	return !m->has_locks || match_locks(m, s->node, env, why);
}

bool
match_holds(const struct match *m, const struct shown *s,
    const struct match_env *env, struct mismatch *why)
{
	struct mismatch unused = {0};
	bool holds;

	why = why ? why : &unused;
	*why = (struct mismatch){0};
	switch (m->kind) {
	case MATCH_ABSENT:
		holds = !s->there;
		why->expected = STR("nothing");
		break;
	case MATCH_EQUAL:
		holds = match_value(&m->equal, s, env, why);
		break;
	default:
		holds = present_holds(m, s, env, why);
		break;
	}
	if (!holds && why->actual.p == NULL)
		why->actual = shown_quote(s, env->arena);
	return holds;
}

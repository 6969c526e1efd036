#include "run/capability.h"

void
capability_read(
    struct capability *c, const struct headers *h, struct arena *a)
{
	static const struct {
		const char *token;
		unsigned bit;
	} classes[] = {{"1", CLASS_1}, {"2", CLASS_2}, {"3", CLASS_3},
	    {"bind", CLASS_BIND}};

	c->dav = headers_joined(h, a, "DAV");
	c->allow = headers_joined(h, a, "Allow");
	c->server = arena_str(a, headers_get(h, "Server"));
	c->classes = 0;
	for (size_t i = 0; i < countof(classes); i++)
		if (c->dav.p != NULL &&
		    list_has(c->dav, str_from(classes[i].token)))
			c->classes |= classes[i].bit;
}

struct str
target_feature(const struct target *t, struct str name)
{
	for (size_t i = 0; i < t->n_features; i++)
		if (str_eq(t->features[i].name, name))
			return t->features[i].text;
	return STR_NONE;
}

const struct target_user *
target_user(const struct target *t, struct str key)
{
	for (size_t i = 0; i < t->n_users; i++)
		if (str_eq(t->users[i].key, key))
			return &t->users[i];
	return NULL;
}

/* The part behind "word:", or nothing. */
static struct str
argument(struct str need, const char *word)
{
	struct str w = str_from(word);

	return str_starts(need, w) ? str_from_at(need, w.n) : STR_NONE;
}

bool
target_literal_login(const struct target *t)
{
	return t->auth.p == NULL || str_is(t->auth, "any") ||
	    str_is(t->auth, "basic") || str_is(t->auth, "bearer");
}

static struct str
lacks_one(const struct capability *c, struct str need, struct arena *a)
{
	struct str arg;

	if (str_is(need, "class-2"))
		return c->classes & CLASS_2
		    ? STR_NONE
		    : STR("the server does not claim class 2");
	if (str_is(need, "class-3"))
		return c->classes & CLASS_3
		    ? STR_NONE
		    : STR("the server does not claim class 3");
	if (str_is(need, "auth"))
		return c->target->n_users > 0
		    ? STR_NONE
		    : STR("no user is configured");
	if (str_is(need, "literal-login"))
		return c->target->n_users == 0 ||
			target_literal_login(c->target)
		    ? STR_NONE
		    : arena_strf(a, "a literal request cannot log in with %.*s",
			  STRF(c->target->auth));
	if (str_is(need, "tls"))
		return c->tls ? STR_NONE : STR("the target is not https");
	if ((arg = argument(need, "method:")).p != NULL)
		return c->allow.p == NULL || list_has(c->allow, arg)
		    ? STR_NONE
		    : arena_strf(a, "Allow does not name %.*s", STRF(arg));
	if ((arg = argument(need, "dav:")).p != NULL)
		return c->dav.p != NULL && list_has(c->dav, arg)
		    ? STR_NONE
		    : arena_strf(a, "DAV does not name %.*s", STRF(arg));
	if ((arg = argument(need, "feature:")).p != NULL)
		return target_feature(c->target, arg).p != NULL
		    ? STR_NONE
		    : arena_strf(a, "the target profile has no feature %.*s",
			  STRF(arg));
	if ((arg = argument(need, "user:")).p != NULL)
		return target_user(c->target, arg) != NULL
		    ? STR_NONE
		    : arena_strf(a, "no user \"%.*s\" is configured",
			  STRF(arg));
	return arena_strf(a, "unknown need %.*s", STRF(need));
}

struct str
capability_lacks(const struct capability *c, const struct testcase *tc,
    struct arena *a)
{
	for (size_t i = 0; i < tc->needs.n; i++) {
		struct str why = lacks_one(c, tc->needs.v[i], a);

		if (why.p != NULL)
			return why;
	}
	return STR_NONE;
}

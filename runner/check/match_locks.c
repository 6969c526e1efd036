#include "check/match.h"

#include "base/buf.h"
#include "dav/lockinfo.h"

/* More locks than a case will ever ask for. */
#define LOCKS_MAX 64

static bool
member_holds(
    const struct match *m, struct str text, const struct match_env *env)
{
	struct shown s = shown_text(text);

	return m == NULL || match_holds(m, &s, env, NULL);
}

/* Who sees a lock in a PROPFIND need not see token and owner (6.8, 14.17). */
static bool
is_kept_back(bool there, const struct match *m, const struct match_env *env)
{
	return m != NULL && !there && env->keeps_back;
}

/* A literal of a BNF is in any case (14.4); a rule warns of another one. */
static struct str
plain_depth(struct str depth)
{
	return str_is_nocase(depth, "infinity") ? STR("infinity") : depth;
}

static bool
lock_holds(const struct lock_match *m, const struct lockinfo *lock,
    const struct match_env *env)
{
	struct shown owner = shown_prop(lock->owner, env->arena);

	return (is_kept_back(lock->token.p != NULL, m->token, env) ||
		   member_holds(m->token, lock->token, env)) &&
	       (is_kept_back(owner.there, m->owner, env) || m->owner == NULL ||
		   match_holds(m->owner, &owner, env, NULL)) &&
	       member_holds(m->scope, lock->scope, env) &&
	       member_holds(m->depth, plain_depth(lock->depth), env) &&
	       member_holds(m->root, lock->root, env) &&
	       member_holds(m->timeout, lock->timeout, env);
}

/* ------------------------------------------------------------- pairing */

/* Which wanted lock may be which activelock; a pairing is looked for. */
struct pairing {
	size_t n;
	bool fits[LOCKS_MAX][LOCKS_MAX]; /* [wanted][seen] */
	size_t wanted_of[LOCKS_MAX];	 /* of a seen one; LOCKS_MAX: none */
	bool tried[LOCKS_MAX];
};

/* Kuhn's augmenting path: a seen lock for this wanted one. */
static bool
place_one(struct pairing *p, size_t wanted)
{
	for (size_t i = 0; i < p->n; i++) {
		if (!p->fits[wanted][i] || p->tried[i])
			continue;
		p->tried[i] = true;
		if (p->wanted_of[i] == LOCKS_MAX ||
		    place_one(p, p->wanted_of[i])) {
			p->wanted_of[i] = wanted;
			return true;
		}
	}
	return false;
}

static bool
pair_all(struct pairing *p)
{
	for (size_t i = 0; i < p->n; i++)
		p->wanted_of[i] = LOCKS_MAX;
	for (size_t i = 0; i < p->n; i++) {
		memset(p->tried, 0, sizeof(p->tried));
		if (!place_one(p, i))
			return false;
	}
	return true;
}

/* ------------------------------------------------------------- in words */

static void
say_member(struct buf *b, const char *name, struct str text)
{
	if (text.p != NULL)
		buf_printf(
		    b, "%s%s %.*s", b->n > 0 ? ", " : "", name, STRF(text));
}

static struct str
lock_text(const struct lockinfo *lock, struct arena *a)
{
	struct buf b;
	struct str text;

	buf_init(&b, 1000);
	say_member(&b, "scope", lock->scope);
	say_member(&b, "depth", lock->depth);
	say_member(&b, "token", lock->token);
	say_member(&b, "root", lock->root);
	say_member(&b, "timeout", lock->timeout);
	text = arena_str(a, buf_view(&b));
	buf_release(&b);
	return text;
}

static struct str
one_match_text(const struct match *m, struct arena *a)
{
	struct str shown = STR_NONE;

	if (m == NULL)
		return STR_NONE;
	if (m->kind == MATCH_ABSENT)
		return STR("nothing");
	if (m->kind == MATCH_EQUAL)
		return m->equal.content;
	if (m->href.kind != PATH_NONE)
		shown = arena_strf(a, "of %.*s", STRF(m->href.text));
	if (m->above.p != NULL)
		shown = arena_strf(a, "above %.*s", STRF(m->above));
	if (m->below.p != NULL)
		shown = arena_strf(a, "below %.*s", STRF(m->below));
	return shown;
}

static struct str
wanted_text(const struct lock_match *m, struct arena *a)
{
	struct lockinfo as_written = {
	    .scope = one_match_text(m->scope, a),
	    .depth = one_match_text(m->depth, a),
	    .token = one_match_text(m->token, a),
	    .root = one_match_text(m->root, a),
	    .timeout = one_match_text(m->timeout, a),
	};

	return lock_text(&as_written, a);
}

static struct str
joined(struct str all, struct str one, struct arena *a)
{
	return all.p == NULL
		   ? arena_strf(a, "(%.*s)", STRF(one))
		   : arena_strf(a, "%.*s and (%.*s)", STRF(all), STRF(one));
}

/* ------------------------------------------------------------- the whole */

static size_t
read_locks(const struct xml_node *lockdiscovery, struct lockinfo *locks,
    struct arena *a)
{
	size_t n = 0;

	for (const struct xml_node *l = lockinfo_first(lockdiscovery);
	     l != NULL; l = lockinfo_next(l)) {
		if (n < LOCKS_MAX)
			locks[n] = lockinfo_read(l, a);
		n++;
	}
	return n;
}

bool
match_locks(const struct match *m, const struct xml_node *lockdiscovery,
    const struct match_env *env, struct mismatch *why)
{
	struct lockinfo *locks =
	    arena_array(env->arena, struct lockinfo, LOCKS_MAX);
	struct pairing *p = arena_new(env->arena, struct pairing);
	size_t n =
	    lockdiscovery ? read_locks(lockdiscovery, locks, env->arena) : 0;

	p->n = n;
	if (n == m->n_locks && n <= LOCKS_MAX) {
		for (size_t i = 0; i < n; i++)
			for (size_t k = 0; k < n; k++)
				p->fits[i][k] =
				    lock_holds(&m->locks[i], &locks[k], env);
		if (pair_all(p))
			return true;
	}
	why->expected = why->actual = STR_NONE;
	for (size_t i = 0; i < m->n_locks; i++)
		why->expected = joined(why->expected,
		    wanted_text(&m->locks[i], env->arena), env->arena);
	for (size_t i = 0; i < n && i < LOCKS_MAX; i++)
		why->actual = joined(
		    why->actual, lock_text(&locks[i], env->arena), env->arena);
	if (why->expected.p == NULL)
		why->expected = STR("no lock");
	if (why->actual.p == NULL)
		why->actual = STR("no lock");
	return false;
}

#include "refserver/lock.h"

#include "base/digest.h"

static void
lock_free(struct lock *l)
{
	l->root->locks--;
	free(l->owner);
	free(l->user);
	free(l);
}

void
locks_release(struct locks *t)
{
	for (size_t i = 0; i < t->n; i++)
		lock_free(t->v[i]);
	free(t->v);
	*t = (struct locks){0};
}

void
lock_renew(struct lock *l, uint64_t seconds, uint64_t now)
{
	l->seconds = seconds;
	l->expires = seconds ? now + seconds * 1000 : 0;
}

struct lock *
lock_add(struct locks *t, const struct lock *want, uint64_t now)
{
	struct lock *l = xcalloc(1, sizeof(*l));

	*l = *want;
	l->owner = want->owner ? xstrdup(want->owner) : NULL;
	l->user = xstrdup(want->user ? want->user : "");
	lock_renew(l, want->seconds, now);
	if (t->n == t->cap) {
		t->cap = t->cap ? t->cap * 2 : 8;
		t->v = xrealloc(t->v, t->cap * sizeof(*t->v));
	}
	t->v[t->n++] = l;
	l->root->locks++;
	return l;
}

static void
remove_at(struct locks *t, size_t i)
{
	lock_free(t->v[i]);
	t->n--;
	memmove(t->v + i, t->v + i + 1, (t->n - i) * sizeof(*t->v));
}

void
lock_remove(struct locks *t, struct lock *l)
{
	for (size_t i = 0; i < t->n; i++)
		if (t->v[i] == l) {
			remove_at(t, i);
			return;
		}
	assert(!"a lock that the table does not hold");
}

uint64_t
lock_left(const struct lock *l, uint64_t now)
{
	if (l->expires <= now)
		return 1;
	return (l->expires - now + 999) / 1000;
}

void
locks_expire(struct locks *t, uint64_t now)
{
	for (size_t i = t->n; i-- > 0;)
		if (t->v[i]->expires != 0 && t->v[i]->expires <= now)
			remove_at(t, i);
}

void
locks_drop(struct locks *t, const struct node *tree)
{
	for (size_t i = t->n; i-- > 0;)
		if (node_within(t->v[i]->root, tree))
			remove_at(t, i);
}

void
lock_token_new(char token[LOCK_TOKEN_MAX], const char *prefix)
{
	unsigned char u[16];

	random_bytes(u, sizeof(u));
	u[6] = (unsigned char)((u[6] & 0x0f) | 0x40);
	u[8] = (unsigned char)((u[8] & 0x3f) | 0x80);
	snprintf(token, LOCK_TOKEN_MAX,
	    "%s%02x%02x%02x%02x-%02x%02x-%02x%02x-%02x%02x-"
	    "%02x%02x%02x%02x%02x%02x",
	    prefix, u[0], u[1], u[2], u[3], u[4], u[5], u[6], u[7], u[8], u[9],
	    u[10], u[11], u[12], u[13], u[14], u[15]);
}

struct lock *
lock_find(const struct locks *t, struct str token)
{
	for (size_t i = 0; i < t->n; i++)
		if (str_is(token, t->v[i]->token))
			return t->v[i];
	return NULL;
}

bool
lock_covers(const struct lock *l, const struct node *n)
{
	if (l->root == n)
		return true;
	if (!l->infinite || !node_within(n, l->root))
		return false;
	for (; l->newest > 0 && n != l->root; n = n->parent)
		if (n->born > l->newest)
			return false;
	return true;
}

void
locks_on(const struct locks *t, const struct node *n, struct arena *a,
    struct lock_list *out)
{
	bool some = false;

	/* Most resources have none: look before going through the table. */
	for (const struct node *up = n; up != NULL; up = up->parent)
		some = some || up->locks > 0;
	for (size_t i = 0; some && i < t->n; i++)
		if (lock_covers(t->v[i], n))
			*vec_add(&out->list, a) = t->v[i];
}

void
locks_at(const struct locks *t, const struct node *n, struct arena *a,
    struct lock_list *out)
{
	for (size_t i = 0; n->locks > 0 && i < t->n; i++)
		if (t->v[i]->root == n)
			*vec_add(&out->list, a) = t->v[i];
}

void
locks_below(const struct locks *t, const struct node *n, struct arena *a,
    struct lock_list *out)
{
	for (size_t i = 0; i < t->n; i++)
		if (t->v[i]->root != n && node_within(t->v[i]->root, n))
			*vec_add(&out->list, a) = t->v[i];
}

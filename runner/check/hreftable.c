#include "check/hreftable.h"

static struct href_slot
slot_of(struct str key, struct str spelling)
{
	struct href_slot made = {
	    .key = hash128_of(key),
	    .spelling = hash128_of(spelling).lo,
	};

	if ((made.key.lo | made.key.hi) == 0)
		made.key.lo = 1;
	return made;
}

static bool
is_free(const struct href_slot *s)
{
	return (s->key.lo | s->key.hi) == 0;
}

static bool
same_key(const struct href_slot *a, const struct href_slot *b)
{
	return a->key.lo == b->key.lo && a->key.hi == b->key.hi;
}

/* The low bits chose the part, the high ones say how far into it. */
static size_t
place_of(const struct href_part *p, const struct href_slot *s)
{
	return (size_t)((s->key.lo >> 32) * p->size >> 32);
}

static size_t
after(const struct href_part *p, size_t i)
{
	return i + 1 < p->size ? i + 1 : 0;
}

static void
place(struct href_part *p, const struct href_slot *slot)
{
	size_t i = place_of(p, slot);

	while (!is_free(&p->v[i]))
		i = after(p, i);
	p->v[i] = *slot;
}

/* By a quarter: of many hrefs, little memory is had for nothing. */
static void
grow(struct href_part *p)
{
	struct href_part made = {
	    .n = p->n,
	    .size = p->size + p->size / 4 + 8,
	};

	made.v = xcalloc(made.size, sizeof(*made.v));
	for (size_t i = 0; i < p->size; i++)
		if (!is_free(&p->v[i]))
			place(&made, &p->v[i]);
	free(p->v);
	*p = made;
}

enum href_seen
href_table_add(struct href_table *t, struct str key, struct str spelling)
{
	struct href_slot slot = slot_of(key, spelling);
	struct href_part *p = &t->parts[slot.key.lo % HREF_PARTS];
	enum href_seen seen = HREF_NEW;

	if (p->n + 1 > p->size / 8 * 7)
		grow(p);
	for (size_t i = place_of(p, &slot); !is_free(&p->v[i]);
	     i = after(p, i)) {
		if (!same_key(&p->v[i], &slot))
			continue;
		if (p->v[i].spelling == slot.spelling)
			return HREF_SEEN;
		seen = HREF_SEEN_OTHERWISE;
	}
	place(p, &slot);
	p->n++;
	return seen;
}

void
href_table_release(struct href_table *t)
{
	for (size_t i = 0; i < HREF_PARTS; i++)
		free(t->parts[i].v);
	*t = (struct href_table){0};
}

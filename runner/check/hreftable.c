#include "check/hreftable.h"

#include "base/digest.h"

static uint64_t
hash(struct str s)
{
	uint64_t h = hash128_of(s).lo;

	return h != 0 ? h : 1;
}

static void
place(struct href_slot *v, size_t size, struct href_slot slot)
{
	size_t i = slot.key & (size - 1);

	while (v[i].key != 0)
		i = (i + 1) & (size - 1);
	v[i] = slot;
}

static void
grow(struct href_table *t)
{
	size_t size = t->size > 0 ? t->size * 2 : 256;
	struct href_slot *v = xcalloc(size, sizeof(*v));

	for (size_t i = 0; i < t->size; i++)
		if (t->v[i].key != 0)
			place(v, size, t->v[i]);
	free(t->v);
	t->v = v;
	t->size = size;
}

enum href_seen
href_table_add(struct href_table *t, struct str key, struct str spelling)
{
	struct href_slot slot = {hash(key), hash(spelling)};
	enum href_seen seen = HREF_NEW;

	if (t->n + 1 > t->size / 4 * 3)
		grow(t);
	for (size_t i = slot.key & (t->size - 1); t->v[i].key != 0;
	     i = (i + 1) & (t->size - 1)) {
		if (t->v[i].key != slot.key)
			continue;
		if (t->v[i].spelling == slot.spelling)
			return HREF_SEEN;
		seen = HREF_SEEN_OTHERWISE;
	}
	place(t->v, t->size, slot);
	t->n++;
	return seen;
}

void
href_table_release(struct href_table *t)
{
	free(t->v);
	*t = (struct href_table){0};
}

#include "check/hreftable.h"

#include "base/digest.h"

static struct href_slot
slot_of(struct str key, struct str spelling)
{
	struct hash128 h = hash128_of(key);

	return (struct href_slot){
	    .key = h.lo != 0 ? h.lo : 1,
	    .more = (uint32_t)h.hi,
	    .spelling = (uint32_t)hash128_of(spelling).hi,
	};
}

/* The lowest bits choose the part, the next ones the place in it. */
static size_t
place_of(const struct href_part *p, uint64_t key)
{
	return (key / HREF_PARTS) & (p->size - 1);
}

static void
place(struct href_part *p, struct href_slot slot)
{
	size_t i = place_of(p, slot.key);

	while (p->v[i].key != 0)
		i = (i + 1) & (p->size - 1);
	p->v[i] = slot;
}

static void
grow(struct href_part *p)
{
	struct href_part made = {
	    .n = p->n,
	    .size = p->size > 0 ? p->size * 2 : 8,
	};

	made.v = xcalloc(made.size, sizeof(*made.v));
	for (size_t i = 0; i < p->size; i++)
		if (p->v[i].key != 0)
			place(&made, p->v[i]);
	free(p->v);
	*p = made;
}

enum href_seen
href_table_add(struct href_table *t, struct str key, struct str spelling)
{
	struct href_slot slot = slot_of(key, spelling);
	struct href_part *p = &t->parts[slot.key % HREF_PARTS];
	enum href_seen seen = HREF_NEW;

	if (p->n + 1 > p->size / 8 * 7)
		grow(p);
	for (size_t i = place_of(p, slot.key); p->v[i].key != 0;
	     i = (i + 1) & (p->size - 1)) {
		if (p->v[i].key != slot.key || p->v[i].more != slot.more)
			continue;
		if (p->v[i].spelling == slot.spelling)
			return HREF_SEEN;
		seen = HREF_SEEN_OTHERWISE;
	}
	place(p, slot);
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

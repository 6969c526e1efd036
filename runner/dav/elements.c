#include "dav/elements.h"

static const struct element elements[] = {
#define ELEMENT(name, content) {#name, ELEMENT_##name, CONTENT_##content},
#define CHILD(parent, child, least, most)
#include "dav/elements.def"
#undef ELEMENT
#undef CHILD
};

static const struct element_child children[] = {
#define ELEMENT(name, content)
#define CHILD(parent, child, least, most) \
	{ELEMENT_##parent, ELEMENT_##child, least, most},
#include "dav/elements.def"
#undef ELEMENT
#undef CHILD
};

/* Found by length, first and last letter. */
#define SLOTS 128

static size_t
slot_of(struct str name)
{
	unsigned first = (unsigned char)name.p[0];
	unsigned last = (unsigned char)name.p[name.n - 1];

	return (name.n * 7 + first * 5 + last * 3) % SLOTS;
}

static const struct element *const *
slots(void)
{
	static const struct element *made[SLOTS];
	static bool done;

	for (size_t i = 0; i < countof(elements) && !done; i++) {
		size_t at = slot_of(str_from(elements[i].name));

		while (made[at] != NULL)
			at = (at + 1) % SLOTS;
		made[at] = &elements[i];
	}
	done = true;
	return made;
}

enum element_id
element_named(struct str local)
{
	const struct element *const *row = slots();
	size_t at;

	if (local.n == 0)
		return ELEMENT_unknown;
	at = slot_of(local);
	while (row[at] != NULL && !str_is(local, row[at]->name))
		at = (at + 1) % SLOTS;
	return row[at] != NULL ? row[at]->id : ELEMENT_unknown;
}

const struct element *
element_find(const struct xml_node *n)
{
	return n->element != ELEMENT_unknown ? &elements[n->element - 1] : NULL;
}

const char *
element_name(enum element_id id)
{
	assert(id != ELEMENT_unknown && id < ELEMENT_COUNT);
	return elements[id - 1].name;
}

size_t
element_count(const struct xml_node *n, enum element_id child)
{
	size_t found = 0;

	for (n = xml_first_element(n); n != NULL; n = xml_next_element(n))
		found += n->element == child;
	return found;
}

const struct element_child *
element_broken(
    const struct xml_node *n, const struct element_child *after, size_t *found)
{
	const struct element_child *c = after != NULL ? after + 1 : children;

	for (; c < children + countof(children); c++) {
		if (n->element != c->parent)
			continue;
		*found = element_count(n, c->child);
		if (*found < c->least || (c->most > 0 && *found > c->most))
			return c;
	}
	return NULL;
}

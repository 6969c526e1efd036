#include "refserver/propset.h"

static size_t
prop_index(const struct propset *p, struct str ns, struct str name)
{
	size_t i = 0;

	while (i < p->list.n && !(str_eq(p->list.v[i].name, name) &&
				    str_eq(p->list.v[i].ns, ns)))
		i++;
	return i;
}

const struct prop *
propset_find(const struct propset *p, struct str ns, struct str name)
{
	size_t i = prop_index(p, ns, name);

	return i < p->list.n ? &p->list.v[i] : NULL;
}

void
propset_set(struct propset *p, struct prop prop)
{
	size_t i = prop_index(p, prop.ns, prop.name);
	struct prop copy = {arena_str(&p->arena, prop.ns),
	    arena_str(&p->arena, prop.name), arena_str(&p->arena, prop.xml)};

	if (i < p->list.n)
		p->list.v[i] = copy;
	else
		*vec_add(&p->list, &p->arena) = copy;
}

bool
propset_remove(struct propset *p, struct str ns, struct str name)
{
	size_t i = prop_index(p, ns, name);

	if (i == p->list.n)
		return false;
	p->list.n--;
	for (; i < p->list.n; i++)
		p->list.v[i] = p->list.v[i + 1];
	return true;
}

void
propset_release(struct propset *p)
{
	arena_release(&p->arena);
	p->list.v = NULL;
	p->list.n = p->list.cap = 0;
}

void
propset_copy(struct propset *b, const struct propset *a)
{
	propset_release(b);
	for (size_t i = 0; i < a->list.n; i++)
		propset_set(b, a->list.v[i]);
}

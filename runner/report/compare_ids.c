/* The cases and rules of all results, each named once. */
#include "report/compare.h"

struct sight {
	struct str id;
	size_t server, at;
};

static int
by_id(const void *a, const void *b)
{
	const struct sight *x = a, *y = b;
	int order = str_cmp(x->id, y->id);

	if (order != 0)
		return order;
	return (x->server > y->server) - (x->server < y->server);
}

/* Rules come after all cases, as in each result. */
static int
by_sight(const void *a, const void *b)
{
	const struct sight *x = a, *y = b;
	bool rule_x = str_starts(x->id, STR("rules/"));
	bool rule_y = str_starts(y->id, STR("rules/"));

	if (rule_x != rule_y)
		return rule_x ? 1 : -1;
	if (x->server != y->server)
		return x->server < y->server ? -1 : 1;
	return (x->at > y->at) - (x->at < y->at);
}

static size_t
count(const struct server *s)
{
	return s->page.r->cases.n + s->page.r->rules.n;
}

static struct str
id_at(struct comparison *c, const struct result *r, size_t at)
{
	if (at < r->cases.n)
		return r->cases.v[at].id;
	return arena_strf(
	    &c->arena, "rules/%.*s", STRF(r->rules.v[at - r->cases.n].name));
}

static struct sight *
gather(struct comparison *c, size_t *n)
{
	struct sight *all;

	*n = 0;
	for (size_t k = 0; k < c->n; k++)
		*n += count(&c->servers[k]);
	all = arena_array(&c->arena, struct sight, *n);
	*n = 0;
	for (size_t k = 0; k < c->n; k++)
		for (size_t i = 0; i < count(&c->servers[k]); i++)
			all[(*n)++] = (struct sight){
			    id_at(c, c->servers[k].page.r, i), k, i};
	return all;
}

/* The first sights of all, in order; ids are theirs. */
static void
number(struct comparison *c, const struct sight *all, size_t n)
{
	struct sight *first = arena_array(&c->arena, struct sight, n);

	for (size_t i = 0; i < n; i++)
		if (i == 0 || !str_eq(all[i - 1].id, all[i].id))
			first[c->n_ids++] = all[i];
	if (c->n_ids > 0)
		qsort(first, c->n_ids, sizeof(*first), by_sight);
	c->ids = arena_array(&c->arena, struct str, c->n_ids);
	for (size_t i = 0; i < c->n_ids; i++)
		c->ids[i] = first[i].id;
}

static void
link_up(struct comparison *c, const struct sight *all, size_t n)
{
	struct sight *number = arena_array(&c->arena, struct sight, c->n_ids);
	size_t k = 0;

	for (size_t i = 0; i < c->n_ids; i++)
		number[i] = (struct sight){.id = c->ids[i], .at = i};
	if (c->n_ids > 0)
		qsort(number, c->n_ids, sizeof(*number), by_id);
	for (size_t i = 0; i < n; i++) {
		struct server *s = &c->servers[all[i].server];

		while (!str_eq(number[k].id, all[i].id))
			k++;
		s->case_at[number[k].at] = all[i].at + 1;
		s->id_of[all[i].at] = number[k].at;
	}
}

void
compare_index_ids(struct comparison *c)
{
	size_t n;
	struct sight *all = gather(c, &n);

	if (n > 0)
		qsort(all, n, sizeof(*all), by_id);
	number(c, all, n);
	for (size_t k = 0; k < c->n; k++) {
		struct server *s = &c->servers[k];

		s->case_at = arena_array(&c->arena, size_t, c->n_ids);
		s->id_of = arena_array(&c->arena, size_t, count(s));
	}
	link_up(c, all, n);
}

bool
compare_verdict(
    const struct server *s, size_t id, enum verdict *out, struct str *reason)
{
	const struct result *r = s->page.r;
	size_t at = s->case_at[id];

	if (at == 0)
		return false;
	at--;
	if (at < r->cases.n) {
		*out = r->cases.v[at].verdict;
		*reason = r->cases.v[at].reason;
	} else {
		*out = r->rules.v[at - r->cases.n].verdict;
		*reason = r->rules.v[at - r->cases.n].reason;
	}
	return true;
}

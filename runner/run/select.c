#include "run/select.h"

#include "case/subst.h"

static bool
proves_one(const struct testcase *tc, const struct strs *prefixes)
{
	for (size_t i = 0; i < tc->proves.n; i++)
		for (size_t k = 0; k < prefixes->n; k++)
			if (str_starts(
				str_from(tc->proves.v[i]->id), prefixes->v[k]))
				return true;
	return false;
}

static bool
has_tag(const struct case_file *f, const struct strs *tags)
{
	for (size_t i = 0; i < f->tags.n; i++)
		if (strs_have(tags, f->tags.v[i]))
			return true;
	return false;
}

static bool
has_level(const struct testcase *tc, const struct strs *levels)
{
	for (size_t i = 0; i < tc->proves.n; i++) {
		enum level l = tc->proves.v[i]->level;
		struct str word = level_is_must(l)     ? STR("must")
				  : level_is_should(l) ? STR("should")
						       : STR("may");

		if (strs_have(levels, word))
			return true;
	}
	return false;
}

/* Proves nothing of other classes. */
static bool
in_classes(const struct testcase *tc, const struct strs *classes)
{
	for (size_t i = 0; i < tc->proves.n; i++)
		if (!strs_have(classes, str_from(tc->proves.v[i]->class)))
			return false;
	return true;
}

static bool
selected(const struct selection *s, const struct testcase *tc)
{
	return (s->requirements.n == 0 || proves_one(tc, &s->requirements)) &&
	       (s->tags.n == 0 || has_tag(tc->file, &s->tags)) &&
	       (s->levels.n == 0 || has_level(tc, &s->levels)) &&
	       (s->classes.n == 0 || in_classes(tc, &s->classes)) &&
	       (!s->has_ids || strs_have(&s->ids, tc->id));
}

/* SplitMix64: the same seed gives the same order everywhere. */
static uint64_t
next_random(uint64_t *state)
{
	uint64_t z = *state += 0x9e3779b97f4a7c15u;

	z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9u;
	z = (z ^ z >> 27) * 0x94d049bb133111ebu;
	return z ^ z >> 31;
}

static void
shuffle(struct testcases *t, uint64_t seed)
{
	for (size_t i = t->n; i > 1; i--) {
		size_t k = (size_t)(next_random(&seed) % i);
		struct testcase *swap = t->v[i - 1];

		t->v[i - 1] = t->v[k];
		t->v[k] = swap;
	}
}

static struct testcase *
repetition(const struct testcase *tc, unsigned number, struct arena *a)
{
	struct testcase *copy = arena_new(a, struct testcase);

	*copy = *tc;
	if (number > 1)
		copy->id = arena_strf(a, "%.*s~%u", STRF(tc->id), number);
	return copy;
}

void
select_cases(const struct selection *s, const struct testcases *all,
    struct arena *a, struct testcases *out)
{
	struct testcases chosen = {0};

	for (size_t i = 0; i < all->n; i++) {
		if (!selected(s, all->v[i]))
			continue;
		for (unsigned k = 1; k == 1 || k <= s->repeat; k++)
			*vec_add(&chosen, a) = repetition(all->v[i], k, a);
	}
	if (s->shuffle)
		shuffle(&chosen, s->seed);
	for (size_t i = 0; i < chosen.n; i++)
		if (s->shards == 0 || i % s->shards + 1 == s->shard)
			*vec_add(out, a) = chosen.v[i];
}

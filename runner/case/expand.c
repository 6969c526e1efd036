#include "case/bytes.h"

#define COUNTS_MAX 4
#define COUNTED_MAX 4096

/* Takes a number of at most nine digits off s. */
static bool
take_number(struct str *s, unsigned long *out)
{
	size_t n = 0;

	*out = 0;
	while (n < s->n && n < 10 && s->p[n] >= '0' && s->p[n] <= '9')
		*out = *out * 10 + (unsigned long)(s->p[n++] - '0');
	*s = str_from_at(*s, n);
	return n > 0 && n < 10;
}

/* A count at the beginning of s: its ends, and what follows it. */
static bool
take_count(
    struct str s, unsigned long *lo, unsigned long *hi, struct str *after)
{
	if (!str_starts(s, STR("{")))
		return false;
	s = str_from_at(s, 1);
	if (!take_number(&s, lo) || !str_starts(s, STR("..")))
		return false;
	s = str_from_at(s, 2);
	if (!take_number(&s, hi) || !str_starts(s, STR("}")))
		return false;
	*after = str_from_at(s, 1);
	return true;
}

static bool
too_many(struct scope *s, struct loc loc)
{
	scope_mistake(s, loc, "counts make more than %d paths", EXPAND_MAX);
	return false;
}

static bool
expand(struct scope *s, struct str done, struct str rest, struct loc loc,
    unsigned counts, struct strs *out)
{
	unsigned long lo, hi;
	struct str after;

	for (size_t i = 0; i < rest.n; i++) {
		if (!take_count(str_from_at(rest, i), &lo, &hi, &after))
			continue;
		if (lo > hi) {
			scope_mistake(s, loc,
			    "the count {%lu..%lu} runs backwards", lo, hi);
			return false;
		}
		if (hi - lo >= EXPAND_MAX)
			return too_many(s, loc);
		if (counts >= COUNTS_MAX || done.n + rest.n > COUNTED_MAX) {
			scope_mistake(s, loc,
			    "a path has at most %d counts, and %d bytes then",
			    COUNTS_MAX, COUNTED_MAX);
			return false;
		}
		for (unsigned long k = lo; k <= hi; k++) {
			struct str head = arena_strf(s->arena, "%.*s%.*s%lu",
			    STRF(done), STRF(str_sub(rest, 0, i)), k);

			if (!expand(s, head, after, loc, counts + 1, out))
				return false;
		}
		return true;
	}
	if (out->n >= EXPAND_MAX)
		return too_many(s, loc);
	*vec_add(out, s->arena) = done.n > 0 ? arena_strf(s->arena, "%.*s%.*s",
						   STRF(done), STRF(rest))
					     : rest;
	return true;
}

bool
expand_counts(
    struct scope *s, struct str text, struct loc loc, struct strs *out)
{
	return expand(s, STR(""), text, loc, 0, out);
}

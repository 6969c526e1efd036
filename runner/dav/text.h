/*
 * Text of a known greatest length, written straight into an arena. For
 * href.c and hrefcompare.c, which make several such for each response.
 */
#ifndef DAV_TEXT_H
#define DAV_TEXT_H

#include "base/arena.h"

struct text_out {
	char *p;
	size_t n, max;
};

static inline struct text_out
text_new(struct arena *a, size_t max)
{
	return (struct text_out){arena_alloc(a, max + 1), 0, max};
}

static inline void
text_char(struct text_out *t, char c)
{
	assert(t->n < t->max);
	t->p[t->n++] = c;
}

static inline void
text_str(struct text_out *t, struct str s)
{
	assert(s.n <= t->max - t->n);
	if (s.n > 0)
		memcpy(t->p + t->n, s.p, s.n);
	t->n += s.n;
}

/* Ends in NUL as what arena_str makes does. */
static inline struct str
text_end(const struct text_out *t)
{
	t->p[t->n] = '\0';
	return (struct str){t->p, t->n};
}

#endif

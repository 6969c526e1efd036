/*
 * A view of text or bytes that somebody else owns: pointer and length.
 *
 * A str does not own its bytes and need not end in NUL. A str with p == NULL
 * is "nothing" (absent), which differs from the empty text.
 */
#ifndef BASE_STR_H
#define BASE_STR_H

#include "base/base.h"

struct str {
	const char *p;
	size_t n;
};

/* A literal as a view, and the two arguments that "%.*s" wants. */
#define STR(lit) ((struct str){"" lit, sizeof(lit) - 1})
#define STR_NONE ((struct str){NULL, 0})
#define STRF(s) (int)(s).n, (s).p ? (s).p : ""

/* NULL becomes nothing. */
static inline struct str
str_from(const char *s)
{
	return s ? (struct str){s, strlen(s)} : STR_NONE;
}

static inline bool
str_eq(struct str a, struct str b)
{
	return a.n == b.n && (a.n == 0 || memcmp(a.p, b.p, a.n) == 0);
}

static inline bool
str_is(struct str a, const char *b)
{
	return str_eq(a, str_from(b));
}

/* Case-blind for A-Z only, whatever the locale. */
bool str_eq_nocase(struct str a, struct str b);
bool str_is_nocase(struct str a, const char *b);
int str_cmp(struct str a, struct str b);

static inline bool
str_starts(struct str s, struct str prefix)
{
	return s.n >= prefix.n &&
	       (prefix.n == 0 || memcmp(s.p, prefix.p, prefix.n) == 0);
}

static inline bool
str_ends(struct str s, struct str suffix)
{
	return s.n >= suffix.n &&
	       (suffix.n == 0 ||
		   memcmp(s.p + s.n - suffix.n, suffix.p, suffix.n) == 0);
}

/* Where needle begins in s, or s.n if it does not occur. */
size_t str_find(struct str s, struct str needle);
/* Where the byte c first occurs, or s.n. */
static inline size_t
str_index(struct str s, char c)
{
	const char *at = s.n ? memchr(s.p, c, s.n) : NULL;

	return at ? (size_t)(at - s.p) : s.n;
}

/* From byte from to the end; from may be beyond it. */
static inline struct str
str_from_at(struct str s, size_t from)
{
	if (from > s.n)
		from = s.n;
	return (struct str){s.p ? s.p + from : NULL, s.n - from};
}

static inline struct str
str_sub(struct str s, size_t from, size_t n)
{
	s = str_from_at(s, from);
	if (n < s.n)
		s.n = n;
	return s;
}

static inline bool
str_is_space(char c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

/* Without white space (XML's: space, tab, CR, LF) at both ends. */
static inline struct str
str_trim(struct str s)
{
	while (s.n > 0 && str_is_space(s.p[0])) {
		s.p++;
		s.n--;
	}
	while (s.n > 0 && str_is_space(s.p[s.n - 1]))
		s.n--;
	return s;
}

/*
 * Takes what stands before the next sep off *rest (and the sep), or all of
 * it. False when *rest is nothing, which it is after the last part.
 */
bool str_cut(struct str *rest, char sep, struct str *part);

/* The value of a hexadecimal digit, or -1. */
int str_hex(char c);
/* All of s as a decimal number without sign; false if it is not one. */
bool str_to_u64(struct str s, uint64_t *out) WARN_UNUSED;

/*
 * Which of the n words is most like s, for "did you mean"; NULL if none is
 * near (a third of the letters wrong is too far).
 */
const char *str_nearest(struct str s, const char *const *words, size_t n);

#endif

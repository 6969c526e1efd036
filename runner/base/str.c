#include "base/str.h"

static char
lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

bool
str_eq_nocase(struct str a, struct str b)
{
	if (a.n != b.n)
		return false;
	for (size_t i = 0; i < a.n; i++)
		if (lower(a.p[i]) != lower(b.p[i]))
			return false;
	return true;
}

bool
str_is_nocase(struct str a, const char *b)
{
	return str_eq_nocase(a, str_from(b));
}

int
str_cmp(struct str a, struct str b)
{
	size_t n = a.n < b.n ? a.n : b.n;
	int c = n ? memcmp(a.p, b.p, n) : 0;

	if (c != 0)
		return c;
	return (a.n > b.n) - (a.n < b.n);
}

size_t
str_find(struct str s, struct str needle)
{
	if (needle.n == 0)
		return 0;
	for (size_t i = 0; i + needle.n <= s.n; i++) {
		/* From one place of its first byte to the next. */
		i += str_index(str_from_at(s, i), needle.p[0]);
		if (i + needle.n <= s.n &&
		    memcmp(s.p + i, needle.p, needle.n) == 0)
			return i;
	}
	return s.n;
}

bool
str_cut(struct str *rest, char sep, struct str *part)
{
	size_t at;

	if (rest->p == NULL)
		return false;
	at = str_index(*rest, sep);
	*part = str_sub(*rest, 0, at);
	*rest = at < rest->n ? str_from_at(*rest, at + 1) : STR_NONE;
	return true;
}

int
str_hex(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	c = (char)(c | 0x20);
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

bool
str_to_u64(struct str s, uint64_t *out)
{
	uint64_t v = 0;

	if (s.n == 0)
		return false;
	for (size_t i = 0; i < s.n; i++) {
		unsigned d = (unsigned)(s.p[i] - '0');

		if (s.p[i] < '0' || d > 9 || v > (UINT64_MAX - d) / 10)
			return false;
		v = v * 10 + d;
	}
	*out = v;
	return true;
}

/* Levenshtein's distance with swaps of neighbours, over short words. */
#define NEAREST_MAX 64

static size_t
distance(struct str a, struct str b)
{
	size_t row[3][NEAREST_MAX + 1];

	for (size_t j = 0; j <= b.n; j++)
		row[0][j] = j;
	for (size_t i = 1; i <= a.n; i++) {
		size_t *cur = row[i % 3], *up = row[(i + 2) % 3];
		size_t *up2 = row[(i + 1) % 3];

		cur[0] = i;
		for (size_t j = 1; j <= b.n; j++) {
			bool same = lower(a.p[i - 1]) == lower(b.p[j - 1]);
			size_t d = up[j - 1] + (same ? 0 : 1);

			if (up[j] + 1 < d)
				d = up[j] + 1;
			if (cur[j - 1] + 1 < d)
				d = cur[j - 1] + 1;
			if (i > 1 && j > 1 && a.p[i - 1] == b.p[j - 2] &&
			    a.p[i - 2] == b.p[j - 1] && up2[j - 2] + 1 < d)
				d = up2[j - 2] + 1;
			cur[j] = d;
		}
	}
	return row[a.n % 3][b.n];
}

const char *
str_nearest(struct str s, const char *const *words, size_t n)
{
	const char *best = NULL;
	size_t least = 0;

	if (s.n == 0 || s.n > NEAREST_MAX)
		return NULL;
	for (size_t i = 0; i < n; i++) {
		struct str w = str_from(words[i]);
		size_t d;

		if (w.n == 0 || w.n > NEAREST_MAX)
			continue;
		d = distance(s, w);
		if (best == NULL || d < least) {
			best = words[i];
			least = d;
		}
	}
	return best != NULL && least * 3 <= s.n + 1 ? best : NULL;
}

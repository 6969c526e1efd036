#include "run/spelling.h"

#include "base/utf8.h"

/* ------------------------------------------------------------- one unit */

/* A character as some encoding writes it: how long it is there, its bytes. */
struct unit {
	size_t length;
	char bytes[4];
	size_t n;
};

static bool
unit_of(struct unit *u, size_t length, uint32_t cp)
{
	struct buf b;

	if (cp == 0 || cp > 0x10ffff || (cp >= 0xd800 && cp < 0xe000))
		return false;
	buf_init(&b, 8);
	utf8_put(&b, cp);
	u->length = length;
	u->n = b.n;
	memcpy(u->bytes, b.p, b.n);
	buf_release(&b);
	return true;
}

/* Digits of that base from `from` on, at least one; where they end. */
static size_t
digits(struct str s, size_t from, unsigned base, size_t most, uint32_t *out)
{
	size_t i = from;

	*out = 0;
	for (; i < s.n && i - from < most; i++) {
		int d = str_hex(s.p[i]);

		if (d < 0 || (unsigned)d >= base)
			break;
		*out = *out * base + (uint32_t)d;
	}
	return i;
}

static bool
percent_unit(struct str s, struct unit *u)
{
	uint32_t v;

	if (digits(s, 1, 16, 2, &v) != 3)
		return false;
	*u = (struct unit){.length = 3, .bytes = {(char)v}, .n = 1};
	return true;
}

static bool
xml_unit(struct str s, struct unit *u)
{
	static const struct {
		const char *name;
		char c;
	} names[] = {{"&lt;", '<'}, {"&gt;", '>'}, {"&amp;", '&'},
	    {"&quot;", '"'}, {"&apos;", '\''}};
	bool hex = s.n > 2 && (s.p[2] == 'x' || s.p[2] == 'X');
	uint32_t cp;
	size_t end;

	for (size_t i = 0; i < countof(names); i++)
		if (str_starts(s, str_from(names[i].name)))
			return unit_of(u, strlen(names[i].name),
			    (unsigned char)names[i].c);
	if (s.n < 4 || s.p[1] != '#')
		return false;
	end = digits(s, hex ? 3 : 2, hex ? 16 : 10, 7, &cp);
	return end < s.n && s.p[end] == ';' && unit_of(u, end + 1, cp);
}

/* JSON's escapes; \xHH and \u{HHHH}, which are ours. */
static bool
backslash_unit(struct str s, struct unit *u)
{
	uint32_t v;
	size_t end;

	if (s.n < 2)
		return false;
	if (s.p[1] == 'x' && digits(s, 2, 16, 2, &v) == 4) {
		*u = (struct unit){.length = 4, .bytes = {(char)v}, .n = 1};
		return true;
	}
	if (str_starts(s, STR("\\u{"))) {
		end = digits(s, 3, 16, 6, &v);
		return end < s.n && s.p[end] == '}' && unit_of(u, end + 1, v);
	}
	if (s.p[1] == 'u')
		return digits(s, 2, 16, 4, &v) == 6 && unit_of(u, 6, v);
	if (strchr("\"\\/", s.p[1]) == NULL)
		return false;
	return unit_of(u, 2, (unsigned char)s.p[1]);
}

static bool
coded_unit(struct str s, struct unit *u)
{
	switch (s.p[0]) {
	case '%':
		return percent_unit(s, u);
	case '&':
		return xml_unit(s, u);
	case '\\':
		return backslash_unit(s, u);
	default:
		return false;
	}
}

/* ------------------------------------------------------------- a match */

/* Here the text was cut off, by whoever shortened it. */
static bool
is_cut(struct str text, bool cut)
{
	return (text.n == 0 && cut) || str_starts(text, STR("(cutat")) ||
	    str_starts(text, STR("..."));
}

static size_t
spells(struct str secret, size_t done, struct str text, bool cut)
{
	struct str left = str_from_at(secret, done);
	struct unit u;
	size_t n;

	if (left.n == 0)
		return 0;
	if (done >= SPELLING_MIN && is_cut(text, cut))
		return 0;
	if (text.n == 0)
		return SIZE_MAX;
	if (text.p[0] == left.p[0]) {
		n = spells(secret, done + 1, str_from_at(text, 1), cut);
		if (n != SIZE_MAX)
			return n + 1;
	}
	if (coded_unit(text, &u) && u.n <= left.n &&
	    memcmp(u.bytes, left.p, u.n) == 0) {
		n = spells(
		    secret, done + u.n, str_from_at(text, u.length), cut);
		if (n != SIZE_MAX)
			return n + u.length;
	}
	return SIZE_MAX;
}

size_t
spelling_of(struct str secret, struct str text, bool cut)
{
	return spells(secret, 0, text, cut);
}

/* ------------------------------------------------------------- whole texts */

static struct spelling
room_for(size_t n, struct arena *a)
{
	return (struct spelling){.p = arena_alloc(a, n + 1),
	    .begin = arena_array(a, size_t, n),
	    .end = arena_array(a, size_t, n)};
}

static void
add(struct spelling *s, char c, size_t begin, size_t end)
{
	s->begin[s->n] = begin;
	s->end[s->n] = end;
	s->p[s->n++] = c;
}

struct spelling
spelling_from(struct str text, struct arena *a)
{
	struct spelling s = room_for(text.n, a);

	for (size_t i = 0; i < text.n; i++)
		add(&s, text.p[i], i, i + 1);
	return s;
}

struct spelling
spelling_decoded(const struct spelling *from, struct arena *a)
{
	struct str text = {from->p, from->n};
	struct spelling s = room_for(text.n, a);
	struct unit u;

	for (size_t i = 0; i < text.n; i += u.length) {
		if (!coded_unit(str_from_at(text, i), &u))
			u = (struct unit){1, {text.p[i]}, 1};
		for (size_t k = 0; k < u.n; k++)
			add(&s, u.bytes[k], from->begin[i],
			    from->end[i + u.length - 1]);
	}
	return s;
}

/* White space, and how a message in one line shows it. */
static size_t
gap(struct str s)
{
	if (str_is_space(s.p[0]))
		return 1;
	if (s.n > 1 && s.p[0] == '\\' && strchr("nrt", s.p[1]) != NULL)
		return 2;
	return 0;
}

struct spelling
spelling_compact(const struct spelling *from, struct arena *a)
{
	struct str text = {from->p, from->n};
	struct spelling s = room_for(text.n, a);

	for (size_t i = 0; i < text.n;) {
		size_t skip = gap(str_from_at(text, i));

		if (skip == 0)
			add(&s, text.p[i], from->begin[i], from->end[i]);
		i += skip > 0 ? skip : 1;
	}
	return s;
}

#include "dav/href.h"

#include "base/buf.h"
#include "base/utf8.h"

#define KEY_MAX ((size_t)1 << 20)

enum decoding {
	DECODE_UNRESERVED, /* the form of RFC 3986 6.2.2 */
	DECODE_ALL,	   /* that of href_key */
};

static bool
is_unreserved(int c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
	       (c >= '0' && c <= '9') || (c > 0 && strchr("-._~", c) != NULL);
}

/* "%", "/" and "?" stay escaped: decoded they would mean something else. */
static bool
stays_escaped(int octet, enum decoding how)
{
	if (how == DECODE_UNRESERVED)
		return !is_unreserved(octet);
	return octet == '/' || octet == '%' || octet == '?';
}

static void
add_decoded(struct buf *b, struct str s, enum decoding how)
{
	while (s.n > 0) {
		int octet = href_escape(s);

		if (octet < 0) {
			buf_putc(b, s.p[0]);
			s = str_from_at(s, 1);
			continue;
		}
		if (stays_escaped(octet, how))
			buf_printf(b, "%%%02X", (unsigned)octet);
		else
			buf_putc(b, (char)octet);
		s = str_from_at(s, 3);
	}
}

static void
add_lower(struct buf *b, struct str s)
{
	for (size_t i = 0; i < s.n; i++) {
		char c = s.p[i];

		buf_putc(b, c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c);
	}
}

static bool
is_default_port(const struct href *h)
{
	if (h->port.n == 0)
		return true;
	return (str_is_nocase(h->scheme, "http") && str_is(h->port, "80")) ||
	       (str_is_nocase(h->scheme, "https") && str_is(h->port, "443"));
}

static void
add_origin(struct buf *b, const struct href *h)
{
	add_lower(b, h->scheme);
	buf_putc(b, ':');
	if (!h->authority.p)
		return;
	buf_str(b, STR("//"));
	add_lower(b, h->host);
	if (!is_default_port(h)) {
		buf_putc(b, ':');
		buf_str(b, h->port);
	}
}

/* The URL normalised, without user, fragment and, if so wished, query. */
static void
normalise(struct buf *b, struct str url, enum decoding how, bool query)
{
	struct arena scratch = {0};
	struct href h = href_split(url);

	if (h.path.n > 0 && h.path.p[0] == '/')
		h.path = href_without_dots(h.path, &scratch);
	buf_init(b, KEY_MAX);
	add_origin(b, &h);
	add_decoded(b, h.path.n == 0 && h.authority.p ? STR("/") : h.path, how);
	if (query && h.query.p) {
		buf_putc(b, '?');
		add_decoded(b, h.query, how);
	}
	arena_release(&scratch);
}

static void
drop_slash(struct buf *b)
{
	if (b->n > 0 && b->p[b->n - 1] == '/')
		b->p[--b->n] = '\0';
}

struct str
href_key(struct str url, struct arena *a)
{
	struct buf b;
	struct str key;

	normalise(&b, url, DECODE_ALL, true);
	drop_slash(&b);
	key = arena_str(a, buf_view(&b));
	buf_release(&b);
	return key;
}

struct str
href_normal(struct str url, struct arena *a)
{
	struct buf b;
	struct str normal;

	normalise(&b, url, DECODE_UNRESERVED, true);
	normal = arena_str(a, buf_view(&b));
	buf_release(&b);
	return normal;
}

/* ------------------------------------------------------------- Unicode */

struct composition {
	uint32_t letter, mark, composed;
};

static const struct composition compositions[] = {
#define COMPOSE(letter, mark, composed) {letter, mark, composed},
#include "dav/compose.def"
#undef COMPOSE
};

static int
by_letter_and_mark(const void *key, const void *row)
{
	const struct composition *k = key, *r = row;

	if (k->letter != r->letter)
		return k->letter < r->letter ? -1 : 1;
	if (k->mark != r->mark)
		return k->mark < r->mark ? -1 : 1;
	return 0;
}

static bool
compose(uint32_t *letter, uint32_t mark)
{
	struct composition key = {.letter = *letter, .mark = mark};
	const struct composition *row = bsearch(&key, compositions,
	    countof(compositions), sizeof(*compositions), by_letter_and_mark);

	if (row == NULL)
		return false;
	*letter = row->composed;
	return true;
}

/* s with letters and marks composed; false if it is not UTF-8 */
static bool
composed(struct buf *b, struct str s)
{
	uint32_t last = 0, cp;

	buf_init(b, KEY_MAX);
	while (utf8_next(&s, &cp)) {
		if (last != 0 && compose(&last, cp))
			continue;
		if (last != 0)
			utf8_put(b, last);
		last = cp;
	}
	if (last != 0)
		utf8_put(b, last);
	return s.n == 0;
}

static bool
is_ascii(struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		if ((unsigned char)s.p[i] > 127)
			return false;
	return true;
}

static bool
same_composed(struct str a, struct str b)
{
	struct buf x, y;
	bool same;

	if (is_ascii(a) || is_ascii(b))
		return false;
	same = composed(&x, a);
	same = composed(&y, b) && same;
	same = same && str_eq(buf_view(&x), buf_view(&y));
	buf_release(&x);
	buf_release(&y);
	return same;
}

/* ------------------------------------------------------------- comparing */

static enum href_match
compare_keys(struct str a, struct str b)
{
	struct arena scratch = {0};
	struct str x = href_key(a, &scratch), y = href_key(b, &scratch);
	enum href_match match = HREF_DIFFERENT;

	if (str_eq(x, y))
		match = HREF_ESCAPES;
	else if (same_composed(x, y))
		match = HREF_UNICODE;
	arena_release(&scratch);
	return match;
}

enum href_match
href_compare(struct str a, struct str b)
{
	struct buf x, y;
	enum href_match match = HREF_SAME;

	normalise(&x, a, DECODE_UNRESERVED, true);
	normalise(&y, b, DECODE_UNRESERVED, true);
	if (!str_eq(buf_view(&x), buf_view(&y))) {
		drop_slash(&x);
		drop_slash(&y);
		match = str_eq(buf_view(&x), buf_view(&y)) ? HREF_SLASH
							   : HREF_DIFFERENT;
	}
	buf_release(&x);
	buf_release(&y);
	return match == HREF_DIFFERENT ? compare_keys(a, b) : match;
}

bool
href_below(
    struct str base, struct str url, struct arena *a, struct str *relative)
{
	struct buf x, y;
	struct str rest;
	bool below;

	normalise(&x, base, DECODE_ALL, false);
	normalise(&y, url, DECODE_ALL, false);
	drop_slash(&x);
	rest = str_from_at(buf_view(&y), x.n);
	below = str_starts(buf_view(&y), buf_view(&x)) &&
		(rest.n == 0 || rest.p[0] == '/');
	if (below)
		*relative = rest.n <= 1 ? arena_str(a, STR(""))
					: href_decode(str_from_at(rest, 1), a);
	buf_release(&x);
	buf_release(&y);
	return below;
}

/* ------------------------------------------------------------- coding */

struct str
href_encode_path(struct str decoded, struct arena *a)
{
	struct buf b;
	struct str made;

	buf_init(&b, decoded.n * 3);
	for (size_t i = 0; i < decoded.n; i++) {
		unsigned char c = (unsigned char)decoded.p[i];

		if (c == '/' || is_unreserved(c))
			buf_putc(&b, (char)c);
		else
			buf_printf(&b, "%%%02X", c);
	}
	made = arena_str(a, buf_view(&b));
	buf_release(&b);
	return made;
}

struct str
href_decode(struct str encoded, struct arena *a)
{
	struct buf b;
	struct str made;

	buf_init(&b, encoded.n);
	while (encoded.n > 0) {
		int octet = href_escape(encoded);

		/* A "/" that was escaped is no separator and stays so. */
		if (octet >= 0 && octet != '/') {
			buf_putc(&b, (char)octet);
			encoded = str_from_at(encoded, 3);
		} else {
			buf_putc(&b, encoded.p[0]);
			encoded = str_from_at(encoded, 1);
		}
	}
	made = arena_str(a, buf_view(&b));
	buf_release(&b);
	return made;
}

#include "dav/href.h"

#include "base/buf.h"
#include "base/utf8.h"
#include "dav/text.h"

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
add_escaped(struct text_out *t, int octet)
{
	static const char digits[] = "0123456789ABCDEF";

	text_char(t, '%');
	text_char(t, digits[octet >> 4]);
	text_char(t, digits[octet & 15]);
}

static void
add_decoded(struct text_out *t, struct str s, enum decoding how)
{
	while (s.n > 0) {
		size_t plain = str_index(s, '%');
		int octet;

		text_str(t, str_sub(s, 0, plain));
		s = str_from_at(s, plain);
		if (s.n == 0)
			break;
		octet = href_escape(s);
		if (octet < 0)
			text_char(t, '%');
		else if (stays_escaped(octet, how))
			add_escaped(t, octet);
		else
			text_char(t, (char)octet);
		s = str_from_at(s, octet < 0 ? 1 : 3);
	}
}

static void
add_lower(struct text_out *t, struct str s)
{
	for (size_t i = 0; i < s.n; i++) {
		char c = s.p[i];

		text_char(t, c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c);
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
add_origin(struct text_out *t, const struct href *h)
{
	add_lower(t, h->scheme);
	text_char(t, ':');
	if (!h->authority.p)
		return;
	text_str(t, STR("//"));
	add_lower(t, h->host);
	if (!is_default_port(h)) {
		text_char(t, ':');
		text_str(t, h->port);
	}
}

/* The URL normalised, without user, fragment and, if so wished, query. */
static struct str
normalise(struct str url, enum decoding how, bool query, struct arena *a)
{
	struct href h = href_split(url);
	struct text_out t = text_new(a, url.n + 4);

	if (h.path.n > 0 && h.path.p[0] == '/')
		h.path = href_without_dots(h.path, a);
	add_origin(&t, &h);
	add_decoded(
	    &t, h.path.n == 0 && h.authority.p ? STR("/") : h.path, how);
	if (query && h.query.p) {
		text_char(&t, '?');
		add_decoded(&t, h.query, how);
	}
	return text_end(&t);
}

static struct str
drop_slash(struct str s)
{
	if (s.n > 0 && s.p[s.n - 1] == '/')
		s.n--;
	return s;
}

struct str
href_key(struct str url, struct arena *a)
{
	return drop_slash(normalise(url, DECODE_ALL, true, a));
}

struct str
href_normal(struct str url, struct arena *a)
{
	return normalise(url, DECODE_UNRESERVED, true, a);
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
compare(struct str a, struct str b, struct arena *scratch)
{
	struct str x = normalise(a, DECODE_UNRESERVED, true, scratch);
	struct str y = normalise(b, DECODE_UNRESERVED, true, scratch);

	if (str_eq(x, y))
		return HREF_SAME;
	if (str_eq(drop_slash(x), drop_slash(y)))
		return HREF_SLASH;
	x = href_key(a, scratch);
	y = href_key(b, scratch);
	if (str_eq(x, y))
		return HREF_ESCAPES;
	return same_composed(x, y) ? HREF_UNICODE : HREF_DIFFERENT;
}

enum href_match
href_compare(struct str a, struct str b)
{
	struct arena scratch = {0};
	enum href_match match = compare(a, b, &scratch);

	arena_release(&scratch);
	return match;
}

bool
href_below(
    struct str base, struct str url, struct arena *a, struct str *relative)
{
	struct str x = drop_slash(normalise(base, DECODE_ALL, false, a));
	struct str y = normalise(url, DECODE_ALL, false, a);
	struct str rest = str_from_at(y, x.n);

	if (!str_starts(y, x) || (rest.n > 0 && rest.p[0] != '/'))
		return false;
	*relative = rest.n <= 1 ? arena_str(a, STR(""))
				: href_decode(str_from_at(rest, 1), a);
	return true;
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
	struct text_out t = text_new(a, encoded.n);

	while (encoded.n > 0) {
		size_t plain = str_index(encoded, '%');
		int octet;

		text_str(&t, str_sub(encoded, 0, plain));
		encoded = str_from_at(encoded, plain);
		if (encoded.n == 0)
			break;
		octet = href_escape(encoded);
		/* A "/" that was escaped is no separator and stays so. */
		if (octet == '/')
			octet = -1;
		text_char(&t, octet < 0 ? '%' : (char)octet);
		encoded = str_from_at(encoded, octet < 0 ? 1 : 3);
	}
	return text_end(&t);
}

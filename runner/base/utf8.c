#include "base/utf8.h"

static size_t
sequence_length(unsigned char c)
{
	if (c < 0x80)
		return 1;
	if (c >= 0xc2 && c <= 0xdf)
		return 2;
	if (c >= 0xe0 && c <= 0xef)
		return 3;
	if (c >= 0xf0 && c <= 0xf4)
		return 4;
	return 0;
}

bool
utf8_next(struct str *s, uint32_t *cp)
{
	static const uint32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
	static const unsigned char mask[] = {0, 0x7f, 0x1f, 0x0f, 0x07};
	size_t n;
	uint32_t c;

	if (s->n == 0)
		return false;
	n = sequence_length((unsigned char)s->p[0]);
	if (n == 0 || n > s->n)
		return false;
	c = (unsigned char)s->p[0] & mask[n];
	for (size_t i = 1; i < n; i++) {
		unsigned char b = (unsigned char)s->p[i];

		if ((b & 0xc0) != 0x80)
			return false;
		c = c << 6 | (b & 0x3f);
	}
	if (c < least[n] || (c >= 0xd800 && c <= 0xdfff) || c > 0x10ffff)
		return false;
	*cp = c;
	*s = str_from_at(*s, n);
	return true;
}

bool
utf8_valid(struct str s)
{
	uint32_t cp;

	while (utf8_next(&s, &cp))
		;
	return s.n == 0;
}

bool
utf8_put(struct buf *b, uint32_t cp)
{
	char c[4];
	size_t n;

	if (cp < 0x80) {
		n = 1;
		c[0] = (char)cp;
	} else if (cp < 0x800) {
		n = 2;
		c[0] = (char)(0xc0 | cp >> 6);
	} else if (cp < 0x10000) {
		n = 3;
		c[0] = (char)(0xe0 | cp >> 12);
	} else {
		n = 4;
		c[0] = (char)(0xf0 | cp >> 18);
	}
	for (size_t i = 1; i < n; i++)
		c[i] = (char)(0x80 | (cp >> 6 * (n - 1 - i) & 0x3f));
	return buf_add(b, c, n);
}

/* Invisible, or able to turn the text around it. */
static bool
is_hidden(uint32_t cp)
{
	return cp < 0x20 || (cp >= 0x7f && cp <= 0x9f) ||
	    (cp >= 0x200b && cp <= 0x200f) || (cp >= 0x2028 && cp <= 0x202e) ||
	    (cp >= 0x2066 && cp <= 0x2069) || cp == 0xfeff ||
	    (cp & 0xfffe) == 0xfffe;
}

static void
put_escaped(struct buf *b, uint32_t cp)
{
	if (cp == '\n')
		buf_puts(b, "\\n");
	else if (cp == '\r')
		buf_puts(b, "\\r");
	else if (cp == '\t')
		buf_puts(b, "\\t");
	else if (cp < 0x80)
		buf_printf(b, "\\x%02x", (unsigned)cp);
	else
		buf_printf(b, "\\u{%x}", (unsigned)cp);
}

void
utf8_printable(struct buf *b, struct str s, enum utf8_lines lines)
{
	bool keep = lines == UTF8_KEEP_LINES;

	while (s.n > 0) {
		uint32_t cp;

		if (keep && str_starts(s, STR("\r\n")))
			s = str_from_at(s, 1);
		if (!utf8_next(&s, &cp)) {
			buf_printf(b, "\\x%02x", (unsigned char)s.p[0]);
			s = str_from_at(s, 1);
		} else if (is_hidden(cp) &&
		    !(keep && (cp == '\n' || cp == '\t'))) {
			put_escaped(b, cp);
		} else {
			utf8_put(b, cp);
		}
	}
}

void
utf8_printable_cut(
    struct buf *b, struct str s, enum utf8_lines lines, size_t max)
{
	size_t cut = s.n;

	if (s.n > max) {
		cut = max;
		while (cut > 0 && ((unsigned char)s.p[cut] & 0xc0) == 0x80 &&
		    max - cut < 4)
			cut--;
	}
	utf8_printable(b, str_sub(s, 0, cut), lines);
	if (cut < s.n)
		buf_printf(b, " (cut at %zu of %zu bytes)", cut, s.n);
}

struct str
utf8_line(struct arena *a, struct str s)
{
	struct buf b;
	struct str line;

	buf_init(&b, SIZE_MAX / 2);
	utf8_printable(&b, s, UTF8_ONE_LINE);
	line = arena_str(a, buf_view(&b));
	buf_release(&b);
	return line;
}

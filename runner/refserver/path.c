#include "refserver/path.h"

static bool
is_alnum(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
	       (c >= '0' && c <= '9');
}

/* Without the escapes; false for a bad one, NUL, or a character no URL has. */
static bool
decode(struct arena *a, struct str s, struct str *out)
{
	char *p = arena_alloc(a, s.n + 1);
	size_t n = 0;

	for (size_t i = 0; i < s.n; i++) {
		int hi, lo;

		if ((unsigned char)s.p[i] <= ' ' ||
		    (unsigned char)s.p[i] >= 0x7f ||
		    strchr("<>\"\\^`{|}", s.p[i]) != NULL)
			return false;
		if (s.p[i] != '%') {
			p[n++] = s.p[i];
			continue;
		}
		hi = i + 2 < s.n ? str_hex(s.p[i + 1]) : -1;
		lo = i + 2 < s.n ? str_hex(s.p[i + 2]) : -1;
		if (hi < 0 || lo < 0 || (hi == 0 && lo == 0))
			return false;
		p[n++] = (char)(hi * 16 + lo);
		i += 2;
	}
	*out = (struct str){p, n};
	return true;
}

/* RFC 3986 6.2.2.3: dot segments are resolved, also when they are encoded. */
static bool
add_segment(
    struct arena *a, struct path *out, struct str s, bool last, bool raw)
{
	struct str name = s;

	if (!raw && !decode(a, s, &name))
		return false;
	out->slash = false;
	if (str_is(name, ".") || str_is(name, "..")) {
		out->dots = true;
		if (name.n == 2 && out->seg.n > 0)
			out->seg.n--;
		out->slash = true;
		return true;
	}
	if (last && name.n == 0)
		out->slash = true;
	else
		*vec_add(&out->seg, a) = name;
	return true;
}

static bool
parse(struct arena *a, struct str url, bool raw, struct path *out,
    struct str *authority)
{
	struct str rest = url, part;
	size_t scheme = 0;

	*out = (struct path){0};
	*authority = STR_NONE;
	if (str_eq_nocase(str_sub(url, 0, 7), STR("http://")))
		scheme = 7;
	else if (str_eq_nocase(str_sub(url, 0, 8), STR("https://")))
		scheme = 8;
	if (scheme > 0) {
		rest = str_from_at(url, scheme);
		*authority = str_sub(rest, 0, str_index(rest, '/'));
		*authority = str_sub(*authority, 0, str_index(*authority, '?'));
		rest = str_from_at(rest, authority->n);
		if (authority->n == 0 ||
		    str_index(*authority, '#') < authority->n)
			return false;
	} else if (str_starts(url, STR("//")))
		return false;
	if (str_index(rest, '#') < rest.n)
		return false;
	rest = str_sub(rest, 0, str_index(rest, '?'));
	if (rest.n == 0 && scheme > 0)
		rest = STR("/");
	if (!str_starts(rest, STR("/")))
		return false;
	rest = str_from_at(rest, 1);
	while (str_cut(&rest, '/', &part))
		if (!add_segment(a, out, part, rest.p == NULL, raw))
			return false;
	return true;
}

bool
path_parse(
    struct arena *a, struct str url, struct path *out, struct str *authority)
{
	return parse(a, url, false, out, authority);
}

bool
path_parse_raw(
    struct arena *a, struct str url, struct path *out, struct str *authority)
{
	return parse(a, url, true, out, authority);
}

void
path_encode(struct buf *b, struct str segment)
{
	for (size_t i = 0; i < segment.n; i++) {
		char c = segment.p[i];

		if (is_alnum(c) ||
		    (c != '\0' && strchr("-._~!$&'()*+,;=:@", c)))
			buf_putc(b, c);
		else
			buf_printf(b, "%%%02X", (unsigned)(unsigned char)c);
	}
}

bool
path_equal(const struct path *a, const struct path *b, size_t n)
{
	if (a->seg.n < n || b->seg.n < n)
		return false;
	for (size_t i = 0; i < n; i++)
		if (!str_eq(a->seg.v[i], b->seg.v[i]))
			return false;
	return true;
}

#include "dav/href.h"

#include "dav/text.h"

static bool
is_alpha(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* RFC 3986 2.2, 2.3: reserved and unreserved, letters and digits aside. */
static bool
is_mark(char c)
{
	switch (c) {
	case '-':
	case '.':
	case '_':
	case '~':
	case ':':
	case '/':
	case '?':
	case '#':
	case '[':
	case ']':
	case '@':
	case '!':
	case '$':
	case '&':
	case '\'':
	case '(':
	case ')':
	case '*':
	case '+':
	case ',':
	case ';':
	case '=':
		return true;
	default:
		return false;
	}
}

int
href_escape(struct str s)
{
	if (s.n < 3 || s.p[0] != '%' || str_hex(s.p[1]) < 0 ||
	    str_hex(s.p[2]) < 0)
		return -1;
	return str_hex(s.p[1]) * 16 + str_hex(s.p[2]);
}

/* ------------------------------------------------------------- the parts */

static struct str
take_scheme(struct str *rest)
{
	size_t n = 0;
	struct str scheme;

	if (rest->n == 0 || !is_alpha(rest->p[0]))
		return STR_NONE;
	while (n < rest->n &&
	       (is_alpha(rest->p[n]) || is_digit(rest->p[n]) ||
		   rest->p[n] == '+' || rest->p[n] == '-' || rest->p[n] == '.'))
		n++;
	if (n == rest->n || rest->p[n] != ':')
		return STR_NONE;
	scheme = str_sub(*rest, 0, n);
	*rest = str_from_at(*rest, n + 1);
	return scheme;
}

static size_t
first_of(struct str s, const char *set)
{
	size_t n = 0;

	for (; n < s.n; n++)
		for (const char *c = set; *c != '\0'; c++)
			if (s.p[n] == *c)
				return n;
	return n;
}

static void
split_authority(struct href *h)
{
	struct str rest = h->authority;
	size_t at = str_index(rest, '@'), colon;

	if (at < rest.n)
		rest = str_from_at(rest, at + 1);
	colon = rest.n;
	for (size_t i = rest.n; i > 0 && rest.p[i - 1] != ']'; i--)
		if (rest.p[i - 1] == ':') {
			colon = i - 1;
			break;
		}
	h->host = str_sub(rest, 0, colon);
	if (colon < rest.n)
		h->port = str_from_at(rest, colon + 1);
}

struct href
href_split(struct str text)
{
	struct href h = {0};
	struct str rest = text.p ? text : STR("");
	size_t n;

	h.scheme = take_scheme(&rest);
	if (str_starts(rest, STR("//"))) {
		rest = str_from_at(rest, 2);
		n = first_of(rest, "/?#");
		h.authority = str_sub(rest, 0, n);
		split_authority(&h);
		rest = str_from_at(rest, n);
	}
	n = first_of(rest, "?#");
	h.path = str_sub(rest, 0, n);
	rest = str_from_at(rest, n);
	if (rest.n > 0 && rest.p[0] == '?') {
		n = first_of(rest, "#");
		h.query = str_sub(rest, 1, n - 1);
		rest = str_from_at(rest, n);
	}
	if (rest.n > 0)
		h.fragment = str_from_at(rest, 1);
	return h;
}

enum href_form
href_form(const struct href *h)
{
	if (h->scheme.p)
		return HREF_ABSOLUTE_URI;
	if (h->authority.p)
		return HREF_NETWORK_PATH;
	if (h->path.n > 0 && h->path.p[0] == '/')
		return HREF_ABSOLUTE_PATH;
	return HREF_RELATIVE;
}

size_t
href_illegal(struct str text)
{
	for (size_t i = 0; i < text.n; i++) {
		char c = text.p[i];

		if (c == '%') {
			if (href_escape(str_from_at(text, i)) < 0)
				return i;
			i += 2;
		} else if (!is_alpha(c) && !is_digit(c) && !is_mark(c)) {
			return i;
		}
	}
	return text.n;
}

/* ------------------------------------------------------------- segments */

/* 1 or 2 if the segment is "." or "..", also when the dots are escaped. */
static int
dots(struct str segment, bool *encoded)
{
	int n = 0;

	while (segment.n > 0) {
		if (segment.p[0] == '.') {
			segment = str_from_at(segment, 1);
		} else if (href_escape(segment) == '.') {
			segment = str_from_at(segment, 3);
			*encoded = true;
		} else {
			return 0;
		}
		if (++n > 2)
			return 0;
	}
	return n;
}

/* No byte of it can be of a dot segment. */
static bool
is_without_dots(struct str path)
{
	for (size_t i = 0; i < path.n; i++)
		if (path.p[i] == '%' ||
		    (path.p[i] == '.' && (i == 0 || path.p[i - 1] == '/')))
			return false;
	return true;
}

bool
href_has_dot_segments(struct str path, bool *encoded)
{
	struct str segment;
	bool found = false, plain = false;

	*encoded = false;
	if (is_without_dots(path))
		return false;
	while (str_cut(&path, '/', &segment)) {
		bool here = false;

		if (dots(segment, &here) == 0)
			continue;
		found = true;
		plain |= !here;
	}
	*encoded = found && !plain;
	return found;
}

/* Drops the last segment of t and the slash before it (RFC 3986 5.2.4). */
static void
drop_segment(struct text_out *t)
{
	while (t->n > 0 && t->p[t->n - 1] != '/')
		t->n--;
	if (t->n > 0)
		t->n--;
}

/* path without dot segments; it begins with a slash or is empty */
static void
add_path(struct text_out *t, struct str path)
{
	size_t start = t->n;
	struct str segment, rest;
	bool ignored;

	if (path.n == 0)
		return;
	if (path.p[0] == '/' && is_without_dots(path)) {
		text_str(t, path);
		return;
	}
	rest = str_from_at(path, path.p[0] == '/');
	while (str_cut(&rest, '/', &segment)) {
		int n = dots(segment, &ignored);

		if (n == 0) {
			text_char(t, '/');
			text_str(t, segment);
			continue;
		}
		if (n == 2 && t->n > start)
			drop_segment(t);
		if (rest.p == NULL)
			text_char(t, '/');
	}
}

struct str
href_without_dots(struct str path, struct arena *a)
{
	struct text_out t;

	if (path.p != NULL && path.n > 0 && path.p[0] == '/' &&
	    is_without_dots(path))
		return path;
	t = text_new(a, path.n + 1);
	add_path(&t, path);
	return text_end(&t);
}

/* ------------------------------------------------------------- resolving */

/* RFC 3986 5.2.3: reference path merged with that of the base. */
static struct str
merged(struct str base, struct str path, struct arena *a)
{
	struct text_out t = text_new(a, base.n + path.n + 1);
	size_t n = base.n;

	while (n > 0 && base.p[n - 1] != '/')
		n--;
	text_str(&t, n > 0 ? str_sub(base, 0, n) : STR("/"));
	text_str(&t, path);
	return text_end(&t);
}

static void
add_part(struct text_out *t, const char *before, struct str part)
{
	if (!part.p)
		return;
	text_str(t, str_from(before));
	text_str(t, part);
}

struct str
href_resolve(struct str base_text, struct str reference, struct arena *a)
{
	struct href base = href_split(base_text), r = href_split(reference);
	struct text_out t;

	if (r.scheme.p)
		return arena_str(a, reference);
	t = text_new(a, base_text.n + reference.n + 8);
	text_str(&t, base.scheme);
	text_char(&t, ':');
	add_part(&t, "//", r.authority.p ? r.authority : base.authority);
	if (r.authority.p || (r.path.n > 0 && r.path.p[0] == '/')) {
		add_path(&t, r.path);
	} else if (r.path.n == 0) {
		text_str(&t, base.path);
		if (!r.query.p)
			r.query = base.query;
	} else {
		add_path(&t, merged(base.path, r.path, a));
	}
	add_part(&t, "?", r.query);
	add_part(&t, "#", r.fragment);
	return text_end(&t);
}

#include "dav/href.h"

#include "base/buf.h"

#define KEY_MAX ((size_t)1 << 20)

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

/* RFC 3986 2.3 */
static bool
is_unreserved(char c)
{
	return is_alpha(c) || is_digit(c) ||
	       (c != '\0' && strchr("-._~", c) != NULL);
}

/* RFC 3986 2.2 */
static bool
is_reserved(char c)
{
	return c != '\0' && strchr(":/?#[]@!$&'()*+,;=", c) != NULL;
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
		   strchr("+-.", rest->p[n] ? rest->p[n] : '/') != NULL))
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

	while (n < s.n && (s.p[n] == '\0' || strchr(set, s.p[n]) == NULL))
		n++;
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
		} else if (!is_unreserved(c) && !is_reserved(c)) {
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

bool
href_has_dot_segments(struct str path, bool *encoded)
{
	struct str segment;
	bool found = false, plain = false;

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

/* Drops the last segment of b and the slash before it (RFC 3986 5.2.4). */
static void
drop_segment(struct buf *b)
{
	while (b->n > 0 && b->p[b->n - 1] != '/')
		b->n--;
	if (b->n > 0)
		b->n--;
	b->p[b->n] = '\0';
}

/* path without dot segments; it begins with a slash or is empty */
static void
add_path(struct buf *b, struct str path)
{
	size_t start = b->n;
	struct str segment, rest;
	bool ignored;

	if (path.n == 0)
		return;
	rest = str_from_at(path, path.p[0] == '/');
	while (str_cut(&rest, '/', &segment)) {
		int n = dots(segment, &ignored);

		if (n == 0) {
			buf_putc(b, '/');
			buf_str(b, segment);
			continue;
		}
		if (n == 2 && b->n > start)
			drop_segment(b);
		if (rest.p == NULL)
			buf_putc(b, '/');
	}
}

/* ------------------------------------------------------------- resolving */

static void
add_tail(struct buf *b, struct str query, struct str fragment)
{
	if (query.p) {
		buf_putc(b, '?');
		buf_str(b, query);
	}
	if (fragment.p) {
		buf_putc(b, '#');
		buf_str(b, fragment);
	}
}

static struct str
finish(struct buf *b, struct arena *a)
{
	struct str made = arena_str(a, buf_view(b));

	buf_release(b);
	return made;
}

struct str
href_without_dots(struct str path, struct arena *a)
{
	struct buf b;

	buf_init(&b, KEY_MAX);
	add_path(&b, path);
	return finish(&b, a);
}

/* RFC 3986 5.2.3: reference path merged with that of the base. */
static void
add_merged(struct buf *b, const struct href *base, struct str path)
{
	struct buf merged;
	size_t n = base->path.n;

	buf_init(&merged, KEY_MAX);
	while (n > 0 && base->path.p[n - 1] != '/')
		n--;
	buf_str(&merged, n > 0 ? str_sub(base->path, 0, n) : STR("/"));
	buf_str(&merged, path);
	add_path(b, buf_view(&merged));
	buf_release(&merged);
}

struct str
href_resolve(struct str base_text, struct str reference, struct arena *a)
{
	struct href base = href_split(base_text), r = href_split(reference);
	struct buf b;

	if (r.scheme.p)
		return arena_str(a, reference);
	buf_init(&b, KEY_MAX);
	buf_printf(&b, "%.*s:", STRF(base.scheme));
	if (r.authority.p) {
		buf_str(&b, STR("//"));
		buf_str(&b, r.authority);
		add_path(&b, r.path);
	} else {
		if (base.authority.p) {
			buf_str(&b, STR("//"));
			buf_str(&b, base.authority);
		}
		if (r.path.n == 0) {
			buf_str(&b, base.path);
			if (!r.query.p)
				r.query = base.query;
		} else if (r.path.p[0] == '/') {
			add_path(&b, r.path);
		} else {
			add_merged(&b, &base, r.path);
		}
	}
	add_tail(&b, r.query, r.fragment);
	return finish(&b, a);
}

#include "run/site.h"

#include "base/digest.h"
#include "dav/href.h"
#include "http/message.h"

#define READINGS 3 /* as it stands, decoded once, decoded twice */

struct str
url_path(struct str url)
{
	struct href h = href_split(url);

	return h.path.p ? h.path : STR("");
}

static struct str
path_below(struct str path, const char *name, struct arena *a)
{
	return arena_strf(a, "%.*s%s/", STRF(path), name);
}

bool
site_init(struct site *s, struct str url, struct arena *a, struct buf *why)
{
	struct href h = href_split(url);
	unsigned char r[6];

	if (!str_is_nocase(h.scheme, "http") &&
	    !str_is_nocase(h.scheme, "https")) {
		buf_printf(why, "%.*s is no http or https URL", STRF(url));
		return false;
	}
	if (h.host.n == 0) {
		buf_printf(why, "%.*s names no host", STRF(url));
		return false;
	}
	if (h.query.p != NULL || h.fragment.p != NULL ||
	    href_illegal(url) < url.n) {
		buf_printf(why, "%.*s is no URL of a collection: it has a "
				"query, a fragment or a character that must "
				"be percent-encoded", STRF(url));
		return false;
	}
	if (str_index(h.authority, '@') < h.authority.n) {
		buf_puts(why, "the URL holds a password: give it with --user");
		return false;
	}
	s->origin = arena_strf(
	    a, "%.*s://%.*s", STRF(h.scheme), STRF(h.authority));
	s->host = arena_str(a, h.authority);
	s->base = arena_strf(a, "%.*s%s", STRF(h.path),
	    str_ends(h.path, STR("/")) ? "" : "/");
	random_bytes(r, sizeof(r));
	s->run = path_below(s->base,
	    arena_printf(a, "davproof-%02x%02x%02x%02x%02x%02x", r[0], r[1],
		r[2], r[3], r[4], r[5]), a);
	return true;
}

struct str
site_scratch(const struct site *s, size_t n, bool again, struct arena *a)
{
	return path_below(
	    s->run, arena_printf(a, "%zu%s", n, again ? "-again" : ""), a);
}

/* Backslashes as slashes, several slashes as one. */
static struct str
plain_slashes(struct str path, struct arena *a)
{
	char *p = arena_alloc(a, path.n + 1);
	size_t n = 0;

	for (size_t i = 0; i < path.n; i++) {
		char c = path.p[i] == '\\' ? '/' : path.p[i];

		if (c != '/' || n == 0 || p[n - 1] != '/')
			p[n++] = c;
	}
	return (struct str){p, n};
}

/* Every escape decoded, that of "/" as well: some server might. */
static struct str
decoded(struct str s, struct arena *a)
{
	char *p = arena_alloc(a, s.n + 1);
	size_t n = 0;

	for (size_t i = 0; i < s.n; i++) {
		int hi = -1, lo = -1;

		if (s.p[i] == '%' && i + 2 < s.n) {
			hi = str_hex(s.p[i + 1]);
			lo = str_hex(s.p[i + 2]);
		}
		if (hi >= 0 && lo >= 0) {
			p[n++] = (char)(hi * 16 + lo);
			i += 2;
		} else {
			p[n++] = s.p[i];
		}
	}
	return (struct str){p, n};
}

/* Without dot segments, each ".." taking away what stands before it. */
static struct str
without_dots(struct str path, struct arena *a)
{
	char *p = arena_alloc(a, path.n + 2);
	size_t n = 0;
	struct str segment;

	while (str_cut(&path, '/', &segment)) {
		bool up = str_is(segment, "..");

		if (up || str_is(segment, ".")) {
			while (up && n > 0 && p[--n] != '/')
				;
			segment = STR("");
			if (path.p != NULL)
				continue;
		} else if (segment.n == 0 && n == 0) {
			continue; /* before the first slash */
		}
		p[n++] = '/';
		if (segment.n > 0)
			memcpy(p + n, segment.p, segment.n);
		n += segment.n;
	}
	return (struct str){p, n};
}

/* One way to read a target: without dot segments, is it inside? */
static bool
reading_inside(struct str scratch, struct str path, struct arena *a)
{
	struct str resolved = without_dots(plain_slashes(path, a), a);
	struct str bare = str_sub(scratch, 0, scratch.n - 1);

	return str_starts(resolved, scratch) || str_eq(resolved, bare);
}

static bool
stays_inside(struct str scratch, struct str target, struct arena *a)
{
	struct str path = url_path(target);
	struct str whole = target;

	if (path.n == 0 || path.p[0] != '/')
		return false;
	/* A server may take "#" and "?" for characters of the path. */
	whole = str_from_at(whole, str_find(whole, path));
	for (int i = 0; i < READINGS; i++) {
		if (!reading_inside(scratch, path, a) ||
		    !reading_inside(scratch, whole, a))
			return false;
		path = decoded(path, a);
		whole = decoded(whole, a);
		scratch = decoded(scratch, a);
		if (memchr(path.p, '\0', path.n) != NULL)
			return false;
	}
	return true;
}

bool
site_may_send(struct str scratch, struct str method, struct str target,
    struct str destination)
{
	struct arena a = {0};
	bool may = method_is_safe(method);

	if (!may && scratch.n > 0)
		may = stays_inside(scratch, target, &a) &&
		    (destination.p == NULL ||
			stays_inside(scratch, str_trim(destination), &a));
	arena_release(&a);
	return may;
}

/* What a lenient server takes for a space (RFC 9112 section 3). */
static bool
is_space(char c)
{
	return c == ' ' || c == '\t' || c == '\v' || c == '\f';
}

static struct str
next_word(struct str *line)
{
	size_t n = 0;
	struct str word;

	while (line->n > 0 && is_space(line->p[0]))
		*line = str_from_at(*line, 1);
	while (n < line->n && !is_space(line->p[n]))
		n++;
	word = str_sub(*line, 0, n);
	*line = str_from_at(*line, n);
	return word;
}

/* "METHOD TARGET HTTP/..." anywhere: a server may read on behind a request. */
static bool
is_request_line(struct str line, struct str *method, struct str *target)
{
	*method = next_word(&line);
	*target = next_word(&line);
	return str_eq_nocase(
	    str_sub(next_word(&line), 0, 5), STR("HTTP/"));
}

/* A server may take a bare CR for the end of a line. */
static bool
cut_line(struct str *rest, struct str *line)
{
	size_t n = 0;

	if (rest->n == 0)
		return false;
	while (n < rest->n && rest->p[n] != '\n' && rest->p[n] != '\r')
		n++;
	*line = str_trim(str_sub(*rest, 0, n));
	*rest = str_from_at(*rest, n + 1);
	return true;
}

static bool
is_destination(struct str line, struct str *url)
{
	size_t colon = str_index(line, ':');

	*url = str_trim(str_from_at(line, colon + 1));
	return str_is_nocase(
	    str_trim(str_sub(line, 0, colon)), "destination");
}

/* Each request line and each Destination that the bytes may hold. */
bool
site_may_send_raw(struct str scratch, struct str bytes)
{
	struct str rest = bytes, line, method, target, m, t, url;

	if (!memchr(bytes.p ? bytes.p : "", '\n', bytes.n) ||
	    !cut_line(&rest, &line))
		return false;
	/* Whatever follows: HTTP/0.9 has no version. */
	method = next_word(&line);
	target = next_word(&line);
	if (!site_may_send(scratch, method, target, STR_NONE))
		return false;
	while (cut_line(&rest, &line)) {
		if (is_request_line(line, &m, &t)) {
			method = m;
			target = t;
			if (!site_may_send(scratch, m, t, STR_NONE))
				return false;
		}
		if (is_destination(line, &url) &&
		    !site_may_send(scratch, method, target, url))
			return false;
	}
	return true;
}

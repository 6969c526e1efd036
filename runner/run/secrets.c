#include "run/secrets.h"

#include "base/base64.h"
#include "base/buf.h"
#include "run/secret.h"
#include "run/spelling.h"

/* ------------------------------------------------------------- the set */

static void
add_once(struct secrets *s, struct str secret)
{
	for (const struct secrets *t = s; t != NULL; t = t->more)
		for (size_t i = 0; i < t->n; i++)
			if (str_eq(t->v[i], secret))
				return;
	*vec_add(s, s->arena) = arena_str(s->arena, secret);
}

/* As it is looked for: without white space. */
static struct str
compact(struct str secret, struct arena *a)
{
	char *p = arena_alloc(a, secret.n + 1);
	size_t n = 0;

	for (size_t i = 0; i < secret.n; i++)
		if (!str_is_space(secret.p[i]))
			p[n++] = secret.p[i];
	return (struct str){p, n};
}

/* The same in the alphabet of URLs. */
static struct str
url_base64(struct str text, struct arena *a)
{
	char *p = arena_alloc(a, text.n + 1);

	for (size_t i = 0; i < text.n; i++)
		p[i] = text.p[i] == '+' ? '-'
		    : text.p[i] == '/'	? '_'
					: text.p[i];
	return (struct str){p, text.n};
}

/*
 * What of base64 is the secret's alone, wherever among the groups of three
 * bytes it begins: without the digits that hold bits of its neighbours.
 */
static void
add_base64(struct secrets *s, struct str secret)
{
	for (size_t before = 0; before < 3; before++) {
		struct str bytes = arena_strf(s->arena, "%.*s%.*s",
		    (int)before, "  ", STRF(secret));
		size_t from = (before * 8 + 5) / 6;
		size_t to = bytes.n * 8 / 6;
		struct str digits = base64_encode(bytes, s->arena);

		if (to < from + SECRET_MIN + 1)
			continue;
		digits = str_sub(digits, from, to - from);
		add_once(s, digits);
		add_once(s, url_base64(digits, s->arena));
	}
}

void
secrets_add(struct secrets *s, struct str secret)
{
	struct str shown = compact(secret, s->arena);

	if (shown.n < SECRET_MIN)
		return;
	add_once(s, shown);
	add_base64(s, secret);
}

void
secrets_add_user(struct secrets *s, struct str name, struct str password)
{
	secrets_add(s, password);
	if (password.n > 0)
		add_base64(s,
		    arena_strf(
			s->arena, "%.*s:%.*s", STRF(name), STRF(password)));
}

/* name=value; name=value. Attributes of Set-Cookie stand behind the first. */
static void
add_cookies(struct secrets *s, struct str value, bool first_only)
{
	struct str pair;

	while (str_cut(&value, ';', &pair)) {
		size_t equals = str_index(pair, '=');

		secrets_add(s, str_trim(str_from_at(pair, equals + 1)));
		if (first_only)
			return;
	}
}

/* "Basic dXNlcjpwYXNz": the password in it is a secret as well. */
static void
add_credentials(struct secrets *s, struct str value)
{
	struct str rest = str_trim(value), scheme, pair, name;

	str_cut(&rest, ' ', &scheme);
	if (rest.p == NULL) {
		secrets_add(s, scheme);
		return;
	}
	rest = str_trim(rest);
	secrets_add(s, rest);
	if (str_is_nocase(scheme, "Basic") &&
	    base64_decode(rest, s->arena, &pair) &&
	    str_cut(&pair, ':', &name) && pair.p != NULL)
		secrets_add_user(s, name, pair);
}

void
secrets_add_header(struct secrets *s, struct str name, struct str value)
{
	if (str_is_nocase(name, "Cookie"))
		add_cookies(s, value, false);
	else if (str_is_nocase(name, "Set-Cookie"))
		add_cookies(s, value, true);
	else if (header_is_secret(name))
		add_credentials(s, value);
}

void
secrets_add_headers(struct secrets *s, const struct headers *h)
{
	for (size_t i = 0; h != NULL && i < h->n; i++)
		secrets_add_header(s, h->v[i].name, h->v[i].value);
}

void
secrets_add_section(struct secrets *s, struct str head)
{
	struct str line, name;

	while (str_cut(&head, '\n', &line)) {
		line = str_trim(line);
		if (line.n == 0)
			return;
		if (str_cut(&line, ':', &name) && line.p != NULL)
			secrets_add_header(s, str_trim(name), str_trim(line));
	}
}

/* ------------------------------------------------------------- hiding */

/* The longest that any of them is spelt with, or 0. */
static size_t
secret_at(const struct secrets *s, struct str text, bool cut)
{
	size_t longest = 0;

	for (; s != NULL; s = s->more)
		for (size_t i = 0; i < s->n; i++) {
			size_t n = spelling_of(s->v[i], text, cut);

			if (n != SIZE_MAX && n > longest)
				longest = n;
		}
	return longest;
}

/* Bytes that a secret may begin with, as it stands or in some spelling. */
static bool
first_bytes(const struct secrets *s, bool first[256])
{
	bool any = false;

	memset(first, 0, 256);
	first['%'] = first['&'] = first['\\'] = true;
	for (; s != NULL; s = s->more)
		for (size_t i = 0; i < s->n; i++) {
			first[(unsigned char)s->v[i].p[0]] = true;
			any = true;
		}
	return any;
}

struct hiding {
	const struct secrets *secrets;
	bool first[256];
	bool *hidden; /* by byte of the text */
	bool any;
};

static void
find_in(struct hiding *h, const struct spelling *s, bool cut)
{
	struct str text = {s->p, s->n};

	for (size_t i = 0; i < text.n;) {
		size_t n = h->first[(unsigned char)text.p[i]]
		    ? secret_at(h->secrets, str_from_at(text, i), cut)
		    : 0;

		if (n > 0)
			memset(h->hidden + s->begin[i], true,
			    s->end[i + n - 1] - s->begin[i]);
		h->any |= n > 0;
		i += n > 0 ? n : 1;
	}
}

/* *** for each stretch; its lines stay, that those below keep their number. */
static struct str
without_hidden(const struct hiding *h, struct str text, struct arena *a)
{
	struct buf b;
	struct str out;

	buf_init(&b, SIZE_MAX / 2);
	for (size_t i = 0; i < text.n; i++)
		if (!h->hidden[i]) {
			buf_putc(&b, text.p[i]);
		} else {
			if (i == 0 || !h->hidden[i - 1])
				buf_puts(&b, "***");
			if (text.p[i] == '\n')
				buf_putc(&b, '\n');
		}
	out = arena_str(a, buf_view(&b));
	buf_release(&b);
	return out;
}

static bool
is_escaped(struct str s)
{
	return str_index(s, '%') < s.n || str_index(s, '&') < s.n ||
	    str_index(s, '\\') < s.n;
}

struct str
secrets_hide(const struct secrets *s, struct str text, bool cut,
    struct arena *a)
{
	struct hiding h = {.secrets = s};
	struct arena scratch = {0};
	struct spelling level;
	struct str out = text;

	if (text.n == 0 || !first_bytes(s, h.first))
		return text;
	h.hidden = arena_array(&scratch, bool, text.n);
	level = spelling_from(text, &scratch);
	level = spelling_compact(&level, &scratch);
	find_in(&h, &level, cut);
	/* Once more for what is escaped twice: JSON or XML within XML. */
	if (is_escaped((struct str){level.p, level.n})) {
		level = spelling_decoded(&level, &scratch);
		level = spelling_compact(&level, &scratch);
		find_in(&h, &level, cut);
	}
	if (h.any)
		out = without_hidden(&h, text, a);
	arena_release(&scratch);
	return out;
}

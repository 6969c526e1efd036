#include "refserver/ifheader.h"

static void
skip_space(struct str *s)
{
	while (s->n > 0 && (s->p[0] == ' ' || s->p[0] == '\t'))
		*s = str_from_at(*s, 1);
}

static bool
take(struct str *s, char c)
{
	skip_space(s);
	if (s->n == 0 || s->p[0] != c)
		return false;
	*s = str_from_at(*s, 1);
	return true;
}

/* What stands up to the closing bracket; it has neither space nor another. */
static bool
take_coded(struct str *s, struct str *out)
{
	size_t end = str_index(*s, '>');

	if (end == s->n || end == 0)
		return false;
	*out = str_sub(*s, 0, end);
	for (size_t i = 0; i < out->n; i++)
		if ((unsigned char)out->p[i] <= ' ' || out->p[i] == '<' ||
		    (unsigned char)out->p[i] >= 0x7f)
			return false;
	*s = str_from_at(*s, end + 1);
	return true;
}

/* RFC 3986: scheme ":" and something behind it. */
static bool
is_absolute_uri(struct str s)
{
	size_t colon = str_index(s, ':');

	if (colon == 0 || colon + 1 >= s.n)
		return false;
	for (size_t i = 0; i < colon; i++) {
		char c = s.p[i];
		bool alpha = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
		bool more = (c >= '0' && c <= '9') ||
			    (c != '\0' && strchr("+-.", c) != NULL);

		if (!alpha && (i == 0 || !more))
			return false;
	}
	return true;
}

bool
etag_cut(struct str *s, struct str *etag)
{
	size_t at = str_starts(*s, STR("W/")) ? 2 : 0;

	if (at >= s->n || s->p[at] != '"')
		return false;
	for (at++; at < s->n && s->p[at] != '"'; at++)
		if ((unsigned char)s->p[at] < 0x21 || s->p[at] == 0x7f)
			return false;
	if (at == s->n)
		return false;
	*etag = str_sub(*s, 0, at + 1);
	*s = str_from_at(*s, at + 1);
	return true;
}

static struct str
opaque(struct str etag)
{
	return str_starts(etag, STR("W/")) ? str_from_at(etag, 2) : etag;
}

bool
etag_equal_weak(struct str a, struct str b)
{
	return a.n > 0 && str_eq(opaque(a), opaque(b));
}

bool
etag_equal_strong(struct str a, struct str b)
{
	return a.n > 0 && str_eq(a, b) && !str_starts(a, STR("W/"));
}

static bool
take_not(struct str *s)
{
	skip_space(s);
	if (!str_eq_nocase(str_sub(*s, 0, 3), STR("Not")))
		return false;
	*s = str_from_at(*s, 3);
	return true;
}

/* Condition = ["Not"] (State-token | "[" entity-tag "]") */
static bool
take_condition(struct str *s, struct if_condition *c)
{
	c->not = take_not(s);
	if (take(s, '<'))
		return take_coded(s, &c->value) && is_absolute_uri(c->value);
	if (!take(s, '['))
		return false;
	c->is_etag = true;
	skip_space(s);
	return etag_cut(s, &c->value) && take(s, ']');
}

/* List = "(" 1*Condition ")", the bracket is taken already. */
static bool
take_list(struct arena *a, struct str *s, struct if_list *l)
{
	do {
		struct if_condition c = {0};

		if (!take_condition(s, &c))
			return false;
		*vec_add(&l->conditions, a) = c;
	} while (!take(s, ')'));
	return true;
}

/* Simple-ref = absolute-URI | ( path-absolute [ "?" query ] ) */
static bool
is_simple_ref(struct str s)
{
	if (str_index(s, '#') < s.n || str_starts(s, STR("//")))
		return false;
	return str_starts(s, STR("/")) || is_absolute_uri(s);
}

static bool
parse(struct arena *a, struct str value, bool mixed, struct if_header *out)
{
	struct str s = str_trim(value), tag = STR_NONE;
	bool need_list = true;

	*out = (struct if_header){0};
	do {
		struct if_list list = {0};

		if (take(&s, '<')) {
			/* Tagged and untagged lists do not mix, and each tag
			 * has a list. */
			if ((out->lists.n > 0 && tag.p == NULL && !mixed) ||
			    (tag.p != NULL && need_list) ||
			    !take_coded(&s, &tag) || !is_simple_ref(tag))
				return false;
			need_list = true;
			skip_space(&s);
			continue;
		}
		if (!take(&s, '(') || !take_list(a, &s, &list))
			return false;
		list.tag = tag;
		*vec_add(&out->lists, a) = list;
		need_list = false;
		skip_space(&s);
	} while (s.n > 0);
	return !need_list;
}

bool
if_parse(struct arena *a, struct str value, struct if_header *out)
{
	return parse(a, value, false, out);
}

bool
if_parse_mixed(struct arena *a, struct str value, struct if_header *out)
{
	return parse(a, value, true, out);
}

#include "refserver/jsonin.h"

#include "base/buf.h"
#include "base/utf8.h"

#define DEPTH_MAX 32

struct input {
	struct arena *arena;
	struct str left;
};

static struct jsonin *read_value(struct input *in, unsigned depth);

static char
peek(struct input *in)
{
	return in->left.n > 0 ? in->left.p[0] : '\0';
}

static char
take(struct input *in)
{
	char c = peek(in);

	in->left = str_from_at(in->left, 1);
	return c;
}

static void
skip_space(struct input *in)
{
	while (in->left.n > 0 && strchr(" \t\r\n", in->left.p[0]) != NULL &&
	       in->left.p[0] != '\0')
		in->left = str_from_at(in->left, 1);
}

/* After white space, this character, which is passed. */
static bool
comes(struct input *in, char c)
{
	skip_space(in);
	if (in->left.n == 0 || in->left.p[0] != c)
		return false;
	take(in);
	return true;
}

/* ------------------------------------------------------------- strings */

static bool
read_hex(struct input *in, uint32_t *out)
{
	*out = 0;
	for (int i = 0; i < 4; i++) {
		int digit = str_hex(take(in));

		if (digit < 0)
			return false;
		*out = *out << 4 | (uint32_t)digit;
	}
	return true;
}

static bool
read_escape(struct input *in, struct buf *b)
{
	static const char letters[] = "\"\\/bfnrt", means[] = "\"\\/\b\f\n\r\t";
	char c = take(in);
	const char *at = c != '\0' ? strchr(letters, c) : NULL;
	uint32_t high, low;

	if (at != NULL)
		return buf_putc(b, means[at - letters]);
	if (c != 'u' || !read_hex(in, &high))
		return false;
	if (high < 0xd800 || high > 0xdfff)
		return utf8_put(b, high);
	if (high > 0xdbff || take(in) != '\\' || take(in) != 'u' ||
	    !read_hex(in, &low) || low < 0xdc00 || low > 0xdfff)
		return false;
	return utf8_put(b, 0x10000 + ((high - 0xd800) << 10) + (low - 0xdc00));
}

static bool
read_string(struct input *in, struct str *out)
{
	struct buf b;
	bool ok = comes(in, '"'), open = ok;

	buf_init(&b, in->left.n + 1);
	while (ok && open) {
		char c = take(in);

		if (c == '"')
			open = false;
		else if (c == '\\')
			ok = read_escape(in, &b);
		else
			ok = (unsigned char)c >= 0x20 && buf_putc(&b, c);
	}
	if (ok)
		*out = arena_str(in->arena, buf_view(&b));
	buf_release(&b);
	return ok;
}

/* ------------------------------------------------------------- values */

static bool
read_digits(struct input *in)
{
	size_t n = in->left.n;

	while (peek(in) >= '0' && peek(in) <= '9')
		take(in);
	return in->left.n < n;
}

static bool
read_number(struct input *in)
{
	if (peek(in) == '-')
		take(in);
	if (peek(in) == '0')
		take(in);
	else if (!read_digits(in))
		return false;
	if (peek(in) == '.') {
		take(in);
		if (!read_digits(in))
			return false;
	}
	if ((peek(in) | 0x20) != 'e')
		return true;
	take(in);
	if (peek(in) == '+' || peek(in) == '-')
		take(in);
	return read_digits(in);
}

static bool
read_word(struct input *in)
{
	static const char *const words[] = {"null", "true", "false"};

	for (size_t i = 0; i < countof(words); i++)
		if (str_starts(in->left, str_from(words[i]))) {
			in->left = str_from_at(in->left, strlen(words[i]));
			return true;
		}
	return false;
}

/* What stands in an array or object, whose first character was passed. */
static bool
read_members(struct input *in, struct jsonin *v, unsigned depth)
{
	char end = v->kind == JSONIN_OBJECT ? '}' : ']';
	struct jsonin **link = &v->first;

	if (depth > DEPTH_MAX)
		return false;
	if (comes(in, end))
		return true;
	do {
		struct str name = STR_NONE;

		if (v->kind == JSONIN_OBJECT &&
		    (!read_string(in, &name) || !comes(in, ':')))
			return false;
		*link = read_value(in, depth);
		if (*link == NULL)
			return false;
		(*link)->name = name;
		link = &(*link)->next;
	} while (comes(in, ','));
	return comes(in, end);
}

static bool
read_kind(struct input *in, struct jsonin *v, unsigned depth)
{
	char c = peek(in);

	if (c == '"') {
		v->kind = JSONIN_STRING;
		return read_string(in, &v->text);
	}
	if (c == '[' || c == '{') {
		v->kind = take(in) == '[' ? JSONIN_ARRAY : JSONIN_OBJECT;
		return read_members(in, v, depth + 1);
	}
	if (c == '-' || (c >= '0' && c <= '9')) {
		v->kind = JSONIN_NUMBER;
		return read_number(in);
	}
	return read_word(in);
}

static struct jsonin *
read_value(struct input *in, unsigned depth)
{
	struct jsonin *v = arena_new(in->arena, struct jsonin);
	const char *start;

	skip_space(in);
	start = in->left.p;
	if (in->left.n == 0 || !read_kind(in, v, depth))
		return NULL;
	v->raw = (struct str){start, (size_t)(in->left.p - start)};
	return v;
}

const struct jsonin *
jsonin_parse(struct str text, struct arena *a)
{
	struct input in = {.arena = a, .left = text};
	const struct jsonin *v;

	if (text.n == 0 || !utf8_valid(text))
		return NULL;
	v = read_value(&in, 0);
	skip_space(&in);
	return in.left.n == 0 ? v : NULL;
}

const struct jsonin *
jsonin_member(const struct jsonin *v, const char *name)
{
	if (v == NULL || v->kind != JSONIN_OBJECT)
		return NULL;
	for (v = v->first; v != NULL; v = v->next)
		if (str_is(v->name, name))
			return v;
	return NULL;
}

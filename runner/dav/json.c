#include "dav/json.h"

#include "base/buf.h"
#include "base/utf8.h"

struct parser {
	struct arena *arena;
	const char *p, *end;
	const char *line_start; /* where column 1 is */
	const char *counted;	/* col and line are those of this place */
	unsigned line, col, depth;
	struct json_error *error;
};

/* Moves line and col on to p. */
static void
count_to(struct parser *x, const char *to)
{
	for (; x->counted < to; x->counted++) {
		if (*x->counted == '\n') {
			x->line++;
			x->col = 1;
		} else if (((unsigned char)*x->counted & 0xc0) != 0x80) {
			x->col++;
		}
	}
}

static bool
fail(struct parser *x, const char *message)
{
	count_to(x, x->p);
	*x->error = (struct json_error){x->line, x->col, message};
	return false;
}

static void
space(struct parser *x)
{
	while (x->p < x->end && (*x->p == ' ' || *x->p == '\t' ||
				    *x->p == '\n' || *x->p == '\r'))
		x->p++;
}

static bool
take(struct parser *x, char c)
{
	space(x);
	if (x->p >= x->end || *x->p != c)
		return false;
	x->p++;
	return true;
}

/* ------------------------------------------------------------- strings */

static bool
hex4(struct parser *x, uint32_t *out)
{
	*out = 0;
	for (int i = 0; i < 4; i++, x->p++) {
		char c = x->p < x->end ? *x->p : '\0';

		if (c >= '0' && c <= '9')
			*out = *out * 16 + (uint32_t)(c - '0');
		else if (c >= 'a' && c <= 'f')
			*out = *out * 16 + (uint32_t)(c - 'a' + 10);
		else if (c >= 'A' && c <= 'F')
			*out = *out * 16 + (uint32_t)(c - 'A' + 10);
		else
			return fail(x, "four hex digits must follow \\u");
	}
	return true;
}

/* After "\u": one code point; a surrogate without its other half is U+FFFD. */
static bool
unicode(struct parser *x, struct buf *b)
{
	uint32_t cp, low;

	if (!hex4(x, &cp))
		return false;
	if (cp >= 0xd800 && cp <= 0xdbff && x->end - x->p >= 6 &&
	    x->p[0] == '\\' && x->p[1] == 'u') {
		const char *back = x->p;

		x->p += 2;
		if (!hex4(x, &low))
			return false;
		if (low >= 0xdc00 && low <= 0xdfff)
			cp = 0x10000 + ((cp - 0xd800) << 10) + (low - 0xdc00);
		else
			x->p = back;
	}
	if (cp >= 0xd800 && cp <= 0xdfff)
		cp = 0xfffd;
	utf8_put(b, cp);
	return true;
}

static bool
escape(struct parser *x, struct buf *b)
{
	static const char from[] = "\"\\/bfnrt", to[] = "\"\\/\b\f\n\r\t";
	const char *at;
	char c = x->p < x->end ? *x->p : '\0';

	x->p++;
	if (c == 'u')
		return unicode(x, b);
	at = c ? strchr(from, c) : NULL;
	if (at == NULL) {
		x->p--;
		return fail(x, "no such escape");
	}
	return buf_putc(b, to[at - from]);
}

/* After the opening quote. */
static bool
string_with_escapes(struct parser *x, struct buf *b)
{
	while (x->p < x->end && *x->p != '"') {
		if ((unsigned char)*x->p < 0x20)
			return fail(x, "a control character in a string");
		if (*x->p != '\\') {
			buf_putc(b, *x->p++);
			continue;
		}
		x->p++;
		if (!escape(x, b))
			return false;
	}
	return x->p < x->end || fail(x, "a string without its end");
}

static bool
string(struct parser *x, struct str *out)
{
	const char *start = ++x->p;
	struct buf b;
	bool ok;

	while (x->p < x->end && *x->p != '"' && *x->p != '\\' &&
	       (unsigned char)*x->p >= 0x20)
		x->p++;
	if (x->p < x->end && *x->p == '"') {
		*out = (struct str){start, (size_t)(x->p++ - start)};
		return true;
	}
	x->p = start;
	buf_init(&b, (size_t)(x->end - start) + 1);
	ok = string_with_escapes(x, &b);
	if (ok) {
		x->p++;
		*out = arena_str(x->arena, buf_view(&b));
	}
	buf_release(&b);
	return ok;
}

/* ------------------------------------------------------------- values */

static bool value(struct parser *x, struct json_value *out);

static bool
digits(struct parser *x)
{
	const char *start = x->p;

	while (x->p < x->end && *x->p >= '0' && *x->p <= '9')
		x->p++;
	return x->p > start || fail(x, "a digit is missing");
}

static bool
number(struct parser *x)
{
	if (*x->p == '-')
		x->p++;
	if (x->p < x->end && *x->p == '0')
		x->p++;
	else if (!digits(x))
		return false;
	if (x->p < x->end && *x->p == '.') {
		x->p++;
		if (!digits(x))
			return false;
	}
	if (x->p < x->end && (*x->p == 'e' || *x->p == 'E')) {
		x->p++;
		if (x->p < x->end && (*x->p == '+' || *x->p == '-'))
			x->p++;
		return digits(x);
	}
	return true;
}

static bool
literal(struct parser *x, struct json_value *out)
{
	static const struct {
		const char *word;
		enum json_kind kind;
	} words[] = {
	    {"null",  JSON_NULL   },
		 {"true",  JSON_BOOLEAN},
	    {"false", JSON_BOOLEAN}
	   };
	struct str rest = {x->p, (size_t)(x->end - x->p)};

	for (size_t i = 0; i < countof(words); i++)
		if (str_starts(rest, str_from(words[i].word))) {
			out->kind = words[i].kind;
			x->p += strlen(words[i].word);
			return true;
		}
	return fail(x, "no JSON value");
}

/* After "[" or "{". */
static bool
members(struct parser *x, struct json_value *out)
{
	bool object = out->kind == JSON_OBJECT;
	char close = object ? '}' : ']';
	const struct json_value **link = &out->first;

	if (++x->depth > JSON_DEPTH_MAX)
		return fail(x, "nested too deep");
	if (take(x, close)) {
		x->depth--;
		return true;
	}
	do {
		struct json_value *v = arena_new(x->arena, struct json_value);
		struct str name = STR_NONE;

		space(x);
		if (object) {
			if (x->p >= x->end || *x->p != '"')
				return fail(x, "a member's name is missing");
			if (!string(x, &name))
				return false;
			if (!take(x, ':'))
				return fail(x, "\":\" is missing");
		}
		if (!value(x, v))
			return false;
		v->name = name;
		*link = v;
		link = &v->next;
		out->n++;
	} while (take(x, ','));
	x->depth--;
	return take(x, close) || fail(x, "\",\" or the end is missing");
}

static bool
value_by_kind(struct parser *x, struct json_value *out)
{
	switch (*x->p) {
	case '[':
	case '{':
		out->kind = *x->p++ == '[' ? JSON_ARRAY : JSON_OBJECT;
		return members(x, out);
	case '"':
		out->kind = JSON_STRING;
		return string(x, &out->text);
	default:
		if (*x->p == '-' || (*x->p >= '0' && *x->p <= '9')) {
			out->kind = JSON_NUMBER;
			return number(x);
		}
		return literal(x, out);
	}
}

static bool
value(struct parser *x, struct json_value *out)
{
	const char *start;

	space(x);
	if (x->p >= x->end)
		return fail(x, "a value is missing");
	start = x->p;
	count_to(x, start);
	out->line = x->line;
	out->col = x->col;
	if (!value_by_kind(x, out))
		return false;
	out->raw = (struct str){start, (size_t)(x->p - start)};
	if (out->kind != JSON_STRING)
		out->text = out->raw;
	return true;
}

const struct json_value *
json_parse(struct str text, struct arena *a, struct json_error *error)
{
	struct json_value *root = arena_new(a, struct json_value);
	struct parser x = {.arena = a, .line = 1, .col = 1, .error = error};

	if (text.p == NULL)
		text = STR("");
	if (str_starts(text, STR("\xef\xbb\xbf")))
		text = str_from_at(text, 3);
	x.p = x.counted = text.p;
	x.end = text.p + text.n;
	if (!utf8_valid(text)) {
		fail(&x, "not UTF-8");
		return NULL;
	}
	if (text.n == 0) {
		fail(&x, "empty");
		return NULL;
	}
	if (!value(&x, root))
		return NULL;
	space(&x);
	if (x.p < x.end) {
		fail(&x, "something follows the value");
		return NULL;
	}
	return root;
}

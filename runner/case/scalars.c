#include "case/scalars.h"

bool
text_read(
    struct scope *s, const struct node *n, const char *what, struct text *out)
{
	return n->kind == NODE_SCALAR ? subst_scalar(s, n, out)
				      : wrong_type(s, n, what);
}

bool
text_needed(
    struct scope *s, const struct node *n, const char *what, struct text *out)
{
	if (!text_read(s, n, what, out))
		return false;
	if (out->s.p != NULL || out->opaque)
		return true;
	scope_mistake(s, n->loc, "%s is wanted here, not nothing", what);
	return false;
}

static bool
bad(struct scope *s, const struct node *n, struct str text, const char *why)
{
	scope_mistake(s, n->loc, "`%.*s` is not %s", STRF(text), why);
	return false;
}

/* ------------------------------------------------------------- texts */

static bool
read_text(
    struct scope *s, const struct node *n, void *out, const struct type *t)
{
	struct text text;

	if (!text_needed(s, n, t->what, &text))
		return false;
	*(struct str *)out = text.s;
	return true;
}

static bool
read_text_or_nothing(
    struct scope *s, const struct node *n, void *out, const struct type *t)
{
	struct text text;

	if (!text_read(s, n, t->what, &text))
		return false;
	*(struct str *)out = text.s;
	return true;
}

bool
token_ok(struct str s)
{
	for (size_t i = 0; i < s.n; i++) {
		char c = s.p[i];

		if (!((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
			(c >= '0' && c <= '9') ||
			(c != '\0' && strchr("!#$%&'*+-.^_`|~", c) != NULL)))
			return false;
	}
	return s.n > 0;
}

static bool
read_token(
    struct scope *s, const struct node *n, void *out, const struct type *t)
{
	struct text text;

	if (!text_needed(s, n, t->what, &text))
		return false;
	*(struct str *)out = text.s;
	return text.opaque || token_ok(text.s) || bad(s, n, text.s, t->what);
}

static bool
read_pointer(
    struct scope *s, const struct node *n, void *out, const struct type *t)
{
	struct text text;

	if (!text_needed(s, n, t->what, &text))
		return false;
	*(struct str *)out = text.s;
	return text.opaque || text.s.n == 0 || text.s.p[0] == '/' ||
	       bad(s, n, text.s, "a JSON pointer (empty, or `/` first)");
}

static bool
read_variable(
    struct scope *s, const struct node *n, void *out, const struct type *t)
{
	if (n->kind != NODE_SCALAR)
		return wrong_type(s, n, t->what);
	*(struct str *)out = n->text;
	if (!variable_name_ok(n->text))
		return bad(s, n, n->text,
		    "the name of a variable (letters, digits, `_`, `-`)");
	if (str_is(n->text, "host") || str_is(n->text, "authorization"))
		return bad(s, n, n->text, "free: it is built in");
	if (variables_find(s->row, n->text) == NULL)
		return true;
	return bad(s, n, n->text, "free: it is a variable of `each`");
}

static bool
read_flag(
    struct scope *s, const struct node *n, void *out, const struct type *t)
{
	struct text text;

	if (!text_needed(s, n, t->what, &text))
		return false;
	if (text.opaque || str_is(text.s, "true"))
		*(bool *)out = true;
	else if (t == &type_flag && str_is(text.s, "false"))
		*(bool *)out = false;
	else
		return bad(s, n, text.s, t->what);
	return true;
}

/* ------------------------------------------------------------- numbers */

static bool
read_number(
    struct scope *s, const struct node *n, void *out, const struct type *t)
{
	struct text text;
	uint64_t v = 0;

	if (!text_needed(s, n, t->what, &text))
		return false;
	if (!text.opaque && (!str_to_u64(text.s, &v) || v > 100000))
		return bad(s, n, text.s, "a number (up to 100000)");
	*(unsigned *)out = (unsigned)v;
	return true;
}

bool
size_from_text(struct str text, uint64_t *out)
{
	static const struct {
		const char *unit;
		unsigned shift;
	} units[] = {
	    {"KiB", 10},
		 {"MiB", 20},
	      {"GiB", 30}
	 };
	unsigned shift = 0;

	for (size_t i = 0; i < countof(units); i++)
		if (str_ends(text, str_from(units[i].unit))) {
			text.n -= 3;
			shift = units[i].shift;
		}
	if (!str_to_u64(text, out) || *out > SIZE_MAX_BYTES >> shift)
		return false;
	*out <<= shift;
	return true;
}

static bool
read_length(
    struct scope *s, const struct node *n, void *out, const struct type *t)
{
	struct text text;
	uint64_t v = 0;

	if (!text_needed(s, n, t->what, &text))
		return false;
	if (!text.opaque && !size_from_text(text.s, &v))
		return bad(s, n, text.s,
		    "a size: bytes, or KiB, MiB, GiB, up to 4GiB");
	*(uint64_t *)out = v;
	return true;
}

static bool
read_time(
    struct scope *s, const struct node *n, void *out, const struct type *t)
{
	struct text text;
	struct str digits;
	uint64_t v = 1, unit = 1000;

	if (!text_needed(s, n, t->what, &text))
		return false;
	digits = text.s;
	if (str_ends(digits, STR("ms"))) {
		digits.n -= 2;
		unit = 1;
	} else if (str_ends(digits, STR("s"))) {
		digits.n--;
	} else if (!text.opaque) {
		return bad(s, n, text.s, "a time such as `2s` or `500ms`");
	}
	if (!text.opaque &&
	    (!str_to_u64(digits, &v) || v == 0 || v > TIME_MAX_MS / unit))
		return bad(s, n, text.s,
		    "a time from `1ms` to `3600s`, without a fraction");
	*(unsigned *)out = (unsigned)(v * unit);
	return true;
}

/* ------------------------------------------------------------- types */

#define PATTERN_OR_VARIABLE(p)                                                 \
	"{\"type\": [\"string\", \"number\"], \"pattern\": \"" p               \
	"|\\\\$\\\\{\"}"

const struct type type_text = {.name = "text",
    .what = "text",
    .help = "a text; also what looks like a number or a boolean",
    .read = read_text,
    .schema = "{\"type\": [\"string\", \"number\", \"boolean\"]}"};
const struct type type_text_or_nothing = {.name = "text-or-nothing",
    .what = "text or nothing",
    .help = "a text, or nothing: empty, ~ or null",
    .read = read_text_or_nothing,
    .schema = "{\"type\": [\"string\", \"number\", \"boolean\", \"null\"]}"};
const struct type type_texts = {.what = "a list of texts",
    .read = read_list,
    .item = &type_text,
    .size = sizeof(struct str),
    .one = true};
const struct type type_token = {.name = "token",
    .what = "a token of HTTP",
    .help = "a token of HTTP",
    .read = read_token,
    .schema = PATTERN_OR_VARIABLE("^[!#$%&'*+.^_`|~0-9A-Za-z-]+$")};
const struct type type_pointer = {.name = "pointer",
    .what = "a JSON pointer",
    .help = "a JSON pointer (RFC 6901)",
    .read = read_pointer,
    .schema = "{\"type\": \"string\", \"pattern\": \"^(/|$)|\\\\$\\\\{\"}"};
const struct type type_variable = {.name = "variable",
    .what = "the name of a variable",
    .read = read_variable,
    .schema = "{\"type\": \"string\", \"pattern\": "
	      "\"^[A-Za-z_][A-Za-z0-9_-]*$\"}"};
const struct type type_flag = {.name = "flag",
    .what = "`true` or `false`",
    .read = read_flag,
    .schema = "{\"anyOf\": [{\"type\": \"boolean\"}, "
	      "{\"enum\": [\"true\", \"false\"]}, {\"type\": \"string\", "
	      "\"pattern\": \"\\\\$\\\\{\"}]}"};
const struct type type_yes = {.name = "yes",
    .what = "`true`",
    .read = read_flag,
    .schema = "{\"anyOf\": [{\"enum\": [true, \"true\"]}, "
	      "{\"type\": \"string\", \"pattern\": \"\\\\$\\\\{\"}]}"};
const struct type type_number = {.name = "number",
    .what = "a number",
    .read = read_number,
    .schema = "{\"anyOf\": [{\"type\": \"integer\", \"minimum\": 0, "
	      "\"maximum\": 100000}, {\"type\": \"string\", "
	      "\"pattern\": \"^[0-9]+$|\\\\$\\\\{\"}]}"};
const struct type type_length = {.name = "length",
    .what = "a size",
    .help = "bytes; KiB, MiB and GiB may follow the number",
    .read = read_length,
    .schema = "{\"anyOf\": [{\"type\": \"integer\", \"minimum\": 0, "
	      "\"maximum\": 4294967296}, {\"type\": \"string\", \"pattern\": "
	      "\"^[0-9]+([KMG]iB)?$|\\\\$\\\\{\"}]}"};
const struct type type_time = {.name = "time",
    .what = "a time",
    .help = "2s or 500ms",
    .read = read_time,
    .schema = "{\"type\": \"string\", "
	      "\"pattern\": \"^[0-9]+m?s$|\\\\$\\\\{\"}"};

#include "case/scalars.h"

/*
 * Relative to the scratch collection, decoded. What could lead out of it, or
 * be spelled in two ways, is not a path (cases/README.md).
 */
static const char *
path_trouble(struct str text)
{
	struct str rest = text, segment;

	if (text.n == 0)
		return "a path is not empty: the scratch collection is `/`";
	if (text.p[0] == '/')
		return "a path is relative to the scratch collection: no `/` "
		       "first";
	if (text.p[text.n - 1] == '/')
		rest.n--;
	while (str_cut(&rest, '/', &segment)) {
		if (segment.n == 0)
			return "a path has no empty segment";
		if (str_is(segment, ".") || str_is(segment, ".."))
			return "a path has no `.` or `..` segment";
	}
	return memchr(text.p, '\0', text.n) ? "a path has no NUL" : NULL;
}

bool
path_from_text(
    struct scope *s, struct str text, struct loc loc, struct path *out)
{
	const char *trouble = NULL;

	*out = (struct path){PATH_SCRATCH, text, loc};
	if (str_is(text, "/"))
		out->text = STR("");
	else
		trouble = path_trouble(text);
	if (trouble == NULL && s->file != NULL && !s->file->scratch)
		trouble = "with `scratch: false` only `{raw: TEXT}` is a path";
	if (trouble == NULL)
		return true;
	scope_mistake(s, loc, "%s", trouble);
	return false;
}

struct path_raw {
	struct str raw, href;
};

/* clang-format off */
static const struct field path_fields[] = {
    {FIELD("raw", &type_text, struct path_raw, raw), HASNOT,
	.flags = FIELD_ALONE,
	.help = "a whole request target, sent as it stands"},
    {FIELD("href", &type_text, struct path_raw, href), HASNOT,
	.flags = FIELD_ALONE, .help = "an href that the server gave"},
};
/* clang-format on */
static const struct table path_table = {
    .what = "a path", .fields = path_fields, .n = countof(path_fields)};

static bool
has_control(struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		if ((unsigned char)s.p[i] <= 0x20 || s.p[i] == 0x7f)
			return true;
	return false;
}

static bool
read_path_mapping(struct scope *s, const struct node *n, struct path *out)
{
	struct path_raw raw = {0};

	if (!table_read(s, n, &raw, &path_table, 0))
		return false;
	out->loc = n->loc;
	out->kind = raw.raw.p ? PATH_RAW : PATH_HREF;
	out->text = raw.raw.p ? raw.raw : raw.href;
	if (out->kind == PATH_HREF && s->file != NULL && !s->file->scratch) {
		scope_mistake(s, n->loc,
		    "with `scratch: false` only `{raw: TEXT}` is a path");
		return false;
	}
	/* In a check, what is not known yet stands there as written. */
	if (out->kind == PATH_RAW && has_control(out->text) &&
	    (s->mode == SUBST_RUN ||
		str_find(out->text, STR("${")) == out->text.n)) {
		scope_mistake(s, n->loc,
		    "a request target has no blank or control character");
		scope_hint(s, "`send` sends what stands there");
		return false;
	}
	return true;
}

static bool
read_path(
    struct scope *s, const struct node *n, void *out, const struct type *t)
{
	struct path *path = out;
	struct text text;

	if (n->kind == NODE_MAPPING)
		return read_path_mapping(s, n, path);
	if (!text_needed(s, n, t->what, &text))
		return false;
	*path = (struct path){PATH_SCRATCH, text.s, n->loc};
	if (s->file != NULL && !s->file->scratch)
		return path_from_text(s, STR("x"), n->loc, path);
	return text.opaque || path_from_text(s, text.s, n->loc, path);
}

static bool
read_paths(
    struct scope *s, const struct node *n, void *out, const struct type *t)
{
	return node_is_nothing(n) || read_list(s, n, out, t);
}

static const struct type relative_path = {.name = "relative-path",
    .what = "a path",
    .help = "relative to the scratch collection, which itself is /",
    .schema = "{\"type\": [\"string\", \"number\", \"boolean\"], "
	      "\"anyOf\": [{\"pattern\": \"\\\\$\\\\{\"}, "
	      "{\"allOf\": [{\"pattern\": \"^(/|[^/](.|\\n)*)$\"}, "
	      "{\"not\": {\"pattern\": \"//|(^|/)[.][.]?(/|$)\"}}]}]}"};
static const struct type path_mapping = {.table = &path_table};
static const struct type *const path_forms[] = {
    &relative_path, &path_mapping, NULL};
static const struct type no_paths = {.schema = "{\"type\": \"null\"}"};
static const struct type some_paths = {.item = &type_path, .one = true};
static const struct type *const paths_forms[] = {&no_paths, &some_paths, NULL};

const struct type type_path = {.name = "path",
    .what = "a path",
    .help = "a path below the scratch collection, {raw: TEXT} or {href: TEXT}",
    .read = read_path,
    .any_of = path_forms};
const struct type type_paths = {.what = "a list of paths",
    .read = read_paths,
    .any_of = paths_forms,
    .item = &type_path,
    .size = sizeof(struct path),
    .one = true};

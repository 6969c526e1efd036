#include "case/yaml.h"

#include <yaml.h>

#include "base/utf8.h"
#include "case/lines.h"
#include "case/yamlhint.h"

struct builder {
	yaml_parser_t parser;
	yaml_event_t event;
	bool has_event;
	struct str source;
	const char *file;
	struct arena *arena, scratch;
	struct diags *diags;
	struct lines lines;
	unsigned depth;
	bool ok;
};

static struct loc
loc_at(const struct builder *b, size_t character)
{
	struct loc loc = {b->file, 0, 0};

	lines_place(&b->lines, character, &loc.line, &loc.col);
	return loc;
}

PRINTF(3, 4)
static void
mistake(struct builder *b, size_t character, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	diag_add(b->diags, loc_at(b, character), "%s",
	    arena_vprintf(b->arena, fmt, ap));
	va_end(ap);
	b->ok = false;
}

/* ------------------------------------------------------------- events */

static void
report_syntax(struct builder *b)
{
	const yaml_parser_t *p = &b->parser;
	const char *problem = p->problem ? p->problem : "not readable";
	size_t at = p->problem_mark.index, from = at, start;
	const char *hint;

	if (p->context != NULL && p->context_mark.index < at)
		from = p->context_mark.index;
	if (from < at) {
		struct loc begun = loc_at(b, from);

		mistake(b, at, "not YAML: %s, %s begun at %u:%u", problem,
		    p->context, begun.line, begun.col);
	} else {
		mistake(b, at, "not YAML: %s", problem);
	}
	start = lines_byte(&b->lines, from);
	hint = yaml_hint(problem, str_from_at(b->source, start),
	    lines_byte(&b->lines, at) - start, lines_line(&b->lines, at));
	if (hint != NULL)
		diag_hint(b->diags, "%s", hint);
}

static bool
next_event(struct builder *b)
{
	if (b->has_event)
		yaml_event_delete(&b->event);
	b->has_event = yaml_parser_parse(&b->parser, &b->event) != 0;
	if (!b->has_event)
		report_syntax(b);
	return b->has_event;
}

static void
refuse_extras(
    struct builder *b, const yaml_char_t *anchor, const yaml_char_t *tag)
{
	size_t at = b->event.start_mark.index;

	if (anchor != NULL)
		mistake(b, at, "an anchor (`&%s`) is not allowed here",
		    (const char *)anchor);
	if (tag != NULL)
		mistake(b, at, "a tag (`%s`) is not allowed here",
		    (const char *)tag);
	if (anchor != NULL || tag != NULL)
		diag_hint(
		    b->diags, "quote a text that begins with `&`, `*` or `!`");
}

/* ------------------------------------------------------------- nodes */

static struct node *read_node(struct builder *b);

static struct node *
node_new(struct builder *b, enum node_kind kind)
{
	struct node *n = arena_new(b->arena, struct node);

	n->kind = kind;
	n->loc = loc_at(b, b->event.start_mark.index);
	n->text = STR("");
	return n;
}

static struct node *
read_scalar(struct builder *b)
{
	struct node *n = node_new(b, NODE_SCALAR);

	refuse_extras(b, b->event.data.scalar.anchor, b->event.data.scalar.tag);
	n->plain = b->event.data.scalar.style == YAML_PLAIN_SCALAR_STYLE;
	n->text = arena_str(
	    b->arena, (struct str){(const char *)b->event.data.scalar.value,
			  b->event.data.scalar.length});
	return n;
}

static struct node *
read_list(struct builder *b)
{
	struct node *n = node_new(b, NODE_LIST);
	VEC(struct node *) items = {0};

	refuse_extras(b, b->event.data.sequence_start.anchor,
	    b->event.data.sequence_start.tag);
	while (next_event(b)) {
		struct node *item;

		if (b->event.type == YAML_SEQUENCE_END_EVENT) {
			n->items = items.v;
			n->n = items.n;
			return n;
		}
		item = read_node(b);
		if (item == NULL)
			return NULL;
		*vec_add(&items, b->arena) = item;
	}
	return NULL;
}

static int
by_key(const void *x, const void *y)
{
	const struct node *const *a = x, *const *b = y;
	int c = str_cmp((*a)->text, (*b)->text);

	if (c != 0)
		return c;
	return (*a)->loc.line != (*b)->loc.line
		   ? ((*a)->loc.line > (*b)->loc.line) * 2 - 1
		   : ((*a)->loc.col > (*b)->loc.col) -
			 ((*a)->loc.col < (*b)->loc.col);
}

static void
refuse_duplicates(struct builder *b, const struct node *n)
{
	const struct node **keys =
	    arena_array(&b->scratch, const struct node *, n->n);

	for (size_t i = 0; i < n->n; i++)
		keys[i] = n->pairs[i].key;
	if (n->n > 1)
		qsort(keys, n->n, sizeof(*keys), by_key);
	for (size_t i = 1; i < n->n; i++)
		if (str_eq(keys[i - 1]->text, keys[i]->text)) {
			diag_add(b->diags, keys[i]->loc,
			    "the key `%.*s` stands twice, first at %u:%u",
			    STRF(keys[i]->text), keys[i - 1]->loc.line,
			    keys[i - 1]->loc.col);
			b->ok = false;
		}
}

/* False when reading cannot go on. */
static bool
read_pair(struct builder *b, struct node_pair *pair)
{
	size_t at = b->event.start_mark.index;
	struct node *key = read_node(b);

	if (key == NULL || !next_event(b))
		return false;
	pair->key = key;
	pair->value = read_node(b);
	if (key->kind != NODE_SCALAR) {
		mistake(
		    b, at, "a key must be text, not %s", node_kind_text(key));
		diag_hint(b->diags, "quote `${...}` and `{...}` in a key");
		key->kind = NODE_SCALAR;
	} else if (key->plain && key->text.n == 0) {
		mistake(b, at, "there is no key before the `:`");
	}
	return pair->value != NULL;
}

static struct node *
read_mapping(struct builder *b)
{
	struct node *n = node_new(b, NODE_MAPPING);
	VEC(struct node_pair) pairs = {0};

	refuse_extras(b, b->event.data.mapping_start.anchor,
	    b->event.data.mapping_start.tag);
	while (next_event(b)) {
		struct node_pair pair;

		if (b->event.type == YAML_MAPPING_END_EVENT) {
			n->pairs = pairs.v;
			n->n = pairs.n;
			refuse_duplicates(b, n);
			return n;
		}
		if (!read_pair(b, &pair))
			return NULL;
		*vec_add(&pairs, b->arena) = pair;
	}
	return NULL;
}

static struct node *
read_alias(struct builder *b)
{
	mistake(b, b->event.start_mark.index,
	    "an alias (`*%s`) is not allowed here",
	    (const char *)b->event.data.alias.anchor);
	diag_hint(b->diags, "quote a text that begins with `&`, `*` or `!`");
	return node_new(b, NODE_SCALAR);
}

/* NULL when reading cannot go on (reported). */
static struct node *
read_node(struct builder *b)
{
	struct node *n = NULL;

	if (b->event.type == YAML_ALIAS_EVENT)
		return read_alias(b);
	if (b->event.type == YAML_SCALAR_EVENT)
		return read_scalar(b);
	if (++b->depth > YAML_DEPTH_MAX)
		mistake(b, b->event.start_mark.index,
		    "nested more than %d levels deep", YAML_DEPTH_MAX);
	else if (b->event.type == YAML_SEQUENCE_START_EVENT)
		n = read_list(b);
	else
		n = read_mapping(b);
	b->depth--;
	return n;
}

/* ------------------------------------------------------------- the file */

/* What libyaml would refuse without a place. */
static bool
characters_ok(struct builder *b)
{
	struct str rest = b->source;
	size_t n = 0;
	uint32_t cp;

	for (; utf8_next(&rest, &cp); n++)
		if ((cp < 0x20 && cp != '\t' && cp != '\n' && cp != '\r') ||
		    cp == 0x7f || (cp >= 0x80 && cp < 0xa0 && cp != 0x85) ||
		    cp == 0xfffe || cp == 0xffff) {
			mistake(b, n,
			    "the control character U+%04X: write it as an "
			    "escape in double quotes",
			    cp);
			return false;
		}
	if (rest.n > 0)
		mistake(b, n, "the byte %02X is not UTF-8",
		    (unsigned)(unsigned char)rest.p[0]);
	return rest.n == 0;
}

static const struct node *
read_document(struct builder *b)
{
	const struct node *root;

	if (!next_event(b) || !next_event(b)) /* stream start, then */
		return NULL;
	if (b->event.type == YAML_STREAM_END_EVENT) {
		mistake(b, 0, "there is nothing in this file");
		return NULL;
	}
	if (b->event.data.document_start.tag_directives.start !=
	    b->event.data.document_start.tag_directives.end)
		mistake(b, b->event.start_mark.index,
		    "a %%TAG directive is not allowed here");
	if (!next_event(b))
		return NULL;
	root = read_node(b);
	if (root == NULL || !next_event(b) || !next_event(b))
		return NULL;
	if (b->event.type != YAML_STREAM_END_EVENT)
		mistake(b, b->event.start_mark.index,
		    "a second document: one file holds one");
	return root;
}

bool
yaml_parse(struct str source, const char *file, struct arena *a,
    struct diags *diags, const struct node **root)
{
	struct builder b = {
	    .source = source, .file = file, .arena = a, .diags = diags};

	*root = NULL;
	b.ok = true;
	if (source.n > YAML_FILE_MAX) {
		diag_add(diags, (struct loc){file, 0, 0},
		    "larger than 1 MiB (%zu bytes)", source.n);
		return false;
	}
	if (str_starts(source, STR("\xef\xbb\xbf")))
		b.source = str_from_at(source, 3);
	lines_init(&b.lines, b.source, &b.scratch);
	if (characters_ok(&b)) {
		if (!yaml_parser_initialize(&b.parser))
			fatal("out of memory");
		yaml_parser_set_encoding(&b.parser, YAML_UTF8_ENCODING);
		yaml_parser_set_input_string(
		    &b.parser, (const unsigned char *)b.source.p, b.source.n);
		*root = read_document(&b);
		if (b.has_event)
			yaml_event_delete(&b.event);
		yaml_parser_delete(&b.parser);
	}
	arena_release(&b.scratch);
	return b.ok && *root != NULL;
}

/* ------------------------------------------------------------- access */

bool
node_is_nothing(const struct node *n)
{
	return n->kind == NODE_SCALAR && n->plain &&
	       (n->text.n == 0 || str_is(n->text, "~") ||
		   str_is(n->text, "null"));
}

const char *
node_kind_text(const struct node *n)
{
	if (n->kind == NODE_LIST)
		return node_count(n) > 0 ? "a list" : "an empty list";
	if (n->kind == NODE_MAPPING)
		return node_count(n) > 0 ? "a mapping" : "an empty mapping";
	return node_is_nothing(n) ? "nothing" : "text";
}

const struct node *
node_get(const struct node *n, const char *key)
{
	for (size_t i = 0; n->kind == NODE_MAPPING && i < n->n; i++)
		if (str_is(n->pairs[i].key->text, key))
			return n->pairs[i].value;
	return NULL;
}

size_t
node_count(const struct node *n)
{
	return n->kind == NODE_LIST ? n->n : 1;
}

const struct node *
node_at(const struct node *n, size_t i)
{
	assert(i < node_count(n));
	return n->kind == NODE_LIST ? n->items[i] : n;
}

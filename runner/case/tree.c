#include "case/bytes.h"

#define TREE_MAX 20000 /* with the collections that are implied */

/* ------------------------------------------------------------- props */

static const struct type type_tree_props = {.name = "property-values",
    .what = "a mapping of names to values",
    .read = read_dict,
    .key = &type_name,
    .item = &type_value,
    .size = sizeof(struct tree_prop),
    .at = offsetof(struct tree_prop, value)};

struct entry_raw {
	bool has_body, has_type;
	struct bytes body;
	struct str type;
	struct tree_prop *props;
	size_t n_props, cap_props;
};

/* clang-format off */
static const struct field entry_fields[] = {
    {FIELD("body", &type_bytes, struct entry_raw, body),
	HAS(struct entry_raw, has_body), .help = "the contents of a file"},
    {FIELD("type", &type_text, struct entry_raw, type),
	HAS(struct entry_raw, has_type),
	.help = "its Content-Type; application/octet-stream unless said"},
    {FIELD("props", &type_tree_props, struct entry_raw, props), HASNOT,
	.help = "dead properties"},
};
/* clang-format on */
static const struct table entry_table = {.what = "a file or collection",
    .fields = entry_fields,
    .n = countof(entry_fields)};

/* ------------------------------------------------------------- entries */

static bool
is_collection(struct str path)
{
	return path.n == 0 || path.p[path.n - 1] == '/';
}

static bool
read_entry_mapping(struct scope *s, const struct node *n, struct tree_entry *e)
{
	struct entry_raw raw = {0};

	if (!table_read(s, n, &raw, &entry_table, 0))
		return false;
	e->body = raw.body;
	e->type = raw.type;
	e->props = raw.props;
	e->n_props = raw.n_props;
	e->cap_props = raw.cap_props;
	if (!e->collection && !raw.has_body) {
		scope_mistake(s, n->loc, "a file lacks its `body`");
		scope_hint(s, "the path of a collection ends in `/`");
		return false;
	}
	if (e->collection && (raw.has_body || raw.has_type)) {
		scope_mistake(
		    s, n->loc, "a collection has no `body` and no `type`");
		return false;
	}
	return true;
}

static bool
read_contents(struct scope *s, const struct node *n, struct tree_entry *e)
{
	struct text text;

	if (n->kind == NODE_MAPPING && !bytes_is_mapping(n))
		return read_entry_mapping(s, n, e);
	if (!e->collection) {
		if (!node_is_nothing(n))
			return type_bytes.read(s, n, &e->body, &type_bytes);
		scope_mistake(s, n->loc,
		    "nothing makes a collection, whose path ends in `/`");
		scope_hint(s, "an empty file is \"\"");
		return false;
	}
	if (n->kind == NODE_SCALAR) {
		if (!subst_scalar(s, n, &text))
			return false;
		if (text.s.p == NULL || text.opaque)
			return true;
	}
	scope_mistake(s, n->loc,
	    "a collection (its path ends in `/`) has nothing or {props} here");
	return false;
}

/* Entries for the paths that a key stands for, all with these contents. */
static bool
add_entries(struct scope *s, const struct node *key, struct str text,
    const struct tree_entry *contents, struct tree *tree, struct strs *all)
{
	size_t from = all->n;
	bool ok = true;

	if (!expand_counts(s, text, key->loc, all))
		return false;
	for (size_t i = from; i < all->n; i++) {
		struct tree_entry *e = vec_add(tree, s->arena);

		*e = *contents;
		ok = path_from_text(s, all->v[i], key->loc, &e->path) && ok;
		if (!ok)
			break;
	}
	return ok;
}

static bool
read_pair(struct scope *s, const struct node_pair *pair, struct tree *tree,
    struct strs *all)
{
	struct tree_entry contents = {0};
	struct text text;

	if (!text_needed(s, pair->key, "a path", &text))
		return false;
	contents.collection = is_collection(text.s);
	contents.path.loc = pair->key->loc;
	/* What is not known yet may turn out to be of the other kind. */
	if (text.opaque)
		return node_is_nothing(pair->value) ||
		       read_contents(s, pair->value, &contents);
	return read_contents(s, pair->value, &contents) &&
	       add_entries(s, pair->key, text.s, &contents, tree, all);
}

/* ------------------------------------------------------------- the whole */

static int
by_path(const void *x, const void *y)
{
	const struct tree_entry *a = x, *b = y;
	int c = str_cmp(a->path.text, b->path.text);

	if (c != 0)
		return c;
	/* What was written before what is only implied (no place). */
	return (a->path.loc.line == 0) - (b->path.loc.line == 0);
}

/* How much two paths have in common: their parents there are the same. */
static size_t
common(struct str a, struct str b)
{
	size_t n = 0;

	while (n < a.n && n < b.n && a.p[n] == b.p[n])
		n++;
	return n;
}

static bool
add_parents(struct scope *s, struct tree *tree)
{
	size_t written = tree->n;

	for (size_t i = 0; i < written; i++) {
		struct path path = tree->v[i].path;
		size_t k =
		    i == 0 ? 0 : common(tree->v[i - 1].path.text, path.text);

		for (; k + 1 < path.text.n; k++) {
			struct tree_entry *e;

			if (path.text.p[k] != '/')
				continue;
			if (tree->n >= TREE_MAX) {
				scope_mistake(s, path.loc,
				    "the tree has more than %d entries",
				    TREE_MAX);
				return false;
			}
			e = vec_add(tree, s->arena);
			e->collection = true;
			e->path.kind = PATH_SCRATCH;
			e->path.text = str_sub(path.text, 0, k + 1);
			e->path.loc.file = path.loc.file;
		}
	}
	return true;
}

static bool
has_collection(const struct tree *tree, struct str file)
{
	size_t lo = 0, hi = tree->n;

	while (lo < hi) {
		size_t mid = lo + (hi - lo) / 2;
		struct str at = tree->v[mid].path.text;
		int c = str_cmp(str_sub(at, 0, file.n), file);

		if (c == 0)
			c = at.n > file.n ? (unsigned char)at.p[file.n] - '/'
					  : -1;
		if (c == 0)
			return true;
		if (c < 0)
			lo = mid + 1;
		else
			hi = mid;
	}
	return false;
}

/* Sorted, without what stands twice. */
static bool
settle(struct scope *s, struct tree *tree)
{
	size_t n = 0;
	bool ok = true;

	if (tree->n > 1)
		qsort(tree->v, tree->n, sizeof(*tree->v), by_path);
	for (size_t i = 0; i < tree->n; i++) {
		struct tree_entry *e = &tree->v[i];

		if (n == 0 || !str_eq(tree->v[n - 1].path.text, e->path.text)) {
			tree->v[n++] = *e;
		} else if (e->path.loc.line != 0) {
			scope_mistake(s, e->path.loc,
			    "`%.*s` is here a second time", STRF(e->path.text));
			ok = false;
		}
	}
	tree->n = n;
	if (n > 0 && tree->v[0].path.text.n == 0 && tree->v[0].n_props == 0) {
		tree->n--;
		memmove(tree->v, tree->v + 1, tree->n * sizeof(*tree->v));
	}
	for (size_t i = 0; i < tree->n; i++) {
		const struct tree_entry *e = &tree->v[i];

		if (e->collection || !has_collection(tree, e->path.text))
			continue;
		scope_mistake(s, e->path.loc,
		    "`%.*s` is a file here and a collection too",
		    STRF(e->path.text));
		ok = false;
	}
	return ok;
}

static bool
read_tree(
    struct scope *s, const struct node *n, void *out, const struct type *t)
{
	struct tree *tree = out;
	struct strs all = {0};
	bool ok = true;

	if (n->kind != NODE_MAPPING)
		return wrong_type(s, n, t->what);
	for (size_t i = 0; i < n->n; i++)
		ok = read_pair(s, &n->pairs[i], tree, &all) && ok;
	return ok && add_parents(s, tree) && settle(s, tree);
}

static bool
read_given_or_tree(
    struct scope *s, const struct node *n, void *out, const struct type *t)
{
	struct expectations *e = out;
	struct text text;

	if (s->file != NULL && !s->file->scratch) {
		scope_mistake(s, n->loc,
		    "with `scratch: false` there is no tree to read back");
		return false;
	}
	if (n->kind != NODE_SCALAR)
		return read_tree(s, n, &e->tree, t);
	if (!text_needed(s, n, t->what, &text))
		return false;
	e->tree_given = true;
	if (text.opaque || str_is(text.s, "given"))
		return true;
	scope_mistake(s, n->loc, "a tree or `given` is wanted here");
	return false;
}

static const struct type type_entry = {.table = &entry_table,
    .name = "tree-entry-form",
    .help = "{body, type, props}"};
static const struct type *const entry_forms[] = {
    &type_text_or_nothing, &type_bytes_form, &type_entry, NULL};
static const struct type tree_entry = {.name = "tree-entry",
    .help = "nothing for a collection, bytes for a file, or {body, type, "
	    "props}",
    .any_of = entry_forms};
static const struct type tree_key = {.schema =
					 "{\"type\": \"string\", \"pattern\": "
					 "\"^(/|[^/](.|\\n)*)$|\\\\$\\\\{\"}"};

const struct type type_tree = {.name = "tree",
    .what = "a tree: {path: contents}",
    .help = "{path: contents}: nothing for a collection, bytes for a file, "
	    "or {body, type, props}; collections on the way are implied, "
	    "m{1..9} counts",
    .read = read_tree,
    .key = &tree_key,
    .item = &tree_entry};
static const struct type given_word = {.name = "given-word",
    .schema = "{\"type\": \"string\", "
	      "\"pattern\": \"^given$|\\\\$\\\\{\"}"};
static const struct type *const given_or_tree[] = {
    &given_word, &type_tree, NULL};
const struct type type_given_or_tree = {.what = "a tree or `given`",
    .read = read_given_or_tree,
    .any_of = given_or_tree};

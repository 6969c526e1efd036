#include "check/expecting.h"

#include "base/vec.h"

/*
 * The scratch collection as it should be beside what was read back. Paths are
 * compared without the slash at their end, so that a file where a collection
 * should be is one difference and not two.
 */
struct pair {
	struct str path; /* without the final slash */
	const struct tree_entry *wanted;
	const struct tree_seen_entry *seen;
};

struct pairs {
	struct pair *v; /* sorted by path */
	size_t n, cap;
};

static struct str
bare(struct str path)
{
	if (path.n > 0 && path.p[path.n - 1] == '/')
		path.n--;
	return path;
}

static int
pair_cmp(const void *p, const void *q)
{
	const struct pair *a = p, *b = q;

	return str_cmp(a->path, b->path);
}

static void
merge_pairs(struct pairs *all)
{
	size_t kept = 0;

	if (all->n > 1)
		qsort(all->v, all->n, sizeof(*all->v), pair_cmp);
	for (size_t i = 0; i < all->n; i++) {
		struct pair *last = kept > 0 ? &all->v[kept - 1] : NULL;

		if (last == NULL || !str_eq(last->path, all->v[i].path)) {
			all->v[kept++] = all->v[i];
			continue;
		}
		if (all->v[i].wanted != NULL)
			last->wanted = all->v[i].wanted;
		if (all->v[i].seen != NULL)
			last->seen = all->v[i].seen;
	}
	all->n = kept;
}

static struct pairs
pairs_of(
    const struct tree *wanted, const struct tree_seen *seen, struct arena *a)
{
	struct pairs all = {0};

	for (size_t i = 0; wanted != NULL && i < wanted->n; i++)
		*vec_add(&all, a) =
		    (struct pair){.path = bare(wanted->v[i].path.text),
			.wanted = &wanted->v[i]};
	for (size_t i = 0; i < seen->n; i++)
		*vec_add(&all, a) = (struct pair){
		    .path = bare(seen->v[i].path), .seen = &seen->v[i]};
	merge_pairs(&all);
	return all;
}

static struct str
parent_of(struct str path)
{
	while (path.n > 0 && path.p[path.n - 1] != '/')
		path.n--;
	return bare(path);
}

static const struct pair *
pair_find(const struct pairs *all, struct str path)
{
	struct pair key = {.path = path};

	return all->n > 0
		   ? bsearch(&key, all->v, all->n, sizeof(*all->v), pair_cmp)
		   : NULL;
}

/* ------------------------------------------------------------- one entry */

PRINTF(3, 4)
static struct finding *
tree_fail(struct expecting *x, struct loc at, const char *fmt, ...)
{
	struct finding *f;
	va_list ap;
	char *message;

	va_start(ap, fmt);
	message = arena_vprintf(x->out->arena, fmt, ap);
	va_end(ap);
	f = expect_fail(x, at, "%s", message);
	f->place = PLACE_TREE;
	return f;
}

static struct str
length_text(uint64_t length, const char *hex, struct arena *a)
{
	return arena_strf(a, "%llu byte%s, SHA-256 %.12s...",
	    (unsigned long long)length, length == 1 ? "" : "s", hex);
}

static struct str
wanted_content(const struct payload *p, const char *hex, struct arena *a)
{
	struct str text = length_text(payload_size(p), hex, a);

	if (p->generated || p->bytes.n > 80)
		return text;
	return arena_strf(a, "\"%.*s\" (%.*s)", STRF(p->bytes), STRF(text));
}

static void
judge_content(struct expecting *x, const struct pair *p, struct loc at)
{
	const struct bytes *body = &p->wanted->body;
	struct arena *a = x->out->arena;
	struct payload wanted = {.generated = body->kind == BYTES_GENERATED,
	    .size = body->size,
	    .seed = body->seed,
	    .bytes = body->kind == BYTES_GIVEN ? body->data : STR("")};
	char hex[SHA256_HEX];
	struct finding *f;

	if (p->seen->get_status != 200) {
		f = tree_fail(x, at, "GET of %.*s is answered %d",
		    STRF(p->path), p->seen->get_status);
		f->expected = STR("200");
		f->actual = arena_strf(a, "%d", p->seen->get_status);
		return;
	}
	payload_sha256(&wanted, hex);
	if (payload_size(&wanted) == p->seen->length &&
	    strcmp(hex, p->seen->sha256) == 0)
		return;
	f = tree_fail(x, at, "%.*s has another content", STRF(p->path));
	f->expected = wanted_content(&wanted, hex, a);
	f->actual = length_text(p->seen->length, p->seen->sha256, a);
}

static const struct xml_node *
seen_prop(const struct response *r, const struct qname *name)
{
	const struct propstat *in = NULL;
	const struct xml_node *n =
	    r ? response_prop(r, name->uri, name->local, &in) : NULL;

	return n != NULL && in != NULL && in->status.code == 200 ? n : NULL;
}

static void
judge_props(struct expecting *x, const struct pair *p, struct loc at)
{
	for (size_t i = 0; i < p->wanted->n_props; i++) {
		const struct tree_prop *wanted = &p->wanted->props[i];
		struct shown s = shown_prop(
		    seen_prop(p->seen->props, &wanted->name), x->out->arena);
		struct mismatch why = {0};
		struct finding *f;

		if (match_value(&wanted->value, &s, &x->env, &why))
			continue;
		f = tree_fail(x, at, "the property %.*s of %.*s %s",
		    STRF(qname_text(x, &wanted->name)),
		    STRF(p->path.n > 0 ? p->path : STR("/")),
		    s.there ? "has another value" : "is missing");
		f->expected = why.expected;
		f->actual = shown_quote(&s, x->out->arena);
	}
}

static const char *
kind_text(bool collection)
{
	return collection ? "a collection" : "a file";
}

static void
judge_pair(struct expecting *x, const struct pair *p, struct loc at)
{
	struct finding *f;

	if (p->wanted == NULL || p->seen == NULL) {
		f = tree_fail(x, at, "%.*s is %s", STRF(p->path),
		    p->wanted ? "missing" : "there and should not be");
		f->expected = str_from(
		    p->wanted ? kind_text(p->wanted->collection) : "nothing");
		f->actual = str_from(
		    p->seen ? kind_text(p->seen->collection) : "nothing");
		return;
	}
	if (p->wanted->collection != p->seen->collection) {
		f = tree_fail(x, at, "%.*s is %s", STRF(p->path),
		    kind_text(p->seen->collection));
		f->expected = str_from(kind_text(p->wanted->collection));
		f->actual = str_from(kind_text(p->seen->collection));
		return;
	}
	if (!p->wanted->collection)
		judge_content(x, p, at);
	judge_props(x, p, at);
}

/* ------------------------------------------------------------- the whole */

/* The scratch collection itself is there without being said. */
static bool
is_root_unsaid(const struct pair *p)
{
	return p->path.n == 0 && (p->wanted == NULL || p->seen == NULL);
}

/* A collection that is missing (or surplus) says it for its members. */
static bool
follows_from_parent(const struct pairs *all, const struct pair *p)
{
	const struct pair *parent;

	if (p->path.n == 0 || (p->wanted != NULL && p->seen != NULL))
		return false;
	parent = pair_find(all, parent_of(p->path));
	if (parent == NULL || parent->path.n == 0)
		return false;
	return p->wanted
		   ? parent->seen == NULL || !parent->seen->collection
		   : parent->wanted == NULL || !parent->wanted->collection;
}

static void
judge_tree(struct expecting *x, const struct tree *wanted, struct loc at)
{
	struct pairs all = pairs_of(wanted, x->in->tree, x->out->arena);
	size_t before = x->out->n;

	for (size_t i = 0; i < all.n; i++) {
		const struct pair *p = &all.v[i];

		if (is_root_unsaid(p) || follows_from_parent(&all, p))
			continue;
		judge_pair(x, p,
		    p->wanted && p->wanted->path.loc.line > 0
			? p->wanted->path.loc
			: at);
	}
	limit_findings(x, before, at);
}

void
part_tree(struct expecting *x, const struct expectations *e)
{
	const struct tree_seen *seen = x->in->tree;
	struct str why = STR("it was not read back");
	struct finding *f;

	if (!e->has_tree)
		return;
	if (seen != NULL && seen->error.p == NULL) {
		judge_tree(x, e->tree_given ? x->in->given : &e->tree, e->loc);
		return;
	}
	if (seen != NULL)
		why = seen->error;
	f = tree_fail(x, e->loc,
	    "what the scratch collection holds is not known: %.*s", STRF(why));
	f->level = FINDING_ERROR;
}

#include "refserver/store.h"

#include "base/digest.h"

struct store {
	struct node *root;
	uint64_t serial;
};

static char *
copy_text(struct str s)
{
	char *p = xmalloc(s.n + 1);

	if (s.n > 0)
		memcpy(p, s.p, s.n);
	p[s.n] = '\0';
	return p;
}

void
node_set_text(char **field, struct str value)
{
	char *copy = value.p ? copy_text(value) : NULL;

	free(*field);
	*field = copy;
}

/* A fresh serial for the node: its representation has changed. */
void
store_touch(struct store *s, struct node *n)
{
	n->serial = ++s->serial;
	n->modified = time(NULL);
}

static struct node *
node_new(struct store *s, struct str name, bool collection)
{
	struct node *n = xcalloc(1, sizeof(*n));

	n->name = (struct str){copy_text(name), name.n};
	n->collection = collection;
	n->created = time(NULL);
	if (!collection)
		n->body = blob_take(NULL, 0);
	store_touch(s, n);
	return n;
}

static void
node_free(struct node *n)
{
	assert(n->locks == 0);
	for (size_t i = 0; i < n->members; i++)
		node_free(n->member[i]);
	free(n->member);
	blob_unref(n->body);
	propset_release(&n->props);
	free(n->type);
	free(n->language);
	free(n->odd);
	free((void *)(uintptr_t)n->name.p);
	free(n);
}

/* Where the name is among the members, or where it belongs. */
static size_t
member_index(const struct node *n, struct str name)
{
	size_t lo = 0, hi = n->members;

	while (lo < hi) {
		size_t mid = lo + (hi - lo) / 2;

		if (str_cmp(n->member[mid]->name, name) < 0)
			lo = mid + 1;
		else
			hi = mid;
	}
	return lo;
}

struct node *
node_member(const struct node *n, struct str name)
{
	size_t i = member_index(n, name);

	for (size_t k = 0; n->folding && k < n->members; k++)
		if (str_eq_nocase(n->member[k]->name, name))
			return n->member[k];
	return i < n->members && str_eq(n->member[i]->name, name) ? n->member[i]
								  : NULL;
}

static void
attach(struct store *s, struct node *parent, struct node *n)
{
	size_t at = member_index(parent, n->name);

	if (parent->members == parent->member_cap) {
		parent->member_cap =
		    parent->member_cap ? parent->member_cap * 2 : 8;
		parent->member = xrealloc(
		    parent->member, parent->member_cap * sizeof(struct node *));
	}
	memmove(parent->member + at + 1, parent->member + at,
	    (parent->members - at) * sizeof(struct node *));
	parent->member[at] = n;
	parent->members++;
	n->born = ++s->serial;
	n->parent = parent;
	store_touch(s, parent);
}

static void
detach(struct store *s, struct node *n)
{
	struct node *parent = n->parent;
	size_t at = member_index(parent, n->name);

	assert(parent->member[at] == n);
	parent->members--;
	memmove(parent->member + at, parent->member + at + 1,
	    (parent->members - at) * sizeof(struct node *));
	n->parent = NULL;
	store_touch(s, parent);
}

struct node *
store_add(
    struct store *s, struct node *parent, struct str name, bool collection)
{
	struct node *n = node_new(s, name, collection);

	assert(parent->collection && node_member(parent, name) == NULL);
	attach(s, parent, n);
	return n;
}

void
store_remove(struct store *s, struct node *n)
{
	assert(n->parent != NULL);
	detach(s, n);
	node_free(n);
}

static void
touch_all(struct store *s, struct node *n)
{
	store_touch(s, n);
	for (size_t i = 0; i < n->members; i++)
		touch_all(s, n->member[i]);
}

void
store_move(
    struct store *s, struct node *n, struct node *parent, struct str name)
{
	struct str new_name = {copy_text(name), name.n};

	assert(!node_within(parent, n));
	detach(s, n);
	free((void *)(uintptr_t)n->name.p);
	n->name = new_name; /* name may have been a view of the old one */
	assert(node_member(parent, n->name) == NULL);
	attach(s, parent, n);
	touch_all(s, n);
}

void
store_set_body(struct store *s, struct node *n, struct blob *body)
{
	blob_unref(n->body);
	n->body = body;
	n->made_by_lock = false;
	store_touch(s, n);
}

struct node *
store_find_n(struct store *s, const struct path *path, size_t n)
{
	struct node *at = s->root;

	for (size_t i = 0; i < n && at != NULL; i++)
		at = at->collection ? node_member(at, path->seg.v[i]) : NULL;
	return at;
}

struct node *
store_find(struct store *s, const struct path *path)
{
	struct node *n = store_find_n(s, path, path->seg.n);

	return n != NULL && path->slash && !n->collection ? NULL : n;
}

struct store *
store_new(void)
{
	static const char *const areas[] = {
	    "folding", "picky", "quota", "read-only", "stuck"};
	struct store *s = xcalloc(1, sizeof(*s));
	struct node *n;
	uint32_t start;

	/* Another run of the server uses other ETags. */
	random_bytes(&start, sizeof(start));
	s->serial = (uint64_t)start << 24;
	s->root = node_new(s, STR(""), true);
	s->root->fixed = true;
	for (size_t i = 0; i < countof(areas); i++)
		store_add(s, s->root, str_from(areas[i]), true)->fixed = true;
	node_member(s->root, STR("folding"))->folding = true;
	store_add(s, node_member(s->root, STR("stuck")), STR("f"), false);
	n = node_member(s->root, STR("read-only"));
	n->read_only = true;
	store_add(s, n, STR("collection"), true);
	n = store_add(s, n, STR("file.txt"), false);
	store_set_body(s, n, blob_take(xstrdup("read only\n"), 10));
	node_set_text(&n->type, STR("text/plain"));
	return s;
}

void
store_free(struct store *s)
{
	if (s == NULL)
		return;
	node_free(s->root);
	free(s);
}

struct node *
store_root(struct store *s)
{
	return s->root;
}

uint64_t
store_newest(const struct store *s)
{
	return s->serial;
}

bool
node_within(const struct node *n, const struct node *top)
{
	while (n != NULL && n != top)
		n = n->parent;
	return n != NULL;
}

bool
node_read_only(const struct node *n)
{
	while (n != NULL && !n->read_only)
		n = n->parent;
	return n != NULL;
}

size_t
node_height(const struct node *n)
{
	size_t most = 0;

	for (size_t i = 0; i < n->members; i++) {
		size_t h = node_height(n->member[i]) + 1;

		if (h > most)
			most = h;
	}
	return most;
}

size_t
node_depth(const struct node *n)
{
	size_t depth = 0;

	for (; n->parent != NULL; n = n->parent)
		depth++;
	return depth;
}

size_t
node_bytes(const struct node *n)
{
	size_t sum = n->body ? n->body->n : 0;

	for (size_t i = 0; i < n->props.list.n; i++)
		sum += n->props.list.v[i].xml.n;
	for (size_t i = 0; i < n->members; i++)
		sum += node_bytes(n->member[i]);
	return sum;
}

const struct prop *
node_prop(const struct node *n, struct str ns, struct str name)
{
	return propset_find(&n->props, ns, name);
}

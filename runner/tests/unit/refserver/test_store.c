/* The tree, its serials, and the blobs that copies share. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

#include "refserver/store.h"

static struct node *
find(struct store *s, const char *url)
{
	struct arena a = {0};
	struct path p;
	struct str authority;
	struct node *n;

	assert_true(path_parse(&a, str_from(url), &p, &authority));
	n = store_find(s, &p);
	arena_release(&a);
	return n;
}

static void
test_paths(void **state)
{
	struct store *s = store_new();
	struct node *c = store_add(s, store_root(s), STR("a/b"), true);
	struct node *f = store_add(s, c, STR("f g"), false);

	(void)state;
	assert_ptr_equal(find(s, "/"), store_root(s));
	assert_ptr_equal(find(s, "/a%2fb"), c);
	assert_ptr_equal(find(s, "/a%2Fb/"), c);
	assert_ptr_equal(find(s, "http://h/a%2Fb/x/../f%20g?q"), f);
	assert_null(find(s, "/a%2Fb/f%20g/"));
	assert_null(find(s, "/a/b"));
	assert_null(find(s, "/x//y"));
	assert_null(find(s, "/a%2Fb/f%20g/x"));
	store_free(s);
}

static void
test_members_are_sorted(void **state)
{
	struct store *s = store_new();
	struct node *c = store_add(s, store_root(s), STR("c"), true);
	char name[16];

	(void)state;
	for (unsigned i = 0; i < 1000; i++) {
		snprintf(name, sizeof(name), "m%u", i * 7919 % 1000);
		store_add(s, c, str_from(name), i % 2 == 0);
	}
	assert_int_equal(c->members, 1000);
	for (size_t i = 1; i < c->members; i++)
		assert_true(
		    str_cmp(c->member[i - 1]->name, c->member[i]->name) < 0);
	for (unsigned i = 0; i < 1000; i += 2) {
		snprintf(name, sizeof(name), "m%u", i);
		store_remove(s, node_member(c, str_from(name)));
		assert_null(node_member(c, str_from(name)));
	}
	assert_int_equal(c->members, 500);
	store_free(s);
}

/* RFC 4918 8.8: no serial comes twice, whatever is done. */
static void
test_serials(void **state)
{
	struct store *s = store_new();
	struct node *root = store_root(s);
	struct node *f = store_add(s, root, STR("f"), false);
	uint64_t last = f->serial;

	(void)state;
	store_set_body(s, f, blob_take(xstrdup("one"), 3));
	assert_true(f->serial > last);
	last = f->serial;
	store_move(s, f, root, STR("g"));
	assert_true(f->serial > last);
	/* Under the name that it has, which the move replaces. */
	store_move(s, f, store_add(s, root, STR("c"), true), f->name);
	assert_ptr_equal(find(s, "/c/g"), f);
	store_move(s, f, root, STR("f"));
	last = root->serial;
	store_remove(s, f);
	assert_true(root->serial > last);
	f = store_add(s, root, STR("f"), false);
	assert_true(f->serial > last);
	store_free(s);
}

static void
test_blobs_are_shared(void **state)
{
	struct store *s = store_new();
	struct node *f = store_add(s, store_root(s), STR("f"), false);
	struct node *g = store_add(s, store_root(s), STR("g"), false);

	(void)state;
	store_set_body(s, f, blob_take(xstrdup("one"), 3));
	store_set_body(s, g, blob_ref(f->body));
	store_set_body(s, f, blob_take(xstrdup("three"), 5));
	assert_int_equal(g->body->n, 3);
	assert_memory_equal(g->body->p, "one", 3);
	assert_int_equal(node_bytes(store_root(s)), 10 + 3 + 5);
	store_free(s);
}

static void
test_properties(void **state)
{
	struct store *s = store_new();
	struct node *f = store_add(s, store_root(s), STR("f"), false);
	struct propset copy = {{0}, {0}};

	(void)state;
	propset_set(&f->props,
	    (struct prop){STR("u"), STR("p"), STR("<p xmlns='u'/>")});
	propset_set(&f->props, (struct prop){STR("v"), STR("p"), STR("2")});
	propset_set(&f->props, (struct prop){STR("u"), STR("p"), STR("1")});
	assert_int_equal(f->props.list.n, 2);
	assert_true(str_is(node_prop(f, STR("u"), STR("p"))->xml, "1"));
	propset_copy(&copy, &f->props);
	assert_true(propset_remove(&f->props, STR("u"), STR("p")));
	assert_false(propset_remove(&f->props, STR("u"), STR("p")));
	assert_null(node_prop(f, STR("u"), STR("p")));
	assert_int_equal(copy.list.n, 2);
	propset_release(&copy);
	store_free(s);
}

static void
test_relations(void **state)
{
	struct store *s = store_new();
	struct node *a = store_add(s, store_root(s), STR("a"), true);
	struct node *b = store_add(s, a, STR("b"), true);
	struct node *c = store_add(s, b, STR("c"), false);

	(void)state;
	assert_true(node_within(c, a) && node_within(a, a));
	assert_false(node_within(a, b));
	assert_int_equal(node_height(a), 2);
	assert_int_equal(node_depth(c), 3);
	assert_false(node_read_only(c));
	assert_true(node_read_only(find(s, "/read-only/file.txt")));
	store_free(s);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_paths),
	    cmocka_unit_test(test_members_are_sorted),
	    cmocka_unit_test(test_serials),
	    cmocka_unit_test(test_blobs_are_shared),
	    cmocka_unit_test(test_properties),
	    cmocka_unit_test(test_relations),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

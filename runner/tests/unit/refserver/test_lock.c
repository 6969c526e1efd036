/* What locks cover, and when they end; the time is the test's own. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

#include "refserver/lock.h"

struct tree {
	struct store *s;
	struct locks locks;
	struct node *a, *b, *f; /* /a/ /a/b/ /a/b/f */
};

static struct tree
plant(void)
{
	struct tree t = {.s = store_new()};

	t.a = store_add(t.s, store_root(t.s), STR("a"), true);
	t.b = store_add(t.s, t.a, STR("b"), true);
	t.f = store_add(t.s, t.b, STR("f"), false);
	return t;
}

static void
fell(struct tree *t)
{
	locks_release(&t->locks);
	store_free(t->s);
}

static struct lock *
add(struct tree *t, struct node *root, bool infinite, uint64_t seconds,
    uint64_t now)
{
	struct lock want = {
	    .root = root, .infinite = infinite, .seconds = seconds};

	lock_token_new(want.token, "urn:uuid:");
	return lock_add(&t->locks, &want, now);
}

static size_t
count_on(const struct tree *t, const struct node *n)
{
	struct arena a = {0};
	struct lock_list on = {{0}};

	locks_on(&t->locks, n, &a, &on);
	arena_release(&a);
	return on.list.n;
}

static void
test_scope(void **state)
{
	struct tree t = plant();
	struct lock *deep = add(&t, t.a, true, 10, 0);
	struct lock *flat = add(&t, t.b, false, 10, 0);

	(void)state;
	assert_true(lock_covers(deep, t.f) && lock_covers(deep, t.a));
	assert_true(lock_covers(flat, t.b));
	assert_false(lock_covers(flat, t.f));
	assert_int_equal(count_on(&t, t.a), 1);
	assert_int_equal(count_on(&t, t.b), 2);
	assert_int_equal(count_on(&t, t.f), 1);
	assert_int_equal(count_on(&t, store_root(t.s)), 0);
	fell(&t);
}

/* RFC 4918 7.4: what is moved in or out joins or leaves the lock. */
static void
test_moving(void **state)
{
	struct tree t = plant();

	(void)state;
	add(&t, t.b, true, 10, 0);
	assert_int_equal(count_on(&t, t.f), 1);
	store_move(t.s, t.f, t.a, STR("g"));
	assert_int_equal(count_on(&t, t.f), 0);
	store_move(t.s, t.f, t.b, STR("h"));
	assert_int_equal(count_on(&t, t.f), 1);
	fell(&t);
}

static void
test_expiry(void **state)
{
	struct tree t = plant();
	struct lock *l = add(&t, t.f, false, 5, 1000);

	(void)state;
	add(&t, t.a, false, 0, 1000); /* for ever */
	assert_int_equal(lock_left(l, 1000), 5);
	assert_int_equal(lock_left(l, 1001), 5);
	assert_int_equal(lock_left(l, 4500), 2);
	locks_expire(&t.locks, 5999);
	assert_int_equal(count_on(&t, t.f), 1);
	lock_renew(l, 5, 5999);
	locks_expire(&t.locks, 6000);
	assert_int_equal(count_on(&t, t.f), 1);
	locks_expire(&t.locks, 10999);
	assert_int_equal(count_on(&t, t.f), 0);
	assert_int_equal(t.f->locks, 0);
	locks_expire(&t.locks, UINT64_MAX);
	assert_int_equal(t.locks.n, 1);
	fell(&t);
}

static void
test_drop(void **state)
{
	struct tree t = plant();
	struct lock *l;

	(void)state;
	add(&t, t.f, false, 0, 0);
	add(&t, t.b, true, 0, 0);
	l = add(&t, t.a, false, 0, 0);
	locks_drop(&t.locks, t.b);
	assert_int_equal(t.locks.n, 1);
	assert_ptr_equal(lock_find(&t.locks, str_from(l->token)), l);
	store_remove(t.s, t.b);
	lock_remove(&t.locks, l);
	assert_int_equal(t.a->locks, 0);
	fell(&t);
}

static void
test_below(void **state)
{
	struct tree t = plant();
	struct arena a = {0};
	struct lock_list below = {{0}}, at = {{0}};

	(void)state;
	add(&t, t.f, false, 0, 0);
	add(&t, t.a, true, 0, 0);
	locks_below(&t.locks, t.a, &a, &below);
	assert_int_equal(below.list.n, 1);
	assert_ptr_equal(below.list.v[0]->root, t.f);
	locks_at(&t.locks, t.a, &a, &at);
	assert_int_equal(at.list.n, 1);
	arena_release(&a);
	fell(&t);
}

static void
test_tokens_differ(void **state)
{
	char a[LOCK_TOKEN_MAX], b[LOCK_TOKEN_MAX];

	(void)state;
	lock_token_new(a, "urn:uuid:");
	lock_token_new(b, "urn:uuid:");
	assert_int_equal(strlen(a), 9 + 36);
	assert_string_not_equal(a, b);
	assert_true(a[9 + 14] == '4');
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_scope),
	    cmocka_unit_test(test_moving),
	    cmocka_unit_test(test_expiry),
	    cmocka_unit_test(test_drop),
	    cmocka_unit_test(test_below),
	    cmocka_unit_test(test_tokens_differ),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

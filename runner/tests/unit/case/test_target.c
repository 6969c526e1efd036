#include "fixtures.h"

#include "case/target.h"

#define TARGETS "runner/tests/fixtures/targets/"

static void
a_profile_is_read_whole(void **state)
{
	struct arena a = {0};
	struct diags diags = {.arena = &a};
	struct target t;

	(void)state;
	assert_true(target_load(TARGETS "good/whole.yaml", &a, &t, &diags));
	assert_string_equal(t.path, TARGETS "good/whole.yaml");
	assert_str(t.name, "Apache httpd mod_dav");
	assert_str(t.version, "2.4");
	assert_str(t.url, "http://127.0.0.1:8080/dav/");
	assert_str(t.auth, "digest");
	assert_str(t.start, "./start.sh");
	assert_str(t.stop, "./stop.sh");
	assert_int_equal(t.n_users, 3);
	assert_str(t.users[0].key, "first");
	assert_str(t.users[0].name, "alice");
	assert_str(t.users[0].password, getenv("PATH"));
	assert_str(t.users[1].password, "a${b}");
	assert_null(t.users[2].password.p);
	assert_int_equal(t.n_features, 3);
	assert_str(t.features[0].name, "over-quota");
	assert_str(t.features[0].text, "20MiB");
	assert_str(t.features[2].text, "true");
	assert_int_equal(t.n_known_failures, 2);
	assert_str(t.known_failures[1].name, "rules/href-unique");
	assert_str(t.known_failures[1].text, "no reason");
	assert_int_equal(t.known_failures[1].loc.line, 14);
	assert_int_equal(t.known_failures[1].loc.col, 3);
	arena_release(&a);
}

static void
a_server_may_be_started_instead(void **state)
{
	struct arena a = {0};
	struct diags diags = {.arena = &a};
	struct target t;

	(void)state;
	assert_true(
	    target_load(TARGETS "good/start-only.yaml", &a, &t, &diags));
	assert_null(t.url.p);
	assert_str(t.start, "start.sh");
	arena_release(&a);
}

static void
check_bad(const char *path)
{
	struct arena a = {0};
	struct diags diags = {.arena = &a};
	struct target t;

	assert_false(target_load(path, &a, &t, &diags));
	fixture_expects(path, &diags);
	arena_release(&a);
}

static void
each_mistake_is_told_with_its_place(void **state)
{
	(void)state;
	assert_true(each_file(TARGETS "bad", check_bad) >= 18);
}

static void
a_file_that_is_not_there(void **state)
{
	struct arena a = {0};
	struct diags diags = {.arena = &a};
	struct target t;

	(void)state;
	assert_false(target_load("/none/t.yaml", &a, &t, &diags));
	assert_int_equal(diags.list.n, 1);
	arena_release(&a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(a_profile_is_read_whole),
	    cmocka_unit_test(a_server_may_be_started_instead),
	    cmocka_unit_test(each_mistake_is_told_with_its_place),
	    cmocka_unit_test(a_file_that_is_not_there),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

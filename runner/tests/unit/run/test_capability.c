#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "run/capability.h"

static struct arena arena;

/* Why a case with this need is skipped, or nothing. */
static struct str
lacks(const struct target *t, const char *need)
{
	struct capability c = {.target = t};
	struct str word = str_from(need);
	struct testcase tc = {.needs = {.v = &word, .n = 1}};

	return capability_lacks(&c, &tc, &arena);
}

static void
a_literal_request_logs_in_with_what_can_be_written(void **state)
{
	static const char *const can[] = {"basic", "bearer", "any"};
	static const char *const cannot[] = {"digest", "negotiate"};
	struct target_user user = {.key = STR("first"), .name = STR("alice")};
	struct target t = {.users = &user, .n_users = 1};

	(void)state;
	assert_null(lacks(&t, "literal-login").p);
	for (size_t i = 0; i < countof(can); i++) {
		t.auth = str_from(can[i]);
		assert_null(lacks(&t, "literal-login").p);
	}
	for (size_t i = 0; i < countof(cannot); i++) {
		struct str why;

		t.auth = str_from(cannot[i]);
		why = lacks(&t, "literal-login");
		assert_true(str_ends(why, t.auth));
	}
	t.n_users = 0;
	assert_null(lacks(&t, "literal-login").p);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(
		a_literal_request_logs_in_with_what_can_be_written),
	};
	int failed = cmocka_run_group_tests(tests, NULL, NULL);

	arena_release(&arena);
	return failed;
}

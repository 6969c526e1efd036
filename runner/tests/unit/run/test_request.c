#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "run/request.h"

static void
check(const char *auth, struct str name, struct str password,
    const char *wanted)
{
	struct arena a = {0};
	struct target_user user = {STR("first"), name, password};
	struct target t = {
	    .auth = str_from(auth), .users = &user, .n_users = 1};
	struct str line = request_authorization(&t, &a);

	if (wanted == NULL)
		assert_null(line.p);
	else
		assert_string_equal(
		    arena_strf(&a, "%.*s", STRF(line)).p, wanted);
	arena_release(&a);
}

/* A token is what stands for the password, or all that --user gave. */
static void
a_literal_request_logs_in_as_the_others_do(void **state)
{
	(void)state;
	check("basic", STR("al"), STR("s3"), "Authorization: Basic YWw6czM=");
	check("any", STR("al"), STR("s3"), "Authorization: Basic YWw6czM=");
	check("bearer", STR("al"), STR("tok.en"),
	    "Authorization: Bearer tok.en");
	check("bearer", STR("tok.en"), STR(""), "Authorization: Bearer tok.en");
	check("digest", STR("al"), STR("s3"), NULL);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(a_literal_request_logs_in_as_the_others_do),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

/* Command lines that a reader can paste. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "run/curl.h"

#define BEGIN "curl -sS -i --path-as-is -X 'PUT'"
#define END " 'http://h/a'"

static struct target_user users[] = {
    {.key = {"first", 5},	  .name = {"al", 2}, .password = {"s3", 2}},
    {.key = {"on-call", 7}, .name = {"bo", 2}, .password = {"s4", 2}},
};

static const struct pool_config plainly;

static void
check(const char *auth, struct request *r, const char *wanted)
{
	struct arena a = {0};
	struct target t = {
	    .auth = str_from(auth), .users = users, .n_users = countof(users)};
	struct str line;

	r->method = STR("PUT");
	line = curl_line(r, STR("http://h/a"), &t, &plainly, &a);
	assert_string_equal(arena_strf(&a, "%.*s", STRF(line)).p, wanted);
	arena_release(&a);
}

static void
each_scheme_logs_in_its_own_way(void **state)
{
	static const struct {
		const char *auth, *words;
	} rows[] = {
	    {NULL,	   " --anyauth -u \"$DAVPROOF_USER\""    },
	    {"any",	    " --anyauth -u \"$DAVPROOF_USER\""    },
	    {"basic",     " -u \"$DAVPROOF_USER\""	      },
	    {"digest",    " --digest -u \"$DAVPROOF_USER\""	},
	    {"negotiate", " --negotiate -u \"$DAVPROOF_USER\""  },
	    {"bearer",    " --oauth2-bearer \"$DAVPROOF_TOKEN\""},
	};
	struct arena a = {0};

	(void)state;
	for (size_t i = 0; i < countof(rows); i++) {
		struct request r = {0};

		check(rows[i].auth, &r,
		    arena_printf(&a, BEGIN "%s" END, rows[i].words));
	}
	arena_release(&a);
}

static void
each_user_has_a_name_of_its_own(void **state)
{
	struct request r = {.user = STR("bo:s4")};

	(void)state;
	check("basic", &r, BEGIN " -u \"$DAVPROOF_USER_on_call\"" END);
	check("bearer", &r,
	    BEGIN " --oauth2-bearer \"$DAVPROOF_TOKEN_on_call\"" END);
}

static void
who_sends_no_user_logs_in_as_nobody(void **state)
{
	struct request anonymous = {.user = STR("")};
	struct header own = {STR("Authorization"), STR("Basic eDp5")};
	struct request by_itself = {
	    .headers = {.v = &own, .n = 1}
	  };
	struct request plain = {.method = STR("GET")};
	struct target nobody = {0};
	struct arena a = {0};

	(void)state;
	check("basic", &anonymous, BEGIN END);
	check("basic", &by_itself, BEGIN " -H 'Authorization: ***'" END);
	assert_string_equal(
	    curl_line(&plain, STR("http://h/a"), &nobody, &plainly, &a).p,
	    "curl -sS -i --path-as-is -X 'GET' 'http://h/a'");
	arena_release(&a);
}

static void
it_goes_the_same_way(void **state)
{
	static const char *const resolve[] = {
	    "h:80:127.0.0.1", "i:80:127.0.0.1", NULL};
	static const struct {
		struct pool_config way;
		const char *words;
	} rows[] = {
	    {{.insecure = true},			 " -k"					  },
	    {{.cacert = "a b.pem"},		    " --cacert 'a b.pem'"				 },
	    {{.cert = "c.pem", .key = "it's.pem"},
		" --cert 'c.pem' --key 'it'\\''s.pem'"						      },
	    {{.resolve = resolve},		   " --resolve 'h:80:127.0.0.1'"
				   " --resolve 'i:80:127.0.0.1'"},
	    {{.unix_socket = "/run/s"},		" --unix-socket '/run/s'"			 },
	    {{.proxy = "http://p:3128"},		 " --proxy 'http://p:3128'"			   },
	    {{.proxy = "http://al:s3@p:3128/"},	" --proxy 'http://p:3128/'"			   },
	    {{.proxy = "al:s@3@p:3128"},		 " --proxy 'p:3128'"			    },
	    {{.proxy = "socks5://p/@"},		" --proxy 'socks5://p/@'"			 },
	};
	struct request r = {.method = STR("PUT")};
	struct target nobody = {0};
	struct arena a = {0};

	(void)state;
	for (size_t i = 0; i < countof(rows); i++)
		assert_string_equal(
		    curl_line(&r, STR("http://h/a"), &nobody, &rows[i].way, &a)
			.p,
		    arena_printf(&a, BEGIN "%s" END, rows[i].words));
	arena_release(&a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(each_scheme_logs_in_its_own_way),
	    cmocka_unit_test(each_user_has_a_name_of_its_own),
	    cmocka_unit_test(who_sends_no_user_logs_in_as_nobody),
	    cmocka_unit_test(it_goes_the_same_way),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

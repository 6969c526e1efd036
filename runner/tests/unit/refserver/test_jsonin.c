/* JSON of clients: what is taken, and how texts are decoded. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "refserver/jsonin.h"

static void
test_taken(void **state)
{
	static const char *const good[] = {"1", " -0.5e+3 ", "null", "[]", "{}",
	    "[1, [2], {\"a\": []}]", "\"\\u00E9\\n\\\"\"", "0", "true"};
	static const char *const bad[] = {"", " ", "[1,]", "[1 2]", "{\"a\"}",
	    "{a: 1}", "01", "-", "1.", "+1", "\"a", "\"\\x\"", "\"\\u12\"",
	    "\"\\ud83d\"", "\"\\udc00\"", "\"a\nb\"", "1 2", "\xff", "nul",
	    "\"\\", "{\"a\":", "[", "{\"a\": 1", "1e", "[\"\x01\"]"};
	struct arena a = {0};

	(void)state;
	for (size_t i = 0; i < countof(good); i++)
		if (jsonin_parse(str_from(good[i]), &a) == NULL)
			fail_msg("refused: %s", good[i]);
	for (size_t i = 0; i < countof(bad); i++)
		if (jsonin_parse(str_from(bad[i]), &a) != NULL)
			fail_msg("taken: %s", bad[i]);
	arena_release(&a);
}

static void
test_tree(void **state)
{
	struct arena a = {0};
	const struct jsonin *v = jsonin_parse(
	    STR("{\"a\": [1, \"\\ud83d\\ude00\\u00e9\\t\"], \"b\": -2.5}"), &a);
	const struct jsonin *list = jsonin_member(v, "a");

	(void)state;
	assert_non_null(list);
	assert_int_equal(JSONIN_ARRAY, list->kind);
	assert_true(str_is(list->first->raw, "1"));
	assert_true(
	    str_is(list->first->next->text, "\xf0\x9f\x98\x80\xc3\xa9\t"));
	assert_null(list->first->next->next);
	assert_true(str_is(jsonin_member(v, "b")->raw, "-2.5"));
	assert_null(jsonin_member(v, "c"));
	assert_null(jsonin_member(list, "a"));
	assert_null(jsonin_member(NULL, "a"));
	arena_release(&a);
}

static void
test_nesting(void **state)
{
	struct arena a = {0};
	char deep[200];

	(void)state;
	memset(deep, '[', 100);
	memset(deep + 100, ']', 100);
	assert_null(jsonin_parse((struct str){deep, sizeof(deep)}, &a));
	assert_non_null(jsonin_parse((struct str){deep + 80, 40}, &a));
	arena_release(&a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_taken),
	    cmocka_unit_test(test_tree),
	    cmocka_unit_test(test_nesting),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

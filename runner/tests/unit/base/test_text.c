#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/base64.h"
#include "base/buf.h"
#include "base/str.h"
#include "base/utf8.h"
#include "base/vec.h"

static void
cut_takes_all_parts(void **state)
{
	struct str rest = STR("a,,b"), part;

	(void)state;
	assert_true(str_cut(&rest, ',', &part) && str_is(part, "a"));
	assert_true(str_cut(&rest, ',', &part) && part.n == 0);
	assert_true(str_cut(&rest, ',', &part) && str_is(part, "b"));
	assert_false(str_cut(&rest, ',', &part));
	rest = STR("");
	assert_true(str_cut(&rest, ',', &part) && part.n == 0);
	assert_false(str_cut(&rest, ',', &part));
}

static void
numbers_are_whole_or_nothing(void **state)
{
	uint64_t n = 7;

	(void)state;
	assert_true(str_to_u64(STR("18446744073709551615"), &n));
	assert_true(n == UINT64_MAX);
	assert_false(str_to_u64(STR("18446744073709551616"), &n));
	assert_false(str_to_u64(STR(""), &n));
	assert_false(str_to_u64(STR("-1"), &n));
	assert_false(str_to_u64(STR("1 "), &n));
}

static void
nearest_finds_a_slip_and_no_stranger(void **state)
{
	static const char *const words[] = {"headers", "status", "responses"};

	(void)state;
	assert_string_equal(
	    str_nearest(STR("header"), words, 3), "headers");
	assert_string_equal(
	    str_nearest(STR("statsu"), words, 3), "status");
	assert_null(str_nearest(STR("colour"), words, 3));
	assert_null(str_nearest(STR(""), words, 3));
}

static void
a_buffer_keeps_its_ceiling(void **state)
{
	struct buf b;

	(void)state;
	buf_init(&b, 10);
	assert_true(buf_puts(&b, "12345"));
	assert_false(b.full);
	assert_false(buf_puts(&b, "678901"));
	assert_true(b.full);
	assert_string_equal(b.p, "1234567890");
	buf_clear(&b);
	assert_true(buf_printf(&b, "%d", 42));
	assert_string_equal(b.p, "42");
	buf_release(&b);
	buf_release(&b);
}

static void
printable(const char *in, size_t n, enum utf8_lines lines, const char *out)
{
	struct buf b;

	buf_init(&b, 1000);
	utf8_printable(&b, (struct str){in, n}, lines);
	assert_string_equal(b.p, out);
	buf_release(&b);
}

static void
hostile_bytes_become_printable(void **state)
{
	(void)state;
	printable("a\nb\tc", 5, UTF8_ONE_LINE, "a\\nb\\tc");
	printable("a\r\nb", 4, UTF8_KEEP_LINES, "a\nb");
	printable("\x1b[31m\0", 6, UTF8_ONE_LINE, "\\x1b[31m\\x00");
	printable("\xc3\xa9\xff", 3, UTF8_ONE_LINE, "\xc3\xa9\\xff");
	printable("\xed\xa0\x80", 3, UTF8_ONE_LINE, "\\xed\\xa0\\x80");
	printable("\xc0\xaf", 2, UTF8_ONE_LINE, "\\xc0\\xaf");
	printable("\xe2\x80\xae", 3, UTF8_ONE_LINE, "\\u{202e}");
	printable("\xef\xbf\xbf", 3, UTF8_ONE_LINE, "\\u{ffff}");
}

static void
a_cut_is_told_and_splits_no_character(void **state)
{
	struct buf b;

	(void)state;
	buf_init(&b, 1000);
	utf8_printable_cut(&b, STR("ab\xc3\xa9"), UTF8_ONE_LINE, 3);
	assert_string_equal(b.p, "ab (cut at 2 of 4 bytes)");
	buf_release(&b);
}

static void
base64_goes_there_and_back(void **state)
{
	static const char *const pairs[][2] = {{"", ""}, {"f", "Zg=="},
	    {"fo", "Zm8="}, {"foo", "Zm9v"}, {"foob", "Zm9vYg=="}};
	struct arena a = {0};
	struct str out;

	(void)state;
	for (size_t i = 0; i < countof(pairs); i++) {
		struct str in = str_from(pairs[i][0]);

		out = base64_encode(in, &a);
		assert_true(str_is(out, pairs[i][1]));
		assert_true(base64_decode(out, &a, &out));
		assert_true(str_eq(out, in));
	}
	assert_true(base64_decode(STR("Zm\n9v"), &a, &out));
	assert_true(str_is(out, "foo"));
	assert_false(base64_decode(STR("Zm9"), &a, &out));
	assert_false(base64_decode(STR("Z==v"), &a, &out));
	assert_false(base64_decode(STR("===="), &a, &out));
	arena_release(&a);
}

static void
vectors_and_arenas_grow(void **state)
{
	struct arena a = {0};
	VEC(size_t) v = {0};

	(void)state;
	for (size_t i = 0; i < 100000; i++)
		*vec_add(&v, &a) = i;
	for (size_t i = 0; i < v.n; i++)
		assert_int_equal(v.v[i], i);
	assert_int_equal((uintptr_t)arena_alloc(&a, 1) % sizeof(void *), 0);
	assert_null(arena_str(&a, STR_NONE).p);
	arena_release(&a);
	assert_string_equal(arena_printf(&a, "%s-%d", "x", 1), "x-1");
	arena_release(&a);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
	    cmocka_unit_test(cut_takes_all_parts),
	    cmocka_unit_test(numbers_are_whole_or_nothing),
	    cmocka_unit_test(nearest_finds_a_slip_and_no_stranger),
	    cmocka_unit_test(a_buffer_keeps_its_ceiling),
	    cmocka_unit_test(hostile_bytes_become_printable),
	    cmocka_unit_test(a_cut_is_told_and_splits_no_character),
	    cmocka_unit_test(base64_goes_there_and_back),
	    cmocka_unit_test(vectors_and_arenas_grow),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

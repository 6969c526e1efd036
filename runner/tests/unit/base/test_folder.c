#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/file.h"
#include "base/folder.h"

static struct arena arena;
static char *outside, *folder;

static char *
temporary(void)
{
	char *path = arena_printf(&arena, "/tmp/davproof-test.XXXXXX");

	assert_non_null(mkdtemp(path));
	return path;
}

static void
put_file(int at, const char *name)
{
	int fd = openat(at, name, O_WRONLY | O_CREAT | O_EXCL, 0600);

	assert_true(fd >= 0);
	close(fd);
}

static int
set_up(void **state)
{
	(void)state;
	outside = temporary();
	folder = temporary();
	return 0;
}

static int
tear_down(void **state)
{
	(void)state;
	assert_true(folder_remove(outside));
	arena_release(&arena);
	return 0;
}

/* What a server leaves that was told to copy a collection into itself; there
 * are more levels than a process may have open files. */
static void
deeper_than_a_path_is_long(void **state)
{
	int fd = open(folder, O_RDONLY | O_DIRECTORY);

	(void)state;
	for (int i = 0; i < 1200; i++) {
		int next;

		put_file(fd, "f");
		assert_int_equal(mkdirat(fd, "abc", 0700), 0);
		next = openat(fd, "abc", O_RDONLY | O_DIRECTORY);
		assert_true(next >= 0);
		close(fd);
		fd = next;
	}
	close(fd);
	static_assert(1200 * sizeof("abc") > PATH_MAX, "too deep for a path");
	assert_true(folder_remove(folder));
	assert_false(file_exists(folder));
}

static void
all_kinds_and_no_link_followed(void **state)
{
	char *file = arena_printf(&arena, "%s/f", outside);
	int fd = open(folder, O_RDONLY | O_DIRECTORY);

	(void)state;
	put_file(AT_FDCWD, file);
	put_file(fd, ".hidden");
	assert_int_equal(mkdirat(fd, "empty", 0700), 0);
	assert_int_equal(mkdirat(fd, "b", 0700), 0);
	assert_int_equal(mkfifoat(fd, "b/pipe", 0600), 0);
	assert_int_equal(symlinkat(outside, fd, "link"), 0);
	assert_int_equal(symlinkat("none", fd, "b/dangling"), 0);
	close(fd);
	assert_true(folder_remove(folder));
	assert_false(file_exists(folder));
	assert_true(file_exists(file));
}

static void
what_is_no_folder_stays(void **state)
{
	char *link = arena_printf(&arena, "%s/link", outside);
	char *file = arena_printf(&arena, "%s/f", outside);

	(void)state;
	assert_int_equal(symlink(folder, link), 0);
	assert_false(folder_remove(link));
	assert_true(file_exists(folder));
	put_file(AT_FDCWD, file);
	assert_false(folder_remove(file));
	assert_int_equal(errno, ENOTDIR);
	assert_true(file_exists(file));
	assert_true(folder_remove(folder));
	assert_false(folder_remove(folder));
	assert_int_equal(errno, ENOENT);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test_setup_teardown(
		deeper_than_a_path_is_long, set_up, tear_down),
	    cmocka_unit_test_setup_teardown(
		all_kinds_and_no_link_followed, set_up, tear_down),
	    cmocka_unit_test_setup_teardown(
		what_is_no_folder_stays, set_up, tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

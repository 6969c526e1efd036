#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/diag.h"
#include "base/digest.h"
#include "base/file.h"

static char folder[] = "/tmp/davproof-test.XXXXXX";

static char *
in_folder(struct arena *a, const char *name)
{
	return arena_printf(a, "%s/%s", folder, name);
}

static size_t
count_files(void)
{
	DIR *d = opendir(folder);
	size_t n = 0;

	assert_non_null(d);
	while (readdir(d) != NULL)
		n++;
	closedir(d);
	return n - 2;
}

static void
write_file(const char *path, const char *text)
{
	struct outfile *f = outfile_open(path);

	assert_non_null(f);
	fputs(text, outfile_stream(f));
	assert_true(outfile_commit(f));
}

static void
nobody_sees_half_a_file(void **state)
{
	struct arena a = {0};
	char *path = in_folder(&a, "report");
	struct outfile *f;
	struct str text;
	const char *why;

	(void)state;
	write_file(path, "old");
	f = outfile_open(path);
	assert_non_null(f);
	fputs("half", outfile_stream(f));
	fflush(outfile_stream(f));
	assert_true(file_read(&a, path, 100, &text, &why));
	assert_true(str_is(text, "old"));
	outfile_abandon(f);
	assert_int_equal(count_files(), 1);
	write_file(path, "new");
	assert_true(file_read(&a, path, 100, &text, &why));
	assert_true(str_is(text, "new"));
	assert_false(file_read(&a, path, 2, &text, &why));
	assert_string_equal(why, "it is too large");
	assert_false(file_read(&a, folder, 100, &text, &why));
	assert_string_equal(why, "it is a folder");
	assert_int_equal(unlink(path), 0);
	arena_release(&a);
}

/* Root would replace /dev/null by a report. */
static void
what_is_no_regular_file_is_written_and_not_replaced(void **state)
{
	struct arena a = {0};
	char *path = in_folder(&a, "pipe"), got[4] = "";
	struct stat st;
	int fd;

	(void)state;
	assert_int_equal(mkfifo(path, 0600), 0);
	fd = open(path, O_RDONLY | O_NONBLOCK);
	assert_true(fd >= 0);
	write_file(path, "abc");
	assert_int_equal(read(fd, got, 3), 3);
	assert_string_equal(got, "abc");
	assert_int_equal(lstat(path, &st), 0);
	assert_true(S_ISFIFO(st.st_mode));
	outfile_abandon(outfile_open(path));
	assert_int_equal(lstat(path, &st), 0);
	close(fd);
	assert_int_equal(unlink(path), 0);
	assert_null(outfile_open(folder));
	assert_int_equal(errno, EISDIR);
	assert_int_equal(count_files(), 0);
	arena_release(&a);
}

static void
a_link_stays_a_link(void **state)
{
	struct arena a = {0};
	char *path = in_folder(&a, "report"), *link = in_folder(&a, "link");
	struct stat st;
	struct str text;

	(void)state;
	write_file(path, "old");
	assert_int_equal(symlink("report", link), 0);
	write_file(link, "new");
	assert_int_equal(lstat(link, &st), 0);
	assert_true(S_ISLNK(st.st_mode));
	assert_true(file_read(&a, path, 100, &text, NULL));
	assert_true(str_is(text, "new"));
	assert_int_equal(unlink(link) + unlink(path), 0);
	arena_release(&a);
}

static void
open_files_are_abandoned_together(void **state)
{
	struct arena a = {0};

	(void)state;
	assert_non_null(outfile_open(in_folder(&a, "a")));
	assert_non_null(outfile_open(in_folder(&a, "b")));
	assert_int_equal(count_files(), 2);
	outfile_abandon_all();
	assert_int_equal(count_files(), 0);
	arena_release(&a);
}

static void
diagnostics_show_line_and_caret(void **state)
{
	struct arena a = {0};
	struct diags d = {.arena = &a};
	char *path = in_folder(&a, "case.yaml");
	char *out = NULL;
	size_t n = 0;
	FILE *f = open_memstream(&out, &n);

	(void)state;
	write_file(path, "title: x\n\tstaus: 200\n");
	diag_add(&d, (struct loc){path, 2, 2}, "unknown key \"%s\"", "staus");
	diag_hint(&d, "did you mean status?");
	diag_add(&d, (struct loc){path, 1, 1}, "first\x1b");
	diags_print(&d, f);
	fclose(f);
	assert_string_equal(out,
	    arena_printf(&a,
		"%s:1:1: first\\x1b\n"
		"    title: x\n"
		"    ^\n"
		"%s:2:2: unknown key \"staus\"\n"
		"     staus: 200\n"
		"     ^\n"
		"    did you mean status?\n",
		path, path));
	free(out);
	assert_int_equal(unlink(path), 0);
	arena_release(&a);
}

static void
digests_are_right(void **state)
{
	char hex[SHA256_HEX];
	struct hash128 x = hash128_of(STR("x")), y = hash128_of(STR("y"));
	struct hash128 again = hash128_of(STR("x"));

	(void)state;
	sha256_of(STR("abc"), hex);
	assert_string_equal(hex, "ba7816bf8f01cfea414140de5dae2223"
				 "b00361a396177a9cb410ff61f20015ad");
	assert_memory_equal(&x, &again, sizeof(x));
	assert_memory_not_equal(&x, &y, sizeof(x));
}

static int
make_folder(void **state)
{
	(void)state;
	return mkdtemp(folder) == NULL;
}

static int
remove_folder(void **state)
{
	(void)state;
	return rmdir(folder);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
	    cmocka_unit_test(nobody_sees_half_a_file),
	    cmocka_unit_test(
		what_is_no_regular_file_is_written_and_not_replaced),
	    cmocka_unit_test(a_link_stays_a_link),
	    cmocka_unit_test(open_files_are_abandoned_together),
	    cmocka_unit_test(diagnostics_show_line_and_caret),
	    cmocka_unit_test(digests_are_right),
	};

	return cmocka_run_group_tests(tests, make_folder, remove_folder);
}

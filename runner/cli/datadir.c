/* realpath() is of the XSI part of POSIX. */
#define _XOPEN_SOURCE 700

#include "cli/datadir.h"

#include <limits.h>
#include <unistd.h>

#include "base/file.h"

#ifndef DATADIR
#error "DATADIR comes from the Makefile"
#endif

static const char *called_as = "";

void
datadir_init(const char *argv0)
{
	called_as = argv0;
}

/* The folder of the program's file, or nothing. */
static const char *
program_folder(struct arena *a)
{
	struct str path = str_from(getenv("PATH")), dir;
	char *found = NULL, *slash;

	if (strchr(called_as, '/') != NULL) {
		found = realpath(called_as, NULL);
	} else {
		while (found == NULL && str_cut(&path, ':', &dir)) {
			char *p = arena_printf(
			    a, "%.*s/%s", STRF(dir), called_as);

			if (access(p, X_OK) == 0)
				found = realpath(p, NULL);
		}
	}
	if (found == NULL)
		return NULL;
	slash = strrchr(found, '/');
	dir = (struct str){found, (size_t)(slash - found)};
	dir = arena_str(a, dir);
	free(found);
	return dir.p;
}

static const char *
cases_in(struct arena *a, const char *folder, const char *below)
{
	const char *path = arena_printf(a, "%s%s/cases", folder, below);

	return file_is_folder(path) ? path : NULL;
}

/* Relative to where we are, if it is below. */
static const char *
short_path(const char *path, struct arena *a)
{
	char here[PATH_MAX];
	size_t n;

	if (getcwd(here, sizeof(here)) == NULL)
		return arena_strdup(a, path);
	n = strlen(here);
	if (strncmp(path, here, n) == 0 && path[n] == '/')
		path += n + 1;
	return arena_strdup(a, path);
}

const char *
datadir_cases(struct arena *a)
{
	static const char *const beside[] = {
	    "/../share/davproof", "/..", "/../.."};
	const char *set = getenv("DAVPROOF_DATA"), *path = NULL;
	const char *folder = program_folder(a);
	char *real;

	if (set != NULL)
		path = cases_in(a, set, "");
	for (size_t i = 0;
	     path == NULL && folder != NULL && i < countof(beside); i++)
		path = cases_in(a, folder, beside[i]);
	if (path == NULL)
		path = cases_in(a, DATADIR, "");
	if (path == NULL)
		return NULL;
	real = realpath(path, NULL);
	path = real != NULL ? short_path(real, a) : path;
	free(real);
	return path;
}

const char *
datadir_examples(struct arena *a)
{
	static const char *const beside[] = {
	    "../examples", "../runner/tests/fixtures/bodies"};
	const char *cases = datadir_cases(a);

	for (size_t i = 0; cases != NULL && i < countof(beside); i++) {
		const char *path = arena_printf(a, "%s/%s", cases, beside[i]);

		if (file_is_folder(path))
			return path;
	}
	return NULL;
}

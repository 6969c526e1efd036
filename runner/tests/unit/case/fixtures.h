/* Files with a mistake that say which, and where. */
#ifndef TESTS_CASE_FIXTURES_H
#define TESTS_CASE_FIXTURES_H

#include "rig.h"

#include <dirent.h>

static inline struct str
read_fixture(struct arena *a, const char *path)
{
	struct str text;
	const char *why;

	if (!file_read(a, path, 1u << 21, &text, &why))
		fail_msg("%s: %s", path, why);
	return text;
}

/* A fragment is in the message or in the hint. */
static inline bool
said(const struct diag *d, struct str fragment)
{
	return str_find(d->message, fragment) < d->message.n ||
	       (d->hint.p != NULL && str_find(d->hint, fragment) < d->hint.n);
}

/* "# expect: LINE:COL: FRAGMENT | FRAGMENT" in the first line. */
static inline void
fixture_expects(const char *path, const struct diags *diags)
{
	struct arena a = {0};
	struct str text = read_fixture(&a, path), line, place, fragment;
	uint64_t at[2];

	str_cut(&text, '\n', &line);
	if (!str_starts(line, STR("# expect: ")))
		fail_msg("%s does not say what is expected", path);
	line = str_from_at(line, 10);
	for (int i = 0; i < 2; i++) {
		str_cut(&line, ':', &place);
		assert_true(str_to_u64(place, &at[i]));
	}
	if (diags->list.n != 1 || diags->list.v[0].loc.line != at[0] ||
	    diags->list.v[0].loc.col != at[1])
		fail_msg("%s: %zu mistakes, the first at %u:%u: %.*s", path,
		    diags->list.n, diags->list.v[0].loc.line,
		    diags->list.v[0].loc.col, STRF(diags->list.v[0].message));
	while (str_cut(&line, '|', &fragment))
		if (!said(&diags->list.v[0], str_trim(fragment)))
			fail_msg("%s: \"%.*s\" is not in \"%.*s\"", path,
			    STRF(fragment), STRF(diags->list.v[0].message));
	arena_release(&a);
}

static inline size_t
each_file(const char *folder, void (*check)(const char *path))
{
	DIR *dir = opendir(folder);
	const struct dirent *entry;
	struct arena a = {0};
	size_t n = 0;

	assert_non_null(dir);
	while ((entry = readdir(dir)) != NULL)
		if (entry->d_name[0] != '.') {
			check(arena_printf(&a, "%s/%s", folder, entry->d_name));
			n++;
		}
	closedir(dir);
	arena_release(&a);
	return n;
}

#endif

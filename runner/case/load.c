#include "case/load.h"

#include <dirent.h>

#include "base/digest.h"
#include "base/file.h"
#include "case/casefile.h"

#define MISTAKES_MAX 200 /* of a file that are told */
#define FOLDERS_MAX 32	 /* deep */

/* ------------------------------------------------------------- order */

static bool
is_digit(struct str s, size_t i)
{
	return i < s.n && s.p[i] >= '0' && s.p[i] <= '9';
}

/* Takes the digits at the beginning of s, without zeros in front. */
static struct str
take_digits(struct str *s)
{
	struct str digits;
	size_t n = 0;

	while (is_digit(*s, n))
		n++;
	digits = str_sub(*s, 0, n);
	*s = str_from_at(*s, n);
	while (digits.n > 1 && digits.p[0] == '0')
		digits = str_from_at(digits, 1);
	return digits;
}

/* A folder's name ends before any other character. */
static int
rank(char c)
{
	return c == '/' ? 0 : (unsigned char)c + 1;
}

int
version_cmp(struct str a, struct str b)
{
	struct str x = a, y = b;

	while (x.n > 0 && y.n > 0) {
		if (is_digit(x, 0) && is_digit(y, 0)) {
			struct str m = take_digits(&x), n = take_digits(&y);
			int c =
			    m.n != n.n ? (m.n > n.n) * 2 - 1 : str_cmp(m, n);

			if (c != 0)
				return c;
		} else if (x.p[0] != y.p[0]) {
			return rank(x.p[0]) - rank(y.p[0]);
		} else {
			x = str_from_at(x, 1);
			y = str_from_at(y, 1);
		}
	}
	return x.n != y.n ? (x.n > y.n) * 2 - 1 : str_cmp(a, b);
}

/* ------------------------------------------------------------- one file */

/* Below the last folder "cases", without ".yaml". */
static struct str
id_of(struct str path)
{
	size_t from = 0;

	if (str_ends(path, STR(".yaml")))
		path.n -= 5;
	for (size_t i = 0; i + 6 < path.n; i++)
		if ((i == 0 || path.p[i - 1] == '/') &&
		    str_starts(str_from_at(path, i), STR("cases/")))
			from = i + 6;
	path = str_from_at(path, from);
	while (str_starts(path, STR("./")))
		path = str_from_at(path, 2);
	return path;
}

static int
by_place_and_text(const void *x, const void *y)
{
	const struct diag *a = x, *b = y;

	if (a->loc.line != b->loc.line)
		return a->loc.line < b->loc.line ? -1 : 1;
	if (a->loc.col != b->loc.col)
		return a->loc.col < b->loc.col ? -1 : 1;
	return str_cmp(a->message, b->message);
}

/*
 * The same mistake is said once, not for every row; and a file that is no
 * case at all does not fill the screen.
 */
static void
say_once(struct diags *diags, size_t from)
{
	struct diag *v = diags->list.v + from;
	size_t n = diags->list.n - from, kept = 0;

	if (n < 2)
		return;
	qsort(v, n, sizeof(*v), by_place_and_text);
	for (size_t i = 0; i < n; i++)
		if (kept == 0 || by_place_and_text(&v[kept - 1], &v[i]) != 0)
			v[kept++] = v[i];
	diags->list.n = from + kept;
	if (kept > MISTAKES_MAX) {
		struct loc loc = v[MISTAKES_MAX].loc;

		diags->list.n = from + MISTAKES_MAX;
		diag_add(
		    diags, loc, "and %zu mistakes more", kept - MISTAKES_MAX);
	}
}

static bool
load_source(struct case_file *f, struct arena *a, struct testcases *out,
    struct diags *diags)
{
	struct case_source src = {.file = f};
	struct scope s = {
	    .mode = SUBST_NONE, .arena = a, .diags = diags, .file = f};
	bool ok;

	if (!yaml_parse(f->source, f->path, a, diags, &src.root))
		return false;
	sha256_of(f->source, f->digest);
	ok = casefile_read(&s, src.root, &src);
	ok = casefile_check(a, diags, &src, ok) && ok;
	for (size_t i = 0; ok && i < src.rows.n; i++)
		*vec_add(out, a) = src.rows.v[i];
	return ok;
}

static bool
load_file(struct str path, struct arena *a, struct testcases *out,
    struct diags *diags)
{
	struct case_file *f = arena_new(a, struct case_file);
	size_t before = diags->list.n;
	const char *why;
	bool ok;

	f->path = arena_str(a, path).p;
	f->id = id_of(str_from(f->path));
	if (!file_read(a, f->path, YAML_FILE_MAX, &f->source, &why)) {
		diag_add(
		    diags, (struct loc){f->path, 0, 0}, "not read: %s", why);
		return false;
	}
	ok = load_source(f, a, out, diags);
	say_once(diags, before);
	return ok;
}

/* ------------------------------------------------------------- folders */

static bool
find_files(struct str folder, unsigned depth, struct arena *a, struct strs *out,
    struct diags *diags)
{
	DIR *dir = depth < FOLDERS_MAX ? opendir(folder.p) : NULL;
	const struct dirent *entry;
	bool ok = true;

	if (dir == NULL) {
		diag_add(diags, (struct loc){folder.p, 0, 0},
		    depth < FOLDERS_MAX ? "this folder cannot be read"
					: "folders nested too deep");
		return false;
	}
	while ((entry = readdir(dir)) != NULL) {
		struct str path = arena_strf(a, "%.*s%s%s", STRF(folder),
		    str_ends(folder, STR("/")) ? "" : "/", entry->d_name);

		if (entry->d_name[0] == '.')
			continue;
		if (file_is_folder(path.p))
			ok = find_files(path, depth + 1, a, out, diags) && ok;
		else if (str_ends(path, STR(".yaml")))
			*vec_add(out, a) = path;
	}
	closedir(dir);
	return ok;
}

static int
by_version(const void *x, const void *y)
{
	struct str a = *(const struct str *)x, b = *(const struct str *)y;

	a.n -= 5; /* .yaml */
	b.n -= 5;
	return version_cmp(a, b);
}

bool
cases_load(const char *path, struct arena *a, struct testcases *out,
    struct diags *diags)
{
	struct strs files = {0};
	bool ok = true;

	if (!file_is_folder(path))
		return load_file(str_from(path), a, out, diags);
	ok = find_files(arena_str(a, str_from(path)), 0, a, &files, diags);
	if (files.n > 1)
		qsort(files.v, files.n, sizeof(*files.v), by_version);
	for (size_t i = 0; i < files.n; i++)
		ok = load_file(files.v[i], a, out, diags) && ok;
	return ok;
}

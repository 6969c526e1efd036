#include "report/render.h"

#include <errno.h>

#include "base/file.h"
#include "report/html.h"
#include "report/json.h"
#include "report/junit.h"
#include "report/markdown.h"

const struct format formats[] = {
    {"tap",	    "TAP version 13, for prove and other harnesses",	     false, render_tap     },
    {"html",     "pages to read: a file, or a folder if the name ends in /",	 true,
	render_html										    },
    {"json",     "all that is known, for programs and for `davproof report`", false,
	render_json										    },
    {"junit",    "JUnit XML, as GitLab, GitHub and Jenkins read it",	  false,
	render_junit										   },
    {"markdown", "a summary for a job page",				     false, render_markdown},
    {NULL,	   NULL,							false, NULL	    },
};

const struct format *
format_find(struct str name)
{
	for (const struct format *f = formats; f->name != NULL; f++)
		if (str_is(name, f->name))
			return f;
	return NULL;
}

/* One file: of a format, or the i-th of a folder. */
struct job {
	const struct format *format;
	const struct result *r;
	struct html_folder *folder;
	size_t i;
};

static bool
write_job(const struct job *j, FILE *out)
{
	if (j->folder != NULL)
		return html_folder_write(j->folder, j->i, out);
	return j->format->render(out, j->r);
}

static bool
write_one(const struct job *j, const char *path, struct buf *why)
{
	struct outfile *f = outfile_open(path);

	if (f == NULL) {
		buf_printf(why, "%s: %s", outfile_name(path), strerror(errno));
		return false;
	}
	errno = 0;
	if (!write_job(j, outfile_stream(f))) {
		buf_printf(why, "%s: %s", outfile_name(path),
		    errno != 0 ? strerror(errno) : "it could not be written");
		outfile_abandon(f);
		return false;
	}
	if (!outfile_commit(f)) {
		buf_printf(why, "%s: %s", outfile_name(path), strerror(errno));
		return false;
	}
	return true;
}

#define PAGE_MAX ((size_t)1024 * 1024 * 1024)

/* A file that has the name, and is not ours, stays. */
static bool
remove_page(const char *path, struct buf *why)
{
	struct arena a = {0};
	struct str bytes;
	bool ours = !file_is_special(path) &&
		    file_read(&a, path, PAGE_MAX, &bytes, NULL) &&
		    html_folder_is_page(bytes);

	arena_release(&a);
	if (!ours || remove(path) == 0)
		return true;
	buf_printf(why, "%s: %s", path, strerror(errno));
	return false;
}

/* Pages that an earlier run left there would be taken for this one's. */
static bool
remove_others(const char *path, const struct html_folder *f, struct buf *why)
{
	struct arena a = {0};
	bool ok = true;

	for (size_t i = 0; ok && i < html_folder_others(f); i++)
		ok = remove_page(arena_printf(&a, "%s%s", path,
				     html_folder_other(f, i)),
		    why);
	arena_release(&a);
	return ok;
}

static bool
write_folder(const char *path, const struct result *r, struct buf *why)
{
	struct job j = {.folder = html_folder_new(r)};
	struct arena a = {0};
	bool ok = true;

	for (; ok && j.i < html_folder_files(j.folder); j.i++)
		ok = write_one(&j,
		    arena_printf(
			&a, "%s%s", path, html_folder_name(j.folder, j.i)),
		    why);
	ok = ok && remove_others(path, j.folder, why);
	html_folder_free(j.folder);
	arena_release(&a);
	return ok;
}

bool
report_write(const struct format *f, const char *path, const struct result *r,
    struct buf *why)
{
	size_t n = strlen(path);
	struct job j = {.format = f, .r = r};

	if (n > 0 && path[n - 1] == '/' && f->folder_too)
		return write_folder(path, r, why);
	if (n == 0 || path[n - 1] == '/') {
		buf_printf(why, "\"%s\" is not the name of a file", path);
		return false;
	}
	return write_one(&j, path, why);
}

bool
report_can_be_written(
    const struct format *f, const char *path, struct buf *why)
{
	struct arena a = {0};
	bool folder = str_ends(str_from(path), STR("/")), ok = true;

	if (path[0] == '\0' || (folder && !f->folder_too) ||
	    (!folder && file_is_folder(path))) {
		buf_printf(why, "\"%s\" is not the name of a file%s", path,
		    f->folder_too && !folder && path[0] != '\0'
			? ", and of a folder only with a slash at its end"
			: "");
		return false;
	}
	if (folder)
		path = arena_printf(&a, "%sindex.html", path);
	/* Only what would be made or replaced: no pipe is opened twice. */
	if (strcmp(path, "-") != 0 && !file_is_special(path)) {
		struct outfile *out = outfile_open(path);

		ok = out != NULL;
		if (!ok)
			buf_printf(why, "%s: %s", path, strerror(errno));
		outfile_abandon(out);
	}
	arena_release(&a);
	return ok;
}

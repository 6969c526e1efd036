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

typedef bool write_fn(FILE *out, const struct result *r);

static bool
write_one(
    write_fn *write, const char *path, const struct result *r, struct buf *why)
{
	struct outfile *f = outfile_open(path);

	if (f == NULL) {
		buf_printf(why, "%s: %s", path, strerror(errno));
		return false;
	}
	errno = 0;
	if (!write(outfile_stream(f), r)) {
		buf_printf(why, "%s: %s", path,
		    errno != 0 ? strerror(errno) : "it could not be written");
		outfile_abandon(f);
		return false;
	}
	if (!outfile_commit(f)) {
		buf_printf(why, "%s: %s", path, strerror(errno));
		return false;
	}
	return true;
}

/* The page comes last: whoever finds it finds what it needs beside it. */
static bool
write_folder(const char *path, const struct result *r, struct buf *why)
{
	static const struct {
		const char *name;
		write_fn *write;
	} files[] = {
	    {"report.css", html_write_css	 },
	    {"report.js",  html_write_js   },
	    {"index.html", html_write_index},
	};
	struct arena a = {0};
	bool ok = true;

	for (size_t i = 0; ok && i < countof(files); i++)
		ok = write_one(files[i].write,
		    arena_printf(&a, "%s%s", path, files[i].name), r, why);
	arena_release(&a);
	return ok;
}

bool
report_write(const struct format *f, const char *path, const struct result *r,
    struct buf *why)
{
	size_t n = strlen(path);

	if (n > 0 && path[n - 1] == '/' && f->folder_too)
		return write_folder(path, r, why);
	if (n == 0 || path[n - 1] == '/') {
		buf_printf(why, "\"%s\" is not the name of a file", path);
		return false;
	}
	return write_one(f->render, path, r, why);
}

#include <errno.h>

#include "base/file.h"
#include "cli/commands.h"
#include "cli/words.h"
#include "report/assets.h"
#include "report/compare.h"
#include "report/render.h"

struct values {
	const char *format, *output;
	bool differences, table;
	struct texts levels, classes, sections;
};

#define AT(member) offsetof(struct values, member)

/* clang-format off */
static const struct option_row rows[] = {
    {"format", 0, OPTION_TEXT, AT(format), "html|markdown|json",
	"how (default: by the name of the file, else markdown)", 0, 0, NULL},
    {"output", 'o', OPTION_TEXT, AT(output), "FILE",
	"where it goes; - (the default) is standard output; DIR/ (with a "
	"slash): a folder with the page", 0, 0, NULL},
    {"table", 0, OPTION_FLAG, AT(table), NULL,
	"markdown: only the table of the servers", 0, 0, NULL},
    {"differences", 0, OPTION_FLAG, AT(differences), NULL,
	"only requirements in which the results differ", 0, 0,
	"Which requirements"},
    {"level", 0, OPTION_WORDS, AT(levels), "LEVELS",
	"only of these levels: must,should,may", 0, 0, NULL},
    {"class", 0, OPTION_WORDS, AT(classes), "CLASSES",
	"only of these classes: 1,2,3,bind,json", 0, 0, NULL},
    {"section", 0, OPTION_LIST, AT(sections), "N.N",
	"only of this section and those below it", 0, 0, NULL},
    {.type = OPTION_END},
};
/* clang-format on */

typedef bool render_fn(FILE *out, const struct comparison *c);

static const struct {
	const char *name, *ending;
	render_fn *render;
} renderings[] = {
    {"html",     ".html", compare_html },
    {"html",     "/", compare_html    },
    {"markdown", ".md",	compare_markdown},
    {"json",     ".json", compare_json },
};

/* NULL, and the mistake printed, if there is no such format. */
static render_fn *
choose_format(const struct values *v)
{
	render_fn *render = v->format == NULL ? compare_markdown : NULL;
	struct str output = str_from(v->output);

	for (size_t i = 0; i < countof(renderings); i++)
		if (v->format != NULL
			? strcmp(v->format, renderings[i].name) == 0
			: str_ends(output, str_from(renderings[i].ending)))
			render = renderings[i].render;
	if (render == NULL)
		usage_error(&cmd_compare,
 "--format wants html, markdown or json, not \"%s\"",
 v->format);
	else if (v->table && render != compare_markdown) {
		usage_error(&cmd_compare, "--table is for markdown");
		render = NULL;
	}
	return v->table && render != NULL ? compare_markdown_table : render;
}

static bool
choose(const char *option, const struct texts *given, const char *const *words,
    size_t n, bool *out)
{
	for (size_t i = 0; i < given->n; i++) {
		int k = word_index(
		    &cmd_compare, option, given->v[i], words, n);

		if (k < 0)
			return false;
		out[k] = true;
	}
	return true;
}

static bool
read_results(
    char **argv, size_t n, struct arena *a, const struct result **results)
{
	struct buf why;
	bool ok = true;

	buf_init(&why, 4096);
	for (size_t i = 0; ok && i < n; i++) {
		struct result *r = arena_new(a, struct result);

		ok = result_read(argv[i], a, r, &why);
		results[i] = r;
	}
	if (!ok)
		fprintf(stderr, "davproof compare: %s\n", why.p);
	buf_release(&why);
	return ok;
}

static bool
end(struct outfile *f, const char *path, bool ok)
{
	if (ok)
		ok = outfile_commit(f);
	else
		outfile_abandon(f);
	if (!ok)
		fprintf(stderr, "davproof compare: %s: %s\n", path,
 errno != 0 ? strerror(errno) : "it could not be written");
	return ok;
}

static bool
write_page(render_fn *render, const char *path, const struct comparison *c)
{
	struct outfile *f = outfile_open(path);

	return end(f, path, f != NULL && render(outfile_stream(f), c));
}

static bool
write_asset(const char *path, const char *name)
{
	struct outfile *f = outfile_open(path);
	struct str bytes = asset(name);

	return end(f, path,
 f != NULL &&
		fwrite(bytes.p, 1, bytes.n, outfile_stream(f)) == bytes.n);
}

/* Style sheets and script, then the page that needs them. */
static bool
write_folder(const char *path, const struct comparison *c)
{
	struct arena a = {0};
	bool ok = true;

	for (size_t i = 0; ok && compare_beside[i] != NULL; i++)
		ok = write_asset(
 arena_printf(&a, "%s%s", path, compare_beside[i]),
 compare_beside[i]);
	ok = ok && write_page(compare_html_index,
 arena_printf(&a, "%sindex.html", path), c);
	arena_release(&a);
	return ok;
}

static bool
write_out(const struct values *v, render_fn *render, const struct comparison *c)
{
	struct str path = str_from(v->output != NULL ? v->output : "-");

	if (str_ends(path, STR("/")) && render == compare_html)
		return write_folder(path.p, c);
	return write_page(render, path.p, c);
}

/* The worst of them: 3 lost on the way, 1 a MUST is broken, 0. */
static int
exit_status(const struct result *const *results, size_t n)
{
	int worst = 0;

	for (size_t i = 0; i < n; i++)
		if (result_exit_status(results[i]) > worst)
			worst = result_exit_status(results[i]);
	return worst;
}

static int
compare(const struct values *v, char **argv, size_t n, struct arena *a)
{
	const struct result **results =
 arena_array(a, const struct result *, n);
	struct compare_rows wanted = {.differences = v->differences,
 .sections = v->sections.v,
 .n_sections = v->sections.n};
	struct comparison c;
	render_fn *render = choose_format(v);
	bool ok;

	if (render == NULL ||
 !choose("level", &v->levels, compare_levels, COMPARE_LEVELS,
		wanted.levels) ||
 !choose("class", &v->classes, compare_classes, COMPARE_CLASSES,
		wanted.classes) ||
 !read_results(argv, n, a, results))
		return 2;
	compare_init(&c, results, n, &wanted);
	ok = write_out(v, render, &c);
	compare_release(&c);
	return ok ? exit_status(results, n) : 2;
}

static int
run(int argc, char **argv)
{
	struct arena a = {0};
	struct values v = {0};
	int n, status;

	status = options_parse(&cmd_compare, argc, argv, &v, &a, &n);
	if (status < 0 && (n < 2 || n > COMPARE_MAX))
		status = usage_error(&cmd_compare,
 "two to %d results are wanted, not %d", COMPARE_MAX, n);
	if (status < 0)
		status = compare(&v, argv, (size_t)n, &a);
	arena_release(&a);
	return status;
}

const struct command cmd_compare = {"compare",
    "Show two or more results side by side", "[OPTION]... RESULT.json...",
    "Requirements down, servers across, in the order given: what each holds "
    "and breaks, with what was seen of it. Two results of one server are two "
    "versions: then it is also told which cases fail now, are fixed, new or "
    "gone.\n"
    "The exit status is the worst of the results': 0, 1 or 3.",
    rows, run};

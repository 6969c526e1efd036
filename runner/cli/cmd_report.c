#include "cli/commands.h"
#include "report/render.h"

/* The first rows are the formats, by their names. */
enum { FORMATS = 5 };

struct values {
	const char *reports[FORMATS];
	bool certify;
};

#define AT(member) offsetof(struct values, member)

static const struct option_row rows[] = {
    {"tap", 0, OPTION_TEXT, AT(reports[0]), "FILE",
	"TAP 13; - is standard output, and the default", 0, 0, "Reports"},
    {"html", 0, OPTION_TEXT, AT(reports[1]), "FILE",
	"a page; DIR/ (with a slash): a folder", 0, 0, NULL},
    {"json", 0, OPTION_TEXT, AT(reports[2]), "FILE", "the result", 0, 0, NULL},
    {"junit", 0, OPTION_TEXT, AT(reports[3]), "FILE", "JUnit XML", 0, 0, NULL},
    {"markdown", 0, OPTION_TEXT, AT(reports[4]), "FILE", "a job summary", 0, 0,
	NULL},
    {"certify", 0, OPTION_FLAG, AT(certify), NULL,
	"HTML, JSON and Markdown begin with a certificate: which DAV classes "
	"are proved",
	0, 0, NULL},
    {.type = OPTION_END},
};

static bool
write_one(const struct format *f, const char *path, const struct result *r)
{
	struct buf why;
	bool ok;

	if (path == NULL)
		return true;
	buf_init(&why, 4096);
	ok = report_write(f, path, r, &why);
	if (!ok)
		fprintf(stderr, "davproof report: %s\n", why.p);
	buf_release(&why);
	return ok;
}

static bool
settle_output(struct values *v)
{
	int given = 0, shown = 0;

	for (int i = 0; i < FORMATS; i++) {
		given += v->reports[i] != NULL;
		shown += v->reports[i] != NULL &&
		    strcmp(v->reports[i], "-") == 0;
	}
	if (given == 0)
		v->reports[0] = "-";
	if (shown > 1)
		usage_error(&cmd_report,
		    "only one report can go to standard output");
	return shown <= 1;
}

static int
write_all(const struct values *v, const struct result *r)
{
	bool ok = true;

	for (int i = 0; i < FORMATS; i++)
		ok = write_one(format_find(str_from(rows[i].name)),
			 v->reports[i], r) &&
		    ok;
	return ok ? result_exit_status(r) : 2;
}

static int
run(int argc, char **argv)
{
	struct arena a = {0};
	struct values v = {0};
	struct result r = {0};
	struct buf why;
	int n, status;

	status = options_parse(&cmd_report, argc, argv, &v, &a, &n);
	if (status < 0 && n != 1)
		status = usage_error(&cmd_report, "one saved result is wanted");
	if (status < 0 && !settle_output(&v))
		status = 2;
	if (status < 0) {
		buf_init(&why, 1024);
		if (result_read(argv[0], &a, &r, &why)) {
			r.certify |= v.certify;
			status = write_all(&v, &r);
		} else {
			fprintf(stderr, "davproof report: %s\n", why.p);
			status = 2;
		}
		buf_release(&why);
	}
	arena_release(&a);
	return status;
}

const struct command cmd_report = {"report", "Render a saved result again",
    "[OPTION]... RESULT.json",
    "Writes the same bytes as the run that saved it. The exit status is "
    "that of the run.",
    rows, run};

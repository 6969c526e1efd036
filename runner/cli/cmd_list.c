#include "cli/cases.h"
#include "cli/commands.h"

struct values {
	struct case_options cases;
	bool titles;
};

static const struct option_row rows[] = {
    CASE_OPTION_ROWS(struct values, cases),
    {"titles", 't', OPTION_FLAG, offsetof(struct values, titles), NULL,
	"print the title behind each id", 0, 0, "Output"},
    {.type = OPTION_END},
};

static int
run(int argc, char **argv)
{
	struct arena a = {0};
	struct values v = {0};
	struct testcases cases = {0};
	int n, status;

	status = options_parse(&cmd_list, argc, argv, &v, &a, &n);
	if (status < 0) {
		status = cases_selected(
			     &cmd_list, &v.cases, argv, n, &a, &cases)
		    ? 0
		    : 2;
		for (size_t i = 0; i < cases.n; i++) {
			printf("%.*s", STRF(cases.v[i]->id));
			if (v.titles)
				printf("\t%.*s",
				    STRF(cases.v[i]->title));
			putchar('\n');
		}
	}
	arena_release(&a);
	return status;
}

const struct command cmd_list = {"list",
    "Print the ids of the results of a run, one a line",
    "[OPTION]... [CASE]...",
    "The selecting options are those of `davproof run`. --shard counts "
    "these lines.",
    rows, run};

#include "cli/cases.h"
#include "cli/commands.h"

static const struct option_row rows[] = {{.type = OPTION_END}};

static size_t
count_files(const struct testcases *all)
{
	size_t n = 0;

	for (size_t i = 0; i < all->n; i++)
		n += i == 0 || all->v[i]->file != all->v[i - 1]->file;
	return n;
}

static int
run(int argc, char **argv)
{
	struct arena a = {0};
	struct testcases all = {0};
	char none;
	int n, status;

	status = options_parse(&cmd_check, argc, argv, &none, &a, &n);
	if (status < 0) {
		status =
		    cases_from_arguments(&cmd_check, argv, n, &a, &all) ? 0
									: 2;
		if (status == 0 && all.n == 0) {
			fprintf(stderr,
			    "davproof check: there is no case file (*.yaml)\n");
			status = 2;
		}
		if (status == 0)
			printf("%zu case files, %zu results, no mistake\n",
			    count_files(&all), all.n);
	}
	arena_release(&a);
	return status;
}

const struct command cmd_check = {
    "check", "Judge case files: syntax, names, levels", "[CASE]...",
    "Reads the files (without any, all shipped ones) as a run would, each "
    "row with its variables, and reports every mistake with its place. "
    "Exit status 2 if there was one.",
    rows, run};

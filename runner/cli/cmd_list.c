#include "case/suite.h"
#include "cli/cases.h"
#include "cli/commands.h"
#include "report/result.h"

struct values {
	struct case_options cases;
	bool titles, digest;
};

static const struct option_row rows[] = {
    CASE_OPTION_ROWS(struct values, cases),
    {"titles",     't', OPTION_FLAG, offsetof(struct values, titles), NULL,
			    "print the title behind each id", 0, 0, "Output"},
    {"digest", 0, OPTION_FLAG, offsetof(struct values, digest), NULL,
			    "print instead the version and the digests that a certificate has", 0,
			    0, NULL},
    {.type = OPTION_END    },
};

/* What a certificate names: to be held against that of a release. */
static void
print_digests(const struct testcases *cases, struct arena *a)
{
	printf("davproof %.*s\ncatalogue %s\ncases %.*s\n",
	    STRF(result_version()), spec_digest(),
	    STRF(suite_digest_of(cases, a)));
}

static void
print_ids(const struct testcases *cases, bool titles)
{
	for (size_t i = 0; i < cases->n; i++) {
		printf("%.*s", STRF(cases->v[i]->id));
		if (titles)
			printf("\t%.*s", STRF(cases->v[i]->title));
		putchar('\n');
	}
}

static int
run(int argc, char **argv)
{
	struct arena a = {0};
	struct values v = {0};
	struct testcases cases = {0};
	int n, status;

	status = options_parse(&cmd_list, argc, argv, &v, &a, &n);
	if (status < 0 &&
	    !cases_selected(&cmd_list, &v.cases, argv, n, &a, &cases, NULL))
		status = 2;
	if (status < 0) {
		if (v.digest)
			print_digests(&cases, &a);
		else
			print_ids(&cases, v.titles);
		status = 0;
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

#include "cli/commands.h"
#include "report/merge.h"
#include "report/render.h"
#include "report/slim.h"

struct values {
	const char *output, *version;
	bool slim;
};

/* clang-format off */
static const struct option_row rows[] = {
    {"output", 'o', OPTION_TEXT, offsetof(struct values, output), "FILE",
	"where the result goes; - (the default) is standard output", 0, 0,
	NULL},
    {"slim", 0, OPTION_FLAG, offsetof(struct values, slim), NULL,
	"keep only exchanges in which something was found, and the beginning "
	"of their bodies: small enough to publish", 0, 0, NULL},
    {"target-version", 0, OPTION_TEXT, offsetof(struct values, version),
	"TEXT", "the version of the server, if it does not tell it", 0, 0,
	NULL},
    {.type = OPTION_END},
};
/* clang-format on */

static bool
read_parts(char **argv, size_t n, struct arena *a, struct merge_part *parts,
    struct buf *why)
{
	for (size_t i = 0; i < n; i++) {
		struct result *r = arena_new(a, struct result);

		if (!result_read(argv[i], a, r, why))
			return false;
		parts[i] = (struct merge_part){argv[i], r};
	}
	return true;
}

static int
merge(const struct values *v, char **argv, size_t n, struct arena *a)
{
	struct merge_part *parts = arena_array(a, struct merge_part, n);
	struct result out = {0};
	struct buf why;
	bool ok;

	buf_init(&why, 4096);
	ok = read_parts(argv, n, a, parts, &why) &&
	     merge_results(parts, n, a, &out, &why);
	if (ok && v->version != NULL)
		out.target_version = str_from(v->version);
	if (ok && v->slim)
		result_slim(&out);
	ok = ok && report_write(format_find(STR("json")),
		       v->output != NULL ? v->output : "-", &out, &why);
	if (!ok)
		fprintf(stderr, "davproof merge: %s\n", why.p);
	buf_release(&why);
	return ok ? result_exit_status(&out) : 2;
}

static int
run(int argc, char **argv)
{
	struct arena a = {0};
	struct values v = {0};
	int n, status;

	status = options_parse(&cmd_merge, argc, argv, &v, &a, &n);
	if (status < 0 && n == 0)
		status =
		    usage_error(&cmd_merge, "which results are to be joined?");
	if (status < 0)
		status = merge(&v, argv, (size_t)n, &a);
	arena_release(&a);
	return status;
}

const struct command cmd_merge = {"merge", "Join the results of shards",
    "RESULT.json... -o FILE",
    "The parts of a run with --shard, in any order, become the result that "
    "the whole run would have written, but for times and random names. All "
    "shards must be there, of the same target, version and case files. Other "
    "results are joined in the order given if no case stands in two of "
    "them; their fault matrices (--matrix) become one.\n"
    "The exit status is that of the joined result: 0, 1 or 3; 2 if the "
    "results do not belong together.",
    rows, run};

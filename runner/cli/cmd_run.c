#include <signal.h>

#include "base/file.h"
#include "cli/cases.h"
#include "cli/commands.h"
#include "cli/gate.h"
#include "cli/matrix.h"
#include "cli/outputs.h"
#include "run/conductor.h"
#include "run/secret.h"

struct values {
	struct output_options output;
	struct case_options cases;
	struct target_options target;
	bool strict, certify, keep, announce, list_requests, matrix;
	struct matrix_run turns; /* of --matrix */
	const char *baseline;
	uint64_t jobs, max_failures;
};

#define AT(member) offsetof(struct values, member)

static const struct option_row rows[] = {
    {"tap", 0, OPTION_TEXT, AT(output.tap), "FILE",
	"TAP 13; - is standard output, where it goes by itself", 0, 0,
	"Reports"},
    {"html", 0, OPTION_TEXT, AT(output.reports[REPORT_HTML]), "FILE",
	"a page; DIR/ (with a slash): a folder that needs no script", 0, 0,
	NULL},
    {"json", 0, OPTION_TEXT, AT(output.reports[REPORT_JSON]), "FILE",
	"the whole result, for `davproof report`, --baseline, --rerun", 0, 0,
	NULL},
    {"junit", 0, OPTION_TEXT, AT(output.reports[REPORT_JUNIT]), "FILE",
	"JUnit XML, as GitLab, GitHub actions and Jenkins read it", 0, 0,
	NULL},
    {"markdown", 0, OPTION_TEXT, AT(output.reports[REPORT_MARKDOWN]), "FILE",
	"a job summary", 0, 0, NULL},
    {"certify", 0, OPTION_FLAG, AT(certify), NULL,
	"HTML, JSON and Markdown begin with a certificate: which DAV classes "
	"are proved",
	0, 0, NULL},
    {"trace", 0, OPTION_TEXT, AT(output.trace), "DIR",
	"the wire log of each case in a file", 0, 0, NULL},
    CASE_OPTION_ROWS(struct values, cases),
    {"strict", 0, OPTION_FLAG, AT(strict), NULL,
	"a broken SHOULD fails too", 0, 0, "Verdicts"},
    {"baseline", 0, OPTION_TEXT, AT(baseline), "RESULT.json",
	"what failed there as well is excused", 0, 0, NULL},
    {"max-failures", 0, OPTION_NUMBER, AT(max_failures), "N",
	"stop after so many", 1, 0, NULL},
    TARGET_OPTION_ROWS(struct values, target),
    {"matrix", 0, OPTION_FLAG, AT(matrix), NULL,
	"of reference: then each fault in turn (or each --fault): which cases "
	"and rules catch it; 1 if none does",
	0, 0, NULL},
    {"jobs", 'j', OPTION_NUMBER, AT(jobs), "N",
	"cases in flight at once (default 8)", 1, 256, "How it runs"},
    {"keep", 0, OPTION_FLAG, AT(keep), NULL,
	"leave the scratch collections for a look", 0, 0, NULL},
    {"announce", 0, OPTION_FLAG, AT(announce), NULL,
	"send the case's id with each request (X-Davproof-Case)", 0, 0, NULL},
    {"list-requests", 0, OPTION_FLAG, AT(list_requests), NULL,
	"print each request, send nothing", 0, 0, NULL},
    {"quiet", 'q', OPTION_FLAG, AT(output.quiet), NULL,
	"no progress and no summary", 0, 0, NULL},
    {"color", 0, OPTION_TEXT, AT(output.color), "WHEN",
	"auto, always or never", 0, 0, NULL},
    {"progress", 0, OPTION_TEXT, AT(output.progress), "WHEN",
	"auto, always or never", 0, 0, NULL},
    {.type = OPTION_END},
};

static volatile sig_atomic_t stop;

static void
on_signal(int number)
{
	stop = number;
}

/* The second Ctrl-C ends at once, as it does everywhere. */
static void
catch_signals(void)
{
	struct sigaction act = {
	    .sa_handler = on_signal, .sa_flags = (int)SA_RESETHAND};
	struct sigaction ignore = {.sa_handler = SIG_IGN}, old;

	sigaction(SIGINT, &act, NULL);
	sigaction(SIGTERM, &act, NULL);
	/* The terminal is closed: but for nohup, which wants it unnoticed. */
	if (sigaction(SIGHUP, NULL, &old) == 0 && old.sa_handler != SIG_IGN)
		sigaction(SIGHUP, &act, NULL);
	sigaction(SIGPIPE, &ignore, NULL);
}

/* The command as typed, secrets out (they were wiped in argv). */
static struct str
command_line(int argc, char **argv, struct arena *a)
{
	struct buf b;
	struct str line;

	buf_init(&b, 65536);
	buf_puts(&b, "davproof");
	for (int i = 0; i < argc; i++) {
		struct str word = str_from(argv[i]), option = STR("");

		if (str_starts(word, STR("--header="))) {
			option = STR("--header=");
			word = str_from_at(word, option.n);
		}
		buf_printf(&b, " %.*s%.*s", STRF(option),
		    STRF(secret_free(word, a)));
	}
	line = arena_str(a, buf_view(&b));
	buf_release(&b);
	return line;
}

/* ------------------------------------------------------------- the run */

static int
exit_status(enum run_end end, const struct result *r)
{
	switch (end) {
	case RUN_UNTESTABLE:
		return stop ? 128 + (int)stop : 3;
	case RUN_LOST:
		return 3;
	case RUN_INTERRUPTED:
		return 128 + (int)stop;
	case RUN_ENOUGH:
	case RUN_DONE:
		break;
	}
	return result_exit_status(r);
}

/* What is done when the run is over, before its end is told. */
struct after {
	struct gate gate;
	struct matrix_run *matrix; /* NULL: not asked for */
};

static void
judged(void *arg, struct result *r)
{
	struct after *after = arg;

	gate_judged(&after->gate, r);
	if (after->matrix != NULL)
		matrix_run(after->matrix, r);
}

static int
run_on(const struct values *v, struct open_target *t,
    const struct testcases *cases, char **argv, int n, struct result *r)
{
	struct after after = {
	    .gate.known = {.arena = r->arena, .strict = v->strict}};
	struct matrix_run matrix = v->turns;
	struct secrets secrets = {.arena = r->arena};
	struct outputs out;
	struct run_config config = {.target = target_profile(t),
	    .cases = cases, .known = &after.gate.known, .sinks = &out.sinks,
	    .jobs = v->jobs ? (unsigned)v->jobs : 8,
	    .max_failures = v->max_failures, .wait_ms = v->target.wait,
	    .keep = v->keep, .announce = v->announce,
	    .trace = v->output.trace != NULL ? &out.trace : NULL,
	    .extra = target_headers(t), .secrets = &secrets,
	    .again = target_again, .again_arg = t, .judged = judged,
	    .judged_arg = &after};
	enum run_end end;
	int status;

	if (!gate_open(&after.gate, &cmd_run, v->baseline, config.target, cases,
		argv + 1, n - 1) ||
	    !outputs_open(&out, &cmd_run, &v->output, argv[0], &v->target))
		return 2;
	target_pool(t, &v->target, &config.pool);
	target_secrets(t, &v->target, &secrets);
	r->command = secrets_hide(&secrets, r->command, false, r->arena);
	config.pool.stop = &stop;
	matrix.config = &config;
	matrix.progress = out.progress;
	if (v->matrix)
		after.matrix = &matrix;
	catch_signals();
	end = run_cases(&config, r);
	if (end == RUN_DONE && v->matrix && stop)
		end = RUN_INTERRUPTED;
	status = exit_status(end, r);
	if (end == RUN_UNTESTABLE && v->output.quiet)
		fprintf(stderr, "davproof: %.*s\n", STRF(r->bail_out));
	if (!outputs_end(&out, end == RUN_UNTESTABLE ? NULL : r))
		status = 2;
	return status;
}

static int
list_requests(const struct testcases *cases)
{
	struct arena a = {0};

	for (size_t i = 0; i < cases->n; i++) {
		const struct testcase *tc = cases->v[i];

		printf("%.*s\n", STRF(tc->id));
		for (size_t k = 0; k < tc->file->n_steps; k++)
			printf("    %.*s\n",
			    STRF(testcase_step_text(tc, k, &a)));
	}
	arena_release(&a);
	return 0;
}

static int
run_values(struct values *v, int argc, char **typed, char **argv, int n,
    struct arena *a)
{
	struct testcases cases = {0};
	struct result r = {.arena = a, .strict = v->strict,
	    .certify = v->certify, .shard = v->cases.shard.k, .shards = v->cases.shard.n};
	struct open_target *t;
	int status;

	if (n == 0)
		return usage_error(&cmd_run, "which target? A URL, a profile "
					     "(*.yaml) or `reference`");
	if (!outputs_settle(&cmd_run, &v->output) ||
	    (v->matrix && !matrix_settle(&v->turns, &cmd_run, &v->target,
				&v->cases, argv[0])) ||
	    !cases_selected(
		&cmd_run, &v->cases, argv + 1, n - 1, a, &cases,
		&r.suite_digest))
		return 2;
	if (v->list_requests)
		return list_requests(&cases);
	if (!outputs_have_places(&v->output))
		return 2;
	r.version = result_version();
	t = target_open(&cmd_run, argv[0], &v->target, a, &status);
	if (t == NULL)
		return status;
	r.command = command_line(argc, typed, a);
	status = run_on(v, t, &cases, argv, n, &r);
	target_close(t);
	return status;
}

static int
run(int argc, char **argv)
{
	struct values v = {0};
	struct arena a = {0};
	char **typed = xmalloc(((size_t)argc + 1) * sizeof(*typed));
	int n, status;

	/* getopt_long reorders; the report shows what was typed. */
	memcpy(typed, argv, ((size_t)argc + 1) * sizeof(*typed));
	status = options_parse(&cmd_run, argc, argv, &v, &a, &n);
	if (status < 0)
		status = run_values(&v, argc, typed, argv, n, &a);
	free(typed);
	outfile_abandon_all();
	arena_release(&a);
	return status;
}

const struct command cmd_run = {
    "run", "Run cases against a target, TAP on standard output",
    "[OPTION]... TARGET [CASE]...",
    "TARGET is the URL of a collection that may be written to, a target "
    "profile (*.yaml), or `reference`, which starts the reference server. "
    "CASE is a file, a folder, or the beginning of an id "
    "(rfc4918/9.8-copy/); without one, all shipped cases run.\n"
    "All that is written stays below a scratch collection with a random "
    "name, which is removed at the end.\n"
    "Exit status: 0 no MUST broken, 1 some were, 2 wrong use, 3 the target "
    "could not be tested.",
    rows, run};

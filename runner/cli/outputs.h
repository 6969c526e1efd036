/*
 * What a run writes, and where: TAP and the console while it runs, traces,
 * and at its end the reports.
 */
#ifndef CLI_OUTPUTS_H
#define CLI_OUTPUTS_H

#include "cli/target.h"
#include "report/sink.h"
#include "run/trace.h"

/* In the order of --help. */
enum report { REPORT_HTML, REPORT_JSON, REPORT_JUNIT, REPORT_MARKDOWN };
#define REPORTS 4

struct output_options {
	const char *reports[REPORTS]; /* by enum report; NULL: not wanted */
	const char *tap, *trace, *color, *progress;
	bool quiet;
};

struct outputs {
	const struct output_options *options;
	struct sinks sinks;
	struct outfile *tap;
	struct trace trace;
	struct buf target; /* words of the console's advice */
	bool progress;	   /* a line moves on standard error */
};

/*
 * TAP goes to standard output unless said otherwise. False after a message:
 * one thing only can go there, and words have to be those of --help.
 */
bool outputs_settle(const struct command *c, struct output_options *o);
/* Nobody waits for a run whose report has no place. False after a message. */
bool outputs_have_places(const struct output_options *o);
/* target: as given, with its options. False after a message. */
bool outputs_open(struct outputs *out, const struct command *c,
    const struct output_options *o, const char *target,
    const struct target_options *options);
/* Ends what is live; then the reports, of a result (NULL: there is none).
   False after a message: not all could be written. */
bool outputs_end(struct outputs *out, const struct result *r);

#endif

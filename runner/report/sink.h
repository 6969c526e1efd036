/*
 * Those who listen while a run goes on: TAP on its stream, progress on the
 * terminal.
 *
 * Results come in plan order, whatever ran first. A sink never asks back.
 */
#ifndef REPORT_SINK_H
#define REPORT_SINK_H

#include "base/buf.h"
#include "report/result.h"

struct run_plan {
	size_t n_points; /* TAP: cases and one for `rules` */
	size_t n_cases;
	struct str target_url, server, dav;
	bool strict;
};

struct sink;

struct sink_type {
	const char *name;
	void (*started)(struct sink *s, const struct run_plan *plan);
	/* A case is over; index from 0 in plan order. */
	void (*case_ended)(
	    struct sink *s, size_t index, const struct case_result *c);
	/* How many cases are over, for progress; not in plan order. */
	void (*progress)(struct sink *s, size_t done, size_t failed);
	/* After the last case: the rules, then the end. bail_out may be set. */
	void (*ended)(struct sink *s, const struct result *r);
	void (*free)(struct sink *s);
};

struct sink {
	const struct sink_type *type;
};

/* TAP version 13 (report/tap.c). out is flushed after each point. */
struct sink *tap_new(FILE *out);

struct console_look {
	bool progress; /* draw the moving line */
	bool summary;  /* print the closing lines */
	bool color;
	unsigned width;	    /* of the terminal, in columns; 0: not known */
	const char *target; /* as an argument; NULL: TARGET */
};
/* One line on a terminal, and the closing summary (report/console.c). */
struct sink *console_new(FILE *err, const struct console_look *look);
/*
 * That line: "120/1774  3 failed  about 40 s left", what fits of it. The
 * estimate is left out until there is something to go by.
 */
void console_line(struct buf *out, size_t done, size_t all, size_t failed,
    uint64_t elapsed_ms, size_t width);

struct sinks {
	struct sink *v[8];
	size_t n;
};
void sinks_started(struct sinks *s, const struct run_plan *plan);
void sinks_case_ended(
    struct sinks *s, size_t index, const struct case_result *c);
void sinks_progress(struct sinks *s, size_t done, size_t failed);
void sinks_ended(struct sinks *s, const struct result *r);
void sinks_free(struct sinks *s);

#endif

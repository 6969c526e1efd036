/*
 * --trace: each case's wire log in a file of its own, secrets out. What cannot
 * be written is remembered: the run goes on and clears up.
 */
#ifndef RUN_TRACE_H
#define RUN_TRACE_H

#include "run/flight.h"
#include "run/secrets.h"

struct trace {
	const char *folder;
	char why[512]; /* something could not be written; else empty */
};

/* The file of the case; NULL if there is none. */
FILE *trace_open(struct trace *t, struct str id, struct arena *a);
void trace_write(FILE *out, const struct flight *f, struct secrets *secrets,
    struct arena *a);
void trace_close(struct trace *t, FILE *out);

#endif

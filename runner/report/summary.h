/*
 * The closing words of a run on a terminal, as wide as it is: what was tested,
 * what came out, the first failures with their citation, what is another than
 * in the baseline, and what to do next.
 */
#ifndef REPORT_SUMMARY_H
#define REPORT_SUMMARY_H

#include "report/screen.h"
#include "report/sink.h"

void summary_print(
    FILE *out, const struct result *r, const struct console_look *look);

/* Nothing without a baseline (summary_baseline.c). */
void summary_baseline(struct screen *to, const struct result *r);

#endif

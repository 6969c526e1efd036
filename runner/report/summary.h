/*
 * The closing words of a run on a terminal, 80 columns wide: what was tested,
 * what came out, the first failures with their citation, and what to do next.
 */
#ifndef REPORT_SUMMARY_H
#define REPORT_SUMMARY_H

#include "report/result.h"

void summary_print(FILE *out, const struct result *r, bool color);

#endif

/* The rules' results of the parts of a run made one. */
#ifndef REPORT_MERGE_RULES_H
#define REPORT_MERGE_RULES_H

#include "report/merge.h"

/*
 * Fills out->rules. out->cases are there already, in plan order: that is the
 * order of the evidence.
 */
void merge_rules(const struct merge_part *parts, size_t n, struct result *out);

#endif

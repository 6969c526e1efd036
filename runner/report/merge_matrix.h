/* The fault matrices of the parts of a run made one. */
#ifndef REPORT_MERGE_MATRIX_H
#define REPORT_MERGE_MATRIX_H

#include "report/merge.h"

/*
 * Fills out->matrix, if the parts have one. out->rules are there already: a
 * rule that is broken without a fault in one of the parts is so in the whole.
 */
void merge_matrix(const struct merge_part *parts, size_t n, struct result *out);

#endif

/*
 * Which results a fault broke, beside the plain run.
 */
#ifndef CLI_MATRIXJUDGE_H
#define CLI_MATRIXJUDGE_H

#include "report/faultmatrix.h"

struct matrix_judge {
	struct arena *arena;	  /* of the plain run */
	struct faults_of **by_id; /* its results, sorted */
	size_t n;
	struct strs noted; /* ids of those that noted something, sorted */
};

/* plain->matrix is there, and empty. */
void matrix_judge_init(struct matrix_judge *j, const struct result *plain);
/* r: a run, perhaps of fewer cases, with this fault; adds to f. */
void matrix_judge(struct matrix_judge *j, size_t fault, struct fault_tried *f,
    const struct result *r);
/* It demands something, and neither it nor another row of its case was broken
   so far. */
bool matrix_is_left(const struct matrix_judge *j, struct str id);

#endif

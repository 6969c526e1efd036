/*
 * The top of a case file: its keys, its rows; and what only a whole file can
 * be judged for. Used by case/load.c.
 */
#ifndef CASE_CASEFILE_H
#define CASE_CASEFILE_H

#include "case/step.h"

#define ROWS_MAX 10000 /* results of one file */

/* For the schema: the mapping that a file is. */
extern const struct type type_case;
/* `each`: the node; each.c reads it. */
extern const struct type type_each;

/* One file read: all that outlives its text. */
struct case_source {
	struct case_file *file;
	const struct node *root, *proves, *each;
	bool proves_ok;
	struct testcases rows;
};

/*
 * Reads the top level of a file and its rows. The scope has arena and diags.
 * False: mistakes.
 */
bool casefile_read(
    struct scope *s, const struct node *root, struct case_source *out);
bool requirements_have(
    const struct requirements *list, const struct requirement *r);
/* each.c: the testcases of a file, one without `each`. */
bool each_read(struct scope *s, struct case_source *src);

/*
 * check.c: reads every step of every row as `davproof check` does, and fills
 * in what rows need and prove. sound: the top level is without a mistake, so
 * that it can be said what is missing. False: mistakes.
 */
bool casefile_check(
    struct arena *a, struct diags *diags, struct case_source *src, bool sound);

#endif

/*
 * Where the shipped cases are: installed beside the program, or in the source
 * tree that it was built in.
 */
#ifndef CLI_DATADIR_H
#define CLI_DATADIR_H

#include "base/arena.h"

/* Remembers how the program was called; for main() only. */
void datadir_init(const char *argv0);
/*
 * The path of the folder `cases`: $DAVPROOF_DATA/cases, beside the program
 * (../share/davproof, or the source tree above .build), or where it was
 * configured to be installed. NULL if there is none of these.
 */
const char *datadir_cases(struct arena *a);
/* The folder of the answers that show what a rule means (check/example.h):
   `examples` beside the cases, or the tests' own in a source tree. NULL if
   there is none of these. */
const char *datadir_examples(struct arena *a);

#endif

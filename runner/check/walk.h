/* The judge's way through an XML body. For judge.c only. */
#ifndef CHECK_WALK_H
#define CHECK_WALK_H

#include "check/rules.h"

/* Sets the events that the reader calls. */
void walk_init(struct judge *j);
/* observe.c's: a response, before it is judged. */
void walk_observe(struct judge *j, const struct response *r);
/* After the whole body arrived. */
void walk_end(struct judge *j);

#endif

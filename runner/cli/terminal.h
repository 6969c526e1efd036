/* Standard error as a terminal: how wide it is, whether colours are wanted. */
#ifndef CLI_TERMINAL_H
#define CLI_TERMINAL_H

#include "base/base.h"

/* Columns of standard error; 0: it is no terminal, or does not say. */
unsigned terminal_width(void);
bool terminal_is_one(void);
/* The user's NO_COLOR, and a terminal that knows none (TERM=dumb). */
bool terminal_wants_no_color(void);

#endif

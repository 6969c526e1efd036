/* The first byte of a file that says what it is. */
#ifndef CLI_LINTMARK_H
#define CLI_LINTMARK_H

#include "base/str.h"

/* After a byte order mark and white space; 0 if there is none. */
char lint_first_mark(struct str bytes);

#endif

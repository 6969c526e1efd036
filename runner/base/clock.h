/* Time: a clock that never goes back, and dates for people. */
#ifndef BASE_CLOCK_H
#define BASE_CLOCK_H

#include "base/base.h"

/* Milliseconds since some moment before the program began. */
uint64_t clock_ms(void);
/* Now in UTC as RFC 3339, to the second: 2026-11-21T10:00:00Z. */
void clock_rfc3339(char out[21]);

#endif

/*
 * Text or bytes being built, with a ceiling.
 *
 * The ceiling is given at the start and never passed: what does not fit is
 * not added and full is set, so that a hostile server cannot make us grow
 * without end. p is never NULL after buf_init and always ends in NUL.
 */
#ifndef BASE_BUF_H
#define BASE_BUF_H

#include "base/str.h"

struct buf {
	char *p;
	size_t n, cap, max;
	bool full; /* something did not fit */
};

void buf_init(struct buf *b, size_t max);
/* Safe on a zeroed struct and twice. */
void buf_release(struct buf *b);
/* Empties it and keeps the memory. */
void buf_clear(struct buf *b);

/* All or as much as fits; false if not all did. */
bool buf_add(struct buf *b, const void *p, size_t n);
bool buf_str(struct buf *b, struct str s);
bool buf_puts(struct buf *b, const char *s);
bool buf_putc(struct buf *b, char c);
PRINTF(2, 3) bool buf_printf(struct buf *b, const char *fmt, ...);

/* A view of what is there, valid until the next change. */
struct str buf_view(const struct buf *b);

#endif

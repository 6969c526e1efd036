/*
 * UTF-16 to UTF-8, in pieces: a terminal that redirects what curl prints may
 * save it so, status line and all.
 */
#ifndef CLI_LINTUTF16_H
#define CLI_LINTUTF16_H

#include "base/buf.h"

struct utf16 {
	bool big_endian;
	bool begun;
	int half;	/* the first byte of a unit, or -1 */
	uint32_t first; /* the first unit of a pair, or 0 */
};

/* Whether a byte order mark of UTF-16 begins the bytes; sets *u. */
bool utf16_begins(struct str bytes, struct utf16 *u);
/* Adds the bytes to b as UTF-8, without the byte order mark. */
void utf16_decode(struct utf16 *u, struct str bytes, struct buf *b);

#endif

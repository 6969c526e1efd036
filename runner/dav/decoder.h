/*
 * Bytes in another encoding than UTF-8, as UTF-8 and piece by piece.
 *
 * Whatever the pieces, the same comes out. Where bytes are not of the encoding
 * come 0xFFs, which are in no UTF-8, and nothing after them: libxml2's own
 * conversion drops such bytes, or all that follows, by where a piece ended.
 */
#ifndef DAV_DECODER_H
#define DAV_DECODER_H

#include "base/buf.h"

struct decoder; /* opaque: owns an iconv_t */

/* NULL: that encoding is not known. */
struct decoder *decoder_new(struct str encoding);
void decoder_feed(struct decoder *d, struct str bytes, struct buf *out);
/* There is no more: a character that was cut off is not of the encoding. */
void decoder_end(struct decoder *d, struct buf *out);
void decoder_free(struct decoder *d); /* NULL is allowed */

#endif

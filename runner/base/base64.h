/* Base64 (RFC 4648 section 4). */
#ifndef BASE_BASE64_H
#define BASE_BASE64_H

#include "base/arena.h"

struct str base64_encode(struct str bytes, struct arena *a);
/* White space is passed over; false if it is not base64. */
bool base64_decode(struct str text, struct arena *a, struct str *out);

#endif

/* Base64 (RFC 4648 section 4) of bodies that are no text, in JSON results. */
#ifndef REPORT_BASE64_H
#define REPORT_BASE64_H

#include "base/arena.h"

struct str base64_encode(struct str bytes, struct arena *a);
/* False if it is not base64; blanks and missing padding are not allowed. */
bool base64_decode(struct str text, struct arena *a, struct str *out)
    WARN_UNUSED;

#endif

/*
 * The certificate as a JSON object, and its digest: SHA-256 of that object
 * without its member `digest`, written with sorted keys, no blanks, in UTF-8.
 */
#ifndef REPORT_CERTIFICATE_JSON_H
#define REPORT_CERTIFICATE_JSON_H

#include <jansson.h>

#include "report/certificate.h"

json_t *certificate_object(const struct certificate *c);
void certificate_digest(const struct certificate *c, char hex[SHA256_HEX]);

#endif

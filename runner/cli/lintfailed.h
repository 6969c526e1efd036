/*
 * `lint --failed`: each href (of JSON: id) whose operation failed, and its
 * status, a line each with a tab between them, for a retry.
 *
 * Written while the body arrives; of a JSON body up to 64 MiB are kept.
 */
#ifndef CLI_LINTFAILED_H
#define CLI_LINTFAILED_H

#include "http/message.h"

struct failed_list;

/* method, url: of the request, or nothing; they must live as long. */
struct failed_list *failed_new(
    struct str method, struct str url, const struct reply *reply, FILE *out);
void failed_body(struct failed_list *f, const char *p, size_t n);
void failed_end(struct failed_list *f);
void failed_free(struct failed_list *f); /* NULL is allowed */

#endif

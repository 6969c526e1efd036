/* Content, shared between copies and answers under way: counted, in one thread. */
#ifndef REFSERVER_BLOB_H
#define REFSERVER_BLOB_H

#include "base/arena.h"

struct blob {
	size_t refs, n;
	char *p;
};

/* Takes over p, which malloc made (NULL with 0 bytes is allowed). */
struct blob *blob_take(char *p, size_t n);
struct blob *blob_ref(struct blob *b);
void blob_unref(struct blob *b); /* NULL is allowed */

#endif

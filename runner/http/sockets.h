/*
 * The descriptors of a lane's connections, so that one on which a server has
 * said something unasked for is not used again.
 *
 * libcurl takes a kept connection for good when bytes are waiting on it, and
 * would read them as the answer to the next request. A body after 204, or a
 * second response, must not be mistaken for that.
 */
#ifndef HTTP_SOCKETS_H
#define HTTP_SOCKETS_H

#include <curl/curl.h>

#include "base/base.h"

struct sockets {
	int *fds;
	size_t n, cap;
};

/* What the handle opens from now on is kept in s, which must outlive it. */
void sockets_attach(struct sockets *s, CURL *easy);
/* If something has come on an idle descriptor, nothing goes out on it again. */
void sockets_retire_if_stale(int fd);
void sockets_release(struct sockets *s);

#endif

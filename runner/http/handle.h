/*
 * libcurl easy handles: what all of a pool have in common, and a lane's stock
 * of them.
 *
 * A handle keeps what Digest has learnt (nonce and its count), so it is used
 * again only for the user that it was used for. Nothing else stays on it:
 * request_apply() sets all that differs from one request to the next.
 */
#ifndef HTTP_HANDLE_H
#define HTTP_HANDLE_H

#include <curl/curl.h>

#include "base/buf.h"
#include "http/pool.h"

/* Sets an option that this libcurl is known to have. */
#define easy_set(easy, option, value)                                          \
	do {                                                                   \
		if (curl_easy_setopt((easy), (option), (value)) != CURLE_OK)   \
			fatal("libcurl refuses " #option);                     \
	} while (0)

/* The options of a pool, in the form in which libcurl wants them. */
struct wire {
	struct arena arena;	   /* owns the strings */
	struct pool_config config; /* defaults filled in */
	struct curl_slist *resolve;
	unsigned long auth; /* CURLAUTH bits */
	bool bearer;
	bool absolute; /* a proxy that wants absolute URIs */
};

struct handle {
	CURL *easy;
	char *user; /* "NAME:PASSWORD", "" for nobody */
	struct handle *next;
};

struct handles {
	struct handle *idle; /* the last used one first */
	size_t n;
};

/* False and a reason if something in it is unusable. */
bool wire_init(
    struct wire *w, const struct pool_config *config, struct buf *why);
void wire_release(struct wire *w);

/* The user that a request stands for; empty if nobody. */
struct str wire_user(const struct wire *w, const struct request *r);

struct handle *handle_take(
    struct handles *stock, const struct wire *w, struct str user);
void handle_give(struct handles *stock, struct handle *h);
void handle_free(struct handle *h);
void handles_release(struct handles *stock);

#endif

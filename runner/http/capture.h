/*
 * Captured responses, read from bytes: what `curl -i` writes.
 *
 * Knows where status line, headers and body of each stand in the file, and
 * nothing of what they mean. Bytes may come in pieces of any size. A file may
 * hold several responses, one after the other: interim ones, the 401 before
 * the answer, those of several URLs. curl undoes the chunked coding unless
 * told otherwise (--raw): the body is decoded if it is coded.
 *
 * A capture owns its buffers; a reply and its strings are valid during the
 * call. What cannot be read is told once, with a line, and ends the reading.
 */
#ifndef HTTP_CAPTURE_H
#define HTTP_CAPTURE_H

#include "http/message.h"

struct capture;

struct capture_events {
	void *arg;
	/* A head; line: of its status line in the file, from 1. Of a 1xx
	   nothing follows but the next head. */
	void (*reply)(void *arg, const struct reply *reply, unsigned line);
	/*
	 * Bytes of the body. begins: they do not follow those before but begin
	 * on a line of their own, behind a head or the size of a chunk.
	 * outside: so many line ends of the file before them are not of this
	 * body.
	 */
	void (*body)(
	    void *arg, const char *p, size_t n, bool begins, unsigned outside);
	/* The response ends, not that of a 1xx. */
	void (*end)(void *arg);
	void (*problem)(void *arg, unsigned line, const char *why);
};

/* answers_head: the responses have no body, whatever their headers say. */
struct capture *capture_new(
    const struct capture_events *events, bool answers_head);
void capture_feed(struct capture *c, const char *p, size_t n);
void capture_end(struct capture *c);
void capture_free(struct capture *c); /* NULL is allowed */

/* The body is in chunks: it may begin anew. */
bool capture_is_chunked(const struct capture *c);

/* Whether bytes begin like a status line: "HTTP/" and a digit. */
bool capture_begins(struct str bytes);

#endif

/*
 * A request and a response as data, as they go over the wire.
 *
 * Nothing is normalised: header names keep their case, order and repetition,
 * a target is what stands on the request line. The strings belong to whoever
 * made the message (an arena); a message owns nothing. Knows no WebDAV.
 */
#ifndef HTTP_MESSAGE_H
#define HTTP_MESSAGE_H

#include "base/vec.h"

struct header {
	struct str name, value; /* value without the white space around it */
};

struct headers {
	struct header *v;
	size_t n, cap;
};

/* Bytes that go out: given, or generated so that 10 MiB need no memory. */
struct payload {
	struct str bytes; /* nothing: no body, unless generated */
	bool generated;	  /* size bytes of payload_generate(seed) */
	uint64_t size, seed;
};

struct request {
	struct str method;
	struct str target;	/* as on the request line: path?query, or "*" */
	struct headers headers; /* exactly these, in order; Host is added
				   unless it is among them or no_host */
	struct payload payload;
	bool no_content_length; /* do not add Content-Length */
	bool no_host;		/* do not add Host */
	bool own_connection;	/* one that was not kept, and is not */
	struct str user; /* "NAME:PASSWORD"; nothing: the target's first user;
			    empty: anonymous */
};

/* Status line and header section of a response. */
struct reply {
	int status;	    /* 0: there was no status line */
	struct str version; /* "HTTP/1.1" */
	struct str reason;  /* may be empty */
	struct headers headers;
	struct str raw; /* the bytes of status line and headers */
};

/* The value of the first header of that name (case-blind), or nothing. */
struct str headers_get(const struct headers *h, const char *name);
/* All values of that name joined with ", ", or nothing. */
struct str headers_joined(
    const struct headers *h, struct arena *a, const char *name);
size_t headers_count(const struct headers *h, const char *name);
void headers_add(
    struct headers *h, struct arena *a, struct str name, struct str value);

/* A method that changes nothing (RFC 9110 section 9.2.1, and the DAV ones). */
bool method_is_safe(struct str method);

/*
 * Whether a comma-separated list (RFC 9110 5.6.1) holds the token, case-blind;
 * quoted strings, <coded URLs> and parameters are stepped over.
 */
bool list_has(struct str list, struct str token);
/* Takes the next member off *list, trimmed; false after the last. */
bool list_next(struct str *list, struct str *member);

/*
 * Status line and header section from bytes: LF or CRLF, folded lines joined.
 * Returns how many bytes they take with the empty line, 0 if raw holds no
 * complete header section or does not begin with a status line.
 */
size_t reply_parse(struct str raw, struct arena *a, struct reply *out);

/* Writes bytes offset .. offset+n of the generated payload of that seed. */
void payload_generate(uint64_t seed, uint64_t offset, char *p, size_t n);
/* How many bytes it is, and whether there is one at all. */
uint64_t payload_size(const struct payload *p);
bool payload_present(const struct payload *p);
void payload_sha256(const struct payload *p, char hex[65]);

#endif

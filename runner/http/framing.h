/*
 * Where the body of a response ends (RFC 9112 section 6.3), for responses
 * that are read without libcurl's help. What comes behind that end is passed
 * on too: it is what a raw request is sent for.
 */
#ifndef HTTP_FRAMING_H
#define HTTP_FRAMING_H

#include "http/message.h"

enum framing_kind {
	FRAMING_LENGTH, /* left bytes are to come, maybe 0 */
	FRAMING_CHUNKED,
	FRAMING_CLOSE, /* until the server closes */
};

enum chunk_part {
	CHUNK_SIZE,
	CHUNK_EXTENSION,
	CHUNK_DATA,
	CHUNK_DATA_END,
	CHUNK_TRAILER,
	CHUNK_DONE,
};

struct framing {
	enum framing_kind kind;
	uint64_t left; /* of the body or of the chunk */
	enum chunk_part part;
	unsigned digits; /* of the chunk's size */
	size_t line;	 /* bytes in the line of the trailer */
	bool broken;	 /* not the chunked coding */
};

void framing_init(struct framing *f, const struct reply *r, bool answers_head);
/* The response is whole. */
bool framing_complete(const struct framing *f);
/*
 * Takes the next piece of body bytes off *in; false when *in is used up or
 * the coding is broken.
 */
bool framing_next(struct framing *f, struct str *in, struct str *piece);

#endif

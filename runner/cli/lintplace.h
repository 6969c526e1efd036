/*
 * From places in a body to places in the file that holds it.
 *
 * A body stands behind a head, and in a chunked capture in pieces with the
 * sizes of the chunks between them. Lines and columns count from 1, in
 * characters of the body's encoding. A body in one piece costs nothing; else
 * 12 bytes a chunk are kept, for the first four million of them.
 */
#ifndef CLI_LINTPLACE_H
#define CLI_LINTPLACE_H

#include "base/arena.h"
#include "dav/encoding.h"

struct place_piece {
	unsigned line, col; /* in the body, where the piece begins */
	unsigned outside;   /* line ends of the file before it that are not
			       of the body */
};

enum place_unit {
	UNIT_UNKNOWN, /* so far all was ASCII */
	UNIT_UTF8,
	UNIT_BYTE, /* ISO 8859, windows-1252 and their like */
	UNIT_UTF16_LE,
	UNIT_UTF16_BE,
};

struct places {
	struct place_piece *v;
	size_t n, cap;
	char head[ENCODING_LOOK];
	size_t n_head;
	enum place_unit unit;
	struct str charset; /* of the Content-Type */
	size_t seen; /* of the first bytes */
	int half;    /* the first byte of a UTF-16 unit, or -1 */
	unsigned line, col;
	bool lost; /* there were more pieces than are kept */
};

/* Frees what an earlier body left; a zeroed struct is an empty one. */
void places_begin(struct places *p);
/* The charset of the Content-Type, which has to live as long. */
void places_charset(struct places *p, struct str charset);
/* A piece begins here. */
void places_piece(struct places *p, unsigned outside);
/* Bytes of a body in pieces, each before the next places_piece(). */
void places_add(struct places *p, const char *bytes, size_t n);
/* In the file; line 0 where it cannot be told. */
void places_find(const struct places *p, unsigned *line, unsigned *col);
void places_release(struct places *p);

#endif

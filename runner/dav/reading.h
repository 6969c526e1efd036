/*
 * The reader from inside: for reader.c (encodings), readknown.c (bytes),
 * readtree.c (nodes) and reading.c (problems and places), which alone see
 * libxml2.
 *
 * libxml2's push parser under our own SAX2 handlers, which know no entity but
 * the five: nothing is fetched and nothing can be expanded. libxml2 bounds a
 * name at 50,000 and an attribute, comment or processing instruction at
 * 10,000,000 bytes; it says so with an error, which is our XML_TOO_LARGE.
 * With handlers of one's own it does not bound the depth: we do.
 */
#ifndef DAV_READING_H
#define DAV_READING_H

#include <libxml/parser.h>
#include <libxml/parserInternals.h>

#include "base/buf.h"
#include "dav/decoder.h"
#include "dav/encoding.h"
#include "dav/multistatus.h"
#include "dav/pattern.h"
#include "dav/prolog.h"

#define DEPTH_MAX 256
#define RESPONSE_MAX ((size_t)16 * 1024 * 1024)
#define DOCUMENT_MAX ((size_t)4 * 1024 * 1024)
/* libxml2 compares each attribute with those before it, and looks for each
   prefix among all that are declared. */
#define TAG_MAX ((size_t)128 * 1024)
#define PIECE ((size_t)64 * 1024)
#define NAMESPACES_MAX 1000
#define DECLARED_MAX 100

enum token { TOKEN_OTHER, TOKEN_START, TOKEN_CDATA };

/* A name of the parser's dictionary, where each stands once. */
struct known_name {
	const xmlChar *p;
	struct str s;
	unsigned element; /* if it is in DAV: */
};

#define KNOWN_NAMES 256
#define PATTERNS 4
#define PREFIX_MAX 64

struct xml_reader {
	const struct xml_events *events;
	struct arena *arena; /* of the document */
	struct arena part;   /* of the response being built */
	xmlParserCtxtPtr parser;
	struct str charset, declared;
	char head[ENCODING_LOOK];
	size_t n_head;
	bool begun;		 /* the encoding is known */
	struct decoder *decoder; /* NULL: it is UTF-8 */
	struct buf decoded;
	struct prolog prolog;
	bool ending, stopped, reported;
	bool multistatus;
	struct xml_node *root, *current;
	unsigned depth;
	bool long_tag;			    /* the one that is waited for */
	unsigned n_namespaces;		    /* in scope */
	unsigned namespaces[DEPTH_MAX + 2]; /* declared at each depth */
	unsigned n_declared;		    /* attributes in a DOCTYPE */
	struct xml_node *response;	    /* the one being built, or NULL */
	struct xml_node *ended; /* the last, if it ended in these bytes */
	unsigned note;		/* about its markup */
	struct pattern patterns[PATTERNS]; /* the last used is the first */
	unsigned n_unlike; /* responses in a row whose markup was new */
	size_t n_responses;
	size_t document; /* bytes of the tree but for responses */
	struct buf text; /* seen, not yet a node */
	struct known_name names[KNOWN_NAMES];
	/* Where the token before ended: there the next one begins. */
	unsigned line, col;
	enum token token;
	/* Columns that the parser counts too many on that line. */
	unsigned excess, excess_line;
};

/* readtree.c's: what the parser calls. */
extern xmlSAXHandler reading_handlers;

/* readknown.c's: bytes in UTF-8, at most a PIECE. */
void reading_take(struct xml_reader *r, struct str bytes);

/* The first problem is told, others are not. */
void reading_report(struct xml_reader *r, enum xml_problem problem,
    unsigned line, unsigned col, struct str message);
void reading_stop(struct xml_reader *r);
/* libxml2's error handler. */
void reading_error(void *reader, xmlErrorPtr e);
void reading_too_much(
    struct xml_reader *r, enum xml_problem problem, const char *message);
bool reading_within_bounds(struct xml_reader *r);
/* The document ends where the parser is, in a tag. */
bool reading_is_cut_off(const struct xml_reader *r);
/* What is still to be taken is the beginning of a tag: is it too long? */
void reading_look_at_rest(struct xml_reader *r);
/* The same of the whole tag, whose end the parser has just reached. */
bool reading_tag_within_bounds(struct xml_reader *r);

/* The token that has just been read ends here. */
void reading_note_place(struct xml_reader *r, enum token token);
/* A piece of CDATA: the place stays where the section began. */
void reading_note_cdata(struct xml_reader *r, struct str piece);
void reading_place_by_bracket(
    struct xml_reader *r, unsigned *line, unsigned *col);
void reading_tag_place(struct xml_reader *r, unsigned *line, unsigned *col);

#endif

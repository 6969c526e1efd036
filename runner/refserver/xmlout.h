/*
 * XML that the server writes: escaped text and elements of the namespace
 * DAV:, with the prefix of the moment.
 *
 * Whoever opens an element closes it; nothing here keeps track.
 */
#ifndef REFSERVER_XMLOUT_H
#define REFSERVER_XMLOUT_H

#include "base/buf.h"

struct xml {
	struct buf *b;
	const char *prefix;   /* the empty text: the default namespace */
	const char *ns;	      /* DAV: but for a deliberate violation */
	const char *encoding; /* as the XML declaration names it */
	bool bare;	      /* no XML declaration */
	bool mark;	      /* a byte order mark before all */
	bool single_quotes;
};

/* The XML declaration and the open root with its namespace. */
void out_begin(struct xml *x, const char *root);
void out_open(struct xml *x, const char *name);
void out_close(struct xml *x, const char *name);
void out_empty(struct xml *x, const char *name);
void out_leaf(struct xml *x, const char *name, struct str text);
/* As it stands: a piece of XML. */
void out_raw(struct xml *x, struct str piece);
void out_text(struct xml *x, struct str text);
/* An empty element of any namespace. */
void out_empty_ns(struct xml *x, struct str ns, struct str name);

#endif

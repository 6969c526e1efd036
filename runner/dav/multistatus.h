/*
 * An XML body, read while it arrives (RFC 4918 sections 13 and 14).
 *
 * Of a multistatus one `response` at a time is built, handed out and dropped;
 * any other document is built whole, up to a bound. The reader records and
 * does not forgive: a response without href, with two statuses, with unknown
 * elements is handed out as it stands.
 */
#ifndef DAV_MULTISTATUS_H
#define DAV_MULTISTATUS_H

#include "dav/href.h"
#include "dav/xml.h"

/* A status element, or a status line of a response. */
struct dav_status {
	const struct xml_node *node;
	struct str text; /* trimmed */
	int code;	 /* 0: not a status line */
};

struct dav_href {
	const struct xml_node *node;
	struct str text;   /* trimmed */
	struct href parts; /* of the text */
};

struct propstat {
	const struct xml_node *node;
	const struct xml_node *prop;  /* the first, or NULL */
	struct dav_status status;     /* the first; node NULL: none */
	const struct xml_node *error; /* the first, or NULL */
	unsigned n_prop, n_status, n_error, n_description;
};

struct response {
	const struct xml_node *node;
	struct dav_href *hrefs;
	size_t n_hrefs;
	struct dav_status status; /* the first; node NULL: none */
	struct propstat *propstats;
	size_t n_propstats;
	const struct xml_node *error, *location, *description;
	unsigned n_status, n_error, n_location, n_description;
	size_t index; /* in the body, from 0 */
	/* It has the elements and attributes of one before, which are the
	   nodes of that one; the text of these alone is another. */
	bool repeats;
	const struct xml_node *const *changed;
	size_t n_changed;
	/* For whoever gets it, about all of its markup: 0 at first, and for
	   the next that repeats it what was set here. */
	unsigned *note;
};

/* The propstat and the element of a property, or NULL. */
const struct xml_node *response_prop(const struct response *r, struct str uri,
    struct str local, const struct propstat **in);
/* A deep copy in another arena. */
struct response *response_copy(const struct response *r, struct arena *a);

enum xml_problem {
	XML_OK,
	XML_MALFORMED,	   /* not well-formed */
	XML_BAD_NAMESPACE, /* not namespace-well-formed */
	XML_TRUNCATED,	   /* ended before the root did */
	XML_ENCODING,	   /* bytes that are not in the encoding */
	XML_TOO_DEEP,
	XML_TOO_LARGE, /* over our bounds */
	XML_EMPTY,
};

struct xml_error {
	enum xml_problem problem;
	unsigned line, col;
	struct str message;
	const struct xml_node *inside; /* the innermost open element, or NULL;
					  valid during the call */
};

struct xml_reader;

struct xml_events {
	void *arg;
	/* A response of a multistatus; valid during the call. */
	void (*response)(void *arg, const struct response *r);
	/* The first problem only: nothing else comes after it. */
	void (*problem)(void *arg, const struct xml_error *error);
	/* A DOCTYPE was met (it is neither fetched nor expanded). */
	void (*doctype)(void *arg, unsigned line, unsigned col);
	/* The root's start tag; may be NULL. */
	void (*root)(void *arg, const struct xml_node *root);
};

/* charset: of the Content-Type, or nothing. The arena keeps the document. */
struct xml_reader *xml_reader_new(
    const struct xml_events *events, struct arena *a, struct str charset);
void xml_reader_feed(struct xml_reader *r, const char *p, size_t n);
void xml_reader_end(struct xml_reader *r);
/* After the end: the document (of a multistatus without its responses), or
   NULL if there was no root. */
const struct xml_node *xml_reader_root(const struct xml_reader *r);
/* The encoding that the XML declaration names, or nothing. */
struct str xml_reader_declared(const struct xml_reader *r);
void xml_reader_free(struct xml_reader *r); /* NULL is allowed */

#endif

/*
 * XML that a client sent: parsed whole into a tree, hardened, and the pieces
 * of it that are kept (dead properties, lock owners).
 *
 * Nothing is loaded from elsewhere and no entity is ever expanded: a document
 * that declares one is refused before its content is read. Elements in the
 * tree are visited with xml_first and xml_next, which see elements only, so
 * comments and processing instructions are ignored (RFC 4918 section 17).
 */
#ifndef REFSERVER_XMLIN_H
#define REFSERVER_XMLIN_H

#include "base/arena.h"

enum xmlin_result {
	XMLIN_OK,
	XMLIN_MALFORMED, /* not well-formed, or not by the namespaces */
	XMLIN_ENTITY,	 /* declares an entity */
	XMLIN_EXTERNAL,	 /* declares an external entity */
};

struct xmlin;
struct _xmlNode; /* libxml2's; const, and never looked into from outside */

/*
 * charset is that of the Content-Type, or nothing; a byte order mark wins
 * over it (RFC 7303). *out is NULL unless the result is XMLIN_OK. lax lets
 * prefixes without a declaration pass.
 */
enum xmlin_result xmlin_parse(struct str body, struct str charset, bool lax,
    struct xmlin **out) WARN_UNUSED;
void xmlin_free(struct xmlin *x); /* NULL is allowed */
const struct _xmlNode *xmlin_root(const struct xmlin *x);

const struct _xmlNode *dom_first(const struct _xmlNode *e);
const struct _xmlNode *dom_next(const struct _xmlNode *e);
/* The first child of that name in DAV:, NULL if there is none. */
const struct _xmlNode *dom_child(
    const struct _xmlNode *e, const char *dav_name);
/* The element is this one of the namespace DAV:. */
bool dom_is(const struct _xmlNode *e, const char *dav_name);
struct str dom_name(const struct _xmlNode *e);
struct str dom_ns(const struct _xmlNode *e); /* the empty text: none */
/* All text inside, copied. */
struct str dom_text(struct arena *a, const struct _xmlNode *e);

/* How a piece is kept; all false: as RFC 4918 section 4.3 wants it. */
struct dom_keep {
	bool no_attributes, no_lang, no_inherited_lang, no_elements, trimmed,
	    ascii_only, other_prefixes;
	bool no_default; /* what has no namespace says so */
};

/*
 * The element as XML that stands by itself: with the declarations and the
 * xml:lang that were in scope.
 */
struct str dom_fragment(
    struct arena *a, const struct _xmlNode *e, const struct dom_keep *keep);

#endif

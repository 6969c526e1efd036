/*
 * URLs as hrefs: parsing, resolving and comparing (RFC 3986 sections 5, 6,
 * RFC 4918 section 8.3).
 */
#ifndef DAV_HREF_H
#define DAV_HREF_H

#include "base/arena.h"

/* The parts as they stand; nothing: the part is missing. */
struct href {
	struct str scheme, authority, host, port, path, query, fragment;
};

enum href_form {
	HREF_ABSOLUTE_URI,  /* http://host/path */
	HREF_ABSOLUTE_PATH, /* /path */
	HREF_NETWORK_PATH,  /* //host/path */
	HREF_RELATIVE,	    /* path, ./path, ?query, empty */
};

/* Splits by RFC 3986 appendix B; every text has a split. */
struct href href_split(struct str text);
enum href_form href_form(const struct href *h);
/* A character that may not stand in a URI, or a "%" without two digits: its
   offset, or text.n if all is legal. */
size_t href_illegal(struct str text);
/* encoded: all of them are written with "%2e". */
bool href_has_dot_segments(struct str path, bool *encoded);
/* The octet that the escape at the beginning of s stands for, or -1. */
int href_escape(struct str s);
/* A path that begins with a slash, by RFC 3986 5.2.4. */
struct str href_without_dots(struct str path, struct arena *a);

/* An absolute URI from a reference (RFC 3986 5.2). */
struct str href_resolve(struct str base, struct str reference, struct arena *a);
/*
 * The form in which two URLs of one resource are equal byte for byte: scheme
 * and host in lower case, default port gone, dot segments removed, every octet
 * but "/" decoded where it was percent-encoded (%2F stays), fragment gone, one
 * slash at the end removed. The argument must be absolute.
 */
struct str href_key(struct str url, struct arena *a);
/* The same by RFC 3986 6.2.2: equal for what is HREF_SAME. */
struct str href_normal(struct str url, struct arena *a);

enum href_match {
	HREF_SAME,    /* equal as URLs */
	HREF_SLASH,   /* differ in the final slash only */
	HREF_ESCAPES, /* equal after decoding every octet but %2F */
	HREF_UNICODE, /* equal after Unicode normalisation (NFC) of common
			 Latin letters; others count as different */
	HREF_DIFFERENT,
};
enum href_match href_compare(struct str a, struct str b);
/* path (decoded) of url below base, both absolute: true and the relative path
   ("" for base itself), or false. */
bool href_below(
    struct str base, struct str url, struct arena *a, struct str *relative);

/* Percent-encodes all but unreserved characters and "/". */
struct str href_encode_path(struct str decoded, struct arena *a);
struct str href_decode(struct str encoded, struct arena *a);

#endif

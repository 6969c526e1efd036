/*
 * JSON as a server sent it: small trees with places (RFC 8259).
 *
 * A value remembers where it begins (line and column from 1, in characters)
 * and how it was spelled. Members of an object stay in order, a name that
 * comes twice stays twice. Everything lives in the arena; raw and names
 * without escapes are views of the text, which must live as long.
 */
#ifndef DAV_JSON_H
#define DAV_JSON_H

#include "base/arena.h"

#define JSON_DEPTH_MAX 128

enum json_kind {
	JSON_NULL,
	JSON_BOOLEAN,
	JSON_NUMBER,
	JSON_STRING,
	JSON_ARRAY,
	JSON_OBJECT,
};

struct json_value {
	enum json_kind kind;
	struct str name; /* of a member of an object, decoded */
	struct str raw;	 /* as spelled, whole */
	struct str text; /* of a string: decoded; of others: raw */
	const struct json_value *first, *next;
	size_t n; /* elements or members */
	unsigned line, col;
};

struct json_error {
	unsigned line, col;
	const char *message;
};

/* NULL if the text is not one JSON value in UTF-8 (a BOM is let pass). */
const struct json_value *json_parse(
    struct str text, struct arena *a, struct json_error *error);

/* The first member of that name, or NULL; v may be NULL or no object. */
const struct json_value *json_member(
    const struct json_value *v, struct str name);
/* What a pointer (RFC 6901; nothing and "": v itself) leads to, or NULL. */
const struct json_value *json_at(
    const struct json_value *v, struct str pointer, struct arena *a);

#endif

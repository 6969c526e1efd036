/*
 * A JSON multi-status: an array of items, each with an identifier and a
 * status, or an object whose members are the items, keyed by id.
 *
 * Reads and does not judge: an item without id or status, or with a status
 * that is no whole number, is handed out as it stands.
 */
#ifndef DAV_JSONSTATUS_H
#define DAV_JSONSTATUS_H

#include "dav/json.h"

struct json_item {
	const struct json_value *value;
	const struct json_value *id_value;     /* NULL: none, or the key */
	const struct json_value *status_value; /* NULL: none */
	struct str id;			       /* nothing: it has none */
	int status;			       /* 0: no whole number */
};

struct json_items {
	struct json_item *v;
	size_t n, cap;
	const struct json_value *container; /* the array or object */
	struct str id, status;		    /* names of the members */
};

/*
 * The items that a pointer leads to (nothing: the whole body); id and status
 * are the names of their members (nothing: "id", "status"). False if neither
 * an array nor an object is there.
 */
bool json_items_read(const struct json_value *root, struct str pointer,
    struct str id, struct str status, struct arena *a, struct json_items *out);

/*
 * The same without being told where (jsonfind.c): the array or object nearest
 * to the root with an element that has a status; if there is none, one whose
 * elements are objects all the same. Servers call the status "status",
 * "statusCode" and the like, the identifier "id", "filename", "source": an
 * item's own is taken where it has not the name that most have. False if the
 * body has nothing that could be items.
 */
bool json_items_find(
    const struct json_value *root, struct arena *a, struct json_items *out);

/* A text or number that could tell one part from another: not the status, not
   an explanation. */
bool json_is_identifier(const struct json_value *member);
/*
 * Both stand for the same part of the request: the same identifier, and
 * nothing beside it that tells them apart.
 */
bool json_same_part(const struct json_item *a, const struct json_item *b);

#endif

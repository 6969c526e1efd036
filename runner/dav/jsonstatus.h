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
};

/*
 * The items that a pointer leads to (nothing: the whole body); id and status
 * are the names of their members (nothing: "id", "status"). False if neither
 * an array nor an object is there.
 */
bool json_items_read(const struct json_value *root, struct str pointer,
    struct str id, struct str status, struct arena *a, struct json_items *out);
/* The same without being told where: the array or object nearest to the root
   of which every element has a status; false if there is none. */
bool json_items_find(
    const struct json_value *root, struct arena *a, struct json_items *out);

#endif

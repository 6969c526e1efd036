/* Dead properties of a resource, or those that it is about to get. */
#ifndef REFSERVER_PROPSET_H
#define REFSERVER_PROPSET_H

#include "base/str.h"
#include "base/vec.h"

/* xml is its element, complete in itself. */
struct prop {
	struct str ns, name, xml;
};

struct propset {
	struct arena arena; /* owns all of it */
	VEC(struct prop) list;
};

/* NULL if there is none. */
const struct prop *propset_find(
    const struct propset *p, struct str ns, struct str name);
/* b becomes a copy of a. */
void propset_copy(struct propset *b, const struct propset *a);
void propset_set(struct propset *p, struct prop prop);
/* False if there was none. */
bool propset_remove(struct propset *p, struct str ns, struct str name);
void propset_release(struct propset *p);

#endif

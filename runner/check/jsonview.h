/*
 * A JSON multi-status as the rules on it see it: read once, at the end of the
 * exchange. Lives in the judge's arena.
 */
#ifndef CHECK_JSONVIEW_H
#define CHECK_JSONVIEW_H

#include "dav/jsonstatus.h"

struct json_view {
	bool applies;		       /* it is one, or should be */
	bool too_long;		       /* not all of it was kept */
	const struct json_value *root; /* NULL: no JSON, as `error` says */
	struct json_error error;
	bool found; /* `items` are there */
	struct json_items items;
};

struct judge;
/* Never NULL; reads the body when first asked. Call at the end only. */
const struct json_view *json_view_of(struct judge *j);

#endif

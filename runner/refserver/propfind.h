/* What a PROPFIND asks for: its body (RFC 4918 section 14.20). */
#ifndef REFSERVER_PROPFIND_H
#define REFSERVER_PROPFIND_H

#include "refserver/props.h"

enum wanted {
	WANTED_PROP,
	WANTED_ALLPROP,
	WANTED_PROPNAME,
};

struct propfind {
	enum wanted wanted;
	struct prop_names names; /* of prop, or of include */
};

/* False: it was answered. No body asks for all properties. */
bool propfind_read(struct request *rq, struct propfind *out);

#endif

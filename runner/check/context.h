/*
 * What a judge has to be told about a request to judge its response
 * (dav/href.h).
 */
#ifndef CHECK_CONTEXT_H
#define CHECK_CONTEXT_H

#include "case/case.h"
#include "http/message.h"

enum depth { DEPTH_ABSENT, DEPTH_0, DEPTH_1, DEPTH_INFINITY, DEPTH_OTHER };

enum asked {
	ASKED_NOTHING, /* unknown, or no PROPFIND */
	ASKED_ALLPROP, /* also an empty body; names: include */
	ASKED_PROPNAME,
	ASKED_PROP, /* names */
};

/* Bits of the compliance classes in a DAV header. */
enum {
	CLASS_1 = 1,
	CLASS_2 = 2,
	CLASS_3 = 4,
	CLASS_BIND = 8,
};

struct context {
	struct str method;
	struct str url; /* absolute, as requested */
	enum depth depth;
	enum asked asked;
	struct qnames names;	/* asked for; of a PROPPATCH: set and removed */
	struct str destination; /* absolute URI, or nothing */
	unsigned classes;	/* what the target claims */
	bool conditional;	/* has If, If-Match, If-None-Match, ... */
	bool malformed;		/* sent on purpose: raw bytes, a body that is
				   not what the short forms make */
	bool lock_refresh;	/* a LOCK without a body */
	struct str lock_scope;	/* of a LOCK with a short-form body */
	bool has_owner;
	struct value owner;
	bool server_wide;   /* OPTIONS *: asks of no resource */
	bool proxied;	    /* through a declared proxy */
	bool race;	    /* others were sent at the same moment */
	struct str scratch; /* absolute URL of the scratch collection */
	const struct headers *headers; /* of the request; may be NULL */
};

#endif

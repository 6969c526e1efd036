/*
 * What one exchange showed, as far as a case may ask about it.
 *
 * The judge fills it while the body arrives. Memory is bounded: the first
 * BODY_KEPT bytes of the body, of a multistatus the responses that somebody
 * wants (observation_want) in whole, up to SEEN_BYTES; of the others little.
 */
#ifndef CHECK_OBSERVATION_H
#define CHECK_OBSERVATION_H

#include "base/digest.h"
#include "dav/multistatus.h"
#include "http/message.h"

#define BODY_KEPT ((size_t)1024 * 1024)

enum body_form {
	FORM_NONE,	  /* no byte */
	FORM_MULTISTATUS, /* root {DAV:}multistatus */
	FORM_XML,	  /* other well-formed XML, in `root` */
	FORM_BROKEN_XML,  /* meant as XML, not well-formed */
	FORM_JSON,	  /* application/json or +json */
	FORM_OTHER,
};

/* A response of a multistatus that was wanted, copied. */
struct seen_response {
	const struct response *response;
	struct str key; /* href_key() of its first href */
};

/* One that nobody wanted. */
struct other_response {
	struct str href; /* as spelled */
	int status;	 /* its own, or 0 */
	int worst;	 /* the greatest status in it, propstats included */
	unsigned line, col;
};

struct observation {
	struct arena *arena;
	const struct reply *reply; /* NULL: no answer */
	struct {
		int *v;
		size_t n, cap;
	} interims; /* statuses of 1xx */
	unsigned duration_ms;
	bool complete;		 /* the exchange ended as it should */
	struct str why;		 /* if not: how it ended */
	uint64_t length;	 /* of the body, all of it */
	char sha256[SHA256_HEX]; /* of the body, all of it */
	struct str body;	 /* its first BODY_KEPT bytes */
	enum body_form form;
	const struct xml_node
	    *root; /* of FORM_XML: the whole document; of a
		      multistatus: the root without responses */
	struct {
		struct str *v; /* href_key() */
		size_t n, cap;
	} wanted;
	bool want_all;	/* keep every response (bounded: see kept_all) */
	bool no_digest; /* nobody asks for the sha256 */
	struct {
		struct seen_response *v;
		size_t n, cap;
	} seen;
	struct {
		/* the first OTHERS_KEPT, fewer if their hrefs are long */
		struct other_response *v;
		size_t n, cap;
	} others;
	size_t seen_bytes, others_bytes; /* what these two take */
	size_t n_responses;		 /* all of them */
	size_t n_others;
};

#define OTHERS_KEPT 10000
#define OTHERS_BYTES ((size_t)4 * 1024 * 1024)
#define SEEN_BYTES ((size_t)64 * 1024 * 1024)

/* Before the exchange: the response for this URL (absolute) is to be kept. */
void observation_want(struct observation *o, struct str url);
/* The kept response of that URL, or NULL. */
const struct response *observation_response(
    const struct observation *o, struct str url);

#endif

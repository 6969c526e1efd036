/*
 * The certificate: for each DAV class of RFC 4918 section 18 whether it is
 * proved that the server conforms, and if not why. Only a run of the whole
 * suite can certify.
 */
#ifndef REPORT_CERTIFICATE_H
#define REPORT_CERTIFICATE_H

#include "report/classes.h"
#include "report/proof.h"

enum conformance {
	CONFORMANCE_PROVED,
	CONFORMANCE_DISPROVED,	 /* a MUST is broken */
	CONFORMANCE_OPEN,	 /* not enough was proved */
	CONFORMANCE_NOT_CLAIMED, /* the DAV header does not name the class */
};

const char *conformance_name(enum conformance c); /* "conformant" */

struct certificate_class {
	enum conformance conformance;
	struct str why;
	size_t musts[PROOFS], shoulds[PROOFS]; /* of this class alone */
};

struct certificate {
	const struct result *r;
	struct str in_part;	     /* why the run is not of the whole suite */
	const struct proved *proofs; /* by index in the catalogue */
	struct certificate_class classes[CLASSES]; /* [0] is class 1 */
	char digest[SHA256_HEX];
};

/* r has to outlive it. */
void certificate_judge(
    const struct result *r, struct arena *a, struct certificate *out);
/* Which requirements a list is of. */
typedef bool certificate_which_fn(
    const struct certificate *c, size_t requirement);
bool certificate_any(const struct certificate *c, size_t requirement);
/* Whether the requirement is of a class that is claimed; ... */
bool certificate_claims(const struct certificate *c, size_t requirement);
/* ... a MUST that keeps it from being proved; a SHOULD that is broken. */
bool certificate_stops(const struct certificate *c, size_t requirement);
bool certificate_warns(const struct certificate *c, size_t requirement);
/* How to compute the digest again, in a line for a shell. */
const char *certificate_recipe(void);
/* What the words stand for, in a paragraph. */
const char *certificate_terms(void);

#endif

/*
 * The XML bodies of the short forms: PROPFIND, PROPPATCH, LOCK (RFC 4918
 * sections 14.20, 14.19, 14.11).
 */
#ifndef RUN_BODY_H
#define RUN_BODY_H

#include "case/case.h"

/*
 * The body that the step's short form stands for; nothing if it has none. The
 * prefixes of the case are declared on the root element, so that fragments of
 * XML in values may use them.
 */
struct str body_for(
    const struct step *s, const struct case_file *f, struct arena *a);
/* A PROPPATCH that sets these properties. */
struct str body_proppatch(const struct tree_prop *set, size_t n,
    const struct case_file *f, struct arena *a);
/* A PROPFIND for these names. */
struct str body_propfind(
    const struct qnames *names, const struct case_file *f, struct arena *a);

#endif

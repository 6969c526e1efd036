/*
 * A 207 body while it is written (RFC 4918 section 13).
 *
 *	ms_begin(&ms, rq);
 *	ms_response(&ms, node_path(...));
 *	ms_propstat(&ms); ... write into ms.x ... ms_propstat_end(&ms, 200,
 *NULL); ms_response_end(&ms); ms_failure(&ms, path, 423,
 *"lock-token-submitted", nodes, n); ms_end(&ms);
 *
 * A response has either propstats or is a failure, never both.
 */
#ifndef REFSERVER_MULTISTATUS_H
#define REFSERVER_MULTISTATUS_H

#include "refserver/request.h"

struct multistatus {
	struct request *rq;
	struct xml x;
	size_t responses;
	struct str path; /* of the open response */
	size_t start;	 /* where the open response begins */
	size_t propstat; /* where the open propstat begins */
};

void ms_begin(struct multistatus *ms, struct request *rq);
void ms_response(struct multistatus *ms, struct str path);
void ms_response_end(struct multistatus *ms);
void ms_propstat(struct multistatus *ms);
/* An empty property; with the fault it has text. */
void ms_name(
    struct multistatus *ms, struct str ns, struct str name, enum fault text);
/* condition: NULL for none. */
void ms_propstat_end(
    struct multistatus *ms, unsigned status, const char *condition);
/* The open propstat was not needed. */
void ms_propstat_drop(struct multistatus *ms);
/* A response with a status; the condition names n nodes. */
void ms_failure(struct multistatus *ms, struct str path, unsigned status,
    const char *condition, struct node *const *nodes, size_t n);
void ms_end(struct multistatus *ms);

#endif

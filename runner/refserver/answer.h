/*
 * The answer to a request: status, header fields and body.
 *
 * Knows the forms of RFC 4918 section 16 (error bodies) and nothing of MHD.
 */
#ifndef REFSERVER_ANSWER_H
#define REFSERVER_ANSWER_H

#include "refserver/store.h"
#include "refserver/xmlout.h"

struct header {
	struct str name, value;
};

struct answer {
	unsigned status;
	VEC(struct header) headers;
	struct buf body;
	bool xml;	   /* the body is XML */
	bool challenge;	   /* a 401 that asks for credentials */
	struct blob *blob; /* instead of body: so much of it */
	size_t from, n;
};

struct request;

void answer_init(struct answer *an);
void answer_release(struct answer *an);

PRINTF(3, 4)
void answer_header(struct request *rq, const char *name, const char *fmt, ...);
/* The status and nothing else. */
void answer_code(struct request *rq, unsigned status);
/* What PUT and DELETE answer when all is done: 204, or as a variant has it. */
void answer_done(struct request *rq);
/* A well-formed body that means nothing here. */
void answer_senseless(struct request *rq, const char *why);
/* A refusal with a word of explanation, which says why. */
PRINTF(3, 4)
void answer_refuse(struct request *rq, unsigned status, const char *fmt, ...);
/* A refusal with an empty condition element (RFC 4918 section 16). */
void answer_condition(
    struct request *rq, unsigned status, const char *condition);
/* The same, the condition with an href for each node. */
void answer_condition_nodes(struct request *rq, unsigned status,
    const char *condition, struct node *const *nodes, size_t n);
/* 405, with what is allowed. */
void answer_not_allowed(struct request *rq);
/* What the resource named by the target supports, for Allow. */
const char *allowed_methods(const struct request *rq);

/* In the finished body, wherever it stands. */
void answer_replace(struct request *rq, const char *from, const char *to);

/* An XML body begins: xml is made ready to write into the answer. */
struct xml answer_xml(struct request *rq, unsigned status);
/* An href element: the node's URL. */
void xml_href(struct request *rq, struct xml *x, const struct node *n);
void xml_href_path(struct request *rq, struct xml *x, struct str path);
/* An error element with one condition, naming n nodes. */
void xml_error(struct request *rq, struct xml *x, const char *condition,
    struct node *const *nodes, size_t n);

#endif

/*
 * A request while it is answered, and what it meets: the site.
 *
 * Everything that belongs to the request lives in its arena, but for the
 * body, which a PUT hands over to the store.
 */
#ifndef REFSERVER_REQUEST_H
#define REFSERVER_REQUEST_H

#include "refserver/answer.h"
#include "refserver/fault.h"
#include "refserver/ifheader.h"
#include "refserver/lock.h"
#include "refserver/variant.h"

/* What all requests share. One thread uses it (server.h). */
struct site {
	struct store *store;
	struct locks locks;
	const struct fault_set *faults;
	const struct variant_set *variants;
	unsigned port;
	/* Only a fault: a lock whose root is gone, and where that was. */
	struct lock ghost;
	char ghost_user[32];
	char *ghost_path;
};

struct request {
	struct arena arena;
	struct site *site;
	struct str method, target;
	VEC(struct header) headers;
	char *body; /* from malloc; NULL: none */
	size_t body_n, body_cap;
	bool body_too_large;
	bool http_1_0;
	bool stale_nonce; /* all else of the credentials is good */
	struct str user;      /* the empty text: the guest */
	struct str authority; /* of the target or Host */
	struct path path;
	struct node *node; /* what the target names, NULL: nothing */
	bool has_if;
	struct if_header cond; /* the If header */
	uint64_t now;	       /* milliseconds */
	struct answer answer;
};

bool faulty(const struct request *rq, enum fault f);
bool varied(const struct request *rq, enum variant v);

/* The field's value; several lines are joined with ", ". Nothing: absent. */
struct str request_field(struct request *rq, const char *name);
/* In how many lines it came. */
size_t request_header_lines(const struct request *rq, const char *name);

enum depth {
	DEPTH_ABSENT,
	DEPTH_0,
	DEPTH_1,
	DEPTH_INFINITY,
	DEPTH_INVALID,
};
enum depth request_depth(struct request *rq);

/* The body labelled as XML, or not labelled at all. */
bool request_body_is_xml(struct request *rq);

struct xmlin;
/*
 * Parses the body. False: answered (400, 403 or 415). *out is NULL for an
 * empty body.
 */
bool request_xml(struct request *rq, struct xmlin **out) WARN_UNUSED;

/* The absolute path of a node, encoded, a collection with its slash. */
struct str node_path(struct arena *a, const struct node *n);
/* The node's ETag, in the arena; nothing if it has none. */
struct str node_etag(struct request *rq, const struct node *n);
time_t node_modified(const struct request *rq, const struct node *n);

/* The parent collection of what the path names; NULL: there is none. */
struct node *request_parent(struct request *rq, const struct path *path);
/* What the path would be a member of is a file. */
bool is_under_file(struct request *rq, const struct path *path);
/* Makes what is missing above the path; only faults do that. */
void make_parents(struct request *rq, const struct path *path);

#endif

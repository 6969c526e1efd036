/*
 * The rules among themselves: what a rule is told, and how it says what is
 * broken. Only judge.c and the rule_*.c files include this.
 *
 * A row of rules.def is one rule and one function rule_NAME(), which is called
 * for each subject of its kind and returns whether it applied to it.
 *
 * A rule AT_ELEMENT or AT_PROPERTY looks at that element, at what it holds and
 * at the propstat around it, one AT_OUTLINE at no text but statuses: what they
 * have seen and let pass is not shown to them again when the next response
 * repeats it (walk.c).
 */
#ifndef CHECK_RULES_H
#define CHECK_RULES_H

#include "check/hreftable.h"
#include "check/judge.h"
#include "dav/elements.h"
#include "dav/href.h"
#include "dav/status.h"

enum at {
	AT_EVENT,    /* what the judge calls by name */
	AT_REPLY,    /* status line and headers */
	AT_ELEMENT,  /* an element that the server made */
	AT_OUTLINE,  /* a response of a 207, by its elements and statuses */
	AT_RESPONSE, /* the same, by its hrefs or beside other responses */
	AT_PROPERTY, /* an element in a prop of a response */
	AT_BODY,     /* a 207 as a whole, at its end */
	AT_DOCUMENT, /* the root of any other XML body */
	AT_END,	     /* the exchange as a whole, at its end */
	AT_COUNT
};

enum rule_id {
#define RULE(name, at, requirement, sentence) RULE_##name,
#include "check/rules.def"
#undef RULE
	RULE_COUNT
};

/* Where a response's href lies, seen from the request. */
enum relation {
	RELATION_NONE, /* no href, or none that means anything */
	RELATION_SELF, /* the Request-URI */
	RELATION_BELOW,
	RELATION_OUTSIDE,
};

struct subject {
	const struct xml_node *node; /* AT_ELEMENT, AT_PROPERTY, AT_DOCUMENT */
	const struct element *element;	 /* its row in elements.def, or NULL */
	const struct response *response; /* NULL outside of a response */
	const struct propstat *propstat; /* of a property */
	struct str url;	    /* of the response: absolute, or nothing */
	bool url_is_normal; /* it is its own href_normal() */
	enum relation relation;
	struct str relative; /* RELATION_BELOW: decoded */
};

/* What is known about a 207 at its end. */
struct facts {
	size_t responses;
	size_t others;	     /* whose URL is not the Request-URI */
	bool self;	     /* the Request-URI is among them */
	bool unclear;	     /* some response had no usable href */
	bool self_is_file;   /* its resourcetype is there, no collection */
	int self_status;     /* its own status, or 0 */
	size_t failures;     /* statuses of 300 and above but 424 */
	size_t dependencies; /* 424 */
	size_t other_dependencies; /* 424 of others than the Request-URI */
	unsigned dependency_line, dependency_col;
	unsigned other_line, other_col; /* of the first of `others` */
};

struct tally {
	unsigned found;
	enum finding_level worst; /* of those not kept */
};

/* rule_status.c's, of one status element. */
struct status_read {
	const struct xml_node *node;
	bool good;
	struct str all, text; /* as it stands; trimmed */
	enum status_form form;
	int code; /* of a status line, else 0 */
};

/* rule_bind.c's: the URLs that were reported with 208, the first of them. */
struct reported {
	struct str v[16];
	size_t n;
	bool others; /* something has 200 */
};

/* walk.c's: the Request-URI, as far as hrefs are compared with it. */
struct request_url {
	bool known;
	struct str key;	   /* href_key() */
	bool plain;	   /* its normal form is its own, and ends in a slash */
	struct str origin; /* "http://host", if plain */
	struct str path;
};

/* rules.c's: the rules of a kind that look at an element in this exchange. */
struct rule_run {
	enum rule_id rule;
	bool (*run)(struct judge *j, const struct subject *s);
};

struct rule_list {
	struct rule_run *v;
	size_t n;
};

struct judge {
	const struct context *context;
	struct observation *seen;
	struct findings *findings;
	const struct reply *reply;
	struct str media;      /* of the Content-Type, as written */
	bool dav_method, ours; /* the body is the protocol's, not a file */
	bool dead;	       /* it is no longer judged */
	struct href url;       /* of the request, split */
	bool minimal;	       /* the request has Prefer: return=minimal */
	bool ended, malformed, namespaces;
	struct xml_error error; /* the first problem of the body */
	bool in_href;		/* it is in the text of an href */
	bool non_ascii;		/* the body has bytes above 127 */
	bool root_wrong;	/* what is wrong with it was said */
	struct xml_reader *reader;
	struct xml_events events;
	struct sha256 *digest;
	char *kept;
	size_t n_kept, cap_kept;
	struct json_view *json; /* once asked for */
	char look[64];		/* its first bytes */
	size_t n_look;
	bool looked;
	struct arena scratch; /* of the exchange */
	struct arena part;    /* of one response */
	struct request_url request;
	struct status_read status;
	const struct response *collection_of; /* of which collection is told */
	int collection;
	struct href_table hrefs;
	struct href_table locks; /* tokens, and what lock each stands for */
	struct reported reported;
	enum href_form form; /* of the first href */
	bool has_form, form_told;
	struct facts facts;
	enum rule_id rule;	  /* the one that is running */
	bool skipped[RULE_COUNT]; /* of another method */
	const struct rule_list *lists[AT_COUNT][ELEMENT_COUNT];
	struct tally tallies[RULE_COUNT];
	size_t n_broken; /* findings of all rules, kept or not */
	struct rule_set applied;
	struct finding spare; /* takes what is over the limit */
};

#define RULE(name, at, requirement, sentence)                                  \
	bool rule_##name(struct judge *j, const struct subject *s);
#include "check/rules.def"
#undef RULE

/* Leaves out what looks at answers to other methods. */
void rules_choose(struct judge *j);
/* Runs the rules of one kind. */
void rules_run(struct judge *j, enum at at, const struct subject *s);
void rules_run_one(struct judge *j, enum rule_id rule, const struct subject *s);
/* Says how many findings were over the limit. */
void rules_end(struct judge *j);

/* The verdict column of the rules: it lowers the catalogue's level and never
   raises it. */
enum verdict {
	FAIL,
	FAIL_3, /* fails a server that claims class 3, else warns */
	WARN,
	INFO,
};

/* The running rule is broken: at a node, in a header, by the status line, or
   by the exchange. The finding is for expected, actual and the like. */
PRINTF(4, 5)
struct finding *broken(struct judge *j, enum verdict v,
    const struct xml_node *at, const char *fmt, ...);
PRINTF(5, 6)
struct finding *broken_at(struct judge *j, enum verdict v, unsigned line,
    unsigned col, const char *fmt, ...);
PRINTF(4, 5)
struct finding *broken_header(
    struct judge *j, enum verdict v, const char *header, const char *fmt, ...);
PRINTF(3, 4)
struct finding *broken_status(
    struct judge *j, enum verdict v, const char *fmt, ...);

/* What several rules ask. */
static inline bool
method_is(const struct judge *j, const char *method)
{
	return str_is(j->context->method, method);
}

bool status_is_2xx(int status);
/* At most 200 bytes of what a server sent, for a message. */
struct str brief(struct str s);
struct str node_text(struct judge *j, const struct xml_node *n);
/* A header of the request or the reply, or nothing. */
struct str request_header(const struct judge *j, const char *name);
struct str reply_header(const struct judge *j, const char *name);
static inline bool
prefers_minimal(const struct judge *j)
{
	return j->minimal;
}

/* The request asked for this name; by allprop: an included one. */
bool asked_for(const struct judge *j, struct str uri, struct str local);
/* application/xml or text/xml, without parameters */
bool is_xml_type(struct str media);
/* application/json or a type that ends in +json */
bool is_json_type(struct str media);
/* It was said already that hrefs of the body do not name what they should. */
bool hrefs_are_wrong(const struct judge *j);
/* A propstat lacks its prop: what would be in it cannot be known. */
bool lacks_prop(const struct response *r);
/* {DAV:}resourcetype with a 2xx status: 1 a collection, 0 not, -1 unknown */
int is_collection(struct judge *j, const struct response *r);
enum etag_form {
	ETAG_GOOD,
	ETAG_ESCAPED, /* with an escaped quote, legal in RFC 2616 */
	ETAG_BAD,
};
enum etag_form etag_form(struct str text);
/* token of RFC 9110 5.6.2 */
bool is_token(struct str s);
/* One of the conditions of RFC 4918 section 16. */
bool is_condition(const struct xml_node *n);
/* A property that the server makes, by RFC 4918 section 15. */
bool is_live(const struct xml_node *n);
/* The running rule holds n against the CHILD rows of its element. */
bool content_counts(struct judge *j, enum verdict v, const struct xml_node *n);

#endif

/*
 * The model of a case: what cases/README.md lets an author write, as plain
 * structs.
 *
 * A file is kept as its YAML nodes (case/yaml.h), because `${name}` is put in
 * after the YAML was read, and captures are known only while the case runs.
 * What a step or an expectation says is therefore read from its node when it
 * is wanted, by the same tables as in `davproof check` (case/load.h). All of
 * it lives in arenas; nothing here owns memory.
 */
#ifndef CASE_CASE_H
#define CASE_CASE_H

#include "base/diag.h"
#include "spec/spec.h"

struct node; /* case/yaml.h */

/* ------------------------------------------------------------- scalars */

enum path_kind {
	PATH_NONE,
	PATH_SCRATCH, /* text: decoded, relative to the scratch collection, no
			 leading slash, "" for it itself, "/" at the end of any
			 other collection */
	PATH_RAW,     /* text: a whole request target, sent as it stands */
	PATH_HREF,    /* text: an href that the server gave */
};

struct path {
	enum path_kind kind;
	struct str text;
	struct loc loc;
};

enum bytes_kind { BYTES_NONE, BYTES_GIVEN, BYTES_GENERATED };

struct bytes {
	enum bytes_kind kind;
	struct str data;     /* BYTES_GIVEN: as to be sent, in its encoding */
	uint64_t size, seed; /* BYTES_GENERATED */
	bool xml;	     /* written as {xml: ...}: adds a Content-Type */
	struct str encoding; /* of xml: "UTF-8" unless said otherwise */
};

/* An expanded name. */
struct qname {
	struct str uri, local;
	struct loc loc;
};

/* The value of a property. */
struct value {
	bool is_xml;
	struct str content; /* text, or an XML fragment; nothing: no value */
	struct str lang;    /* nothing: not said */
};

struct status_range {
	int lo, hi; /* both included */
};

/* One or more; `any` is 100 to 599. */
struct status_set {
	struct status_range *v;
	size_t n, cap;
	struct loc loc;
};

bool status_set_has(const struct status_set *set, int status);
/* Whether all from lo to hi are in one of its ranges. */
bool status_set_has_range(const struct status_set *set, int lo, int hi);
/* As an author would write it: "201 or 204", "4xx". */
struct str status_set_text(const struct status_set *set, struct arena *a);

/* ------------------------------------------------------------- matchers */

struct strs {
	struct str *v;
	size_t n, cap;
};

struct qnames {
	struct qname *v;
	size_t n, cap;
};

enum match_kind {
	MATCH_ABSENT,  /* nothing: it is not there */
	MATCH_EQUAL,   /* a value: it is there and equal */
	MATCH_PRESENT, /* a mapping, maybe empty: there, and all below hold */
};

struct match {
	enum match_kind kind;
	struct loc loc;
	struct value equal; /* MATCH_EQUAL; of a body: equal.content */
	/* Below: MATCH_PRESENT; a member with p == NULL was not written. */
	struct str not, contains, starts, ends, above, below;
	struct strs has, lacks;		      /* as written: tokens */
	struct qnames has_names, lacks_names; /* the same read as names */
	struct path href;
	struct str text, xml, lang;
	bool has_lang;	/* lang was written (nothing: no language) */
	bool has_locks; /* locks was written, maybe as an empty list */
	struct lock_match *locks;
	size_t n_locks;
	/* Of a body only. */
	bool has_length;
	uint64_t length;
	struct str sha256;
	struct bytes bytes; /* MATCH_EQUAL of a body */
};

/* One activelock that must be there. A member is NULL when not written. */
struct lock_match {
	const struct match *token, *scope, *depth, *root, *owner, *timeout;
};

struct prop_match {
	struct qname name;
	bool any; /* named only: any value */
	struct match match;
};

struct prop_matches {
	struct prop_match *v;
	size_t n, cap;
};

struct named_match {
	struct str name; /* header, JSON member, XPath expression */
	struct match match;
};

struct named_matches {
	struct named_match *v;
	size_t n, cap;
};

/* ------------------------------------------------------------- tree */

struct tree_prop {
	struct qname name;
	struct value value;
};

struct tree_entry {
	struct path path; /* PATH_SCRATCH; ends in "/": a collection */
	bool collection;
	struct bytes body; /* of a file */
	struct str type;   /* nothing: application/octet-stream */
	struct tree_prop *props;
	size_t n_props, cap_props;
};

/*
 * Sorted by path, parents before members, implied collections included, the
 * scratch collection itself not, unless properties are said of it.
 */
struct tree {
	struct tree_entry *v;
	size_t n, cap;
};

/* ------------------------------------------------------------- expectations */

/* CODE: names, nothing or {name: match} in an expected response. */
struct code_expect {
	struct status_set status;
	bool absent; /* nothing: no property has it */
	struct prop_matches props;
};

/* A condition of an error body, and the hrefs that it must name. */
struct error_expect {
	struct qname name;
	struct path *hrefs;
	size_t n_hrefs, cap_hrefs;
};

struct error_expects {
	struct error_expect *v;
	size_t n, cap;
};

struct response_expect {
	struct str key;	  /* as written: the id of a JSON item */
	struct path path; /* the same as a path (not beside `json`) */
	struct loc loc;
	bool absent; /* nothing: no such response */
	bool has_status;
	struct status_set status; /* its own or a propstat's */
	bool has_error;
	struct error_expects error;
	bool has_location;
	struct match location;
	struct named_matches members; /* of a JSON item */
	struct code_expect *codes;
	size_t n_codes, cap_codes;
};

struct response_expects {
	struct response_expect *v;
	size_t n, cap;
};

struct count_expect {
	struct status_set status;
	unsigned number;
};

enum expect_level { EXPECT_ASSUME, EXPECT_MUST, EXPECT_SHOULD, EXPECT_MAY };

struct json_expect {
	struct str items, id, status; /* nothing: the defaults */
};

struct requirements {
	const struct requirement **v;
	size_t n, cap;
};

/* A mapping under must, should, may, assume, or in a one-of. */
struct expectations {
	enum expect_level level;
	struct loc loc;
	bool has_status; /* written; default_status: implied (cases/README.md) */
	bool default_status;
	struct status_set status;
	struct named_matches headers;
	bool has_body;
	struct match body;
	bool has_props;
	struct prop_matches props;
	bool has_responses;
	struct response_expects responses;
	bool only_responses;
	bool has_error;
	struct error_expects error;
	bool has_json;
	struct json_expect json;
	struct named_matches xpath;
	bool has_tree;
	bool tree_given; /* tree: given */
	struct tree tree;
	struct count_expect *counts;
	size_t n_counts, cap_counts;
	bool has_interim;
	struct status_set interim;
	bool has_within;
	unsigned within_ms;
	struct expectations *one_of;
	size_t n_one_of, cap_one_of;
	struct requirements proves; /* what they stand for; never empty for
				       must, should, may; empty for assume
				       and inside one-of */
};

struct expectation_list {
	struct expectations *v;
	size_t n, cap;
};

/* ------------------------------------------------------------- steps */

enum capture_kind {
	CAPTURE_LOCK_TOKEN,
	CAPTURE_STATUS,
	CAPTURE_BODY,
	CAPTURE_HEADER, /* text: the header's name */
	CAPTURE_PROP,	/* name */
	CAPTURE_HREF,	/* path */
	CAPTURE_XPATH,	/* text */
	CAPTURE_JSON,	/* text: a pointer */
};

struct capture {
	struct str variable;
	enum capture_kind kind;
	struct str text;
	struct qname name;
	struct path path;
	struct loc loc;
};

/* A header as an author wrote it; values.n == 0: left out. */
struct header_line {
	struct str name;
	struct strs values;
	struct loc loc;
};

enum step_kind { STEP_REQUEST, STEP_SEND, STEP_RACE, STEP_WAIT };

enum body_kind {
	BODY_BYTES,	/* body; kind BYTES_NONE: no body */
	BODY_PROPFIND,	/* props, include, allprop, propname */
	BODY_PROPPATCH, /* set, remove */
	BODY_LOCK,	/* lock */
};

struct step {
	enum step_kind kind;
	struct loc loc;
	/* STEP_REQUEST */
	struct str method;
	struct path path;
	bool has_depth;
	struct str depth;
	struct path to; /* PATH_NONE: no Destination */
	struct header_line *headers;
	size_t n_headers, cap_headers;
	enum body_kind body_kind;
	struct bytes body;
	struct qnames props, include, remove;
	bool allprop, propname;
	struct tree_prop *set;
	size_t n_set, cap_set;
	struct str lock_scope; /* "exclusive", "shared" or as written */
	bool has_owner;
	struct value owner;
	struct str as; /* nothing: the first user; "anonymous" */
	/* STEP_SEND: lines ended in CRLF, with the empty line */
	struct str send;
	/* STEP_RACE: n requests, `times` unrolled */
	struct step *race;
	size_t n_race, cap_race;
	/* STEP_WAIT */
	unsigned wait_ms;
	/* any but wait */
	bool has_until;
	unsigned until_ms;
	struct capture *captures;
	size_t n_captures, cap_captures;
	struct expectation_list expects; /* assume, must, should, may */
	bool prepares; /* no must, should, may: anything but 2xx is an error */
};

/* ------------------------------------------------------------- cases */

struct variable {
	struct str name;
	struct str value; /* nothing is a value as well */
	bool captured;	  /* nothing in a request is then an error */
	struct loc loc;	  /* of a row: where the value is written */
};

struct variables {
	struct variable *v;
	size_t n, cap;
};

struct namespace_decl {
	struct str prefix, uri;
};

/* One file. */
struct case_file {
	const char *path;
	struct str id; /* without a row */
	struct str title, note;
	struct requirements proves;
	struct strs needs; /* cases/README.md, with what is implied: class-2,
			      user:NAME, feature:NAME */
	struct strs tags;
	struct namespace_decl *namespaces; /* with D and x */
	size_t n_namespaces, cap_namespaces;
	bool scratch;
	const struct node *given; /* NULL: nothing */
	const struct node *steps;
	size_t n_steps;
	struct str source;
	char digest[65]; /* SHA-256 of the file */
};

/* One result: a file, or one row of its `each`. */
struct testcase {
	struct str id;	/* ID or ID:row or ID:row,row */
	struct str row; /* nothing without `each` */
	const struct case_file *file;
	struct variables row_variables;
	struct str title; /* with the row's variables put in */
	/* Of this row; those of the file are the union over its rows. */
	struct strs needs;
	struct requirements proves; /* what its expectations stand for */
};

struct testcases {
	struct testcase **v;
	size_t n, cap;
};

#endif

/*
 * Field tables: what a mapping may hold, as rows of key, type and help; and
 * the one loader over them. The JSON schema is another reading of the same
 * rows (case/schema.h), `check` with its "did you mean" is this one.
 *
 * A type reads a node to a C object at out. False means that a mistake was
 * reported, or that a request lacks something (struct reading); the object is
 * then not to be used. All mistakes of a mapping are reported, not the first.
 */
#ifndef CASE_FIELDS_H
#define CASE_FIELDS_H

#include "case/subst.h"

struct type;

typedef bool type_reader(
    struct scope *s, const struct node *n, void *out, const struct type *t);

/*
 * What can be written at a place, and how it is read. schema, table, any_of,
 * item and key say what it looks like: a literal piece of JSON schema, a
 * mapping of known keys, one of several types, a list of items (one of them
 * may be written as itself if one is set), or with key a mapping of any keys
 * to items.
 */
struct type {
	const char *name; /* of its definition in the schema; NULL: none */
	const char *what; /* "a path", for "is wanted here" */
	const char *help;
	type_reader *read;
	const char *schema;
	const struct table *table;
	unsigned in; /* of table: which of its fields */
	const struct type *const *any_of; /* up to NULL */
	const struct type *item, *key;
	bool one, not_empty;
	size_t size, at; /* an element, and where its item is in it */
};

enum field_flags {
	FIELD_REQUIRED = 1,
	FIELD_ALONE = 2, /* exactly one of these is there */
	FIELD_SOME = 4,	 /* at least one of these is there */
};

#define NO_HAS ((size_t)-1)

struct field {
	const char *key;
	const struct type *type;
	size_t offset;
	size_t has; /* a bool that is set when the key is there, or NO_HAS */
	unsigned flags;
	unsigned in;	  /* where it has its place; 0: everywhere */
	const char *with; /* a key that must be there too, or NULL */
	const char *help;
};

struct pair {
	const char *a, *b;
};

struct table {
	const char *what; /* "a step" */
	const struct field *fields;
	size_t n;
	const struct pair *apart; /* keys that exclude each other */
	size_t n_apart;
	/*
	 * Keys that are not rows: words (all of FIELD_ALONE) or, in the
	 * schema, a pattern; both of one type. other reads them and reports
	 * what it does not know.
	 */
	const char *const *words;
	size_t n_words;
	unsigned words_in;
	const char *pattern;
	const struct type *other_type;
	bool (*other)(struct scope *s, const struct node *key,
	    const struct node *value, void *out);
};

/* Reads a mapping by a table; in: which fields have their place (0: all). */
bool table_read(struct scope *s, const struct node *n, void *out,
    const struct table *table, unsigned in);
/* Reports an unknown key. */
bool table_unknown(
    struct scope *s, const struct node *key, const struct table *table);
const struct field *table_find(
    const struct table *table, struct str key, unsigned in);

/* Reports that something else is wanted; false. */
bool wrong_type(struct scope *s, const struct node *n, const char *what);

/* Readers for struct type. */
type_reader read_by_table; /* table, in */
type_reader read_list;	   /* item, size */
type_reader read_dict;	   /* key, item, size, at */
type_reader read_node;	   /* a const struct node *, for later */

#define FIELD(k, t, s, m) .key = (k), .type = (t), .offset = offsetof(s, m)
#define HAS(s, m) .has = offsetof(s, m)
#define HASNOT .has = NO_HAS

#endif

/*
 * `${name}`: what it stands for, put into the texts of a file after the YAML
 * was read (cases/README.md), and the scope in which a file is read.
 *
 * One scope serves the two readings of a step: SUBST_CHECK judges the file
 * without a server, where captures and builtins are known by name only (the
 * text is then opaque: every type accepts it); SUBST_RUN has their values.
 * What a captured value holds is never looked at for `${` again.
 */
#ifndef CASE_SUBST_H
#define CASE_SUBST_H

#include "case/load.h"
#include "case/yaml.h"

#define SUBST_MAX ((size_t)16 * 1024 * 1024)

enum subst_mode {
	SUBST_NONE, /* of a file, not of a row: `${` is text */
	SUBST_CHECK,
	SUBST_RUN,
	SUBST_SHOW, /* for people: what is not known stays as written */
	SUBST_ENV,  /* a target profile: only ${env:NAME} */
};

struct scope {
	enum subst_mode mode;
	struct arena *arena;
	struct diags *diags;
	const struct case_file *file;	  /* for namespaces; may be NULL */
	const struct variables *row;	  /* may be NULL, as the next */
	const struct variables *captured; /* in a check: names only */
	struct str row_name;
	const struct builtins *builtins; /* SUBST_RUN */
	bool request;	    /* what is read is sent: nothing is an error */
	struct str *error;  /* SUBST_RUN: see struct reading */
	size_t spent;	    /* bytes put in so far, against a ceiling */
	struct strs *used;  /* SUBST_CHECK: row variables that were used */
	struct strs *needs; /* SUBST_CHECK: words that are implied */
	/* What is being read, for the field tables and readers: */
	unsigned in;		 /* which fields have their place here */
	bool by_id;		 /* `responses` are keyed by JSON ids */
	enum expect_level level; /* of expectations */
	const struct requirements *proves; /* of the case; NULL: not known */
};

/* A mistake at a place; in a row, a hint says which. */
PRINTF(3, 4)
void scope_mistake(struct scope *s, struct loc loc, const char *fmt, ...);
PRINTF(2, 3) void scope_hint(struct scope *s, const char *fmt, ...);
/* "did you mean `WORD`?", if there is a word. */
void scope_did_you_mean(struct scope *s, const char *word);

struct text {
	struct str s; /* nothing: the scalar is nothing */
	bool opaque;  /* not known before the case runs */
};

/*
 * The text of a scalar with everything put in. False: a mistake, or something
 * that a request needs was not there (*s->error).
 */
bool subst_scalar(
    struct scope *s, const struct node *n, struct text *out) WARN_UNUSED;
/* The same of a text that stands at a place. */
bool subst_text(struct scope *s, struct str text, struct loc loc,
    struct text *out) WARN_UNUSED;

/* Letters, digits, `_` and `-`, a letter or `_` first. */
bool variable_name_ok(struct str name);
const struct variable *variables_find(
    const struct variables *vars, struct str name);
bool strs_have(const struct strs *list, struct str s);

#endif

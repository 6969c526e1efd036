/*
 * YAML text to nodes, each with its place.
 *
 * Knows YAML and nothing of cases. Of YAML it takes what a case needs: one
 * document of scalars, lists and mappings. Anchors, aliases, tags, a second
 * document, a key twice, more than 64 levels and bytes that are not UTF-8 are
 * mistakes; the common slips get a second line that says what to write.
 *
 * Nodes and their texts live in the arena. A scalar has no type here: what it
 * means is decided by the field that it stands in (cases/README.md).
 */
#ifndef CASE_YAML_H
#define CASE_YAML_H

#include "base/diag.h"

#define YAML_FILE_MAX ((size_t)1024 * 1024)
#define YAML_DEPTH_MAX 64

enum node_kind { NODE_SCALAR, NODE_LIST, NODE_MAPPING };

struct node_pair {
	const struct node *key, *value; /* the key is a scalar */
};

struct node {
	enum node_kind kind;
	bool plain; /* a scalar without quotes that is not a block */
	struct loc loc;
	struct str text; /* of a scalar, never nothing */
	struct node **items;
	struct node_pair *pairs;
	size_t n, cap; /* of items or pairs */
};

/*
 * False if there was any mistake, all of which are then in diags (but what
 * follows an error of syntax is not looked at).
 */
bool yaml_parse(struct str source, const char *file, struct arena *a,
    struct diags *diags, const struct node **root) WARN_UNUSED;

/* An empty plain scalar, `~` or `null`. */
bool node_is_nothing(const struct node *n);
/* "a list", "a mapping", "nothing", "text". */
const char *node_kind_text(const struct node *n);
/* The value of a key of a mapping, or NULL. */
const struct node *node_get(const struct node *n, const char *key);
/* A list of one may be written as the one. */
size_t node_count(const struct node *n);
const struct node *node_at(const struct node *n, size_t i);

#endif

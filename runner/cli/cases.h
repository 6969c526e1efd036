/*
 * The CASE arguments and selecting options that several commands share.
 */
#ifndef CLI_CASES_H
#define CLI_CASES_H

#include "case/load.h"
#include "cli/options.h"
#include "run/select.h"

struct case_options {
	struct texts select, tag, level, class;
	struct shard shard;
	const char *rerun;
	uint64_t repeat;
	const char *shuffle_text;
};

/* Rows for a table whose struct has a `struct case_options` named `member`. */
#define CASE_OPTION_ROWS(type, member)                                        \
	{"select", 0, OPTION_LIST, offsetof(type, member.select), "REQ",      \
	    "only cases that prove this requirement, or one whose id begins " \
	    "so", 0, 0, "Which cases"},                                       \
	{"tag", 0, OPTION_LIST, offsetof(type, member.tag), "TAG",            \
	    "only cases with this tag", 0, 0, NULL},                          \
	{"level", 0, OPTION_WORDS, offsetof(type, member.level), "LEVELS",    \
	    "only cases that prove one of these: must,should,may", 0, 0,      \
	    NULL},                                                            \
	{"class", 0, OPTION_WORDS, offsetof(type, member.class), "CLASSES",   \
	    "only cases that prove nothing of other classes: "          \
	    "1,2,3,bind,json", 0, 0, NULL},                                                            \
	{"shard", 0, OPTION_SHARD, offsetof(type, member.shard), "K/N",       \
	    "the results numbered K, K+N, K+2N ... of the list", 0, 0, NULL}, \
	{"rerun", 0, OPTION_TEXT, offsetof(type, member.rerun),               \
	    "RESULT.json", "only what failed there", 0, 0, NULL},             \
	{"repeat", 0, OPTION_NUMBER, offsetof(type, member.repeat), "N",      \
	    "each case N times, each a result (ID~2)", 1, 100000, NULL},      \
	{"shuffle", 0, OPTION_TEXT, offsetof(type, member.shuffle_text),      \
	    "SEED", "in another order, the same for the same number", 0, 0,   \
	    NULL}

/*
 * Loads what the arguments name (without any, the shipped cases) into *all:
 * a file, a folder, or the beginning of an id. Prints mistakes; false if
 * there were any, or an argument names nothing.
 */
bool cases_from_arguments(const struct command *c, char **argv, int n,
    struct arena *a, struct testcases *all);
/* The id, or folder of ids, that the word was meant to be; NULL: none. */
const char *cases_nearest(
    const struct testcases *all, struct str word, struct arena *a);
/*
 * cases_from_arguments, and then the selection. Prints "nothing selected". *suite (may be
 * NULL): the digest of the shipped cases, if no argument names others.
 */
bool cases_selected(const struct command *c, const struct case_options *o,
    char **argv, int n, struct arena *a, struct testcases *out,
    struct str *suite);

#endif

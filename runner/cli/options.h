/*
 * Options of a command as a table: what getopt_long parses, --help prints,
 * and completions ask for are three readings of one row.
 */
#ifndef CLI_OPTIONS_H
#define CLI_OPTIONS_H

#include "base/vec.h"

enum option_type {
	OPTION_END,
	OPTION_FLAG,	/* bool */
	OPTION_TEXT,	/* const char * */
	OPTION_LIST,	/* struct texts: may be given several times */
	OPTION_WORDS,	/* struct texts: several times, or with commas */
	OPTION_NUMBER,	/* uint64_t, least..most */
	OPTION_SECONDS, /* unsigned, milliseconds; a fraction may be given */
	OPTION_BYTES,	/* uint64_t; KiB, MiB, GiB */
	OPTION_SECRET,	/* char *: copied, and wiped in the arguments */
	OPTION_SHARD,	/* struct shard: K/N */
	OPTION_PROXY,	/* char *: copied, and the password in it wiped */
	OPTION_HEADER,	/* struct texts: copied, and secret values wiped */
};

struct texts {
	const char **v;
	size_t n, cap;
};

struct shard {
	unsigned k, n; /* 0: none */
};

struct option_row {
	const char *name;
	char letter; /* 0: none */
	enum option_type type;
	size_t offset;	      /* of its destination in the command's struct */
	const char *argument; /* word for the argument; NULL of a flag */
	const char *help;
	uint64_t least, most;
	const char *heading; /* begins a group in --help; else NULL */
};

struct command {
	const char *name;
	const char *summary;  /* one line for `davproof --help` */
	const char *usage;    /* "[OPTION]... TARGET [CASE]..." */
	const char *about;    /* paragraphs for its --help; may be NULL */
	const struct option_row *options; /* ends with OPTION_END */
	int (*main)(int argc, char **argv);
};

/*
 * Parses into *values, wipes secrets, and moves the operands to the front of
 * argv; *n_operands of them. Returns -1 to go on; else the exit status: 0
 * after --help, 2 after a mistake, which was printed with "did you mean".
 */
int options_parse(const struct command *c, int argc, char **argv,
    void *values, struct arena *a, int *n_operands);
void command_help(const struct command *c, FILE *out);

/* A mistake on the command line: prints it and returns 2. */
PRINTF(2, 3) int usage_error(const struct command *c, const char *fmt, ...);

#endif

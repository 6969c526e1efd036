/*
 * What may stand at a place of the command line: options, their arguments
 * and operands, by the words that the tables write for them ("FILE", "CASE",
 * "text|json").
 *
 * Prints candidates, one a line, with a tab and a sentence behind it where
 * there is one. A candidate that ends in / . , or = is the beginning of
 * others. The line ":files" says that names of files fit as well.
 */
#ifndef CLI_COMPLETION_H
#define CLI_COMPLETION_H

#include "cli/options.h"

struct completion {
	struct arena *arena;
	struct str word;   /* what the candidates have to begin with */
	struct str prefix; /* printed before each: "--level=", "must," */
	struct str last;   /* printed last */
};

/* Prints text if it begins with the word. help may be NULL. */
void completion_offer(struct completion *c, const char *text, const char *help);
/* What the argument of this option may be. */
void completion_of_option(struct completion *c, const struct option_row *r);
/* The operand that usage names at this index (from 0), if it names one. */
void completion_of_operand(
    struct completion *c, const char *usage, size_t index);

#endif

/*
 * Arguments that are one of a few words.
 */
#ifndef CLI_WORDS_H
#define CLI_WORDS_H

#include "cli/options.h"

/*
 * The index of the word; or -1 after a message that names them all, and the
 * nearest.
 */
int word_index(const struct command *c, const char *option, const char *given,
    const char *const *words, size_t n) WARN_UNUSED;

#endif

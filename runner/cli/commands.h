/* The commands, one file each. */
#ifndef CLI_COMMANDS_H
#define CLI_COMMANDS_H

#include "cli/options.h"

extern const struct command cmd_run, cmd_lint, cmd_check, cmd_list,
    cmd_coverage, cmd_explain, cmd_report, cmd_serve, cmd_schema,
    cmd_merge, cmd_compare;
/* What shells ask when they complete a line. */
extern const struct command cmd_complete;

/* Those that --help names, in its order; NULL past the last. */
const struct command *command_at(size_t i);

#endif

/*
 * davproof COMMAND ...: finds the command's row and calls it.
 */
#include <errno.h>

#include "base/str.h"
#include "cli/commands.h"
#include "cli/datadir.h"

#ifndef VERSION
#error "VERSION comes from the Makefile"
#endif

static const struct command *const commands[] = {&cmd_run, &cmd_lint,
    &cmd_check, &cmd_list, &cmd_coverage, &cmd_explain, &cmd_report,
    &cmd_merge, &cmd_compare, &cmd_serve, &cmd_schema};

const struct command *
command_at(size_t i)
{
	return i < countof(commands) ? commands[i] : NULL;
}

static const struct command *
find(const char *name)
{
	for (size_t i = 0; i < countof(commands); i++)
		if (strcmp(commands[i]->name, name) == 0)
			return commands[i];
	/* Shells call it; --help does not name it. */
	return strcmp(name, cmd_complete.name) == 0 ? &cmd_complete : NULL;
}

static void
help(FILE *out)
{
	fputs("usage: davproof COMMAND [OPTION]... [ARGUMENT]...\n\n"
	      "Proves (or disproves) that a WebDAV server does what RFC 4918 "
	      "says.\n\nCommands:\n", out);
	for (size_t i = 0; i < countof(commands); i++)
		fprintf(out, "  %-10s %s\n", commands[i]->name,
		    commands[i]->summary);
	fputs("\n`davproof COMMAND --help` explains one. To begin with:\n\n"
	      "  davproof run reference                     "
	      "the built-in server, all cases\n"
	      "  davproof run http://localhost:8080/dav/    "
	      "yours\n", out);
}

static int
unknown(const char *name)
{
	const char *names[countof(commands)], *near;

	for (size_t i = 0; i < countof(commands); i++)
		names[i] = commands[i]->name;
	near = str_nearest(str_from(name), names, countof(names));
	fprintf(stderr, "davproof: there is no command %s", name);
	if (near != NULL)
		fprintf(stderr, ": did you mean %s?\n", near);
	else
		fputs(" (`davproof --help` names them)\n", stderr);
	return 2;
}

/* A full disk is no success. */
static int
printed(int status)
{
	if (fflush(stdout) == 0 && !ferror(stdout))
		return status;
	if (status < 2)
		fprintf(stderr, "davproof: standard output: %s\n",
		    strerror(errno));
	return status < 2 ? 2 : status;
}

int
main(int argc, char **argv)
{
	const struct command *c;

	datadir_init(argv[0]);
	if (argc < 2) {
		help(stderr);
		return 2;
	}
	if (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "-h") == 0 ||
	    (strcmp(argv[1], "help") == 0 && argc == 2)) {
		help(stdout);
		return printed(0);
	}
	if (strcmp(argv[1], "--version") == 0) {
		printf("davproof %s\n", VERSION);
		return printed(0);
	}
	if (strcmp(argv[1], "help") == 0) {
		c = find(argv[2]);
		if (c == NULL)
			return unknown(argv[2]);
		command_help(c, stdout);
		return printed(0);
	}
	c = find(argv[1]);
	if (c == NULL)
		return unknown(argv[1]);
	return printed(c->main(argc - 1, argv + 1));
}

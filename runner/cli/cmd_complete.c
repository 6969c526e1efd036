#include "cli/commands.h"
#include "cli/completion.h"

static const struct option_row rows[] = {{.type = OPTION_END}};

static const struct command *
find(const char *name)
{
	for (size_t i = 0; command_at(i) != NULL; i++)
		if (strcmp(command_at(i)->name, name) == 0)
			return command_at(i);
	return NULL;
}

/* ------------------------------------------------------------- the tables */

/* A line a command, and below it a line an option, in columns. */
static void
print_tables(void)
{
	for (size_t i = 0; command_at(i) != NULL; i++) {
		const struct command *c = command_at(i);

		printf("%s\t%s\t%s\n", c->name, c->usage, c->summary);
		for (const struct option_row *r = c->options;
		     r->type != OPTION_END; r++)
			printf("%s\t--%s\t%s%c\t%s\t%s\n", c->name, r->name,
			    r->letter ? "-" : "", r->letter ? r->letter : '-',
			    r->argument ? r->argument : "-", r->help);
	}
}

/* ------------------------------------------------------------- a place */

static const struct option_row *
row_of_letter(const struct command *c, char letter)
{
	for (const struct option_row *r = c->options; r->type != OPTION_END;
	     r++)
		if (r->letter == letter)
			return r;
	return NULL;
}

/* getopt_long takes a beginning that only one has; so does this. */
static const struct option_row *
row_of_name(const struct command *c, struct str name)
{
	const struct option_row *found = NULL;
	size_t n = 0;

	for (const struct option_row *r = c->options; r->type != OPTION_END;
	     r++) {
		if (str_is(name, r->name))
			return r;
		if (str_starts(str_from(r->name), name)) {
			found = r;
			n++;
		}
	}
	return n == 1 ? found : NULL;
}

/* The option in this word whose argument the next word is, or NULL. */
static const struct option_row *
wants_next(const struct command *c, struct str word)
{
	const struct option_row *r = NULL;

	if (str_starts(word, STR("--"))) {
		if (str_index(word, '=') < word.n)
			return NULL;
		r = row_of_name(c, str_from_at(word, 2));
		return r != NULL && r->type != OPTION_FLAG ? r : NULL;
	}
	for (size_t i = 1; word.n > 0 && word.p[0] == '-' && i < word.n; i++) {
		r = row_of_letter(c, word.p[i]);
		if (r != NULL && r->type != OPTION_FLAG)
			return i + 1 == word.n ? r : NULL;
	}
	return NULL;
}

static void
offer_options(struct completion *c, const struct command *command)
{
	for (const struct option_row *r = command->options;
	     r->type != OPTION_END; r++)
		completion_offer(
		    c, arena_printf(c->arena, "--%s", r->name), r->help);
	completion_offer(c, "--help", "how it is used");
}

/* --level=mu: the argument stands in the same word. */
static bool
offer_joined(struct completion *c, const struct command *command)
{
	size_t equals = str_index(c->word, '=');
	const struct option_row *r;

	if (!str_starts(c->word, STR("--")) || equals == c->word.n)
		return false;
	r = row_of_name(command, str_sub(c->word, 2, equals - 2));
	c->prefix = str_sub(c->word, 0, equals + 1);
	c->word = str_from_at(c->word, equals + 1);
	if (r != NULL && r->type != OPTION_FLAG)
		completion_of_option(c, r);
	return true;
}

static void
offer_in_command(
    struct completion *c, const struct command *command, char **words, int n)
{
	const struct option_row *pending = NULL;
	size_t operands = 0;
	bool only_operands = false;

	for (int i = 0; i < n; i++) {
		struct str word = str_from(words[i]);

		if (pending != NULL)
			pending = NULL;
		else if (only_operands || word.n < 2 || word.p[0] != '-')
			operands++;
		else if (str_is(word, "--"))
			only_operands = true;
		else
			pending = wants_next(command, word);
	}
	if (pending != NULL) {
		completion_of_option(c, pending);
		return;
	}
	if (!only_operands && str_starts(c->word, STR("-"))) {
		if (!offer_joined(c, command))
			offer_options(c, command);
		return;
	}
	completion_of_operand(c, command->usage, operands);
}

static void
offer_commands(struct completion *c, bool options)
{
	for (size_t i = 0; command_at(i) != NULL; i++)
		completion_offer(
		    c, command_at(i)->name, command_at(i)->summary);
	if (!options)
		return;
	completion_offer(c, "help", "Explain a command");
	if (str_starts(c->word, STR("-"))) {
		completion_offer(c, "--help", "the commands");
		completion_offer(c, "--version", "the version");
	}
}

/* words[n - 1] is the one to complete. */
static void
complete(char **words, int n, struct arena *a)
{
	struct completion c = {.arena = a,
	    .word = str_from(words[n - 1]),
	    .prefix = STR(""),
	    .last = STR_NONE};
	const struct command *command;

	if (n == 1) {
		offer_commands(&c, true);
		return;
	}
	if (strcmp(words[0], "help") == 0 && n == 2)
		offer_commands(&c, false);
	command = find(words[0]);
	if (command != NULL)
		offer_in_command(&c, command, words + 1, n - 2);
}

static int
run(int argc, char **argv)
{
	struct arena a = {0};

	if (argc == 1) {
		print_tables();
		return 0;
	}
	if (argc < 3 || strcmp(argv[1], "--") != 0)
		return usage_error(&cmd_complete, "which words?");
	complete(argv + 2, argc - 2, &a);
	arena_release(&a);
	return 0;
}

const struct command cmd_complete = {"complete",
    "Print what shells complete: not for people", "[-- WORD...]",
    "Without words: the commands and their options, in columns. With words: "
    "what may stand at the last of them.",
    rows, run};

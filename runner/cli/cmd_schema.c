#include "case/load.h"
#include "case/target.h"
#include "cli/commands.h"
#include "report/render.h"

static const struct option_row rows[] = {{.type = OPTION_END}};

static const struct {
	const char *name;
	void (*print)(FILE *out);
} schemas[] = {
    {"case", case_schema_print},
    {"target", target_schema_print},
    {"result", result_schema_print},
};

static int
run(int argc, char **argv)
{
	struct arena a = {0};
	char none;
	int n, status;

	status = options_parse(&cmd_schema, argc, argv, &none, &a, &n);
	arena_release(&a);
	if (status >= 0)
		return status;
	for (size_t i = 0; n == 1 && i < countof(schemas); i++)
		if (strcmp(argv[0], schemas[i].name) == 0) {
			schemas[i].print(stdout);
			return 0;
		}
	if (n == 1)
		return usage_error(&cmd_schema, "there is no schema of a %s: "
			"which one, case, target or result?", argv[0]);
	return usage_error(&cmd_schema, "which one: case, target or result?");
}

const struct command cmd_schema = {"schema",
    "Print the JSON schema of a kind of file", "case|target|result",
    "Draft 7, for editors and validators. A first line "
    "`# yaml-language-server: $schema=...` in a case file makes an editor "
    "check it while it is written.",
    rows, run};

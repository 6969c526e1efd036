#include <errno.h>
#include <signal.h>
#include <unistd.h>

#include "cli/commands.h"
#include "cli/faults.h"
#include "refserver/server.h"

struct values {
	uint64_t port;
	struct texts faults, variants;
	bool list_faults, list_variants;
};

static const struct option_row rows[] = {
    {"port", 'p', OPTION_NUMBER, offsetof(struct values, port), "N",
	"listen there; 0 or nothing: a free port", 0, 65535, NULL},
    {"fault", 0, OPTION_WORDS, offsetof(struct values, faults), "ID",
	"switch on one deliberate violation; several may be given", 0, 0,
	NULL},
    {"variant", 0, OPTION_WORDS, offsetof(struct values, variants), "ID",
	"make another choice that the RFC leaves open", 0, 0, NULL},
    {"list-faults", 0, OPTION_FLAG, offsetof(struct values, list_faults),
	NULL, "print all faults, a line each, and stop", 0, 0, NULL},
    {"list-variants", 0, OPTION_FLAG, offsetof(struct values, list_variants),
	NULL, "print all variants, a line each, and stop", 0, 0, NULL},
    {.type = OPTION_END},
};

static int
list(const struct values *v)
{
	for (size_t i = 0; v->list_faults && i < fault_count(); i++) {
		struct fault_row f = fault_at(i);

		printf("%-40s %s: %s\n", f.id, f.requirement, f.text);
	}
	for (size_t i = 0; v->list_variants && i < variant_count(); i++)
		printf("%-40s %s\n", variant_at(i).id, variant_at(i).text);
	return 0;
}

static int
serve(const struct values *v, const struct fault_set *faults,
    const struct variant_set *variants)
{
	struct refserver_config config = {.port = (unsigned)v->port,
	    .faults = faults, .variants = variants};
	struct refserver *server;
	struct buf why;
	sigset_t set;
	int signal_number;

	/* Before threads are made: they inherit the mask. */
	sigemptyset(&set);
	sigaddset(&set, SIGINT);
	sigaddset(&set, SIGTERM);
	sigprocmask(SIG_BLOCK, &set, NULL);
	buf_init(&why, 1024);
	server = refserver_new(&config, &why);
	if (server == NULL)
		fprintf(stderr, "davproof serve: %s\n", why.p);
	buf_release(&why);
	if (server == NULL)
		return 3;
	printf("%s\n", refserver_url(server));
	fflush(stdout);
	while (sigwait(&set, &signal_number) == EINTR)
		;
	refserver_free(server);
	return 128 + signal_number;
}

static int
run(int argc, char **argv)
{
	struct values v = {0};
	struct fault_set faults = {0};
	struct variant_set variants = {0};
	struct arena a = {0};
	int n, status;

	status = options_parse(&cmd_serve, argc, argv, &v, &a, &n);
	if (status < 0 && n > 0)
		status = usage_error(
		    &cmd_serve, "%s: no argument is wanted", argv[0]);
	if (status < 0 && (v.list_faults || v.list_variants))
		status = list(&v);
	if (status < 0)
		status = faults_parse(&cmd_serve, &v.faults, &faults) &&
			variants_parse(&cmd_serve, &v.variants, &variants)
		    ? serve(&v, &faults, &variants)
		    : 2;
	arena_release(&a);
	return status;
}

const struct command cmd_serve = {
    "serve", "Run the reference server until it is interrupted",
    "[--port N] [--fault ID]... [--variant ID]...",
    "An in-memory WebDAV server of class 1, 2 and 3 on the loopback "
    "interface. It prints its URL. With it every case can be seen passing "
    "and, with a fault switched on, failing.\n"
    "Its users are first and second, with passwords of the same names; "
    "requests without credentials are a guest's.",
    rows, run};

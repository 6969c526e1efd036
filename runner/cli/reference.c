#include "cli/reference.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include "cli/faults.h"
#include "refserver/server.h"

struct reference {
	pid_t pid;
	int alive; /* closing it ends the child */
	char url[64];
};

static void
reset_signals(void)
{
	struct sigaction ignore = {.sa_handler = SIG_IGN};

	/* Ctrl-C goes to the whole group: the parent still has to clear up
	   with our help, and ends us by closing the pipe. */
	sigaction(SIGINT, &ignore, NULL);
	sigaction(SIGTERM, &ignore, NULL);
	sigaction(SIGHUP, &ignore, NULL);
	sigaction(SIGPIPE, &ignore, NULL);
}

/* The child: says its URL, serves until the other end of `alive` is gone. */
static NORETURN void
serve(int out, int alive, const struct fault_set *faults,
    const struct variant_set *variants)
{
	struct refserver_config config = {
	    .faults = faults, .variants = variants};
	struct refserver *server;
	struct buf why;
	const char *url;
	char c;

	reset_signals();
	buf_init(&why, 1024);
	server = refserver_new(&config, &why);
	if (server == NULL)
		fatal("the reference server does not start: %s", why.p);
	url = refserver_url(server);
	if (write(out, url, strlen(url)) < 0)
		_exit(2);
	close(out);
	while (read(alive, &c, 1) < 0 && errno == EINTR)
		;
	refserver_free(server);
	buf_release(&why);
	_exit(0);
}

static bool
read_url(struct reference *r, int in)
{
	size_t n = 0;
	ssize_t got;

	while (n + 1 < sizeof(r->url) &&
	       (got = read(in, r->url + n, sizeof(r->url) - 1 - n)) != 0) {
		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0)
			break;
		n += (size_t)got;
	}
	r->url[n] = '\0';
	return n > 0;
}

struct reference *
reference_start(const struct command *c, const struct texts *faults,
    const struct texts *variants, struct arena *a)
{
	struct reference *r = arena_new(a, struct reference);
	struct fault_set *on = arena_new(a, struct fault_set);
	struct variant_set *chosen = arena_new(a, struct variant_set);
	int out[2], alive[2];

	if (!faults_parse(c, faults, on) ||
	    !variants_parse(c, variants, chosen))
		return NULL;
	if (pipe(out) != 0 || pipe(alive) != 0)
		fatal("no pipe: %s", strerror(errno));
	fflush(NULL);
	r->pid = fork();
	if (r->pid < 0)
		fatal("no process: %s", strerror(errno));
	if (r->pid == 0) {
		close(out[0]);
		close(alive[1]);
		serve(out[1], alive[0], on, chosen);
	}
	close(out[1]);
	close(alive[0]);
	r->alive = alive[1];
	(void)fcntl(r->alive, F_SETFD, FD_CLOEXEC);
	if (read_url(r, out[0])) {
		close(out[0]);
		return r;
	}
	close(out[0]);
	reference_stop(r);
	return NULL;
}

const char *
reference_url(const struct reference *r)
{
	return r->url;
}

static void
add_user(struct target *t, struct arena *a, const char *name)
{
	*vec_add_to(t->users, t->n_users, t->cap_users, a) =
	    (struct target_user){
		str_from(name), str_from(name), str_from(name)};
}

struct target *
reference_target(const struct reference *r, struct arena *a)
{
	/* clang-format off */
	static const char *const features[][2] = {
	    {"read-only", "/read-only/"},
	    {"quota", "/quota/"},
	    {"quota-size", "20MiB"},
	    {"over-quota", "101MiB"},
	    {"property-quota", "1100000"},
	    {"equivalent-names", "/folding/"},
	    {"restricted", "/picky/"},
	    {"post-creates", "/picky/"},
	    {"properties-from", "/folding/"},
	    {"properties-lost", "/picky/"},
	    {"not-unlockable", "/stuck/"},
	    {"other-resource", "/json"},
	    {"unreadable-property", "{urn:davproof:reference}secret"},
	    {"json-files", "/json/files"},
	    {"json-updates", "/json/updates"},
	    {"json-sources", "/json/sources"},
	    {"json-array", "/json/array"},
	    {"json-object", "/json/object"},
	};
	/* clang-format on */
	struct target *t = arena_new(a, struct target);

	t->name = STR("davproof reference server");
	t->url = str_from(r->url);
	t->auth = STR("basic");
	add_user(t, a, "first");
	add_user(t, a, "second");
	for (size_t i = 0; i < countof(features); i++)
		*vec_add_to(t->features, t->n_features, t->cap_features, a) =
		    (struct named_text){.name = str_from(features[i][0]),
			.text = str_from(features[i][1])};
	return t;
}

void
reference_stop(struct reference *r)
{
	if (r == NULL || r->pid <= 0)
		return;
	close(r->alive);
	while (waitpid(r->pid, NULL, 0) < 0 && errno == EINTR)
		;
	r->pid = 0;
}

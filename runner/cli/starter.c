#include "cli/starter.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/folder.h"

#define URL_MAX 4096

struct started {
	char *start, *stop; /* paths; stop may be NULL */
	char *port;
	char *folder; /* temporary */
	struct str url, version;
};

static unsigned
free_port(void)
{
	struct sockaddr_in at = {.sin_family = AF_INET,
	    .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
	socklen_t n = sizeof(at);
	int fd = socket(AF_INET, SOCK_STREAM, 0);

	if (fd < 0 || bind(fd, (struct sockaddr *)&at, sizeof(at)) != 0 ||
	    getsockname(fd, (struct sockaddr *)&at, &n) != 0)
		fatal("no free port: %s", strerror(errno));
	close(fd);
	return ntohs(at.sin_port);
}

/* A script of the profile, relative to the profile's folder. */
static char *
script(const struct target *t, struct str path, struct arena *a)
{
	const char *slash = strrchr(t->path, '/');

	if (path.p == NULL)
		return NULL;
	if (str_starts(path, STR("/")) || slash == NULL)
		return arena_printf(a, "%s%.*s",
		    str_index(path, '/') == path.n ? "./" : "", STRF(path));
	return arena_printf(a, "%.*s/%.*s", (int)(slash - t->path), t->path,
	    STRF(path));
}

/* Runs it; what it prints is in out (may be NULL). False: it failed. */
static bool
run(char *const *argv, struct buf *out)
{
	char chunk[512];
	int fd[2], status;
	ssize_t n;
	pid_t pid;

	if (pipe(fd) != 0)
		fatal("no pipe: %s", strerror(errno));
	fflush(NULL);
	pid = fork();
	if (pid < 0)
		fatal("no process: %s", strerror(errno));
	if (pid == 0) {
		dup2(out != NULL ? fd[1] : STDERR_FILENO, STDOUT_FILENO);
		close(fd[0]);
		close(fd[1]);
		execv(argv[0], argv);
		fprintf(stderr, "davproof: %s: %s\n", argv[0],
		    strerror(errno));
		_exit(127);
	}
	close(fd[1]);
	while ((n = read(fd[0], chunk, sizeof(chunk))) != 0) {
		if (n > 0 && out != NULL)
			buf_add(out, chunk, (size_t)n);
		if (n < 0 && errno != EINTR)
			break;
	}
	close(fd[0]);
	while (waitpid(pid, &status, 0) < 0 && errno == EINTR)
		;
	return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

/* Runs start; what it says is in url and version. False: nothing there. */
static bool
start(const struct started *s, struct arena *a, struct str *url,
    struct str *version)
{
	char *argv[4] = {s->start, s->port, s->folder};
	struct buf out;
	struct str rest, line = STR("");
	bool ok;

	buf_init(&out, URL_MAX);
	ok = run(argv, &out);
	rest = arena_str(a, buf_view(&out));
	buf_release(&out);
	str_cut(&rest, '\n', &line);
	*url = str_trim(line);
	*version = str_trim(rest);
	return ok && url->n > 0;
}

static void
stop(const struct started *s)
{
	char *argv[3] = {s->stop, s->folder};

	if (s->stop != NULL && !run(argv, NULL))
		fprintf(stderr, "davproof: %s failed\n", s->stop);
}

struct started *
started_new(const struct target *t, struct arena *a)
{
	struct started *s = arena_new(a, struct started);
	const char *tmp = getenv("TMPDIR");

	s->start = script(t, t->start, a);
	s->stop = script(t, t->stop, a);
	s->folder = arena_printf(
	    a, "%s/davproof.XXXXXX", tmp != NULL ? tmp : "/tmp");
	if (mkdtemp(s->folder) == NULL)
		fatal("%s: %s", s->folder, strerror(errno));
	s->port = arena_printf(a, "%u", free_port());
	if (start(s, a, &s->url, &s->version))
		return s;
	fprintf(stderr, "davproof: %s did not start a server\n", s->start);
	started_stop(s);
	return NULL;
}

bool
started_again(struct started *s)
{
	struct arena a = {0};
	struct str url, version;
	bool ok;

	stop(s);
	ok = start(s, &a, &url, &version) && str_eq(url, s->url);
	arena_release(&a);
	if (!ok)
		fprintf(stderr, "davproof: %s did not start the server again\n",
		    s->start);
	return ok;
}

struct str
started_url(const struct started *s)
{
	return s->url;
}

struct str
started_version(const struct started *s)
{
	return s->version;
}

void
started_stop(struct started *s)
{
	if (s == NULL || s->folder == NULL)
		return;
	stop(s);
	if (!folder_remove(s->folder))
		fprintf(stderr, "davproof: %s: %s\n", s->folder,
		    strerror(errno));
	s->folder = NULL;
}

/* realpath is not in the base of POSIX */
#define _XOPEN_SOURCE 700

#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"

struct outfile {
	struct outfile *next;
	FILE *stream;
	char *path, *temporary; /* temporary: NULL if written directly */
};

static struct outfile *open_files;

static bool
read_all(int fd, struct buf *b, const char **why)
{
	char chunk[65536];
	ssize_t n;

	while ((n = read(fd, chunk, sizeof(chunk))) != 0) {
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0) {
			*why = strerror(errno);
			return false;
		}
		if (!buf_add(b, chunk, (size_t)n)) {
			*why = "it is too large";
			return false;
		}
	}
	return true;
}

bool
file_read(struct arena *a, const char *path, size_t max, struct str *out,
    const char **why)
{
	const char *ignored;
	struct stat st;
	struct buf b;
	int fd;
	bool ok = false;

	if (why == NULL)
		why = &ignored;
	fd = strcmp(path, "-") == 0 ? dup(STDIN_FILENO)
				    : open(path, O_RDONLY | O_CLOEXEC);
	if (fd < 0 || fstat(fd, &st) != 0) {
		*why = strerror(errno);
		if (fd >= 0)
			close(fd);
		return false;
	}
	buf_init(&b, max);
	if (S_ISDIR(st.st_mode))
		*why = "it is a folder";
	else
		ok = read_all(fd, &b, why);
	close(fd);
	if (ok)
		*out = arena_str(a, buf_view(&b));
	buf_release(&b);
	return ok;
}

bool
file_is_folder(const char *path)
{
	struct stat st;

	return stat(path, &st) == 0 && S_ISDIR(st.st_mode);
}

bool
file_exists(const char *path)
{
	struct stat st;

	return stat(path, &st) == 0;
}

bool
file_is_special(const char *path)
{
	struct stat st;

	return stat(path, &st) == 0 && !S_ISREG(st.st_mode) &&
	    !S_ISDIR(st.st_mode);
}

bool
file_make_folders(const char *path)
{
	char *p = xstrdup(path);
	bool ok;

	for (char *s = p + 1; *s != '\0'; s++)
		if (*s == '/') {
			*s = '\0';
			(void)mkdir(p, 0777);
			*s = '/';
		}
	(void)mkdir(p, 0777);
	ok = file_is_folder(path);
	if (!ok && errno == EEXIST)
		errno = ENOTDIR;
	free(p);
	return ok;
}

static bool
make_parent(const char *path)
{
	const char *slash = strrchr(path, '/');
	struct arena a = {0};
	bool ok;

	if (slash == NULL || slash == path)
		return true;
	ok = file_make_folders(
	    arena_printf(&a, "%.*s", (int)(slash - path), path));
	arena_release(&a);
	return ok;
}

static bool
open_temporary(struct outfile *f)
{
	size_t n = strlen(f->path) + sizeof(".XXXXXX");
	mode_t mask = umask(0);
	int fd;

	umask(mask);
	f->temporary = xmalloc(n);
	snprintf(f->temporary, n, "%s.XXXXXX", f->path);
	fd = mkstemp(f->temporary);
	if (fd < 0)
		return false;
	(void)fchmod(fd, 0666 & ~mask);
	f->stream = fdopen(fd, "w");
	if (f->stream == NULL) {
		close(fd);
		unlink(f->temporary);
	}
	return f->stream != NULL;
}

static void
outfile_free(struct outfile *f)
{
	for (struct outfile **p = &open_files; *p != NULL; p = &(*p)->next)
		if (*p == f) {
			*p = f->next;
			break;
		}
	free(f->path);
	free(f->temporary);
	free(f);
}

/*
 * Only a regular file is replaced: a device or pipe is written as it stands,
 * and a link keeps pointing where it did.
 */
static bool
open_target(struct outfile *f)
{
	struct stat st;
	char *real;

	if (stat(f->path, &st) != 0)
		return make_parent(f->path) && open_temporary(f);
	if (S_ISDIR(st.st_mode)) {
		errno = EISDIR;
		return false;
	}
	if (file_is_special(f->path)) {
		f->stream = fopen(f->path, "w");
		return f->stream != NULL;
	}
	real = realpath(f->path, NULL);
	if (real != NULL) {
		free(f->path);
		f->path = real;
	}
	return open_temporary(f);
}

struct outfile *
outfile_open(const char *path)
{
	struct outfile *f = xcalloc(1, sizeof(*f));
	int error;

	f->path = xstrdup(path);
	f->next = open_files;
	open_files = f;
	if (strcmp(path, "-") == 0)
		f->stream = stdout;
	if (f->stream != NULL || open_target(f))
		return f;
	error = errno;
	outfile_free(f);
	errno = error;
	return NULL;
}

const char *
outfile_name(const char *path)
{
	return strcmp(path, "-") == 0 ? "standard output" : path;
}

FILE *
outfile_stream(struct outfile *f)
{
	return f->stream;
}

bool
outfile_commit(struct outfile *f)
{
	bool ok = fflush(f->stream) == 0 && !ferror(f->stream);

	if (f->stream != stdout)
		ok = fclose(f->stream) == 0 && ok;
	if (f->temporary != NULL) {
		ok = ok && rename(f->temporary, f->path) == 0;
		if (!ok)
			unlink(f->temporary);
	}
	outfile_free(f);
	return ok;
}

void
outfile_abandon(struct outfile *f)
{
	if (f == NULL)
		return;
	if (f->stream != stdout)
		fclose(f->stream);
	if (f->temporary != NULL)
		unlink(f->temporary);
	outfile_free(f);
}

void
outfile_abandon_all(void)
{
	while (open_files != NULL)
		outfile_abandon(open_files);
}

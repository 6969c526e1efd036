#include "base/folder.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

enum emptied { EMPTIED, HOLDS_FOLDER, STUCK };

static bool
is_dots(const char *name)
{
	return strcmp(name, ".") == 0 || strcmp(name, "..") == 0;
}

/* A file, or a folder with nothing in it. */
static bool
remove_entry(int at, const char *name)
{
	return unlinkat(at, name, 0) == 0 ||
	       unlinkat(at, name, AT_REMOVEDIR) == 0;
}

/* Opens it without its descriptor being used up by readdir(). */
static DIR *
entries(int folder)
{
	int fd = openat(folder, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	DIR *d = fd < 0 ? NULL : fdopendir(fd);

	if (d == NULL && fd >= 0)
		close(fd);
	return d;
}

/* Empties the folder up to the first one in it that holds something: *inner is
 * that one, opened. */
static enum emptied
empty(int folder, int *inner)
{
	enum emptied result = EMPTIED;
	DIR *d = entries(folder);
	struct dirent *e;

	if (d == NULL)
		return STUCK;
	while (result == EMPTIED && (e = readdir(d)) != NULL) {
		if (is_dots(e->d_name) || remove_entry(folder, e->d_name))
			continue;
		*inner = -1;
		if (errno == ENOTEMPTY || errno == EEXIST)
			*inner = openat(folder, e->d_name,
			    O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
		result = *inner < 0 ? STUCK : HOLDS_FOLDER;
	}
	closedir(d);
	return result;
}

/*
 * Down into the first folder that holds something, up again when it is empty:
 * one descriptor at a time, whatever the depth.
 */
bool
folder_remove(const char *path)
{
	int fd = open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	enum emptied result = EMPTIED;
	size_t depth = 0;

	while (fd >= 0 && result != STUCK) {
		int next = -1;

		result = empty(fd, &next);
		if (result == EMPTIED && depth == 0)
			break;
		if (result == EMPTIED)
			next = openat(
			    fd, "..", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
		depth = result == HOLDS_FOLDER ? depth + 1 : depth - 1;
		close(fd);
		fd = next;
	}
	if (fd >= 0)
		close(fd);
	return fd >= 0 && result != STUCK && rmdir(path) == 0;
}

/*
 * Whole files: read with a bound, written under a temporary name and renamed,
 * so that nobody ever reads half of one.
 */
#ifndef BASE_FILE_H
#define BASE_FILE_H

#include "base/arena.h"

/*
 * The bytes of a file, owned by the arena. False if it cannot be read, is not
 * a regular file (or pipe), or is larger than max bytes; *why (if why is not
 * NULL) then says so in words, without the file's name. "-" is standard input.
 */
bool file_read(struct arena *a, const char *path, size_t max, struct str *out,
    const char **why) WARN_UNUSED;

/* A file being written. */
struct outfile;

/*
 * Opens a temporary file beside path; NULL if that fails, errno tells why.
 * "-" is standard output; that and what is no regular file (/dev/null, a pipe)
 * is written directly. Missing folders are made.
 */
struct outfile *outfile_open(const char *path);
/* What messages call it. */
const char *outfile_name(const char *path);
FILE *outfile_stream(struct outfile *f);
/* Flushes and renames; false, with nothing left behind, if that fails. */
bool outfile_commit(struct outfile *f) WARN_UNUSED;
/* Removes the temporary file. NULL is allowed. */
void outfile_abandon(struct outfile *f);
/* Removes every temporary file still open; for signal handling and exit. */
void outfile_abandon_all(void);

/* Makes the folder and the folders above it; true if it is there after. */
bool file_make_folders(const char *path) WARN_UNUSED;
bool file_is_folder(const char *path);
bool file_exists(const char *path);
/* A device or a pipe. */
bool file_is_special(const char *path);

#endif

/*
 * Reports written at the end, from a result: one row a format.
 */
#ifndef REPORT_RENDER_H
#define REPORT_RENDER_H

#include "base/buf.h"
#include "report/result.h"

struct format {
	const char *name; /* "json": the option --json */
	const char *help;
	bool folder_too; /* PATH/ writes a folder (html) */
	/* Writes one stream; false if the stream has an error. */
	bool (*render)(FILE *out, const struct result *r);
};

/* The rows, in the order of --help; ends with name == NULL. */
extern const struct format formats[];
const struct format *format_find(struct str name);

/*
 * Writes the report of that format to path: a file, "-" (standard output), or
 * for html a folder when path ends in "/". False, and why in words, if it
 * could not be written; nothing half-written stays.
 */
bool report_write(const struct format *f, const char *path,
    const struct result *r, struct buf *why) WARN_UNUSED;
/*
 * False, and *why, if that would fail for want of a place. Missing folders are
 * made.
 */
bool report_can_be_written(const struct format *f, const char *path,
    struct buf *why) WARN_UNUSED;

/* Reads what --json wrote. False, and why with line and column. */
bool result_read(const char *path, struct arena *a, struct result *out,
    struct buf *why) WARN_UNUSED;

/* TAP of a saved result (the live sink replayed). */
bool render_tap(FILE *out, const struct result *r);

void result_schema_print(FILE *out);

#endif

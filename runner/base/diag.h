/*
 * The author's mistakes, each with its place: file:line:column: message, the
 * source line and a caret.
 *
 * For case files, target profiles and options. What a server does wrong is
 * not a diagnostic but a finding (check/finding.h).
 */
#ifndef BASE_DIAG_H
#define BASE_DIAG_H

#include "base/vec.h"

/* Lines and columns count from 1, in characters; line 0: the whole file. */
struct loc {
	const char *file;
	unsigned line, col;
};

struct diag {
	struct loc loc;
	struct str message;
	struct str hint; /* "did you mean ...", or nothing */
};

struct diags {
	struct arena *arena; /* owns the messages */
	VEC(struct diag) list;
};

PRINTF(3, 4)
void diag_add(struct diags *d, struct loc loc, const char *fmt, ...);
/* A second line for the diagnostic added last. */
PRINTF(2, 3) void diag_hint(struct diags *d, const char *fmt, ...);

/*
 * In the order of the places. The source is read again from the file; a
 * place in a file that cannot be read is printed without it.
 */
void diags_print(struct diags *d, FILE *out);

#endif

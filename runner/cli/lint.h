/*
 * What the parts of `davproof lint` share: what the user told about the
 * request, and what was found in a file.
 */
#ifndef CLI_LINT_H
#define CLI_LINT_H

#include "check/context.h"
#include "check/finding.h"

struct lint {
	/* classes 0: those of the capture, else 1 and 3. Without a method only
	   the rules speak that hold for every multistatus. */
	struct context context;
	struct headers headers; /* of the request, as far as told */
	bool failed;		/* list what failed */
};

struct linted {
	const char *file;
	struct arena arena;
	/* In the order of their places; line and col are those of the file. */
	struct findings findings;
	const char *unreadable; /* why, or NULL */
	unsigned line;		/* where; 0: the file as a whole */
};

/*
 * Reads and judges a file ("-": standard input) as it comes. With lint->failed
 * the hrefs that failed are written to standard output meanwhile. Release
 * what was made with arena_release(&out->arena).
 */
void lint_file(const struct lint *lint, const char *path, struct linted *out);
size_t linted_count(const struct linted *l, enum finding_level level);

enum lint_format { LINT_TEXT, LINT_TAP, LINT_JSON };

/* What was found, as a sentence with what was expected instead. */
struct str lint_sentence(const struct finding *f, struct arena *a);
/* Before the first of n files, and for each of them. */
void lint_begin(FILE *out, enum lint_format format, size_t n);
void lint_print(FILE *out, enum lint_format format, const struct linted *l);

#endif

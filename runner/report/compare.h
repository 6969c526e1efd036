/*
 * Results of several servers (or of several versions of one) side by side:
 * requirements down, results across, in the order in which they were given.
 *
 * There is no score and no ranking: a broken MUST does not disappear in a
 * percentage. Whatever was not tested by one and the same suite is said.
 *
 * All lives in the arena of the comparison; the results must outlive it.
 */
#ifndef REPORT_COMPARE_H
#define REPORT_COMPARE_H

#include "base/buf.h"
#include "report/page.h"

#define COMPARE_MAX 30 /* results */

/* What became of a requirement on a server, worse and worse. */
enum cell_state {
	CELL_NOT_SEEN, /* nothing in the run proves it */
	CELL_SKIPPED,  /* what would prove it was skipped */
	CELL_HELD,
	CELL_NOT_DONE, /* a MAY */
	CELL_ERROR,    /* what would prove it could not be carried out */
	CELL_WARN,     /* a SHOULD is broken, a MUST in doubt */
	CELL_BROKEN,   /* a MUST */
};
#define CELL_STATES 7

struct cell {
	enum cell_state state;
	struct str reason;  /* nothing: it is held, or nothing was there */
	struct str case_id; /* that shows it, or nothing */
	const struct finding *finding;		/* that breaks it, or NULL */
	const struct exchange_record *exchange; /* that shows it, or NULL */
	bool known; /* all that breaks it is listed as a known failure */
};

/* The counts of a comparison: by class and level, nothing summed up. */
#define COMPARE_CLASSES 5
#define COMPARE_LEVELS 3
extern const char *const compare_classes[COMPARE_CLASSES]; /* "1" ... "json" */
extern const char *const compare_levels[COMPARE_LEVELS];   /* "must" ... */

struct server {
	struct page page;   /* the result and its look-ups; x is not set */
	struct str name;    /* in one line */
	struct cell *cells; /* by index in the catalogue */
	size_t totals[COMPARE_CLASSES][COMPARE_LEVELS][CELL_STATES];
	size_t *case_at; /* by index in ids: cases, then rules, + 1; 0: none */
	size_t *id_of;	 /* the reverse */
};

/* A result of one of two runs in the light of the other. */
enum change {
	CHANGE_FAILS,
	CHANGE_WARNS,
	CHANGE_FIXED,
	CHANGE_OTHER,
	CHANGE_NEW,
	CHANGE_GONE,
};
#define CHANGES 6

struct changed {
	enum change change;
	size_t id;
	enum verdict before, after;
	struct str reason;
	bool revised; /* the case file is another one */
};

/* Which rows are wanted; a zeroed one wants all. */
struct compare_rows {
	bool differences;
	bool levels[COMPARE_LEVELS];
	bool classes[COMPARE_CLASSES];
	const char *const *sections; /* "9.8": it and those below it */
	size_t n_sections;
};

struct comparison {
	struct arena arena;
	struct server *servers;
	size_t n;
	struct str *ids; /* of all cases and rules, in order of first sight */
	size_t n_ids;
	size_t *rows; /* in the catalogue, in the order of the sections */
	size_t n_rows;
	/* By index in the catalogue: judged by some result; not all alike;
	   broken, in doubt or an error somewhere, or not all alike. */
	bool *seen, *differs, *told;
	bool one_suite; /* the same version, catalogue and cases everywhere */
	bool two_runs;	/* of one server: changes are told */
	struct {
		struct changed *v;
		size_t n, cap;
	} changes; /* by kind, then in plan order */
};

void compare_init(struct comparison *c, const struct result *const *results,
    size_t n, const struct compare_rows *rows);
void compare_release(struct comparison *c);

/* "broken"; a MUST that is only in doubt is said to be. */
const char *cell_word(const struct requirement *q, enum cell_state s);
const char *cell_state_name(enum cell_state s); /* for programs */
/* The verdict that has the glyph and the colour. */
enum verdict cell_verdict(enum cell_state s);
/* Of the exchange that shows the failure of a case; 0: none. */
int cell_status(const struct cell *cell);
const char *change_title(enum change c);

size_t compare_class_of(const struct requirement *q);
size_t compare_level_of(const struct requirement *q);
/* The verdict of ids[id]; false if the result does not have it. */
bool compare_verdict(
    const struct server *s, size_t id, enum verdict *out, struct str *reason);
/* MUSTs or SHOULDs in that state, in all classes. */
size_t compare_count(
    const struct server *s, size_t level, enum cell_state state);

/* The parts of compare_init(): compare_cells.c, _ids.c, _changes.c. */
void compare_judge_cells(struct comparison *c, struct server *s);
void compare_index_ids(struct comparison *c);
void compare_find_changes(struct comparison *c);

/* Renderers; false if the stream has an error. */
bool compare_html(FILE *out, const struct comparison *c);
/* The same with style sheets and script beside it (compare_beside). */
bool compare_html_index(FILE *out, const struct comparison *c);
extern const char *const compare_beside[]; /* ends with NULL */
bool compare_json(FILE *out, const struct comparison *c);
bool compare_markdown(FILE *out, const struct comparison *c);
/* Only the table of the servers, for a README. */
bool compare_markdown_table(FILE *out, const struct comparison *c);

#endif

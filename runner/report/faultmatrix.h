/*
 * Each fault of the reference server in turn: what it violates, and which
 * results of the suite it broke: every case can fail.
 *
 * A result is broken by a fault if it failed or warned with it, and did not
 * without. What demands nothing (a MAY) cannot be broken: there it counts
 * that something else was noted. A fault is caught if a result that claims
 * what it violates was broken. A case is broken if a row of it is.
 */
#ifndef REPORT_FAULTMATRIX_H
#define REPORT_FAULTMATRIX_H

#include "case/case.h"
#include "report/result.h"

struct fault_tried {
	struct str id, text;
	struct strs violates;  /* requirements */
	struct strs caught_by; /* broken results that claim one of them */
	struct strs broke;     /* the others that were broken */
	struct str why;	       /* it could not be tried to the end, or nothing */
};

struct fault_matrix {
	struct {
		struct fault_tried *v; /* in the order of the server's table */
		size_t n, cap;
	} faults;
	/* What its own faults left unbroken was tried with all others: what
	   then is unbroken, no fault breaks. */
	bool whole;
	/* Of some cases only: others may catch what these do not, and rules
	   want to see more exchanges. */
	bool part;
	size_t left_out; /* faults of which nothing selected claims anything */
	unsigned duration_ms;
};

bool fault_is_caught(const struct fault_tried *f);
/* One that had to be caught was not: it was named, or tried with the suite. */
bool faultmatrix_fails(const struct fault_matrix *m);
/* Of a result of the run without a fault: a fault can break it. */
bool faultmatrix_is_sound(enum verdict v);
size_t faultmatrix_caught(const struct fault_matrix *m);

/* A result and the faults that broke it. */
struct faults_of {
	struct str id;	   /* a row of a case, or "rules/NAME" */
	struct str result; /* without the row */
	bool first;	   /* of the rows */
	bool sound;	   /* not broken without a fault */
	bool demands;	   /* something (not only MAYs), so a fault is due */
	bool *broken;	   /* of all rows: one can be */
	struct strs faults;
};

/*
 * The matrix by results: one for each case and rule of the run, in its order;
 * *n of them.
 */
struct faults_of *faultmatrix_results(
    const struct result *r, struct arena *a, size_t *n);
/* The same sorted by id, and what is found in that, or NULL. */
struct faults_of **faultmatrix_sorted(
    struct faults_of *v, size_t n, struct arena *a);
struct faults_of *faultmatrix_find(
    struct faults_of *const *sorted, size_t n, struct str id);
/* The case or rule demands something, and no fault broke it. */
bool faults_of_none(const struct faults_of *f);

struct matrix_figures {
	size_t results, broken; /* cases and rules */
	size_t none;		/* no fault breaks them, though they demand */
	size_t rows, rows_broken;
};
void faultmatrix_count(
    const struct faults_of *v, size_t n, struct matrix_figures *out);

/* "499 faults, 498 caught; broken by none: 2 of 748 cases and rules" */
struct str faultmatrix_words(const struct result *r, struct arena *a);

#endif

/*
 * What a run says about the compliance classes of RFC 4918 section 18: a
 * class is kept by keeping all its MUSTs, so one number is told for each and
 * never a percentage.
 */
#ifndef REPORT_CLASSES_H
#define REPORT_CLASSES_H

#include "report/result.h"

#define CLASSES 3

struct class_result {
	bool claimed; /* in the DAV header of OPTIONS */
	size_t musts; /* in the catalogue, as far as they can be observed */
	size_t held, broken;
	enum verdict verdict; /* SKIP: nothing seen, or not claimed */
	struct str words; /* "every MUST seen is held" */
};

/* [0] is class 1. */
void classes_judge(const struct result *r, struct arena *a,
    struct class_result out[CLASSES]);

/*
 * By index in the catalogue: a MUST that a finding says is broken. One in
 * doubt, or of a class that the server does not claim, only warned.
 */
bool *classes_broken_musts(const struct result *r, struct arena *a);

#endif

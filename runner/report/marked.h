/*
 * What the page with the RFC's text shares: which requirements rest on which
 * sentence, and what became of them.
 */
#ifndef REPORT_MARKED_H
#define REPORT_MARKED_H

#include "report/page.h"
#include "report/rfctext.h"

struct marked {
	struct page *p;
	struct rfctext text;
	struct index_list *by_piece; /* requirements that rest on it */
	size_t *home;		     /* by requirement: its first piece */
};

/* What may become of a requirement, for counting: the worst first. */
enum { BROKEN, NOT_MET, HELD, UNSEEN, FATES };

struct fate {
	enum verdict verdict;
	const char *word, *meaning;
};

extern const struct fate fates[FATES];

void marked_init(struct marked *m, struct page *p);

/* A sentence is as good as the worst of what rests on it. */
enum verdict marked_worst(
    const struct marked *m, const struct index_list *list);

/* Requirements of the section, or of all if it is nothing, by fate. */
void marked_count(const struct marked *m, struct str section, size_t n[FATES]);
/* The first in the section that met this fate; there must be one. */
size_t marked_first(
    const struct marked *m, struct str section, enum verdict fate);

/* 1 for "9", 3 for "9.10.1". */
unsigned marked_depth(struct str number);

/* The head of the page and its table of contents: html_rfctoc.c. */
void html_rfctoc(struct marked *m);

#endif

/*
 * What the parts of the HTML page share: the result, looked up in every way
 * that is needed, and the small pieces of markup.
 *
 * Anchors are permalinks: #case-ID, #req-ID, #case-rules/NAME. In a folder
 * index.html has a line for each case, which leads to the page of its section.
 */
#ifndef REPORT_PAGE_H
#define REPORT_PAGE_H

#include "report/classes.h"
#include "report/words.h"
#include "report/xmlout.h"

struct index_list {
	size_t *v;
	size_t n, cap;
};

/* In which section a case is shown. */
struct case_place {
	struct str id;
	size_t section;
};

#define INDEX_FILE "index.html"
#define MATRIX_FILE "matrix.html" /* the faults of the reference server */
#define TEXT_FILE "rfc4918.html" /* results inside the text of the RFC */

struct page {
	struct xmlout *x;
	const char *file; /* of the folder, being written; NULL: one file */
	bool brief; /* what went over the wire in cases that passed is not shown */
	bool terse; /* of the others only the exchanges that show why */
	const struct result *r;
	struct arena arena;
	const enum held *held;	/* by index in the catalogue */
	const bool *broken;	/* the same: a MUST that is broken */
	struct class_result classes[CLASSES];
	struct index_list *proved_by; /* the same: cases */
	struct index_list *ruled_by;  /* the same: rules */
	struct index_list *shown_by;  /* the same: cases that show it broken */
	struct index_list *cases_of;  /* by section; one more: of none */
	struct case_place *places;    /* of the cases, by id */
};

void page_init(struct page *p, const struct result *r);
void page_release(struct page *p);

/* "case-" or "req-" and the id, fit for id="" and href="#...". */
struct str page_anchor(struct page *p, const char *kind, struct str id);

/* A mark for a verdict: glyph, word and colour, in this order of weight. */
void page_badge(struct page *p, enum verdict v, const char *word);
void page_verdict(struct page *p, enum verdict v);
/* What became of the requirement i, and the word for it; the mark for it. */
enum verdict page_requirement_verdict(
    const struct page *p, size_t i, const char **word);
void page_requirement_badge(struct page *p, size_t i);

void page_link_case(struct page *p, struct str id);
/* The beginning of such a link: <a href="FILE#anchor">. */
void page_start_link(struct page *p, const char *file, struct str anchor);
/* Where a case or rule is shown in full; NULL: in the only file. */
const char *page_case_file(struct page *p, struct str id);
void page_link_requirement(struct page *p, const struct requirement *q);
/* "RFC 4918 section 9.1", to its sentence beside us or at the RFC editor. */
void page_link_section(struct page *p, const struct requirement *q);
/* A blank and a link to its sentence, if the text is beside us. */
void page_link_text(struct page *p, const struct requirement *q);

/* Whether a case is shown with less: it passed, or was skipped. */
bool page_is_compact(const struct case_result *c);

/* A row of a <dl>; nothing and "" are left out. */
void page_fact(struct page *p, const char *name, struct str value);

/*
 * <head> up to its end, which is left open; beside: names of style sheets and
 * scripts that lie beside the page, up to NULL (html.c).
 */
void html_head(struct page *p, struct str title, const char *const *beside);
/* <html> up to the beginning of <body>, of a page of a folder. */
void html_begin(struct page *p, FILE *out, struct str title,
    const char *const *beside, const char *class);
/* A style sheet or script within the page. */
void html_asset(struct page *p, const char *name);

/* The parts, from the top. */
void html_certificate(struct page *p); /* html_certificate.c */
void html_summary(struct page *p);  /* html_summary.c */
void html_baseline(struct page *p); /* html_baseline.c */
void html_not_passed(struct page *p); /* html_list.c */
void html_sections(struct page *p); /* html_rfc.c */
void html_rules(struct page *p);    /* html_rule.c */
void html_annex(struct page *p);    /* of the certificate */
void html_faultmatrix(struct page *p); /* html_faultmatrix.c */
bool html_faultmatrix_page(FILE *out, struct page *p); /* MATRIX_FILE */
bool html_rfctext(FILE *out, struct page *p); /* TEXT_FILE: html_rfctext.c */
void html_case(struct page *p, const struct case_result *c); /* html_case.c */
void html_case_line(struct page *p, const struct case_result *c);
void html_section_page(struct page *p, size_t section); /* html_rfc.c */
void html_finding(struct page *p, const struct finding *f);
void html_finding_badge(struct page *p, const struct finding *f);
/* html_wire.c, html_body.c */
void html_wire(struct page *p, const struct case_result *c);
/* What is too much for one file: sets brief, terse. */
void html_wire_bound(struct page *p);
struct str html_exchange_anchor(struct page *p, struct str id, size_t i);
/* marks: findings whose lines are marked; NULL: lines without numbers. */
void html_body(struct page *p, struct str body, uint64_t size,
    const struct finding_list *marks);

#endif

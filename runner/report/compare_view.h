/*
 * What the parts of the comparison's page share. Anchors are permalinks:
 * #req-ID is the row of a requirement, #r-ID its evidence, #e-N-ID that of
 * the Nth server.
 */
#ifndef REPORT_COMPARE_VIEW_H
#define REPORT_COMPARE_VIEW_H

#include "report/compare.h"

/* Where the exchange was shown in full. */
struct shown_exchange {
	const struct exchange_record *e;
	struct str anchor;
};

struct view {
	struct page page; /* to write with; it has no result */
	struct xmlout *x;
	const struct comparison *c;
	struct {
		struct shown_exchange *v;
		size_t n, cap;
	} shown; /* each once: it may break many requirements */
};

/* Glyph, word and the status that was seen. */
void view_cell(
    struct view *v, const struct requirement *q, const struct cell *cell);
/* <th scope="col"> for each server. */
void view_server_heads(struct view *v);
/* "RFC 4918 §9.8 COPY Method" */
void view_section_name(struct view *v, size_t section);
void view_link(struct view *v, const char *kind, const struct requirement *q,
    const char *text);

/* The parts, from the top. */
void view_servers(struct view *v); /* compare_servers.c */
void view_changes(struct view *v);
void view_matrix(struct view *v);   /* compare_matrix.c */
void view_evidence(struct view *v); /* compare_evidence.c */

#endif

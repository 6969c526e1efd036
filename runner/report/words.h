/*
 * The words that all reports share: a finding in a line, its citation, where
 * it stands, and text of a server made fit to be shown.
 *
 * Text goes through utf8_printable() with its lines kept, always, and only
 * then becomes a line where a line is wanted: so a result that was saved and
 * read again is shown with the very same bytes.
 */
#ifndef REPORT_WORDS_H
#define REPORT_WORDS_H

#include "base/utf8.h"
#include "report/result.h"

/* Printable, lines kept. */
void words_text(struct buf *b, struct str s);
/* Printable, in one line. The second is the same within an arena. */
void words_line(struct buf *b, struct str s);
struct str words_line_in(struct arena *a, struct str s);

/* At most max bytes of s, not ending within a character. */
struct str words_cut(struct str s, size_t max);

/* "must", "should", "info", "error", "skip". */
const char *words_level(enum finding_level level);
bool words_level_parse(struct str name, enum finding_level *out);
/* "exchange", "status", "header", "body", "tree". */
const char *words_place(enum finding_place place);
bool words_place_parse(struct str name, enum finding_place *out);

/* "RFC 4918 section 9.8.4, MUST"; nothing without a requirement. */
struct str words_cite(const struct finding *f, struct arena *a);
/* "response body, line 3, column 5"; nothing for the exchange as a whole. */
struct str words_where(const struct finding *f, struct arena *a);
/* "file:41:7"; nothing if the finding has no place in a case. */
struct str words_at(const struct finding *f, struct arena *a);

/* The finding that the verdict is about, or NULL. */
const struct finding *words_main_finding(const struct case_result *c);
/* The exchange that shows it (NULL: none does). */
const struct exchange_record *words_exchange(
    const struct case_result *c, const struct finding *f);

/* "3 fail, 1 warn, 240 pass": those that are not 0, the worst first. */
void words_counts(struct buf *b, const size_t counts[VERDICTS]);
/* Whether a verdict worth the name was reached by any case. */
bool words_proved(const struct result *r);
/*
 * "little was proved: 9 of 12 are skipped", or nothing while it is not the
 * greater part.
 */
struct str words_little(const struct result *r, struct arena *a);
/* Cases only; result_count() has the rules as well. */
void words_count_cases(const struct result *r, size_t counts[VERDICTS]);
/* "Apache httpd mod_dav 2.4", or what the server calls itself, or its URL. */
struct str words_target(const struct result *r, struct arena *a);

#endif

/*
 * XML and HTML being written. All text and every attribute value passes
 * utf8_printable(): libxml2's writer itself lets control bytes and broken
 * UTF-8 through, and the file would not be well-formed.
 */
#ifndef REPORT_XMLOUT_H
#define REPORT_XMLOUT_H

#include "base/arena.h"

struct xmlout; /* opaque */

enum xmlout_form {
	XMLOUT_XML,  /* with a declaration, indented */
	XMLOUT_HTML, /* with a doctype; no <div/>, which HTML reads as open */
};

struct xmlout *xmlout_new(FILE *out, enum xmlout_form form);
/* Ends what is open and frees; false if not all could be written. */
bool xmlout_free(struct xmlout *x) WARN_UNUSED;

void xmlout_start(struct xmlout *x, const char *name);
/* An element of that class: HTML's attribute, "" for none. */
void xmlout_start_class(
    struct xmlout *x, const char *name, const char *class);
void xmlout_end(struct xmlout *x);
/* Nothing is left out. */
void xmlout_attr(struct xmlout *x, const char *name, struct str value);
PRINTF(3, 4)
void xmlout_attrf(
    struct xmlout *x, const char *name, const char *fmt, ...);
/* Lines are kept; the second writes them as "\n". */
void xmlout_text(struct xmlout *x, struct str text);
void xmlout_line(struct xmlout *x, struct str text);
/* Ours, or what is printable already. */
void xmlout_puts(struct xmlout *x, const char *text);
PRINTF(2, 3) void xmlout_printf(struct xmlout *x, const char *fmt, ...);
/* <name class="class">text</name>, the text in one line. */
void xmlout_element(
    struct xmlout *x, const char *name, const char *class, struct str text);
/* A line break between blocks, for people who read the source. */
void xmlout_newline(struct xmlout *x);
/* As it stands: style sheet and script. */
void xmlout_raw(struct xmlout *x, const void *p, size_t n);

#endif

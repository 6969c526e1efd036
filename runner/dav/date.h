/*
 * Dates as HTTP and WebDAV write them: HTTP-date (RFC 9110 section 5.6.7, all
 * three forms) and date-time (RFC 3339 section 5.6).
 *
 * Knows which form a text has and which moment it means. Strict: what is not
 * of the form is no date; white space around it is the caller's to trim.
 */
#ifndef DAV_DATE_H
#define DAV_DATE_H

#include "base/str.h"

enum date_form {
	DATE_NONE,	  /* not a date */
	DATE_IMF_FIXDATE, /* Sun, 06 Nov 1994 08:49:37 GMT */
	DATE_RFC850,	  /* Sunday, 06-Nov-94 08:49:37 GMT */
	DATE_ASCTIME,	  /* Sun Nov  6 08:49:37 1994 */
	DATE_RFC3339,	  /* 1994-11-06T08:49:37Z, with fraction or offset */
};

struct date {
	enum date_form form;
	int64_t ms;	  /* milliseconds since 1970-01-01T00:00:00Z */
	bool bad_weekday; /* it names another day of the week */
	bool lower_case;  /* RFC 3339: a "t" or "z" (legal, unusual) */
};

/* False if the text is none of them; out->form is then DATE_NONE. */
bool date_parse(struct str text, struct date *out);

#endif

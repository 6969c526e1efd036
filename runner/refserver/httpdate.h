/* Dates of HTTP (RFC 9110 section 5.6.7): written in one form, read in three.
 */
#ifndef REFSERVER_HTTPDATE_H
#define REFSERVER_HTTPDATE_H

#include "base/str.h"

#include <time.h>

enum httpdate_form {
	HTTPDATE_IMF,	  /* Sun, 06 Nov 1994 08:49:37 GMT */
	HTTPDATE_RFC850,  /* Sunday, 06-Nov-94 08:49:37 GMT */
	HTTPDATE_RFC3339, /* 1994-11-06T08:49:37Z; never an HTTP date */
};

#define HTTPDATE_MAX 48

void httpdate_write(time_t t, enum httpdate_form form, char out[HTTPDATE_MAX]);
/* One of the three forms; false if it is none. */
bool httpdate_parse(struct str s, time_t *out) WARN_UNUSED;

#endif

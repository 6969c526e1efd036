#include "case/methods.h"

/* https://www.iana.org/assignments/http-methods/, without `*`. */
const char *const methods[N_METHODS] = {"ACL", "BASELINE-CONTROL", "BIND",
    "CHECKIN", "CHECKOUT", "CONNECT", "COPY", "DELETE", "GET", "HEAD", "LABEL",
    "LINK", "LOCK", "MERGE", "MKACTIVITY", "MKCALENDAR", "MKCOL",
    "MKREDIRECTREF", "MKWORKSPACE", "MOVE", "OPTIONS", "ORDERPATCH", "PATCH",
    "POST", "PRI", "PROPFIND", "PROPPATCH", "PUT", "REBIND", "REPORT", "SEARCH",
    "TRACE", "UNBIND", "UNCHECKOUT", "UNLINK", "UNLOCK", "UPDATE",
    "UPDATEREDIRECTREF", "VERSION-CONTROL"};

bool
method_is_registered(struct str name)
{
	for (size_t i = 0; i < N_METHODS; i++)
		if (str_is(name, methods[i]))
			return true;
	return false;
}

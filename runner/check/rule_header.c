#include "check/rules.h"

#include "dav/date.h"
#include "dav/href.h"

/* Status line and headers of any answer (RFC 9110; RFC 4918 section 10). */

static bool
status_is(const struct judge *j, int status)
{
	return j->reply->status == status;
}

/* ------------------------------------------------------------- framing */

/* Neither is sent with what has no content (RFC 9110 8.6, RFC 9112 6.1). */
static void
no_length(struct judge *j)
{
	static const char *const names[] = {
	    "Content-Length", "Transfer-Encoding"};

	for (size_t i = 0; i < countof(names); i++)
		if (reply_header(j, names[i]).p)
			broken_header(j, FAIL, names[i], "a %d has a %s",
			    j->reply->status, names[i]);
}

bool
rule_interim_no_content_length(struct judge *j, const struct subject *s)
{
	(void)s;
	no_length(j);
	return true;
}

bool
rule_no_content_length_on_204(struct judge *j, const struct subject *s)
{
	(void)s;
	if (!status_is(j, 204))
		return false;
	no_length(j);
	return true;
}

static bool
no_content(struct judge *j, const char *what)
{
	if (j->seen->length > 0)
		broken_at(j, FAIL, 0, 0, "%s comes with %llu bytes", what,
		    (unsigned long long)j->seen->length);
	return true;
}

bool
rule_no_content_with_204(struct judge *j, const struct subject *s)
{
	(void)s;
	return status_is(j, 204) && no_content(j, "a 204");
}

bool
rule_no_content_with_304(struct judge *j, const struct subject *s)
{
	(void)s;
	return status_is(j, 304) && no_content(j, "a 304");
}

bool
rule_no_content_with_head(struct judge *j, const struct subject *s)
{
	(void)s;
	return method_is(j, "HEAD") && !status_is(j, 304) &&
	       !status_is(j, 204) && no_content(j, "an answer to HEAD");
}

/* ------------------------------------------------------------- owed */

bool
rule_allow_with_405(struct judge *j, const struct subject *s)
{
	(void)s;
	if (!status_is(j, 405))
		return false;
	if (!reply_header(j, "Allow").p)
		broken_header(j, FAIL, "Allow", "a 405 has no Allow");
	return true;
}

bool
rule_allow_truthful(struct judge *j, const struct subject *s)
{
	struct str member;

	(void)s;
	/* In a race it may say what held before another request. */
	if (!status_is(j, 405) || !reply_header(j, "Allow").p ||
	    j->context->race)
		return false;
	for (size_t i = 0; i < j->reply->headers.n; i++) {
		struct header h = j->reply->headers.v[i];

		if (!str_is_nocase(h.name, "Allow"))
			continue;
		while (list_next(&h.value, &member))
			if (str_eq(member, j->context->method))
				broken_header(j, FAIL, "Allow",
				    "Allow lists %.*s, which was refused",
				    STRF(member));
	}
	return true;
}

bool
rule_challenge_with_401(struct judge *j, const struct subject *s)
{
	(void)s;
	if (!status_is(j, 401))
		return false;
	if (!reply_header(j, "WWW-Authenticate").p)
		broken_header(
		    j, FAIL, "WWW-Authenticate", "a 401 has no challenge");
	return true;
}

bool
rule_location_with_redirect(struct judge *j, const struct subject *s)
{
	static const int redirects[] = {301, 302, 303, 307, 308};

	(void)s;
	for (size_t i = 0; i < countof(redirects); i++) {
		if (!status_is(j, redirects[i]))
			continue;
		if (!reply_header(j, "Location").p)
			broken_header(j, WARN, "Location",
			    "a %d has no Location", redirects[i]);
		return true;
	}
	return false;
}

bool
rule_content_range_with_206(struct judge *j, const struct subject *s)
{
	(void)s;
	if (!status_is(j, 206) ||
	    str_is_nocase(j->media, "multipart/byteranges"))
		return false;
	if (!reply_header(j, "Content-Range").p)
		broken_header(
		    j, FAIL, "Content-Range", "a 206 does not tell its range");
	return true;
}

bool
rule_content_range_not_with_multipart(struct judge *j, const struct subject *s)
{
	(void)s;
	if (!status_is(j, 206) ||
	    !str_is_nocase(j->media, "multipart/byteranges"))
		return false;
	if (reply_header(j, "Content-Range").p)
		broken_header(j, FAIL, "Content-Range",
		    "a 206 of several parts has one Content-Range for all");
	return true;
}

bool
rule_content_range_with_416(struct judge *j, const struct subject *s)
{
	(void)s;
	if (!status_is(j, 416))
		return false;
	if (!reply_header(j, "Content-Range").p)
		broken_header(j, WARN, "Content-Range",
		    "a 416 does not tell how long the content is");
	return true;
}

/* It was sent, and whoever captured the answer threw it away. */
static bool
lacks_content(const struct judge *j)
{
	struct str length = reply_header(j, "Content-Length");

	return j->seen->length == 0 &&
	       (reply_header(j, "Transfer-Encoding").p ||
		   (length.p && !str_is(length, "0")));
}

bool
rule_error_explained(struct judge *j, const struct subject *s)
{
	(void)s;
	if (j->reply->status < 400 || method_is(j, "HEAD") || lacks_content(j))
		return false;
	if (j->seen->length == 0)
		broken_at(j, WARN, 0, 0, "a %d comes without an explanation",
		    j->reply->status);
	return true;
}

/* ------------------------------------------------------------- dates */

bool
rule_date_present(struct judge *j, const struct subject *s)
{
	(void)s;
	if (j->reply->status < 200 || j->reply->status > 499)
		return false;
	if (!reply_header(j, "Date").p)
		broken_header(j, FAIL, "Date", "there is no Date");
	return true;
}

bool
rule_dates_imf_fixdate(struct judge *j, const struct subject *s)
{
	static const char *const names[] = {"Date", "Last-Modified"};
	bool applied = false;

	(void)s;
	for (size_t i = 0; i < countof(names); i++) {
		struct str value = reply_header(j, names[i]);
		struct date date;
		struct finding *f;

		if (!value.p)
			continue;
		applied = true;
		if (date_parse(str_trim(value), &date) &&
		    date.form == DATE_IMF_FIXDATE)
			continue;
		f = broken_header(j, FAIL, names[i],
		    "%s has another form than IMF-fixdate", names[i]);
		f->actual = value;
	}
	return applied;
}

bool
rule_last_modified_past(struct judge *j, const struct subject *s)
{
	struct date modified, now;

	(void)s;
	if (!date_parse(
		str_trim(reply_header(j, "Last-Modified")), &modified) ||
	    !date_parse(str_trim(reply_header(j, "Date")), &now))
		return false;
	/* Date approximates (6.6.1): many read the clock once a second. */
	if (modified.ms > now.ms + 1000)
		broken_header(j, FAIL, "Last-Modified",
		    "Last-Modified is later than Date");
	return true;
}

bool
rule_etag_syntax(struct judge *j, const struct subject *s)
{
	struct str value = str_trim(reply_header(j, "ETag"));
	struct finding *f;
	enum etag_form form;

	(void)s;
	if (!value.p)
		return false;
	form = etag_form(value);
	if (form == ETAG_GOOD)
		return true;
	f = broken_header(j, form == ETAG_BAD ? FAIL : WARN, "ETag",
	    "ETag is not an entity tag in quotes");
	f->actual = value;
	return true;
}

/* ------------------------------------------------------------- statuses */

bool
rule_no_424_outside(struct judge *j, const struct subject *s)
{
	(void)s;
	if (status_is(j, 424))
		broken_status(j, WARN, "424 is the status of the answer");
	return j->reply->status >= 400;
}

bool
rule_no_412_unconditional(struct judge *j, const struct subject *s)
{
	(void)s;
	if (!status_is(j, 412) || j->context->malformed ||
	    j->context->lock_refresh || j->context->headers == NULL)
		return false;
	if (!j->context->conditional && !request_header(j, "Overwrite").p)
		broken_status(
		    j, FAIL_3, "412 to a request without a conditional header");
	return true;
}

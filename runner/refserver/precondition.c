#include "refserver/precondition.h"

#include "refserver/httpdate.h"

/* The field is "*" and there is something, or one of its tags is etag. */
static bool
tags_match(struct str field, bool mapped, struct str etag, bool strong)
{
	struct str s = str_trim(field), tag;

	if (str_is(s, "*"))
		return mapped;
	if (!mapped)
		return false;
	while (s.n > 0) {
		while (s.n > 0 && strchr(" \t,", s.p[0]) != NULL)
			s = str_from_at(s, 1);
		if (!etag_cut(&s, &tag))
			return false;
		if (strong ? etag_equal_strong(tag, etag)
			   : etag_equal_weak(tag, etag))
			return true;
	}
	return false;
}

static bool
is_read(const struct request *rq)
{
	return str_is(rq->method, "GET") || str_is(rq->method, "HEAD");
}

static bool
may_write(struct request *rq, const struct node *n, struct str etag)
{
	struct str f = request_header(rq, "If-Match");
	time_t since;

	if (f.p != NULL)
		return faulty(rq, FAULT_if_match_ignored) ||
		       tags_match(f, n != NULL, etag,
			   !faulty(rq, FAULT_if_match_weak));
	f = request_header(rq, "If-Unmodified-Since");
	if (f.p == NULL || n == NULL || !httpdate_parse(f, &since) ||
	    faulty(rq, FAULT_if_unmodified_since_ignored))
		return true;
	return node_modified(rq, n) <= since;
}

static enum precondition
is_news(struct request *rq, const struct node *n, struct str etag)
{
	struct str f = request_header(rq, "If-None-Match");
	time_t since;

	if (f.p != NULL) {
		if (faulty(rq, is_read(rq) ? FAULT_if_none_match_get_ignored
					   : FAULT_if_none_match_ignored) ||
		    !tags_match(f, n != NULL, etag, false))
			return PRECONDITION_HOLDS;
		return is_read(rq) ? PRECONDITION_NOT_MODIFIED
				   : PRECONDITION_FAILED;
	}
	f = request_header(rq, "If-Modified-Since");
	if (f.p == NULL || n == NULL || !is_read(rq) ||
	    !httpdate_parse(f, &since))
		return PRECONDITION_HOLDS;
	return node_modified(rq, n) <= since ? PRECONDITION_NOT_MODIFIED
					     : PRECONDITION_HOLDS;
}

enum precondition
precondition_check(struct request *rq, const struct node *n)
{
	struct str etag = n != NULL ? node_etag(rq, n) : STR_NONE;

	if (!may_write(rq, n, etag))
		return PRECONDITION_FAILED;
	return is_news(rq, n, etag);
}

bool
precondition_range(struct request *rq, const struct node *n)
{
	struct str f = request_header(rq, "If-Range");
	time_t since;

	if (f.p == NULL)
		return true;
	/* RFC 9110 13.1.5: strong comparison, or the exact date. */
	if (f.n > 0 && (f.p[0] == '"' || str_starts(f, STR("W/"))))
		return etag_equal_strong(f, node_etag(rq, n));
	return httpdate_parse(f, &since) && since == node_modified(rq, n);
}

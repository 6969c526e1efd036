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

/* A date of the request, or false where it counts as absent. */
static bool
date_of(struct request *rq, struct str field, time_t *out)
{
	if (faulty(rq, FAULT_obsolete_dates_ignored) &&
	    str_index(field, ',') != 3)
		return false;
	return field.p != NULL && httpdate_parse(field, out);
}

static bool
unmodified(struct request *rq, const struct node *n)
{
	struct str f = request_field(rq, "If-Unmodified-Since");
	time_t since;

	if (n == NULL || !date_of(rq, f, &since) ||
	    faulty(rq, FAULT_if_unmodified_since_ignored))
		return true;
	return node_modified(rq, n) <= since;
}

static bool
may_write(struct request *rq, const struct node *n, struct str etag)
{
	struct str f = request_field(rq, "If-Match");

	if (f.p == NULL)
		return unmodified(rq, n);
	if (faulty(rq, FAULT_if_match_always_false) ||
	    (faulty(rq, FAULT_if_unmodified_since_beside_if_match) &&
		!unmodified(rq, n)))
		return false;
	if (faulty(rq, FAULT_if_match_ignored) ||
	    (faulty(rq, FAULT_if_match_star_true) && str_is(f, "*")))
		return true;
	return tags_match(f, n != NULL, etag, !faulty(rq, FAULT_if_match_weak));
}

static enum precondition
modified(struct request *rq, const struct node *n)
{
	struct str f = request_field(rq, "If-Modified-Since");
	bool writes =
	    !is_read(rq) && faulty(rq, FAULT_if_modified_since_for_writes);
	time_t since;

	if (n != NULL && is_read(rq) && f.p != NULL &&
	    !date_of(rq, f, &since) &&
	    faulty(rq, FAULT_if_modified_since_no_date))
		return PRECONDITION_NOT_MODIFIED;
	if (n == NULL || !(is_read(rq) || writes) || !date_of(rq, f, &since) ||
	    faulty(rq, FAULT_if_modified_since_ignored) ||
	    node_modified(rq, n) > since)
		return PRECONDITION_HOLDS;
	return writes ? PRECONDITION_FAILED : PRECONDITION_NOT_MODIFIED;
}

static enum precondition
is_news(struct request *rq, const struct node *n, struct str etag)
{
	struct str f = request_field(rq, "If-None-Match");

	if (f.p == NULL)
		return modified(rq, n);
	if (faulty(rq, is_read(rq) ? FAULT_if_none_match_get_ignored
				   : FAULT_if_none_match_ignored) ||
	    !tags_match(
		f, n != NULL, etag, faulty(rq, FAULT_if_none_match_strong)))
		return faulty(rq, FAULT_if_modified_since_beside_if_none_match)
			   ? modified(rq, n)
			   : PRECONDITION_HOLDS;
	return is_read(rq) ? PRECONDITION_NOT_MODIFIED : PRECONDITION_FAILED;
}

enum precondition
precondition_check(struct request *rq, const struct node *n)
{
	struct str etag = n != NULL ? node_etag(rq, n) : STR_NONE;
	enum precondition news = is_news(rq, n, etag);

	if (faulty(rq, FAULT_conditions_backwards) &&
	    news != PRECONDITION_HOLDS)
		return news;
	return may_write(rq, n, etag) ? news : PRECONDITION_FAILED;
}

bool
precondition_range(struct request *rq, const struct node *n)
{
	struct str f = request_field(rq, "If-Range");
	time_t since;

	if (f.p == NULL || faulty(rq, FAULT_if_range_ignored))
		return true;
	/* RFC 9110 13.1.5: strong comparison, or the exact date. */
	if (f.n > 0 && (f.p[0] == '"' || str_starts(f, STR("W/"))))
		return etag_equal_strong(f, node_etag(rq, n));
	return httpdate_parse(f, &since) && since == node_modified(rq, n);
}

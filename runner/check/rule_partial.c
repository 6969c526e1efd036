#include "check/rules.h"

/*
 * What stands in a 207 of a method that acts on many resources (RFC 4918
 * sections 9.6.1, 9.8.3, 9.8.5, 9.9.2, 9.9.4, 9.10.3).
 */

static bool
some_failure(struct judge *j, const struct subject *s, const char *method)
{
	const struct facts *f = &j->facts;

	if (!method_is(j, method))
		return false;
	if (f->failures == 0 && f->dependencies == 0 && !f->unclear)
		broken(j, WARN, s->node, "a 207 to %s in which nothing failed",
		    method);
	return true;
}

bool
rule_delete_207_failure(struct judge *j, const struct subject *s)
{
	return some_failure(j, s, "DELETE");
}

bool
rule_copy_207_failure(struct judge *j, const struct subject *s)
{
	return some_failure(j, s, "COPY");
}

bool
rule_move_207_failure(struct judge *j, const struct subject *s)
{
	return some_failure(j, s, "MOVE");
}

/* The response's own status is one that does not belong there. A lone 424
   has another finding, at the end. */
static bool
no_status(struct judge *j, const struct subject *s, const char *method,
    int first, int second)
{
	int code = s->response->status.code;

	if (!method_is(j, method) || code == 0)
		return false;
	if (code == first || code == second)
		broken(j, WARN, s->response->status.node,
		    "%d in an answer to %s", code, method);
	return true;
}

bool
rule_delete_207_no_424(struct judge *j, const struct subject *s)
{
	return no_status(j, s, "DELETE", 424, 424);
}

bool
rule_delete_207_no_204(struct judge *j, const struct subject *s)
{
	return no_status(j, s, "DELETE", 204, 204);
}

bool
rule_copy_207_no_424(struct judge *j, const struct subject *s)
{
	return no_status(j, s, "COPY", 424, 424);
}

bool
rule_copy_207_no_success(struct judge *j, const struct subject *s)
{
	return no_status(j, s, "COPY", 201, 204);
}

bool
rule_move_207_no_424(struct judge *j, const struct subject *s)
{
	return no_status(j, s, "MOVE", 424, 424);
}

bool
rule_move_207_no_success(struct judge *j, const struct subject *s)
{
	return no_status(j, s, "MOVE", 201, 204);
}

/* ------------------------------------------------------------- LOCK */

bool
rule_lock_207_culprit(struct judge *j, const struct subject *s)
{
	const struct facts *f = &j->facts;

	if (!method_is(j, "LOCK"))
		return false;
	if (f->failures == 0)
		broken(j, FAIL, s->node,
		    "no response says what prevented the lock");
	return true;
}

bool
rule_lock_207_request_uri(struct judge *j, const struct subject *s)
{
	const struct facts *f = &j->facts;

	if (!method_is(j, "LOCK") || f->failures == 0 || f->unclear)
		return false;
	if (!f->self)
		broken(j, WARN, s->node,
		    "the Request-URI is not among the responses");
	return true;
}

bool
rule_lock_207_only_self_424(struct judge *j, const struct subject *s)
{
	const struct facts *f = &j->facts;

	if (!method_is(j, "LOCK") || f->failures == 0)
		return false;
	if (f->other_dependencies > 0)
		broken(j, WARN, s->node,
		    "424 for %zu resources besides the Request-URI",
		    f->other_dependencies);
	return true;
}

bool
rule_lock_207_no_success(struct judge *j, const struct subject *s)
{
	int code = s->response->status.code;

	if (!method_is(j, "LOCK") || code == 0)
		return false;
	if (status_is_2xx(code) && code != 207)
		broken(j, WARN, s->response->status.node,
		    "%d in an answer to a LOCK that failed", code);
	return true;
}

bool
rule_lock_207_no_token(struct judge *j, const struct subject *s)
{
	(void)s;
	if (!method_is(j, "LOCK") || j->reply->status != 207)
		return false;
	if (reply_header(j, "Lock-Token").p)
		broken_header(j, WARN, "Lock-Token",
		    "a LOCK that failed has a Lock-Token");
	return true;
}

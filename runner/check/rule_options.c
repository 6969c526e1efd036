#include "check/rules.h"

/* Answers to OPTIONS (RFC 4918 sections 10.1 and 18). */

static bool
is_options(const struct judge *j)
{
	return method_is(j, "OPTIONS") && status_is_2xx(j->reply->status);
}

bool
rule_allow_with_options(struct judge *j, const struct subject *s)
{
	(void)s;
	if (!is_options(j) || j->context->server_wide)
		return false;
	if (!reply_header(j, "Allow").p)
		broken_header(j, WARN, "Allow", "OPTIONS tells no methods");
	return true;
}

static bool
is_dav_member(struct str member)
{
	struct str uri;

	if (member.p[0] != '<')
		return is_token(member);
	uri = str_sub(member, 1, member.n > 2 ? member.n - 2 : 0);
	return member.p[member.n - 1] == '>' && href_split(uri).scheme.p &&
	       href_illegal(uri) == uri.n;
}

/* Whether any DAV header of the answer lists it; NULL: anything at all. */
static bool
dav_lists(const struct judge *j, const char *class)
{
	struct str member;

	for (size_t i = 0; i < j->reply->headers.n; i++) {
		struct header h = j->reply->headers.v[i];

		if (!str_is_nocase(h.name, "DAV"))
			continue;
		while (list_next(&h.value, &member))
			if (class == NULL || str_is(member, class))
				return true;
	}
	return false;
}

bool
rule_dav_header_syntax(struct judge *j, const struct subject *s)
{
	struct str member;

	(void)s;
	if (!is_options(j) || !reply_header(j, "DAV").p)
		return false;
	for (size_t i = 0; i < j->reply->headers.n; i++) {
		struct header h = j->reply->headers.v[i];

		if (!str_is_nocase(h.name, "DAV"))
			continue;
		while (list_next(&h.value, &member))
			if (!is_dav_member(member))
				broken_header(j, FAIL, "DAV",
				    "\"%.*s\" is neither a token nor a URI in "
				    "angle brackets",
				    STRF(brief(member)));
	}
	return true;
}

bool
rule_dav_class_1(struct judge *j, const struct subject *s)
{
	struct str ignored;

	(void)s;
	/* Only what is ours is known to be a DAV resource. */
	if (!is_options(j) || j->context->server_wide ||
	    j->context->scratch.n == 0 ||
	    !href_below(
		j->context->scratch, j->context->url, &j->scratch, &ignored))
		return false;
	if (!dav_lists(j, "1") && !dav_lists(j, "2") && !dav_lists(j, "3"))
		broken_header(j, FAIL, "DAV", "OPTIONS does not name class 1");
	return true;
}

bool
rule_dav_2_and_3_imply_1(struct judge *j, const struct subject *s)
{
	(void)s;
	if (!is_options(j) || !(dav_lists(j, "2") || dav_lists(j, "3")))
		return false;
	if (!dav_lists(j, "1"))
		broken_header(
		    j, FAIL, "DAV", "DAV names class 2 or 3 and not class 1");
	return true;
}

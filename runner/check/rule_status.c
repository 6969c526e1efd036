#include "check/rules.h"

#include "dav/status.h"

/* Statuses in a 207 (RFC 4918 sections 11.4, 13, 14.28; RFC 5842 7.1). */

static bool
is_status(const struct subject *s)
{
	return xml_is(s->node, "status") && !xml_has_elements(s->node);
}

static struct str
status_text(struct judge *j, const struct subject *s)
{
	return str_trim(node_text(j, s->node));
}

bool
rule_status_line(struct judge *j, const struct subject *s)
{
	struct str text;
	struct finding *f;

	if (!is_status(s))
		return false;
	text = status_text(j, s);
	if (status_form(text) != STATUS_NO_LINE)
		return true;
	f = broken(j, FAIL, s->node, "\"%.*s\" is not an HTTP status line",
	    STRF(brief(text)));
	f->expected = STR("HTTP/1.1 CODE REASON");
	return true;
}

bool
rule_status_line_space(struct judge *j, const struct subject *s)
{
	struct str text;

	if (!is_status(s))
		return false;
	/* Not trimmed: the space after the code is what is looked for. */
	text = node_text(j, s->node);
	if (status_form(str_trim(text)) == STATUS_NO_SPACE &&
	    !str_ends(text, STR(" ")))
		broken(j, WARN, s->node, "nothing follows the code in \"%.*s\"",
		    STRF(brief(str_trim(text))));
	return true;
}

/* The code of a status element that is a status line, else 0. */
static int
code_of(struct judge *j, const struct subject *s)
{
	struct str text;

	if (!is_status(s))
		return 0;
	text = status_text(j, s);
	return status_form(text) == STATUS_NO_LINE ? 0 : status_code(text);
}

static bool
has_code(struct judge *j, const struct subject *s)
{
	return is_status(s) && status_form(status_text(j, s)) != STATUS_NO_LINE;
}

bool
rule_status_code_range(struct judge *j, const struct subject *s)
{
	int code = code_of(j, s);

	if (!has_code(j, s))
		return false;
	if (code < 100 || code > 599)
		broken(j, FAIL, s->node, "%03d is no HTTP status code", code);
	return true;
}

bool
rule_no_1xx(struct judge *j, const struct subject *s)
{
	int code = code_of(j, s);

	if (!has_code(j, s))
		return false;
	if (code >= 100 && code <= 199)
		broken(j, WARN, s->node, "%d stands in a multistatus", code);
	return true;
}

bool
rule_no_207_inside(struct judge *j, const struct subject *s)
{
	if (!has_code(j, s))
		return false;
	if (code_of(j, s) == 207)
		broken(j, INFO, s->node, "207 stands in a multistatus");
	return true;
}

bool
rule_failed_dependency(struct judge *j, const struct subject *s)
{
	const struct facts *f = &j->facts;

	(void)s;
	/* A 207 to LOCK without a culprit has a rule of its own. */
	if (f->dependencies == 0 || method_is(j, "LOCK"))
		return false;
	if (f->failures == 0)
		broken_at(j, method_is(j, "PROPPATCH") ? FAIL : WARN,
		    f->dependency_line, f->dependency_col,
		    "424, and nothing else failed");
	return true;
}

/* ------------------------------------------------------------- 208 */

static const struct dav_status *
status_208(const struct response *r)
{
	if (r->status.code == 208)
		return &r->status;
	for (size_t i = 0; i < r->n_propstats; i++)
		if (r->propstats[i].status.code == 208)
			return &r->propstats[i].status;
	return NULL;
}

bool
rule_bind_208_in_propstat(struct judge *j, const struct subject *s)
{
	const struct dav_status *at = status_208(s->response);

	if (at == NULL)
		return false;
	if (at == &s->response->status || !method_is(j, "PROPFIND"))
		broken(j, FAIL, at->node,
		    "208 stands elsewhere than in a propstat of PROPFIND");
	return true;
}

bool
rule_bind_208_infinity(struct judge *j, const struct subject *s)
{
	const struct dav_status *at = status_208(s->response);

	if (at == NULL || !method_is(j, "PROPFIND"))
		return false;
	if (j->context->depth == DEPTH_0 || j->context->depth == DEPTH_1)
		broken(j, FAIL, at->node,
		    "208 in an answer to another Depth than infinity");
	return true;
}

bool
rule_bind_208_collections(struct judge *j, const struct subject *s)
{
	const struct dav_status *at = status_208(s->response);

	if (at == NULL || !method_is(j, "PROPFIND"))
		return false;
	if (is_collection(j, s->response) == 0)
		broken(j, WARN, at->node, "208 for a non-collection");
	return true;
}

bool
rule_bind_208_signal(struct judge *j, const struct subject *s)
{
	const struct dav_status *at = status_208(s->response);
	struct str dav = request_header(j, "DAV");

	if (at == NULL || j->context->headers == NULL)
		return false;
	if (str_find(dav, STR("bind")) == dav.n)
		broken(j, WARN, at->node,
		    "208 to a client that did not say DAV: bind");
	return true;
}

#include "check/rules.h"

/* Statuses in a 207 (RFC 4918 sections 11.4, 13, 14.28). */

/* The status element that is looked at, read once for all its rules; NULL:
   it is none, or one with elements in it. */
static const struct status_read *
status_of(struct judge *j, const struct subject *s)
{
	struct status_read *r = &j->status;

	if (s->node->element != ELEMENT_status)
		return NULL;
	if (r->node != s->node) {
		r->node = s->node;
		r->good = !xml_has_elements(s->node);
		r->all = r->good ? node_text(j, s->node) : STR("");
		r->text = str_trim(r->all);
		r->form = status_form(r->text);
		r->code = r->form == STATUS_NO_LINE ? 0 : status_code(r->text);
	}
	return r->good ? r : NULL;
}

/* The same if it is a status line. */
static const struct status_read *
line_of(struct judge *j, const struct subject *s)
{
	const struct status_read *r = status_of(j, s);

	return r != NULL && r->form != STATUS_NO_LINE ? r : NULL;
}

bool
rule_status_line(struct judge *j, const struct subject *s)
{
	const struct status_read *r = status_of(j, s);
	struct finding *f;

	if (r == NULL)
		return false;
	if (r->form != STATUS_NO_LINE)
		return true;
	f = broken(j, FAIL, s->node, "\"%.*s\" is not an HTTP status line",
	    STRF(brief(r->text)));
	f->expected = STR("HTTP/1.1 CODE REASON");
	return true;
}

bool
rule_status_line_space(struct judge *j, const struct subject *s)
{
	const struct status_read *r = status_of(j, s);

	if (r == NULL)
		return false;
	/* Not trimmed: the space after the code is what is looked for. */
	if (r->form == STATUS_NO_SPACE && !str_ends(r->all, STR(" ")))
		broken(j, WARN, s->node, "nothing follows the code in \"%.*s\"",
		    STRF(brief(r->text)));
	return true;
}

bool
rule_status_code_range(struct judge *j, const struct subject *s)
{
	const struct status_read *r = line_of(j, s);

	if (r == NULL)
		return false;
	if (r->code < 100 || r->code > 599)
		broken(
		    j, FAIL, s->node, "%03d is no HTTP status code", r->code);
	return true;
}

bool
rule_no_1xx(struct judge *j, const struct subject *s)
{
	const struct status_read *r = line_of(j, s);

	if (r == NULL)
		return false;
	if (r->code >= 100 && r->code <= 199)
		broken(j, WARN, s->node, "%d stands in a multistatus", r->code);
	return true;
}

bool
rule_no_207_inside(struct judge *j, const struct subject *s)
{
	const struct status_read *r = line_of(j, s);

	if (r == NULL)
		return false;
	if (r->code == 207)
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

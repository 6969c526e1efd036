#include "check/rules.h"

#include "dav/encoding.h"

/* The envelope of a 207 (RFC 4918 sections 8.2, 13, 19). */

/* A 207 of a batch API is another protocol's. */
static bool
is_multistatus(const struct judge *j)
{
	return j->reply->status == 207 && j->dav_method;
}

bool
rule_body_present(struct judge *j, const struct subject *s)
{
	(void)s;
	if (!is_multistatus(j))
		return false;
	if (j->seen->length == 0)
		broken_at(j, FAIL, 0, 0, "a 207 has no body");
	return true;
}

bool
rule_content_type_xml(struct judge *j, const struct subject *s)
{
	struct finding *f;

	(void)s;
	if (!is_multistatus(j) || is_xml_type(j->media))
		return is_multistatus(j);
	f = broken_header(j, FAIL, "Content-Type",
	    j->media.p ? "a 207 is sent as another type than XML"
		       : "a 207 has no Content-Type");
	f->expected = STR("application/xml or text/xml");
	f->actual = j->media;
	return true;
}

bool
rule_content_type_preferred(struct judge *j, const struct subject *s)
{
	struct finding *f;

	(void)s;
	if (!j->ours || !is_xml_type(j->media))
		return false;
	if (!str_is_nocase(j->media, "text/xml"))
		return true;
	f = broken_header(
	    j, WARN, "Content-Type", "XML is sent with a deprecated type");
	f->expected = STR("application/xml");
	f->actual = j->media;
	return true;
}

static bool
same_encoding(struct str a, struct str b)
{
	return str_eq_nocase(a, b) ||
	       (str_is_nocase(str_sub(a, 0, a.n < 6 ? a.n : 6), "utf-16") &&
		   str_is_nocase(str_sub(b, 0, b.n < 6 ? b.n : 6), "utf-16")) ||
	       (str_is_nocase(a, "us-ascii") && str_is_nocase(b, "utf-8"));
}

bool
rule_charset_agrees(struct judge *j, const struct subject *s)
{
	struct str charset = encoding_charset(reply_header(j, "Content-Type"));
	struct str declared = xml_reader_declared(j->reader);
	struct finding *f;

	(void)s;
	if (!charset.p || !declared.p)
		return false;
	if (same_encoding(charset, declared))
		return true;
	/* With ASCII alone nothing is read wrongly by either. */
	f = broken_header(j, j->non_ascii ? FAIL : WARN, "Content-Type",
	    "the charset differs from the encoding in the XML declaration");
	f->expected = arena_str(j->findings->arena, declared);
	f->actual = charset;
	return true;
}

bool
rule_no_location_on_207(struct judge *j, const struct subject *s)
{
	(void)s;
	if (!is_multistatus(j))
		return false;
	if (reply_header(j, "Location").p)
		broken_header(j, INFO, "Location",
		    "a Location header has no meaning on a 207");
	return true;
}

bool
rule_unmapped_is_404(struct judge *j, const struct subject *s)
{
	const struct facts *f = &j->facts;

	(void)s;
	if (!method_is(j, "PROPFIND"))
		return false;
	if (f->responses == 1 && f->self && f->self_status == 404)
		broken_status(
		    j, WARN, "the Request-URI is unmapped, and a 207 says so");
	return true;
}

bool
rule_multistatus_only_in_207(struct judge *j, const struct subject *s)
{
	if (!xml_is(s->node, "multistatus"))
		return false;
	if (j->reply->status != 207)
		broken_status(j, WARN, "a multistatus is sent with status %d",
		    j->reply->status);
	return true;
}

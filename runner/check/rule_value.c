#include "check/rules.h"

#include "dav/date.h"
#include "dav/href.h"

/* Values of live properties (RFC 4918 section 15). */

static bool
is_alpha(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

bool
is_token(struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		if (!is_alpha(s.p[i]) && !is_digit(s.p[i]) &&
		    (s.p[i] == '\0' ||
			strchr("!#$%&'*+-.^_`|~", s.p[i]) == NULL))
			return false;
	return s.n > 0;
}

enum etag_form
etag_form(struct str s)
{
	bool escaped = false;

	if (str_starts(s, STR("W/")))
		s = str_from_at(s, 2);
	if (s.n < 2 || s.p[0] != '"' || s.p[s.n - 1] != '"')
		return ETAG_BAD;
	for (size_t i = 1; i + 1 < s.n; i++) {
		unsigned char c = (unsigned char)s.p[i];

		if (c == '"' && s.p[i - 1] == '\\')
			escaped = true;
		else if (c == '"' || c <= ' ' || c == 127)
			return ETAG_BAD;
	}
	return escaped ? ETAG_ESCAPED : ETAG_GOOD;
}

/* The trimmed value if the element is that property and holds text alone. */
static bool
value_of(
    struct judge *j, const struct subject *s, const char *name, struct str *out)
{
	if (!xml_is(s->node, name) || xml_has_elements(s->node))
		return false;
	*out = str_trim(node_text(j, s->node));
	return true;
}

static void
wrong(struct judge *j, const struct subject *s, enum verdict v,
    struct str value, const char *wanted)
{
	struct finding *f = broken(j, v, s->node, "%.*s is \"%.*s\"",
	    STRF(s->node->local), STRF(brief(value)));

	f->expected = str_from(wanted);
	f->actual = arena_str(j->findings->arena, brief(value));
}

bool
rule_creationdate_format(struct judge *j, const struct subject *s)
{
	const char *wanted = "a date-time as 2026-11-21T10:00:00Z";
	struct str value;
	struct date date;

	if (!value_of(j, s, "creationdate", &value))
		return false;
	if (!date_parse(value, &date) || date.form != DATE_RFC3339)
		wrong(j, s, FAIL, value, wanted);
	else if (date.lower_case)
		wrong(j, s, WARN, value, wanted);
	return true;
}

bool
rule_getlastmodified_format(struct judge *j, const struct subject *s)
{
	const char *wanted = "a date as Sun, 06 Nov 1994 08:49:37 GMT";
	struct str value;
	struct date date;

	if (!value_of(j, s, "getlastmodified", &value))
		return false;
	if (!date_parse(value, &date) || date.form == DATE_RFC3339)
		wrong(j, s, FAIL, value, wanted);
	else if (date.form != DATE_IMF_FIXDATE)
		wrong(j, s, FAIL_3, value, wanted);
	else if (date.bad_weekday)
		wrong(j, s, WARN, value, "the right day of the week");
	return true;
}

bool
rule_getcontentlength_format(struct judge *j, const struct subject *s)
{
	struct str value;
	bool good;

	if (!value_of(j, s, "getcontentlength", &value))
		return false;
	good = value.n > 0;
	for (size_t i = 0; i < value.n; i++)
		good = good && is_digit(value.p[i]);
	if (!good)
		wrong(j, s, FAIL, value, "digits");
	return true;
}

/* The value of a parameter: token or quoted-string; takes it off *s. */
static bool
take_value(struct str *s)
{
	size_t n = 1;

	if (s->n == 0 || s->p[0] != '"') {
		n = str_index(*s, ';');
		if (!is_token(str_trim(str_sub(*s, 0, n))))
			return false;
		*s = str_from_at(*s, n);
		return true;
	}
	while (n < s->n && s->p[n] != '"')
		n += s->p[n] == '\\' ? 2 : 1;
	if (n >= s->n)
		return false;
	*s = str_trim(str_from_at(*s, n + 1));
	return s->n == 0 || s->p[0] == ';';
}

static bool
is_media_type(struct str s)
{
	size_t semicolon = str_index(s, ';'), slash = str_index(s, '/');
	struct str type = str_trim(str_sub(s, 0, semicolon));

	if (slash >= type.n || !is_token(str_sub(type, 0, slash)) ||
	    !is_token(str_from_at(type, slash + 1)))
		return false;
	s = str_from_at(s, semicolon);
	while (s.n > 0) {
		size_t equals;

		s = str_trim(str_from_at(s, 1));
		if (s.n == 0 || s.p[0] == ';')
			continue;
		equals = str_index(s, '=');
		if (equals == s.n || !is_token(str_sub(s, 0, equals)))
			return false;
		s = str_from_at(s, equals + 1);
		if (!take_value(&s))
			return false;
	}
	return true;
}

bool
rule_getcontenttype_format(struct judge *j, const struct subject *s)
{
	struct str value;

	if (!value_of(j, s, "getcontenttype", &value))
		return false;
	if (!is_media_type(value))
		wrong(j, s, FAIL, value, "a media type");
	return true;
}

/* RFC 5646 in outline: subtags of one to eight letters or digits. */
static bool
is_language(struct str s)
{
	struct str part;
	bool first = true;

	if (s.n == 0)
		return false;
	while (str_cut(&s, '-', &part)) {
		if (part.n == 0 || part.n > 8)
			return false;
		for (size_t i = 0; i < part.n; i++)
			if (!is_alpha(part.p[i]) &&
			    (first || !is_digit(part.p[i])))
				return false;
		first = false;
	}
	return true;
}

bool
rule_getcontentlanguage_format(struct judge *j, const struct subject *s)
{
	struct str value, rest, part;
	size_t n = 0;
	bool good = true;

	if (!value_of(j, s, "getcontentlanguage", &value))
		return false;
	rest = value;
	while (str_cut(&rest, ',', &part)) {
		good = good && is_language(str_trim(part));
		n++;
	}
	/* The header may hold several. */
	if (!good)
		wrong(j, s, FAIL, value, "a language tag");
	else if (n > 1)
		wrong(j, s, WARN, value, "one language tag");
	return true;
}

bool
rule_getetag_format(struct judge *j, const struct subject *s)
{
	struct str value;
	enum etag_form form;

	if (!value_of(j, s, "getetag", &value))
		return false;
	form = etag_form(value);
	if (form != ETAG_GOOD)
		wrong(j, s, form == ETAG_BAD ? FAIL : WARN, value,
		    "an entity tag in quotes");
	return true;
}

bool
rule_get_values_trimmed(struct judge *j, const struct subject *s)
{
	struct str text;

	if (!is_live(s->node) || !str_starts(s->node->local, STR("get")) ||
	    xml_has_elements(s->node))
		return false;
	text = node_text(j, s->node);
	/* A value of white space alone is no value: said by its format. */
	if (str_trim(text).n > 0 && str_trim(text).n != text.n)
		broken(j, WARN, s->node, "white space around the value of %.*s",
		    STRF(s->node->local));
	return true;
}

bool
rule_resourcetype_collection(struct judge *j, const struct subject *s)
{
	const struct xml_node *c;

	if (!xml_is(s->node, "resourcetype"))
		return false;
	if (xml_child(s->node, "collection") != NULL)
		return true;
	for (c = xml_first_element(s->node); c != NULL; c = xml_next_element(c))
		if (str_is(c->local, "collection") &&
		    (c->uri.n == 0 || str_is_nocase(c->uri, "DAV") ||
			str_is_nocase(c->uri, "DAV:")))
			broken(j, FAIL, c,
			    "collection is in namespace \"%.*s\"",
			    STRF(brief(c->uri)));
	return true;
}

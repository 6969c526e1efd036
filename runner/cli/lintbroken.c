#include "cli/lintbroken.h"

/* ------------------------------------------------------------- strays */

/* What a response holds and multistatus does not (RFC 4918 14.16, 14.24). */
static bool
is_of_response(const struct xml_node *n)
{
	static const char *const names[] = {
	    "status", "href", "propstat", "prop", "location", "error"};

	for (size_t i = 0; i < countof(names); i++)
		if (xml_is(n, names[i]))
			return true;
	return false;
}

/* One cause, one finding: the first, and how many like it there are. */
static void
name_strays(const struct xml_node *root, struct findings *findings)
{
	const struct xml_node *c, *first = NULL;
	struct finding *f;
	size_t n = 0;

	for (c = xml_first_element(root); c != NULL; c = xml_next_element(c)) {
		n += is_of_response(c);
		if (first == NULL && is_of_response(c))
			first = c;
	}
	if (first == NULL)
		return;
	f = finding_add(findings, FINDING_MUST,
	    spec_find(STR("multistatus.children")),
	    "%.*s stands directly in multistatus%s: no response is around it, "
	    "and no href beside it says which resource it is about",
	    STRF(first->local), n > 1 ? ", and others do" : "");
	f->place = PLACE_BODY;
	f->line = first->line;
	f->col = first->col;
}

/* ------------------------------------------------------------- the cut */

static void
on_response(void *arg, const struct response *r)
{
	(void)arg;
	(void)r;
}

static void
on_doctype(void *arg, unsigned line, unsigned col)
{
	(void)arg;
	(void)line;
	(void)col;
}

/* Where the text ends within an element, the parser may say so otherwise. */
static void
on_problem(void *arg, const struct xml_error *error)
{
	bool *cut = arg;
	struct str says = STR("Extra content at the end");

	*cut = error->inside != NULL && (error->problem == XML_TRUNCATED ||
					    str_starts(error->message, says));
}

static bool
is_about_xml(const struct finding *f)
{
	return f->rule != NULL && (strcmp(f->rule, "well-formed") == 0 ||
				      strcmp(f->rule, "href-xml-escaped") == 0);
}

static void
say_cut(struct findings *findings, size_t from)
{
	for (size_t i = from; i < findings->n; i++) {
		struct finding *f = &findings->v[i];

		if (!is_about_xml(f))
			continue;
		f->rule = "well-formed";
		f->requirement = spec_find(STR("xml.response-well-formed"));
		f->message = STR("cut off: the document ends before the end "
				 "tag of its root element");
	}
}

static void
read_again(
    const struct observation *seen, struct findings *findings, size_t from)
{
	struct arena a = {0};
	bool cut = false;
	const struct xml_events events = {
	    .arg = &cut,
	    .response = on_response,
	    .problem = on_problem,
	    .doctype = on_doctype,
	};
	struct xml_reader *r = xml_reader_new(&events, &a, STR_NONE);
	const struct xml_node *root;

	xml_reader_feed(r, seen->body.p, seen->body.n);
	xml_reader_end(r);
	root = xml_reader_root(r);
	if (cut && seen->length == seen->body.n)
		say_cut(findings, from);
	if (root != NULL && xml_is(root, "multistatus"))
		name_strays(root, findings);
	xml_reader_free(r);
	arena_release(&a);
}

/* ------------------------------------------------------------- both */

void
lint_look_again(
    const struct observation *seen, struct findings *findings, size_t from)
{
	if (seen->reply == NULL || seen->reply->status != 207)
		return;
	if (seen->form == FORM_MULTISTATUS)
		name_strays(seen->root, findings);
	else if (seen->form == FORM_BROKEN_XML)
		read_again(seen, findings, from);
}

char
lint_first_mark(struct str bytes)
{
	if (str_starts(bytes, STR("\xEF\xBB\xBF")))
		bytes = str_from_at(bytes, 3);
	bytes = str_trim(bytes);
	return bytes.n > 0 ? bytes.p[0] : '\0';
}

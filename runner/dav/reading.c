#include "dav/reading.h"

#include "base/utf8.h"

#define LONG_TAG "a tag is longer than 128 KiB"

/* ------------------------------------------------------------- problems */

void
reading_report(struct xml_reader *r, enum xml_problem problem, unsigned line,
    unsigned col, struct str message)
{
	struct xml_error error = {
	    .problem = problem,
	    .line = line,
	    .col = col,
	    .message = arena_str(r->arena, str_trim(message)),
	    .inside = r->current,
	};

	if (r->reported)
		return;
	r->reported = true;
	r->events->problem(r->events->arg, &error);
}

void
reading_stop(struct xml_reader *r)
{
	r->stopped = true;
	xmlStopParser(r->parser);
}

static bool
says(const xmlError *e, const char *words)
{
	return e->message != NULL && strstr(e->message, words) != NULL;
}

static bool
is_utf8_at(const xmlChar *p, const xmlChar *end)
{
	struct str rest = {(const char *)p, p < end ? (size_t)(end - p) : 0};
	uint32_t cp;

	return rest.n == 0 || utf8_next(&rest, &cp);
}

/* The first byte of a character, as far as that byte tells. */
static bool
can_begin(const xmlChar *p, const xmlChar *end)
{
	return p >= end || *p < 0x80 || (*p >= 0xC2 && *p <= 0xF4);
}

static enum xml_problem
problem_of(const struct xml_reader *r, const xmlError *e)
{
	const xmlParserInput *in = r->parser->input;

	switch (e->code) {
	case XML_ERR_INTERNAL_ERROR:
		if (says(e, "Huge input"))
			return XML_TOO_LARGE;
		/* fall through */
	case XML_ERR_INVALID_CHAR:
		/* Which of the two codes it is depends on the pieces. */
		return in->cur < in->end && *in->cur >= 0x80 ? XML_ENCODING
							     : XML_MALFORMED;
	case XML_ERR_NAME_TOO_LONG:
	case XML_ERR_ENTITY_LOOP:
		return XML_TOO_LARGE;
	case XML_ERR_ATTRIBUTE_NOT_FINISHED:
		if (says(e, "too long"))
			return XML_TOO_LARGE;
		break;
	case XML_ERR_TAG_NAME_MISMATCH:
		/* Behind the end tag, whatever may come there. */
		return XML_MALFORMED;
	case XML_ERR_INVALID_ENCODING:
		return XML_ENCODING;
	case XML_ERR_DOCUMENT_EMPTY:
		if (r->ending && r->root == NULL)
			return r->begun ? XML_TRUNCATED : XML_EMPTY;
		break;
	case XML_ERR_DOCUMENT_END:
		/* What is not taken is the beginning of a tag or of CDATA. */
		if (r->ending && r->current != NULL)
			return XML_TRUNCATED;
		/* Behind the root: of its bytes one is there for certain. */
		if (r->root != NULL && r->current == NULL)
			return can_begin(in->cur, in->end) ? XML_MALFORMED
							   : XML_ENCODING;
		break;
	default:
		break;
	}
	/* An error where the input ends: it was cut off. */
	if (r->ending && (r->current != NULL || r->root == NULL) &&
	    in->cur >= in->end)
		return XML_TRUNCATED;
	/* Whether libxml2 says that it is the bytes depends on the pieces. */
	return is_utf8_at(in->cur, in->end) ? XML_MALFORMED : XML_ENCODING;
}

static bool
is_in_cdata(const struct xml_reader *r)
{
	return r->parser->instate == XML_PARSER_CDATA_SECTION;
}

/* A byte that XML does not allow; what ends with a piece of a character is
   cut off there. */
static const xmlChar *
first_illegal(const xmlChar *p, const xmlChar *end)
{
	struct str rest = {(const char *)p, (size_t)(end - p)};
	uint32_t cp;

	while (utf8_next(&rest, &cp))
		if (!IS_CHAR(cp))
			return (const xmlChar *)rest.p - 1;
	if (rest.n == 0 || (rest.n < 4 && (unsigned char)rest.p[0] >= 0xC0))
		return NULL;
	return (const xmlChar *)rest.p;
}

/*
 * libxml2 takes CDATA in pieces of its own and does not say where it is in
 * one: an error is told where the section begins, and one in what is left of
 * a section without an end is told too.
 */
static enum xml_problem
problem_in_cdata(const struct xml_reader *r, enum xml_problem problem,
    unsigned *line, unsigned *col)
{
	const xmlParserInput *in = r->parser->input;
	const xmlChar *bad = NULL;

	if (problem == XML_TRUNCATED) {
		bad = first_illegal(in->cur, in->end);
		if (bad == NULL)
			return problem;
		problem = *bad >= 0x80 ? XML_ENCODING : XML_MALFORMED;
	}
	*line = r->line;
	*col = r->col + (r->token == TOKEN_START ? 1 : 0);
	return problem;
}

/* The same words whatever the pieces were. */
static struct str
message_of(
    const struct xml_reader *r, const xmlError *e, enum xml_problem problem)
{
	if (problem == XML_ENCODING)
		return STR("bytes that are not of the document's encoding");
	if (problem == XML_TRUNCATED)
		return r->root != NULL
			   ? STR("the document ends before the end tag of its "
				 "root element")
			   : STR("the document ends before its first element");
	if (problem == XML_TOO_LARGE)
		return STR("a comment, CDATA section or name is too large");
	if (e->code == XML_ERR_INTERNAL_ERROR ||
	    e->code == XML_ERR_INVALID_CHAR || is_in_cdata(r))
		return STR("a character that XML does not allow");
	return str_from(e->message != NULL ? e->message : "");
}

/* How much of CDATA is taken before it ends depends on the pieces. */
static void
add_rest(const struct xml_reader *r, unsigned *line, unsigned *col)
{
	const xmlParserInput *in = r->parser->input;

	for (const xmlChar *p = in->cur; p < in->end; p++) {
		if (*p == '\n') {
			++*line;
			*col = 1;
		} else {
			*col += (*p & 0xC0) != 0x80;
		}
	}
}

void
reading_error(void *arg, xmlErrorPtr e)
{
	struct xml_reader *r = arg;
	unsigned line = e->line > 0 ? (unsigned)e->line : 1;
	unsigned col = e->int2 > 0 ? (unsigned)e->int2 : 1;
	unsigned excess = line == r->excess_line ? r->excess : 0;
	enum xml_problem problem = problem_of(r, e);
	struct str message;

	col = col > excess ? col - excess : 1;
	if (is_in_cdata(r))
		problem = problem_in_cdata(r, problem, &line, &col);
	message = message_of(r, e, problem);
	if (e->level == XML_ERR_WARNING || r->stopped)
		return;
	/* What a namespace name looks like is nobody's business here. */
	if (e->code == XML_WAR_NS_URI || e->code == XML_WAR_NS_URI_RELATIVE)
		return;
	/* An entity that a DOCTYPE may have declared is not put in, which is
	   no fault of the document. */
	if ((e->code == XML_ERR_UNDECLARED_ENTITY ||
		e->code == XML_WAR_UNDECLARED_ENTITY) &&
	    r->parser->hasPErefs)
		return;
	/* Of a tag that was cut off: that is said next. */
	if (e->domain == XML_FROM_NAMESPACE && reading_is_cut_off(r))
		return;
	/* Which of the two comes first depends on the pieces. */
	if (e->domain == XML_FROM_NAMESPACE && problem != XML_ENCODING) {
		reading_report(r, XML_BAD_NAMESPACE, line, col, message);
		return;
	}
	if (problem == XML_TRUNCATED)
		add_rest(r, &line, &col);
	reading_report(r, problem, line, col, message);
	reading_stop(r);
}

bool
reading_is_cut_off(const struct xml_reader *r)
{
	const xmlParserInput *in = r->parser->input;

	return r->ending && in->cur >= in->end;
}

void
reading_too_much(
    struct xml_reader *r, enum xml_problem problem, const char *message)
{
	reading_report(r, problem, r->line, r->col, str_from(message));
	reading_stop(r);
}

bool
reading_within_bounds(struct xml_reader *r)
{
	if (r->part.used > RESPONSE_MAX)
		reading_too_much(r, XML_TOO_LARGE,
		    "a response element is larger than 16 MiB");
	else if (r->document > DOCUMENT_MAX)
		reading_too_much(
		    r, XML_TOO_LARGE, "the document is larger than 4 MiB");
	return !r->stopped;
}

/* A tag is taken when it is whole; what it is cut to makes no difference. */
static_assert(TAG_MAX > PIECE, "a piece may hold a tag that is too long");

void
reading_look_at_rest(struct xml_reader *r)
{
	const xmlParserInput *in = r->parser->input;
	size_t rest = in != NULL ? (size_t)(in->end - in->cur) : 0;

	r->long_tag = rest + PIECE > TAG_MAX && in->cur[0] == '<' &&
		      in->cur[1] != '!' && in->cur[1] != '?';
	if (r->long_tag && rest > TAG_MAX)
		reading_too_much(r, XML_TOO_LARGE, LONG_TAG);
}

bool
reading_tag_within_bounds(struct xml_reader *r)
{
	const xmlParserInput *in = r->parser->input;
	const xmlChar *p = in->cur;

	if (!r->long_tag)
		return true;
	r->long_tag = false;
	while (p > in->base && *p != '<')
		p--;
	if ((size_t)(in->cur - p) >= TAG_MAX)
		reading_too_much(r, XML_TOO_LARGE, LONG_TAG);
	return !r->stopped;
}

/* ------------------------------------------------------------- places */

/* Behind CDATA, where the parser has counted bytes. */
static void
settle(struct xml_reader *r)
{
	xmlParserInput *in = r->parser->input;

	if ((unsigned)in->line == r->excess_line)
		in->col -= (int)r->excess;
	r->excess = 0;
}

void
reading_note_place(struct xml_reader *r, enum token token)
{
	const xmlParserInput *in = r->parser->input;

	settle(r);
	r->line = (unsigned)in->line;
	r->col = (unsigned)in->col;
	r->token = token;
}

void
reading_note_cdata(struct xml_reader *r, struct str piece)
{
	settle(r);
	r->excess_line = (unsigned)r->parser->input->line;
	for (size_t i = 0; i < piece.n; i++) {
		if (piece.p[i] == '\n') {
			r->excess_line++;
			r->excess = 0;
		}
		r->excess += ((unsigned char)piece.p[i] & 0xC0) == 0x80;
	}
	r->col += r->token == TOKEN_START ? 1 : 0;
	r->token = TOKEN_CDATA;
}

/*
 * Back from the parser's place to the "<" before it, which is where the tag
 * begins: no raw "<" can be in a tag. Its column on an earlier line is counted
 * from that line's start; the parser keeps at least the 80 bytes before a tag.
 */
void
reading_place_by_bracket(struct xml_reader *r, unsigned *line, unsigned *col)
{
	const xmlParserInput *in = r->parser->input;
	const xmlChar *p = in->cur;
	unsigned chars = 0, lines = 0;

	settle(r);
	while (p > in->base && (p == in->cur || *p != '<')) {
		p--;
		lines += *p == '\n';
		chars += (*p & 0xC0) != 0x80;
	}
	*line = (unsigned)in->line - lines;
	*col = (unsigned)in->col - chars;
	if (lines == 0)
		return;
	for (*col = 1; p > in->base && p[-1] != '\n'; p--)
		*col += (p[-1] & 0xC0) != 0x80;
}

/*
 * Where the start tag begins whose end the parser has just reached: where the
 * token before ended, and a start tag's own event comes before its ">" is
 * taken. The end of CDATA and of the XML declaration is not told.
 */
void
reading_tag_place(struct xml_reader *r, unsigned *line, unsigned *col)
{
	*line = r->line;
	*col = r->col + (r->token == TOKEN_START ? 1 : 0);
	if (r->token == TOKEN_CDATA || r->root == NULL)
		reading_place_by_bracket(r, line, col);
}

#include "dav/reading.h"

#include "dav/response.h"

/* The reader's bytes, as UTF-8: responses of known markup (pattern.h) are
   filled in, all else is parsed. */

/* Between what the root holds, and the parser has taken all. */
static bool
is_between(const struct xml_reader *r)
{
	const xmlParserInput *in = r->parser->input;

	return r->current == r->root && r->text.n == 0 && in->cur == in->end &&
	       r->parser->instate == XML_PARSER_CONTENT;
}

static struct position
position_of(const struct xml_reader *r)
{
	const xmlParserInput *in = r->parser->input;

	return (struct position){(unsigned)in->line, (unsigned)in->col};
}

/* The one used last is tried first. */
static struct pattern *
put_first(struct xml_reader *r, size_t i)
{
	struct pattern used = r->patterns[i];

	memmove(&r->patterns[1], &r->patterns[0], i * sizeof(used));
	r->patterns[0] = used;
	return &r->patterns[0];
}

static void
tell(struct xml_reader *r, struct pattern *p)
{
	struct response *made;

	arena_clear(&r->part);
	made = response_build(p->response, r->n_responses++, &r->part);
	made->repeats = true;
	made->changed = p->changed;
	made->n_changed = p->n_changed;
	made->note = &p->note;
	r->events->response(r->events->arg, made);
}

/* The next response, if its markup is known; returns its bytes, or 0. */
static size_t
take_known(struct xml_reader *r, struct str bytes)
{
	struct position at = position_of(r);
	struct pattern *p;
	size_t n = 0, i = 0;

	while (i < PATTERNS && n == 0)
		n = pattern_match(&r->patterns[i++], bytes);
	if (n == 0)
		return 0;
	p = put_first(r, i - 1);
	pattern_fill(p, &at);
	r->parser->input->line = (int)at.line;
	r->parser->input->col = (int)at.col;
	reading_note_place(r, TOKEN_OTHER);
	r->n_unlike = 0;
	tell(r, p);
	return n;
}

/* "</D:" or the like is what stands before. */
static bool
ends_in_end_tag(struct str before)
{
	size_t n = before.n;

	while (n > 0 && before.n - n < PREFIX_MAX && before.p[n - 1] != '<' &&
	       before.p[n - 1] != '>')
		n--;
	return n > 0 && n < before.n && before.p[n - 1] == '<' &&
	       before.p[n] == '/';
}

/* Up to the end tag of a response, or all. */
static struct str
up_to_end(struct str bytes)
{
	const struct str name = STR("response>");
	size_t n = 0;

	while (n < bytes.n) {
		size_t at = n + str_find(str_from_at(bytes, n), name);

		n = at + name.n;
		if (ends_in_end_tag(str_sub(bytes, 0, at)))
			return str_sub(bytes, 0, n);
	}
	return bytes;
}

static void
parse(struct xml_reader *r, struct str bytes)
{
	r->ended = NULL;
	xmlParseChunk(r->parser, bytes.p, (int)bytes.n, 0);
	if (!r->stopped)
		reading_look_at_rest(r);
}

/* Where many are like none before, not each is worth to be learned. */
static bool
is_worth_it(struct xml_reader *r)
{
	return r->n_unlike++ < 2 * PATTERNS || r->n_unlike % 16 == 0;
}

/* The same, and what it holds is learned if it is a response. */
static void
parse_and_learn(struct xml_reader *r, struct str bytes)
{
	struct position from = position_of(r);
	struct pattern *p;

	parse(r, bytes);
	if (!is_between(r) || r->ended == NULL || !is_worth_it(r))
		return;
	p = put_first(r, PATTERNS - 1);
	if (pattern_learn(p, bytes, &r->part, r->ended, from, position_of(r)))
		p->note = r->note;
}

void
reading_take(struct xml_reader *r, struct str bytes)
{
	/* At the ends of responses, as long as they are found there. */
	bool cut = true;

	while (bytes.n > 0 && !r->stopped) {
		bool between = is_between(r);
		size_t n = between ? take_known(r, bytes) : 0;

		if (n == 0) {
			struct str next = cut ? up_to_end(bytes) : bytes;

			if (between)
				parse_and_learn(r, next);
			else
				parse(r, next);
			cut = is_between(r);
			n = next.n;
		}
		bytes = str_from_at(bytes, n);
	}
}

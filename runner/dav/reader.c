#include "dav/reading.h"

/* The reader from outside: bytes of any encoding to the parser. */

PRINTF(2, 3)
static void
ignore(void *arg, const char *fmt, ...)
{
	(void)arg;
	(void)fmt;
}

struct xml_reader *
xml_reader_new(
    const struct xml_events *events, struct arena *a, struct str charset)
{
	struct xml_reader *r = xcalloc(1, sizeof(*r));

	r->events = events;
	r->arena = a;
	r->charset = arena_str(a, charset);
	r->line = r->col = 1;
	buf_init(&r->text, RESPONSE_MAX);
	buf_init(&r->decoded, 8 * PIECE);
	prolog_init(&r->prolog);
	/* What it says besides goes to standard error else. */
	xmlSetGenericErrorFunc(NULL, ignore);
	r->parser =
	    xmlCreatePushParserCtxt(&reading_handlers, r, NULL, 0, NULL);
	if (r->parser == NULL)
		fatal("out of memory (XML parser)");
	/* NOENT: else "&amp;" in an attribute stays "&#38;". on_entity()
	   knows the five entities of XML only, so nothing can grow.
	   IGNORE_ENC: what comes is UTF-8, whatever it was (decoder.h). */
	xmlCtxtUseOptions(r->parser, XML_PARSE_NONET | XML_PARSE_RECOVER |
					 XML_PARSE_NOENT |
					 XML_PARSE_IGNORE_ENC);
	return r;
}

static void
parse(struct xml_reader *r, struct str bytes)
{
	while (bytes.n > 0 && !r->stopped) {
		struct str piece = str_sub(bytes, 0, PIECE);

		reading_take(r, piece);
		bytes = str_from_at(bytes, piece.n);
	}
}

static void
parse_prolog(struct xml_reader *r)
{
	struct prolog *p = &r->prolog;

	p->in = PROLOG_OVER;
	parse(r, buf_view(&p->held));
	prolog_release(p);
}

static void
take_utf8(struct xml_reader *r, struct str bytes)
{
	if (!prolog_is_over(&r->prolog)) {
		bytes = prolog_take(&r->prolog, bytes);
		if (!prolog_is_over(&r->prolog))
			return;
		parse_prolog(r);
	}
	parse(r, bytes);
}

/* As UTF-8, piece by piece. */
static void
take(struct xml_reader *r, struct str bytes)
{
	while (bytes.n > 0 && !r->stopped && r->decoder != NULL) {
		struct str piece = str_sub(bytes, 0, PIECE);

		buf_clear(&r->decoded);
		decoder_feed(r->decoder, piece, &r->decoded);
		take_utf8(r, buf_view(&r->decoded));
		bytes = str_from_at(bytes, piece.n);
	}
	if (r->decoder == NULL)
		take_utf8(r, bytes);
}

static void
begin(struct xml_reader *r, bool last)
{
	struct str head = {r->head, r->n_head};
	struct encoding e;

	if (!encoding_look(head, last, r->charset, r->arena, &e))
		return;
	r->begun = true;
	r->declared = e.declared;
	if (e.name.p && !e.impossible)
		r->decoder = decoder_new(e.name);
	if (e.impossible)
		reading_too_much(r, XML_ENCODING,
		    "the document is not of the encoding that it is said to "
		    "be of");
	else if (e.name.p && r->decoder == NULL)
		reading_too_much(r, XML_ENCODING,
		    "the encoding of the document is not known");
	else
		take(r, head);
}

void
xml_reader_feed(struct xml_reader *r, const char *p, size_t n)
{
	while (n > 0 && !r->begun) {
		r->head[r->n_head++] = *p++;
		n--;
		begin(r, false);
	}
	if (n > 0)
		take(r, (struct str){p, n});
}

/* Half a character behind the root; before its end more is missing. */
static void
end_decoder(struct xml_reader *r)
{
	if (r->decoder == NULL || r->root == NULL || r->current != NULL)
		return;
	buf_clear(&r->decoded);
	decoder_end(r->decoder, &r->decoded);
	take_utf8(r, buf_view(&r->decoded));
}

void
xml_reader_end(struct xml_reader *r)
{
	if (!r->begun && r->n_head > 0)
		begin(r, true);
	end_decoder(r);
	r->ending = true;
	if (!prolog_is_over(&r->prolog))
		parse_prolog(r);
	if (r->n_head == 0)
		reading_report(r, XML_EMPTY, 1, 1, STR("there is no body"));
	else if (!r->stopped)
		xmlParseChunk(r->parser, "", 0, 1);
	/* Recovering, libxml2 may close what is open without a word. */
	if (r->n_head > 0 && !r->stopped && r->root == NULL)
		reading_report(r, XML_TRUNCATED, r->line, r->col,
		    STR("the document ends before its first element"));
}

const struct xml_node *
xml_reader_root(const struct xml_reader *r)
{
	return r->root;
}

struct str
xml_reader_declared(const struct xml_reader *r)
{
	return r->declared;
}

void
xml_reader_free(struct xml_reader *r)
{
	if (r == NULL)
		return;
	/* A DOCTYPE with an entity makes libxml2 keep a document of its own. */
	if (r->parser->myDoc != NULL)
		xmlFreeDoc(r->parser->myDoc);
	xmlFreeParserCtxt(r->parser);
	decoder_free(r->decoder);
	buf_release(&r->decoded);
	prolog_release(&r->prolog);
	buf_release(&r->text);
	arena_release(&r->part);
	for (size_t i = 0; i < PATTERNS; i++)
		pattern_release(&r->patterns[i]);
	free(r);
}

/*
 * The results inside the text of RFC 4918: each sentence that a requirement
 * rests on is marked with what became of it. Of a folder only: in the report
 * of one file, links to a section lead to the RFC Editor.
 */
#include "report/marked.h"

static void
put_ref(struct marked *m, size_t i)
{
	struct page *p = m->p;

	xmlout_start_class(p->x, "span", "ref");
	page_requirement_badge(p, i);
	xmlout_printf(p->x, " %s ", level_name(spec_at(i)->level));
	page_link_requirement(p, spec_at(i));
	xmlout_end(p->x);
}

static void
put_refs(struct marked *m, const struct index_list *list)
{
	xmlout_start_class(m->p->x, "span", "refs");
	for (size_t k = 0; k < list->n; k++) {
		put_ref(m, list->v[k]);
		xmlout_puts(m->p->x, " ");
	}
	xmlout_end(m->p->x);
}

/* The sentence within an element for each requirement that is at home here:
   the link to any of them finds it. */
static void
put_says(struct marked *m, size_t piece, struct str words)
{
	struct page *p = m->p;
	const struct index_list *list = &m->by_piece[piece];
	size_t open = 1;

	for (size_t k = 0; k < list->n; k++) {
		const struct requirement *q = spec_at(list->v[k]);

		if (m->home[list->v[k]] != piece)
			continue;
		xmlout_start(p->x, "span");
		xmlout_attr(
		    p->x, "id", page_anchor(p, "req-", str_from(q->id)));
		open++;
	}
	xmlout_start(p->x, "span");
	xmlout_attrf(
	    p->x, "class", "says v-%s", verdict_name(marked_worst(m, list)));
	xmlout_text(p->x, words);
	while (open-- > 0)
		xmlout_end(p->x);
}

/* What is marked are the words, not the blanks around them. */
static void
put_piece(struct marked *m, size_t piece)
{
	struct str text = m->text.pieces[piece], words = str_trim(text);

	if (m->by_piece[piece].n == 0) {
		xmlout_text(m->p->x, text);
		return;
	}
	xmlout_text(m->p->x, str_sub(text, 0, (size_t)(words.p - text.p)));
	put_says(m, piece, words);
	xmlout_text(
	    m->p->x, str_from_at(text, (size_t)(words.p - text.p) + words.n));
}

/* Of drawings the marks stand below, so that the lines stay in place. */
static void
put_refs_of(struct marked *m, const struct rfctext_block *b)
{
	struct index_list all = {0};

	for (size_t i = b->first; i < b->first + b->n; i++)
		for (size_t k = 0; k < m->by_piece[i].n; k++)
			*vec_add(&all, &m->p->arena) = m->by_piece[i].v[k];
	if (all.n > 0)
		put_refs(m, &all);
}

static void
put_drawn(struct marked *m, const struct rfctext_block *b)
{
	xmlout_start(m->p->x, "pre");
	for (size_t i = b->first; i < b->first + b->n; i++)
		put_piece(m, i);
	xmlout_end(m->p->x);
	put_refs_of(m, b);
	xmlout_newline(m->p->x);
}

static const char *
bullet(struct str marker)
{
	if (str_is(marker, "o"))
		return "\xe2\x80\xa2 ";
	return str_is(marker, "*") ? "\xe2\x97\xa6 " : NULL;
}

static void
put_prose(struct marked *m, const struct rfctext_block *b)
{
	struct page *p = m->p;

	xmlout_start(p->x, "p");
	xmlout_attrf(p->x, "class", "%sin-%u", b->marker.p ? "item " : "",
	    b->indent / 3 < 3 ? b->indent / 3 : 3);
	if (b->marker.p != NULL) {
		xmlout_start_class(p->x, "span", "marker");
		if (bullet(b->marker) != NULL)
			xmlout_puts(p->x, bullet(b->marker));
		else
			xmlout_printf(p->x, "%.*s ", STRF(b->marker));
		xmlout_end(p->x);
	}
	for (size_t i = b->first; i < b->first + b->n; i++) {
		put_piece(m, i);
		if (m->by_piece[i].n == 0)
			continue;
		if (i + 1 == b->first + b->n)
			xmlout_puts(p->x, " ");
		put_refs(m, &m->by_piece[i]);
	}
	xmlout_end(p->x);
	xmlout_newline(p->x);
}

static void
put_heading(struct marked *m, const struct rfctext_section *s, size_t block)
{
	static const char *const names[] = {"h2", "h2", "h3", "h4", "h5"};
	unsigned depth = marked_depth(s->number);
	const struct rfctext_block *b = &m->text.blocks[block];

	xmlout_start(m->p->x, names[depth < 4 ? depth : 4]);
	put_piece(m, b->first);
	xmlout_end(m->p->x);
	put_refs_of(m, b);
	xmlout_newline(m->p->x);
}

static void
put_section(struct marked *m, const struct rfctext_section *s)
{
	struct page *p = m->p;

	xmlout_start(p->x, "section");
	if (s->number.p != NULL)
		xmlout_attrf(p->x, "id", "s-%.*s", STRF(s->number));
	xmlout_newline(p->x);
	for (size_t i = s->first; i < s->first + s->n; i++) {
		const struct rfctext_block *b = &m->text.blocks[i];

		if (b->kind == RFCTEXT_HEADING)
			put_heading(m, s, i);
		else if (b->kind == RFCTEXT_PROSE)
			put_prose(m, b);
		else
			put_drawn(m, b);
	}
	xmlout_end(p->x);
	xmlout_newline(p->x);
}

/* What stands before section 1 is folded: our contents are longer. */
static void
put_text(struct marked *m)
{
	struct page *p = m->p;
	size_t i = 0;

	xmlout_start(p->x, "main");
	xmlout_attr(p->x, "id", STR("main"));
	xmlout_newline(p->x);
	xmlout_start(p->x, "details");
	xmlout_element(p->x, "summary", "",
	    STR("Title, status, copyright notice, abstract and the contents"
		" as printed"));
	xmlout_newline(p->x);
	for (; i < m->text.n_sections && m->text.sections[i].number.p == NULL;
	     i++)
		put_section(m, &m->text.sections[i]);
	xmlout_end(p->x);
	xmlout_newline(p->x);
	for (; i < m->text.n_sections; i++)
		put_section(m, &m->text.sections[i]);
	xmlout_end(p->x);
	xmlout_newline(p->x);
}

bool
html_rfctext(FILE *out, struct page *p)
{
	static const char *const beside[] = {"report.css", "rfctext.css", NULL};
	struct marked m;

	html_begin(p, out,
	    arena_strf(&p->arena, "RFC 4918 and %.*s",
		STRF(words_target(p->r, &p->arena))),
	    beside, "rfctext");
	marked_init(&m, p);
	html_rfctoc(&m);
	put_text(&m);
	xmlout_end(p->x);
	return xmlout_free(p->x);
}

/* The top of the page with the RFC's text: counts, and its sections. */
#include "report/marked.h"

static void
put_legend(struct marked *m)
{
	struct page *p = m->p;
	size_t n[FATES];

	marked_count(m, STR_NONE, n);
	xmlout_start_class(p->x, "ul", "legend");
	xmlout_attr(p->x, "aria-label", STR("Requirements by result"));
	xmlout_newline(p->x);
	for (size_t k = 0; k < FATES; k++) {
		xmlout_start(p->x, "li");
		page_badge(p, fates[k].verdict,
		    arena_printf(&p->arena, "%zu %s", n[k], fates[k].word));
		xmlout_puts(p->x, " ");
		xmlout_start(p->x, "span");
		xmlout_attrf(
		    p->x, "class", "says v-%s", verdict_name(fates[k].verdict));
		xmlout_puts(p->x, fates[k].meaning);
		xmlout_end(p->x);
		xmlout_end(p->x);
		xmlout_newline(p->x);
	}
	xmlout_end(p->x);
	xmlout_newline(p->x);
}

static void
put_header(struct marked *m)
{
	struct page *p = m->p;

	xmlout_start(p->x, "header");
	xmlout_newline(p->x);
	xmlout_start_class(p->x, "p", "brand");
	xmlout_start(p->x, "a");
	xmlout_attr(p->x, "href", STR(INDEX_FILE));
	xmlout_puts(p->x, "davproof \xc2\xb7 WebDAV conformance report");
	xmlout_end(p->x);
	xmlout_end(p->x);
	xmlout_newline(p->x);
	xmlout_start(p->x, "h1");
	xmlout_puts(p->x, "RFC 4918, with the results of ");
	xmlout_line(p->x, words_target(p->r, &p->arena));
	xmlout_end(p->x);
	xmlout_newline(p->x);
	xmlout_element(p->x, "p", "",
	    STR("Each sentence that binds a server is marked with the worst"
		" of what became of the requirements that rest on it. They"
		" follow it, and lead to their cases."));
	xmlout_newline(p->x);
	put_legend(m);
	xmlout_element(p->x, "p", "small",
	    STR("The text is RFC 4918, Copyright (C) The IETF Trust (2007),"
		" word for word; page breaks and running heads are left out,"
		" and lines are joined to paragraphs. The marks are none of"
		" its words."));
	xmlout_end(p->x);
	xmlout_newline(p->x);
}

/* ------------------------------------------------------------- contents */

static void
put_count(struct marked *m, struct str section, const struct fate *f, size_t n)
{
	struct page *p = m->p;
	size_t i = marked_first(m, section, f->verdict);

	xmlout_puts(p->x, " ");
	xmlout_start(p->x, "a");
	xmlout_attrf(p->x, "href", "#%.*s",
	    STRF(page_anchor(p, "req-", str_from(spec_at(i)->id))));
	page_badge(
	    p, f->verdict, arena_printf(&p->arena, "%zu %s", n, f->word));
	xmlout_end(p->x);
}

/* Main sections, and all of which anything is demanded. */
static void
put_entry(struct marked *m, const struct rfctext_section *s)
{
	struct page *p = m->p;
	size_t n[FATES];

	marked_count(m, s->number, n);
	if (marked_depth(s->number) > 1 &&
	    n[BROKEN] + n[NOT_MET] + n[HELD] + n[UNSEEN] == 0)
		return;
	xmlout_start(p->x, "li");
	xmlout_attrf(p->x, "class", "deep-%u", marked_depth(s->number));
	xmlout_start(p->x, "a");
	xmlout_attrf(p->x, "href", "#s-%.*s", STRF(s->number));
	xmlout_printf(p->x, "%.*s\xc2\xa0 ", STRF(s->number));
	xmlout_line(p->x, s->title);
	xmlout_end(p->x);
	for (size_t k = 0; k <= NOT_MET; k++)
		if (n[k] > 0)
			put_count(m, s->number, &fates[k], n[k]);
	if (n[HELD] + n[UNSEEN] > 0) {
		xmlout_start_class(p->x, "span", "small");
		if (n[HELD] > 0)
			xmlout_printf(p->x, " %zu held", n[HELD]);
		if (n[UNSEEN] > 0)
			xmlout_printf(p->x, "%s %zu not seen",
			    n[HELD] > 0 ? "," : "", n[UNSEEN]);
		xmlout_end(p->x);
	}
	xmlout_end(p->x);
	xmlout_newline(p->x);
}

static void
put_contents(struct marked *m)
{
	struct page *p = m->p;

	xmlout_start_class(p->x, "nav", "toc");
	xmlout_attr(p->x, "aria-labelledby", STR("contents"));
	xmlout_start(p->x, "h2");
	xmlout_attr(p->x, "id", STR("contents"));
	xmlout_puts(p->x, "Contents");
	xmlout_end(p->x);
	xmlout_start_class(p->x, "ul", "contents");
	xmlout_newline(p->x);
	for (size_t i = 0; i < m->text.n_sections; i++)
		if (m->text.sections[i].number.p != NULL)
			put_entry(m, &m->text.sections[i]);
	xmlout_end(p->x);
	xmlout_end(p->x);
	xmlout_newline(p->x);
}

void
html_rfctoc(struct marked *m)
{
	put_header(m);
	put_contents(m);
}

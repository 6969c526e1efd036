/*
 * The comparison as a page. It is complete without a script: a cell is a
 * link to its evidence, which a style sheet shows as a panel when it is the
 * target; the filters are a form that the style sheet looks at.
 */
#include "report/compare_view.h"
#include "report/html_table.h"
#include "report/sections.h"

const char *const compare_beside[] = {
    "report.css", "compare.css", "compare.js", NULL};

void
view_cell(struct view *v, const struct requirement *q, const struct cell *cell)
{
	int status = cell_status(cell);

	page_badge(
	    &v->page, cell_verdict(cell->state), cell_word(q, cell->state));
	if (status > 0 || cell->known) {
		xmlout_start_class(v->x, "span", "small");
		if (status > 0)
			xmlout_printf(v->x, " %d", status);
		if (cell->known)
			xmlout_puts(v->x, " known");
		xmlout_end(v->x);
	}
}

void
view_server_heads(struct view *v)
{
	for (size_t k = 0; k < v->c->n; k++) {
		const struct server *s = &v->c->servers[k];

		html_table_name(v->x, "col");
		xmlout_line(v->x, s->name);
		xmlout_end(v->x);
	}
}

void
view_section_name(struct view *v, size_t section)
{
	const struct section *s;

	if (section == section_count()) {
		xmlout_puts(v->x, "Of no section");
		return;
	}
	s = section_at(section);
	xmlout_printf(
	    v->x, "%s \xc2\xa7\xc2\xa0%s %s", s->rfc, s->number, s->title);
}

void
view_link(struct view *v, const char *kind, const struct requirement *q,
    const char *text)
{
	struct str anchor = page_anchor(&v->page, kind, str_from(q->id));

	xmlout_start(v->x, "a");
	xmlout_attrf(v->x, "href", "#%.*s", STRF(anchor));
	xmlout_puts(v->x, text);
	xmlout_end(v->x);
}

/* -------------------------------------------------------------- filters */

static void
put_choice(struct view *v, const char *type, const char *id, const char *label,
    bool checked)
{
	xmlout_start(v->x, "label");
	xmlout_start(v->x, "input");
	xmlout_attr(v->x, "type", str_from(type));
	xmlout_attr(v->x, "id", str_from(id));
	if (strcmp(type, "radio") == 0)
		xmlout_attr(v->x, "name", STR("show"));
	if (checked)
		xmlout_attr(v->x, "checked", STR("checked"));
	xmlout_end(v->x);
	xmlout_printf(v->x, " %s", label);
	xmlout_end(v->x);
	xmlout_newline(v->x);
}

static void
start_choices(struct view *v, const char *legend)
{
	xmlout_start(v->x, "fieldset");
	xmlout_element(v->x, "legend", "", str_from(legend));
	xmlout_newline(v->x);
}

static bool
has_class(const struct comparison *c, size_t class)
{
	for (size_t i = 0; i < c->n_rows; i++)
		if (compare_class_of(spec_at(c->rows[i])) == class)
			return true;
	return false;
}

static void
put_filters(struct view *v)
{
	static const struct {
		const char *id, *label;
	} shows[] = {
	    {"show-told", "broken or not alike"},
	    {"show-diff", "not alike"	     },
	    {"show-must", "a broken MUST"	 },
	    {"show-all",	 "all"		      },
	};
	static const char *const levels[] = {"MUST", "SHOULD", "MAY"};
	struct arena *a = &v->page.arena;

	xmlout_start_class(v->x, "form", "filters");
	xmlout_attr(v->x, "aria-label", STR("Which requirements are shown"));
	xmlout_newline(v->x);
	start_choices(v, "Show");
	for (size_t i = 0; i < countof(shows); i++)
		put_choice(v, "radio", shows[i].id, shows[i].label, i == 0);
	xmlout_end(v->x);
	start_choices(v, "Level");
	for (size_t i = 0; i < COMPARE_LEVELS; i++)
		put_choice(v, "checkbox",
		    arena_printf(a, "level-%s", compare_levels[i]), levels[i],
		    true);
	xmlout_end(v->x);
	start_choices(v, "Class");
	for (size_t i = 0; i < COMPARE_CLASSES; i++)
		if (has_class(v->c, i))
			put_choice(v, "checkbox",
			    arena_printf(a, "class-%s", compare_classes[i]),
			    compare_classes[i], true);
	xmlout_end(v->x);
	xmlout_end(v->x);
	xmlout_newline(v->x);
}

/* ----------------------------------------------------------------- page */

static struct str
title(struct view *v)
{
	const struct server *s = v->c->servers;

	if (v->c->two_runs)
		return arena_strf(
		    &v->page.arena, "Two runs of %.*s", STRF(s[1].name));
	return arena_strf(
	    &v->page.arena, "%zu WebDAV servers compared", v->c->n);
}

static void
put_header(struct view *v)
{
	xmlout_start(v->x, "header");
	xmlout_newline(v->x);
	xmlout_element(v->x, "p", "brand",
	    STR("davproof \xc2\xb7 WebDAV conformance compared"));
	xmlout_newline(v->x);
	xmlout_element(v->x, "h1", "", title(v));
	xmlout_newline(v->x);
	xmlout_element(v->x, "p", "lead",
	    STR("Requirements of the specifications down, servers across, in"
		" no order of merit. Each cell leads to what was sent and what"
		" came back. A number beside a verdict is the status of the"
		" answer that showed it."));
	xmlout_newline(v->x);
	if (!v->c->one_suite)
		xmlout_element(v->x, "p", "note warning",
		    STR("The results are not of one suite: version, catalogue"
			" or cases differ. What only one of them tested is not"
			" seen in the others."));
	xmlout_end(v->x);
	xmlout_newline(v->x);
}

static void
put_head(struct view *v, bool whole)
{
	static const char *const none[] = {NULL};

	html_head(&v->page, title(v), whole ? none : compare_beside);
	if (whole) {
		html_asset(&v->page, "report.css");
		html_asset(&v->page, "compare.css");
	}
	xmlout_end(v->x);
	xmlout_newline(v->x);
}

static void
put_foot(struct view *v)
{
	xmlout_start(v->x, "footer");
	xmlout_puts(v->x, "Written by davproof ");
	xmlout_line(v->x, result_version());
	xmlout_puts(v->x,
	    ". Broken: a finding stands for it. Held: something that proves it"
	    " was judged, and nothing was found. In doubt: a MUST of which a"
	    " client cannot be sure. Skipped: the server does not claim it, or"
	    " cannot be brought to show it.");
	xmlout_end(v->x);
	xmlout_newline(v->x);
}

static bool
put_page(FILE *out, const struct comparison *c, bool whole)
{
	struct view v = {.x = xmlout_new(out, XMLOUT_HTML), .c = c};

	v.page.x = v.x;
	xmlout_start(v.x, "html");
	xmlout_attr(v.x, "lang", STR("en"));
	xmlout_newline(v.x);
	put_head(&v, whole);
	xmlout_start_class(v.x, "body", "compare");
	xmlout_newline(v.x);
	put_header(&v);
	view_servers(&v);
	if (c->two_runs)
		view_changes(&v);
	xmlout_start(v.x, "main");
	xmlout_attr(v.x, "id", STR("requirements"));
	xmlout_element(v.x, "h2", "", STR("Requirements"));
	xmlout_newline(v.x);
	put_filters(&v);
	view_matrix(&v);
	xmlout_end(v.x);
	xmlout_newline(v.x);
	view_evidence(&v);
	put_foot(&v);
	if (whole)
		html_asset(&v.page, "compare.js");
	arena_release(&v.page.arena);
	return xmlout_free(v.x);
}

bool
compare_html(FILE *out, const struct comparison *c)
{
	return put_page(out, c, true);
}

bool
compare_html_index(FILE *out, const struct comparison *c)
{
	return put_page(out, c, false);
}

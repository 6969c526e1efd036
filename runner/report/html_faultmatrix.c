/*
 * The fault matrix: what shows that the suite itself can be believed. A page
 * of the folder; in one file a section of it.
 */
#include "report/faultmatrix.h"
#include "report/html_table.h"
#include "report/page.h"

#define NAMED 6 /* of a list; the JSON report has all */

static void
put_heading(struct page *p, const char *id, const char *words)
{
	xmlout_start(p->x, "h3");
	xmlout_attr(p->x, "id", str_from(id));
	xmlout_puts(p->x, words);
	xmlout_end(p->x);
	xmlout_newline(p->x);
}

static void
link_fault(struct page *p, struct str id)
{
	xmlout_start(p->x, "a");
	xmlout_attrf(p->x, "href", "#%.*s", STRF(page_anchor(p, "fault-", id)));
	xmlout_line(p->x, id);
	xmlout_end(p->x);
}

static void
link_requirement(struct page *p, struct str id)
{
	const struct requirement *q = spec_find(id);

	if (q != NULL)
		page_link_requirement(p, q);
	else
		xmlout_line(p->x, id);
}

static void
put_list(struct page *p, const struct strs *ids,
    void (*link)(struct page *p, struct str id))
{
	for (size_t i = 0; i < ids->n && i < NAMED; i++) {
		xmlout_puts(p->x, i > 0 ? ", " : "");
		link(p, ids->v[i]);
	}
	if (ids->n > NAMED)
		xmlout_printf(p->x, " and %zu more", ids->n - NAMED);
}

/* ------------------------------------------------------------- faults */

static void
put_caught(struct page *p, const struct fault_tried *f)
{
	if (fault_is_caught(f))
		page_badge(p, VERDICT_PASS, "caught");
	else if (faultmatrix_fails(p->r->matrix))
		page_badge(p, VERDICT_FAIL, "not caught");
	else
		page_badge(p, VERDICT_SKIP, "not caught by these cases");
	if (f->caught_by.n > 0)
		xmlout_puts(p->x, " ");
	put_list(p, &f->caught_by, page_link_case);
	if (f->broke.n > 0) {
		xmlout_puts(p->x, " ");
		xmlout_start_class(p->x, "span", "small");
		xmlout_printf(p->x, "(%zu %s broken besides)", f->broke.n,
		    f->broke.n == 1 ? "other is" : "others are");
		xmlout_end(p->x);
	}
	if (f->why.n > 0) {
		xmlout_puts(p->x, " ");
		xmlout_element(p->x, "span", "why", f->why);
	}
}

static void
put_fault(struct page *p, const struct fault_tried *f)
{
	xmlout_start(p->x, "tr");
	xmlout_attr(p->x, "id", page_anchor(p, "fault-", f->id));
	html_table_name(p->x, "row");
	xmlout_line(p->x, f->id);
	xmlout_end(p->x);
	xmlout_element(p->x, "td", "", f->text);
	xmlout_start_class(p->x, "td", "ids");
	put_list(p, &f->violates, link_requirement);
	xmlout_end(p->x);
	xmlout_start_class(p->x, "td", "ids");
	put_caught(p, f);
	xmlout_end(p->x);
	xmlout_end(p->x);
	xmlout_newline(p->x);
}

/* First those that nothing caught. */
static void
put_faults(struct page *p)
{
	static const char *const columns[] = {
	    "Fault", "What the server then does", "Violates", "Caught by"};
	const struct fault_matrix *m = p->r->matrix;

	put_heading(p, "faults", "Faults");
	html_table_start(p->x, "reqs stack", columns, countof(columns));
	for (int caught = 0; caught < 2; caught++)
		for (size_t i = 0; i < m->faults.n; i++)
			if (fault_is_caught(&m->faults.v[i]) == caught)
				put_fault(p, &m->faults.v[i]);
	html_table_end(p->x);
}

/* ------------------------------------------------------------- results */

/* Of a case with rows, which have an anchor each, its first. */
static void
put_unbroken(struct page *p, const struct faults_of *v, size_t n)
{
	size_t none = 0;

	put_heading(p, "unbroken", "Cases and rules that no fault breaks");
	if (!p->r->matrix->whole) {
		xmlout_element(p->x, "p", "",
		    STR("Not looked for: only some faults had their turn."));
		return;
	}
	xmlout_start_class(p->x, "ul", "list");
	xmlout_newline(p->x);
	for (size_t i = 0; i < n; i++) {
		if (!faults_of_none(&v[i]))
			continue;
		none++;
		xmlout_start(p->x, "li");
		page_link_case(p, v[i].id);
		xmlout_end(p->x);
		xmlout_newline(p->x);
	}
	xmlout_end(p->x);
	if (none == 0)
		xmlout_element(p->x, "p", "", STR("There is none."));
	xmlout_newline(p->x);
}

static void
put_results(struct page *p, const struct faults_of *v, size_t n)
{
	static const char *const columns[] = {"Case or rule", "Broken by"};

	put_heading(p, "broken-by", "Cases and rules that faults break");
	html_table_start(p->x, "reqs stack", columns, countof(columns));
	for (size_t i = 0; i < n; i++) {
		if (v[i].faults.n == 0)
			continue;
		xmlout_start(p->x, "tr");
		html_table_name(p->x, "row");
		page_link_case(p, v[i].id);
		xmlout_end(p->x);
		xmlout_start_class(p->x, "td", "ids");
		put_list(p, &v[i].faults, link_fault);
		xmlout_end(p->x);
		xmlout_end(p->x);
		xmlout_newline(p->x);
	}
	html_table_end(p->x);
}

/* ------------------------------------------------------------- figures */

static void
put_figure(struct page *p, const char *name, size_t n)
{
	page_fact(p, name, arena_strf(&p->arena, "%zu", n));
}

static void
put_figures(struct page *p, const struct faults_of *v, size_t n)
{
	const struct fault_matrix *m = p->r->matrix;
	struct matrix_figures f;

	faultmatrix_count(v, n, &f);
	xmlout_start_class(p->x, "dl", "facts");
	put_figure(p, "Faults tried", m->faults.n);
	put_figure(p, "Caught", faultmatrix_caught(m));
	if (m->left_out > 0)
		put_figure(p,
		    "Faults left out, of which nothing selected speaks",
		    m->left_out);
	put_figure(p, "Cases and rules", f.results);
	put_figure(p, "Broken by a fault", f.broken);
	if (m->whole) {
		put_figure(p, "Broken by none", f.none);
		put_figure(p,
		    p->r->matrix->part ? "Not broken: rules, and what demands "
					 "nothing (MAY)"
				       : "Not broken, as they demand nothing "
					 "(MAY)",
		    f.results - f.broken - f.none);
	}
	put_figure(p, "Rows of cases, and rules", f.rows);
	put_figure(p, "Rows broken by a fault", f.rows_broken);
	page_fact(p, "Time",
	    arena_strf(&p->arena, "%u.%u s", m->duration_ms / 1000,
		m->duration_ms % 1000 / 100));
	xmlout_end(p->x);
	xmlout_newline(p->x);
}

void
html_faultmatrix(struct page *p)
{
	struct faults_of *v;
	size_t n;

	if (p->r->matrix == NULL)
		return;
	v = faultmatrix_results(p->r, &p->arena, &n);
	xmlout_start(p->x, "section");
	xmlout_attr(p->x, "id", STR("matrix"));
	if (p->file == NULL)
		xmlout_element(
		    p->x, "h2", "", STR("Faults of the reference server"));
	xmlout_element(p->x, "p", "",
	    STR("The reference server broke one requirement after the other."
		" A fault is caught if a case or rule that claims what it"
		" violates fails with it, or warns where that is a SHOULD."));
	xmlout_newline(p->x);
	put_figures(p, v, n);
	put_unbroken(p, v, n);
	put_faults(p);
	put_results(p, v, n);
	xmlout_end(p->x);
	xmlout_newline(p->x);
}

bool
html_faultmatrix_page(FILE *out, struct page *p)
{
	static const char *const beside[] = {"report.css", NULL};

	html_begin(p, out, STR("Faults of the reference server"), beside, "");
	xmlout_start(p->x, "header");
	xmlout_start_class(p->x, "p", "brand");
	page_start_link(p, INDEX_FILE, STR("main"));
	xmlout_puts(p->x, "\xe2\x86\x90 ");
	xmlout_line(p->x, words_target(p->r, &p->arena));
	xmlout_end(p->x);
	xmlout_end(p->x);
	xmlout_newline(p->x);
	xmlout_element(p->x, "h1", "", STR("Faults of the reference server"));
	xmlout_start(p->x, "p");
	xmlout_attrf(p->x, "class", "conclusion v-%s",
	    verdict_name(
		faultmatrix_fails(p->r->matrix) ? VERDICT_FAIL : VERDICT_PASS));
	xmlout_line(p->x, faultmatrix_words(p->r, &p->arena));
	xmlout_end(p->x);
	xmlout_end(p->x);
	xmlout_newline(p->x);
	xmlout_start(p->x, "main");
	xmlout_attr(p->x, "id", STR("main"));
	xmlout_newline(p->x);
	html_faultmatrix(p);
	xmlout_end(p->x);
	xmlout_newline(p->x);
	return xmlout_free(p->x);
}

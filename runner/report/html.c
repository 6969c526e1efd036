#include "report/html.h"

#include "report/assets.h"
#include "report/page.h"
#include "report/sections.h"

static void
put_meta(struct page *p, const char *name, const char *content)
{
	xmlout_start(p->x, "meta");
	xmlout_attr(p->x, "name", str_from(name));
	xmlout_attr(p->x, "content", str_from(content));
	xmlout_end(p->x);
	xmlout_newline(p->x);
}

static void
put_link(struct page *p, const char *name)
{
	if (str_ends(str_from(name), STR(".css"))) {
		xmlout_start(p->x, "link");
		xmlout_attr(p->x, "rel", STR("stylesheet"));
		xmlout_attr(p->x, "href", str_from(name));
	} else {
		xmlout_start(p->x, "script");
		xmlout_attr(p->x, "src", str_from(name));
		xmlout_attr(p->x, "defer", STR("defer"));
	}
	xmlout_end(p->x);
	xmlout_newline(p->x);
}

void
html_asset(struct page *p, const char *name)
{
	struct str bytes = asset(name);

	xmlout_start(
	    p->x, str_ends(str_from(name), STR(".css")) ? "style" : "script");
	xmlout_raw(p->x, bytes.p, bytes.n);
	xmlout_end(p->x);
}

void
html_head(struct page *p, struct str title, const char *const *beside)
{
	xmlout_start(p->x, "head");
	xmlout_newline(p->x);
	xmlout_start(p->x, "meta");
	xmlout_attr(p->x, "charset", STR("utf-8"));
	xmlout_end(p->x);
	xmlout_newline(p->x);
	put_meta(p, "viewport", "width=device-width, initial-scale=1");
	put_meta(p, "color-scheme", "light dark");
	put_meta(p, "referrer", "no-referrer");
	xmlout_element(p->x, "title", "", title);
	xmlout_newline(p->x);
	for (size_t i = 0; beside[i] != NULL; i++)
		put_link(p, beside[i]);
}

void
html_begin(struct page *p, FILE *out, struct str title,
    const char *const *beside, const char *class)
{
	p->x = xmlout_new(out, XMLOUT_HTML);
	xmlout_start(p->x, "html");
	xmlout_attr(p->x, "lang", STR("en"));
	xmlout_newline(p->x);
	html_head(p, title, beside);
	xmlout_end(p->x);
	xmlout_newline(p->x);
	xmlout_start_class(p->x, "body", class);
	xmlout_newline(p->x);
}

static struct str
title(struct page *p, size_t section)
{
	struct str name = words_target(p->r, &p->arena);
	const struct section *s;

	if (section >= section_count())
		return arena_strf(
		    &p->arena, "%.*s: WebDAV conformance", STRF(name));
	s = section_at(section);
	return arena_strf(&p->arena, "%s \xc2\xa7\xc2\xa0%s %s: %.*s", s->rfc,
	    s->number, s->title, STRF(name));
}

static void
put_head(struct page *p, size_t section, bool whole)
{
	static const char *const none[] = {NULL};
	static const char *const beside[] = {"report.css", "report.js", NULL};

	html_head(p, title(p, section), whole ? none : beside);
	if (whole) {
		html_asset(p, "report.css");
		xmlout_newline(p->x);
	}
	xmlout_end(p->x);
	xmlout_newline(p->x);
}

static void
put_foot(struct page *p)
{
	xmlout_start(p->x, "footer");
	xmlout_puts(p->x, "Written by davproof ");
	xmlout_line(p->x, p->r->version);
	xmlout_puts(p->x,
	    ". Every line that a server sent is shown with what cannot be"
	    " printed as \\xHH. A requirement is broken if a finding stands"
	    " for it, held if something that proves it was judged, else not"
	    " seen.");
	xmlout_end(p->x);
	xmlout_newline(p->x);
}

static void
put_main(struct page *p)
{
	html_summary(p);
	xmlout_start(p->x, "main");
	xmlout_attr(p->x, "id", STR("main"));
	xmlout_newline(p->x);
	html_baseline(p);
	html_not_passed(p);
	html_sections(p);
	html_rules(p);
	if (p->file == NULL)
		html_faultmatrix(p);
	html_annex(p);
	xmlout_end(p->x);
	xmlout_newline(p->x);
}

/* The page of a section, or with section_count() + 1 the one of all. */
static bool
put_page(FILE *out, struct page *p, size_t section)
{
	bool whole = p->file == NULL;

	p->x = xmlout_new(out, XMLOUT_HTML);
	xmlout_start(p->x, "html");
	xmlout_attr(p->x, "lang", STR("en"));
	xmlout_newline(p->x);
	put_head(p, section, whole);
	xmlout_start(p->x, "body");
	xmlout_newline(p->x);
	if (section <= section_count())
		html_section_page(p, section);
	else
		put_main(p);
	put_foot(p);
	if (whole)
		html_asset(p, "report.js");
	return xmlout_free(p->x);
}

bool
render_html(FILE *out, const struct result *r)
{
	struct page p;
	bool ok;

	page_init(&p, r);
	html_wire_bound(&p);
	ok = put_page(out, &p, section_count() + 1);
	page_release(&p);
	return ok;
}

/* ------------------------------------------------------- as a folder */

struct folder_file {
	const char *name;
	size_t section; /* section_count() + 1: none */
};

struct html_folder {
	struct page page;
	VEC(struct folder_file) files;
	VEC(const char *) others;
};

static void
add(struct html_folder *f, const char *name, size_t section)
{
	*vec_add(&f->files, &f->page.arena) =
	    (struct folder_file){name, section};
}

static void
add_page(struct html_folder *f, const char *name, size_t section, bool wanted)
{
	if (wanted)
		add(f, name, section);
	else
		*vec_add(&f->others, &f->page.arena) = name;
}

struct html_folder *
html_folder_new(const struct result *r)
{
	struct html_folder *f = xmalloc(sizeof(*f));

	memset(f, 0, sizeof(*f));
	page_init(&f->page, r);
	add(f, "report.css", section_count() + 1);
	add(f, "report.js", section_count() + 1);
	add(f, "rfctext.css", section_count() + 1);
	add(f, TEXT_FILE, section_count() + 1);
	add_page(f, MATRIX_FILE, section_count() + 1, r->matrix != NULL);
	for (size_t i = 0; i <= section_count(); i++)
		add_page(f, section_file(i, &f->page.arena), i,
		    f->page.cases_of[i].n > 0);
	add(f, INDEX_FILE, section_count() + 1);
	return f;
}

size_t
html_folder_files(const struct html_folder *f)
{
	return f->files.n;
}

const char *
html_folder_name(const struct html_folder *f, size_t i)
{
	return f->files.v[i].name;
}

size_t
html_folder_others(const struct html_folder *f)
{
	return f->others.n;
}

const char *
html_folder_other(const struct html_folder *f, size_t i)
{
	return f->others.v[i];
}

bool
html_folder_is_page(struct str bytes)
{
	return str_find(bytes, STR("<link rel=\"stylesheet\" href=\""
				   "report.css\"/>")) < bytes.n;
}

bool
html_folder_write(struct html_folder *f, size_t i, FILE *out)
{
	const struct folder_file *file = &f->files.v[i];
	struct str bytes;

	f->page.file = file->name;
	if (strcmp(file->name, TEXT_FILE) == 0)
		return html_rfctext(out, &f->page);
	if (strcmp(file->name, MATRIX_FILE) == 0)
		return html_faultmatrix_page(out, &f->page);
	if (str_ends(str_from(file->name), STR(".html")))
		return put_page(out, &f->page, file->section);
	bytes = asset(file->name);
	return fwrite(bytes.p, 1, bytes.n, out) == bytes.n;
}

void
html_folder_free(struct html_folder *f)
{
	if (f != NULL)
		page_release(&f->page);
	free(f);
}

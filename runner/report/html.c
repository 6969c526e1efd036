#include "report/html.h"

#include "report/page.h"

#include "assets.inc"

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
put_assets_inline(struct page *p)
{
	xmlout_start(p->x, "style");
	xmlout_raw(p->x, asset_report_css, sizeof(asset_report_css));
	xmlout_end(p->x);
	xmlout_newline(p->x);
}

static void
put_script_inline(struct page *p)
{
	xmlout_start(p->x, "script");
	xmlout_raw(p->x, asset_report_js, sizeof(asset_report_js));
	xmlout_end(p->x);
}

static void
put_assets_beside(struct page *p)
{
	xmlout_start(p->x, "link");
	xmlout_attr(p->x, "rel", STR("stylesheet"));
	xmlout_attr(p->x, "href", STR("report.css"));
	xmlout_end(p->x);
	xmlout_newline(p->x);
	xmlout_start(p->x, "script");
	xmlout_attr(p->x, "src", STR("report.js"));
	xmlout_attr(p->x, "defer", STR("defer"));
	xmlout_end(p->x);
	xmlout_newline(p->x);
}

static void
put_head(struct page *p, bool whole)
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
	xmlout_start(p->x, "title");
	xmlout_line(p->x, words_target(p->r, &p->arena));
	xmlout_puts(p->x, ": WebDAV conformance");
	xmlout_end(p->x);
	xmlout_newline(p->x);
	if (whole)
		put_assets_inline(p);
	else
		put_assets_beside(p);
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

static bool
put_page(FILE *out, const struct result *r, bool whole)
{
	struct page p;

	page_init(&p, r);
	p.x = xmlout_new(out, XMLOUT_HTML);
	xmlout_start(p.x, "html");
	xmlout_attr(p.x, "lang", STR("en"));
	xmlout_newline(p.x);
	put_head(&p, whole);
	xmlout_start(p.x, "body");
	xmlout_newline(p.x);
	html_summary(&p);
	xmlout_start(p.x, "main");
	xmlout_attr(p.x, "id", STR("main"));
	xmlout_newline(p.x);
	html_not_passed(&p);
	html_sections(&p);
	html_rules(&p);
	xmlout_end(p.x);
	xmlout_newline(p.x);
	put_foot(&p);
	if (whole)
		put_script_inline(&p);
	page_release(&p);
	return xmlout_free(p.x);
}

bool
render_html(FILE *out, const struct result *r)
{
	return put_page(out, r, true);
}

bool
html_write_index(FILE *out, const struct result *r)
{
	return put_page(out, r, false);
}

bool
html_write_css(FILE *out, const struct result *r)
{
	(void)r;
	return fwrite(asset_report_css, 1, sizeof(asset_report_css), out) ==
	       sizeof(asset_report_css);
}

bool
html_write_js(FILE *out, const struct result *r)
{
	(void)r;
	return fwrite(asset_report_js, 1, sizeof(asset_report_js), out) ==
	       sizeof(asset_report_js);
}

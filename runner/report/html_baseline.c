/* What is another than in the baseline: below the first screen. */
#include "report/baseline.h"
#include "report/page.h"

static void
put_item(struct page *p, const struct baseline_item *item)
{
	xmlout_start(p->x, "li");
	if (item->kind == BASELINE_GONE)
		xmlout_element(p->x, "code", "", item->id);
	else
		page_link_case(p, item->id);
	xmlout_puts(p->x, " ");
	xmlout_element(p->x, "span", "small",
	    baseline_verdicts(item, &p->arena));
	if (item->reason.n > 0) {
		xmlout_puts(p->x, ": ");
		xmlout_line(p->x, item->reason);
	}
	xmlout_end(p->x);
	xmlout_newline(p->x);
}

static void
put_kind(struct page *p, enum baseline_kind kind)
{
	const struct baseline *b = p->r->baseline;

	if (baseline_n(b, kind) == 0)
		return;
	xmlout_start_class(p->x, "details", "results");
	if (kind == BASELINE_REGRESSION || kind == BASELINE_LOST)
		xmlout_attr(p->x, "open", STR("open"));
	xmlout_element(
	    p->x, "summary", "", baseline_count(b, kind, &p->arena));
	xmlout_start_class(p->x, "ul", "list");
	xmlout_newline(p->x);
	for (size_t i = 0; i < b->items.n; i++)
		if (b->items.v[i].kind == kind)
			put_item(p, &b->items.v[i]);
	xmlout_end(p->x);
	xmlout_end(p->x);
	xmlout_newline(p->x);
}

void
html_baseline(struct page *p)
{
	const struct baseline *b = p->r->baseline;

	if (b == NULL)
		return;
	xmlout_start(p->x, "section");
	xmlout_attr(p->x, "id", STR("baseline"));
	xmlout_element(p->x, "h2", "", STR("Beside the baseline"));
	xmlout_newline(p->x);
	xmlout_start(p->x, "p");
	xmlout_element(p->x, "code", "", b->file);
	xmlout_puts(p->x, ", ");
	xmlout_line(p->x, baseline_origin(b, &p->arena));
	xmlout_end(p->x);
	xmlout_newline(p->x);
	for (size_t i = 0; i < b->notes.n; i++) {
		xmlout_start(p->x, "p");
		xmlout_element(p->x, "strong", "", STR("Note:"));
		xmlout_puts(p->x, " ");
		xmlout_line(p->x, b->notes.v[i]);
		xmlout_end(p->x);
		xmlout_newline(p->x);
	}
	for (size_t k = 0; k < BASELINE_KINDS; k++)
		put_kind(p, (enum baseline_kind)k);
	if (b->items.n == 0)
		xmlout_element(p->x, "p", "", STR("Nothing was changed."));
	xmlout_end(p->x);
	xmlout_newline(p->x);
}

/* Who is compared, the totals by class and level, and what changed. */
#include "report/compare_view.h"
#include "report/html_table.h"

static void
start_row(struct view *v, const char *title)
{
	xmlout_start(v->x, "tr");
	html_table_name(v->x, "row");
	xmlout_puts(v->x, title);
	xmlout_end(v->x);
}

static void
end_row(struct view *v)
{
	xmlout_end(v->x);
	xmlout_newline(v->x);
}

static void
put_number(struct view *v, size_t n, const char *class, const char *what)
{
	if (n == 0)
		return;
	xmlout_start_class(v->x, "span", class);
	xmlout_printf(v->x, "%zu %s ", n, what);
	xmlout_end(v->x);
}

static void
put_facts(struct view *v)
{
	const struct comparison *c = v->c;

	start_row(v, "Server header");
	for (size_t k = 0; k < c->n; k++)
		xmlout_element(v->x, "td", "", c->servers[k].page.r->server);
	end_row(v);
	start_row(v, "Tested");
	for (size_t k = 0; k < c->n; k++) {
		const struct result *r = c->servers[k].page.r;

		xmlout_start(v->x, "td");
		xmlout_line(v->x, str_sub(r->started, 0, 10));
		xmlout_printf(v->x, ", %u s", (r->duration_ms + 500) / 1000);
		xmlout_end(v->x);
	}
	end_row(v);
}

static void
put_results(struct view *v)
{
	static const enum verdict order[VERDICTS] = {VERDICT_FAIL,
	    VERDICT_UNEXPECTED, VERDICT_ERROR, VERDICT_KNOWN, VERDICT_WARN,
	    VERDICT_SKIP, VERDICT_PASS};
	const struct comparison *c = v->c;

	start_row(v, "Cases");
	for (size_t k = 0; k < c->n; k++) {
		const struct result *r = c->servers[k].page.r;
		size_t counts[VERDICTS];

		words_count_cases(r, counts);
		xmlout_start(v->x, "td");
		for (size_t i = 0; i < countof(order); i++)
			put_number(v, counts[order[i]],
			    arena_printf(
				&v->page.arena, "n-%s", verdict_name(order[i])),
			    verdict_name(order[i]));
		xmlout_end(v->x);
	}
	end_row(v);
	for (size_t k = 0; k < c->n; k++)
		if (c->servers[k].page.r->bail_out.p != NULL)
			break;
		else if (k + 1 == c->n)
			return;
	start_row(v, "Ended early");
	for (size_t k = 0; k < c->n; k++)
		xmlout_element(v->x, "td", "", c->servers[k].page.r->bail_out);
	end_row(v);
}

static void
put_class(struct view *v, size_t i)
{
	start_row(v, arena_printf(&v->page.arena, "DAV class %zu", i + 1));
	for (size_t k = 0; k < v->c->n; k++) {
		const struct class_result *c =
		    &v->c->servers[k].page.classes[i];

		xmlout_start(v->x, "td");
		page_badge(&v->page, c->verdict,
		    c->verdict == VERDICT_PASS	 ? "none broken"
		    : c->verdict == VERDICT_FAIL ? "broken"
		    : c->claimed		 ? "not seen"
						 : "not claimed");
		xmlout_end(v->x);
	}
	end_row(v);
}

/* ------------------------------------------------------------- totals */

static void
put_total(struct view *v, const size_t *states, size_t level)
{
	size_t unseen = states[CELL_NOT_SEEN] + states[CELL_SKIPPED];

	xmlout_start(v->x, "td");
	put_number(v, states[CELL_BROKEN], "n-fail", "broken");
	put_number(
	    v, states[CELL_WARN], "n-warn", level == 0 ? "in doubt" : "broken");
	put_number(v, states[CELL_ERROR], "n-error", "not testable");
	put_number(v, states[CELL_HELD], "n-pass", "held");
	put_number(v, states[CELL_NOT_DONE], "n-mute", "not done");
	put_number(v, unseen, "n-mute", "not seen");
	xmlout_end(v->x);
}

static bool
is_seen(const struct comparison *c, size_t class, size_t level)
{
	for (size_t k = 0; k < c->n; k++)
		for (size_t m = CELL_HELD; m < CELL_STATES; m++)
			if (c->servers[k].totals[class][level][m] > 0)
				return true;
	return false;
}

static void
put_totals(struct view *v)
{
	static const char *const levels[] = {"MUST", "SHOULD", "MAY"};

	for (size_t i = 0; i < COMPARE_CLASSES; i++)
		for (size_t level = 0; level < COMPARE_LEVELS; level++) {
			if (!is_seen(v->c, i, level))
				continue;
			start_row(v, arena_printf(&v->page.arena, "%s%s, %s",
					 i < CLASSES ? "Class " : "",
					 compare_classes[i], levels[level]));
			for (size_t k = 0; k < v->c->n; k++)
				put_total(v, v->c->servers[k].totals[i][level],
				    level);
			end_row(v);
		}
}

void
view_servers(struct view *v)
{
	xmlout_start(v->x, "section");
	xmlout_attr(v->x, "id", STR("servers"));
	xmlout_element(v->x, "h2", "", STR("Servers"));
	xmlout_newline(v->x);
	xmlout_start_class(v->x, "div", "scroll");
	xmlout_attr(v->x, "tabindex", STR("0"));
	xmlout_attr(v->x, "role", STR("region"));
	xmlout_attr(v->x, "aria-label", STR("Servers and totals"));
	xmlout_start_class(v->x, "table", "matrix totals");
	xmlout_start(v->x, "thead");
	start_row(v, "");
	view_server_heads(v);
	end_row(v);
	xmlout_end(v->x);
	xmlout_newline(v->x);
	xmlout_start(v->x, "tbody");
	xmlout_newline(v->x);
	put_facts(v);
	put_results(v);
	for (size_t i = 0; i < CLASSES; i++)
		put_class(v, i);
	put_totals(v);
	xmlout_end(v->x);
	xmlout_end(v->x);
	xmlout_end(v->x);
	xmlout_end(v->x);
	xmlout_newline(v->x);
}

/* ------------------------------------------------------------- changes */

static void
put_changed(struct view *v, const struct changed *one)
{
	xmlout_start(v->x, "li");
	if (one->change != CHANGE_NEW) {
		page_verdict(&v->page, one->before);
		xmlout_puts(v->x, " ");
	}
	if (one->change != CHANGE_NEW && one->change != CHANGE_GONE)
		xmlout_puts(v->x, "\xe2\x86\x92 ");
	if (one->change != CHANGE_GONE) {
		page_verdict(&v->page, one->after);
		xmlout_puts(v->x, " ");
	}
	xmlout_element(v->x, "b", "", v->c->ids[one->id]);
	if (one->revised)
		xmlout_puts(v->x, " (the case itself was changed)");
	if (one->reason.n > 0) {
		xmlout_puts(v->x, " ");
		xmlout_element(v->x, "span", "why", one->reason);
	}
	xmlout_end(v->x);
	xmlout_newline(v->x);
}

static void
put_change(struct view *v, enum change change)
{
	size_t n = 0;
	bool folded = change >= CHANGE_OTHER;

	for (size_t i = 0; i < v->c->changes.n; i++)
		n += v->c->changes.v[i].change == change;
	if (n == 0)
		return;
	xmlout_start_class(v->x, folded ? "details" : "section", "results");
	if (folded)
		xmlout_start(v->x, "summary");
	xmlout_start(v->x, "h3");
	xmlout_printf(v->x, "%s (%zu)", change_title(change), n);
	xmlout_end(v->x);
	if (folded)
		xmlout_end(v->x);
	xmlout_start_class(v->x, "ul", "list");
	xmlout_newline(v->x);
	for (size_t i = 0; i < v->c->changes.n; i++)
		if (v->c->changes.v[i].change == change)
			put_changed(v, &v->c->changes.v[i]);
	xmlout_end(v->x);
	xmlout_end(v->x);
	xmlout_newline(v->x);
}

void
view_changes(struct view *v)
{
	xmlout_start(v->x, "section");
	xmlout_attr(v->x, "id", STR("changes"));
	xmlout_element(v->x, "h2", "", STR("What changed"));
	xmlout_newline(v->x);
	if (v->c->changes.n == 0)
		xmlout_element(v->x, "p", "",
		    STR("Nothing: each case has the verdict that it had."));
	for (size_t i = 0; i < CHANGES; i++)
		put_change(v, (enum change)i);
	xmlout_end(v->x);
	xmlout_newline(v->x);
}

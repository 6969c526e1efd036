/* The table: requirements by section down, servers across. */
#include "report/compare_view.h"
#include "report/html_table.h"
#include "report/sections.h"

static bool
has_state(const struct comparison *c, size_t i, enum cell_state state)
{
	for (size_t k = 0; k < c->n; k++)
		if (c->servers[k].cells[i].state == state)
			return true;
	return false;
}

/* What the filters look at. */
static void
add_marks(struct buf *b, const struct comparison *c, size_t i)
{
	if (c->told[i])
		buf_puts(b, " told");
	if (c->differs[i])
		buf_puts(b, " diff");
	if (has_state(c, i, CELL_BROKEN))
		buf_puts(b, " must");
	if (!c->seen[i])
		buf_puts(b, " unseen");
}

static void
put_cell(struct view *v, size_t k, size_t i)
{
	const struct requirement *q = spec_at(i);
	const struct cell *cell = &v->c->servers[k].cells[i];
	struct str anchor;

	xmlout_start(v->x, "td");
	if (!v->c->seen[i] && !v->c->told[i]) {
		view_cell(v, q, cell);
		xmlout_end(v->x);
		return;
	}
	anchor = page_anchor(&v->page,
	    cell->state >= CELL_NOT_DONE
		? arena_printf(&v->page.arena, "e-%zu-", k + 1)
		: "r-",
	    str_from(q->id));
	xmlout_start(v->x, "a");
	xmlout_attrf(v->x, "href", "#%.*s", STRF(anchor));
	view_cell(v, q, cell);
	xmlout_end(v->x);
	xmlout_end(v->x);
}

static void
put_row(struct view *v, size_t i)
{
	const struct requirement *q = spec_at(i);
	struct buf class;

	buf_init(&class, 256);
	buf_printf(&class, "req l-%s c-%s", compare_levels[compare_level_of(q)],
	    compare_classes[compare_class_of(q)]);
	add_marks(&class, v->c, i);
	xmlout_start(v->x, "tr");
	xmlout_attr(v->x, "id", page_anchor(&v->page, "req-", str_from(q->id)));
	xmlout_attr(v->x, "class", buf_view(&class));
	buf_release(&class);
	html_table_name(v->x, "row");
	if (v->c->seen[i] || v->c->told[i])
		view_link(v, "r-", q, q->id);
	else
		xmlout_puts(v->x, q->id);
	xmlout_puts(v->x, " ");
	xmlout_element(v->x, "span", "level", str_from(level_name(q->level)));
	xmlout_start_class(v->x, "span", "text");
	xmlout_puts(v->x, q->text);
	xmlout_end(v->x);
	xmlout_end(v->x);
	for (size_t k = 0; k < v->c->n; k++)
		put_cell(v, k, i);
	xmlout_end(v->x);
	xmlout_newline(v->x);
}

/* The marks of all its rows, so that no heading stays without any. */
static void
start_section(struct view *v, size_t section, size_t from, size_t to)
{
	static const char *const marks[] = {"told", "diff", "must", "unseen"};
	struct buf all, class;

	buf_init(&all, 1 << 20);
	buf_init(&class, 256);
	buf_puts(&class, "part");
	for (size_t i = from; i < to; i++)
		add_marks(&all, v->c, v->c->rows[i]);
	for (size_t i = 0; i < countof(marks); i++)
		if (str_find(buf_view(&all), str_from(marks[i])) < all.n)
			buf_printf(&class, " %s", marks[i]);
	xmlout_start(v->x, "tbody");
	xmlout_attr(v->x, "class", buf_view(&class));
	xmlout_attrf(v->x, "id", "s-%zu", section + 1);
	xmlout_newline(v->x);
	xmlout_start_class(v->x, "tr", "head");
	html_table_name(v->x, "rowgroup");
	xmlout_attrf(v->x, "colspan", "%zu", v->c->n + 1);
	xmlout_start(v->x, "span");
	view_section_name(v, section);
	xmlout_end(v->x);
	xmlout_end(v->x);
	xmlout_end(v->x);
	xmlout_newline(v->x);
	buf_release(&all);
	buf_release(&class);
}

static void
put_section(struct view *v, size_t from, size_t to)
{
	start_section(v, section_of(spec_at(v->c->rows[from])), from, to);
	for (size_t i = from; i < to; i++)
		put_row(v, v->c->rows[i]);
	xmlout_end(v->x);
	xmlout_newline(v->x);
}

void
view_matrix(struct view *v)
{
	const struct comparison *c = v->c;
	size_t from = 0;

	xmlout_start_class(v->x, "div", "scroll");
	xmlout_attr(v->x, "tabindex", STR("0"));
	xmlout_attr(v->x, "role", STR("region"));
	xmlout_attr(v->x, "aria-label", STR("Requirements and servers"));
	xmlout_start_class(v->x, "table", "matrix");
	xmlout_start(v->x, "thead");
	xmlout_start(v->x, "tr");
	html_table_name(v->x, "col");
	xmlout_puts(v->x, "Requirement");
	xmlout_end(v->x);
	view_server_heads(v);
	xmlout_end(v->x);
	xmlout_end(v->x);
	xmlout_newline(v->x);
	for (size_t i = 1; i <= c->n_rows; i++)
		if (i == c->n_rows || section_of(spec_at(c->rows[i])) !=
					  section_of(spec_at(c->rows[from]))) {
			put_section(v, from, i);
			from = i;
		}
	xmlout_end(v->x);
	xmlout_end(v->x);
	xmlout_newline(v->x);
}

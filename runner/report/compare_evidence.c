/*
 * What stands behind the cells of a row: which cases and rules judged the
 * requirement on which server, and for whoever did not hold it the request
 * and the response that show it.
 */
#include "report/compare_view.h"
#include "report/html_table.h"

#define PROOFS_SHOWN 8 /* that differ or are broken somewhere */
#define GOOD_SHOWN 1   /* that passed or were skipped everywhere */
#define BODY_SHOWN_HERE ((size_t)1024)
#define CURL_SHOWN_HERE ((size_t)1024)

/* By index in ids: whether some result says that it proves requirement i. */
static bool *
find_proofs(struct view *v, size_t i, struct arena *a)
{
	const struct comparison *c = v->c;
	bool *proves = arena_array(a, bool, c->n_ids);

	for (size_t k = 0; k < c->n; k++) {
		const struct server *s = &c->servers[k];
		const struct index_list *cases = &s->page.proved_by[i];
		const struct index_list *rules = &s->page.ruled_by[i];

		for (size_t m = 0; m < cases->n; m++)
			proves[s->id_of[cases->v[m]]] = true;
		for (size_t m = 0; m < rules->n; m++)
			proves[s->id_of[s->page.r->cases.n + rules->v[m]]] =
			    true;
	}
	return proves;
}

static bool
is_good_everywhere(const struct comparison *c, size_t id)
{
	for (size_t k = 0; k < c->n; k++) {
		enum verdict verdict;
		struct str reason;

		if (compare_verdict(&c->servers[k], id, &verdict, &reason) &&
		    verdict != VERDICT_PASS && verdict != VERDICT_SKIP)
			return false;
	}
	return true;
}

static void
put_proof(struct view *v, size_t id)
{
	xmlout_start(v->x, "tr");
	html_table_name(v->x, "row");
	xmlout_line(v->x, v->c->ids[id]);
	xmlout_end(v->x);
	for (size_t k = 0; k < v->c->n; k++) {
		enum verdict verdict;
		struct str reason;

		xmlout_start(v->x, "td");
		if (compare_verdict(&v->c->servers[k], id, &verdict, &reason)) {
			xmlout_attrf(
			    v->x, "class", "n-%s", verdict_name(verdict));
			xmlout_puts(v->x, verdict_name(verdict));
		}
		xmlout_end(v->x);
	}
	xmlout_end(v->x);
	xmlout_newline(v->x);
}

/* First those that are not passed everywhere. */
static void
put_proofs(struct view *v, const bool *proves)
{
	static const size_t most[] = {PROOFS_SHOWN, GOOD_SHOWN};
	size_t shown = 0, all = 0;

	xmlout_start_class(v->x, "div", "scroll");
	xmlout_start_class(v->x, "table", "proofs");
	xmlout_start(v->x, "thead");
	xmlout_start(v->x, "tr");
	html_table_name(v->x, "col");
	xmlout_puts(v->x, "Judged by");
	xmlout_end(v->x);
	view_server_heads(v);
	xmlout_end(v->x);
	xmlout_end(v->x);
	xmlout_newline(v->x);
	xmlout_start(v->x, "tbody");
	for (size_t good = 0; good < 2; good++)
		for (size_t id = 0, n = 0; id < v->c->n_ids; id++) {
			if (!proves[id] ||
			    is_good_everywhere(v->c, id) != (good == 1))
				continue;
			all++;
			if (n++ < most[good]) {
				put_proof(v, id);
				shown++;
			}
		}
	xmlout_end(v->x);
	xmlout_end(v->x);
	xmlout_end(v->x);
	if (all > shown) {
		xmlout_start_class(v->x, "p", "small");
		xmlout_printf(v->x, "and %zu more.", all - shown);
		xmlout_end(v->x);
	}
}

/* ----------------------------------------------------------- exchanges */

static void
put_side(struct view *v, const char *title, struct str head, struct str body,
    uint64_t size, const struct finding_list *marks)
{
	xmlout_start_class(v->x, "div", "side");
	xmlout_element(v->x, "h5", "", str_from(title));
	xmlout_start(v->x, "pre");
	xmlout_text(v->x, str_trim(head));
	xmlout_end(v->x);
	html_body(&v->page, words_cut(body, BODY_SHOWN_HERE), size, marks);
	xmlout_end(v->x);
}

/* Nothing if it was not. */
static struct str
shown_at(const struct view *v, const struct exchange_record *e)
{
	for (size_t i = 0; i < v->shown.n; i++)
		if (v->shown.v[i].e == e)
			return v->shown.v[i].anchor;
	return STR_NONE;
}

static void
put_exchange(struct view *v, const struct exchange_record *e, struct str anchor)
{
	struct str before = shown_at(v, e);

	if (before.p != NULL) {
		xmlout_start(v->x, "p");
		xmlout_start(v->x, "a");
		xmlout_attrf(v->x, "href", "#%.*s", STRF(before));
		xmlout_puts(v->x, "What was sent and what came back");
		xmlout_end(v->x);
		xmlout_puts(v->x, " broke another requirement as well.");
		xmlout_end(v->x);
		return;
	}
	*vec_add(&v->shown, &v->page.arena) =
	    (struct shown_exchange){e, anchor};
	xmlout_start_class(v->x, "div", "wire");
	put_side(v, "Request", e->sent, e->sent_body, e->sent_body_size, NULL);
	put_side(v, "Response",
	    e->received.p != NULL ? e->received : STR("(none)"), e->body,
	    e->body_size, &e->findings);
	xmlout_end(v->x);
	if (e->why.n > 0)
		xmlout_element(v->x, "p", "why", e->why);
	if (e->curl.n > CURL_SHOWN_HERE) {
		xmlout_element(v->x, "p", "small",
		    STR("The command that sends it again is in the result: it"
			" is longer than 1 KiB."));
	} else if (e->curl.n > 0) {
		xmlout_element(v->x, "h5", "", STR("To send it again"));
		xmlout_start_class(v->x, "pre", "curl");
		xmlout_text(v->x, e->curl);
		xmlout_end(v->x);
	}
}

static void
put_reason(struct view *v, const struct cell *cell)
{
	const struct finding *f = cell->finding;

	xmlout_start(v->x, "p");
	xmlout_line(v->x, cell->reason);
	if (cell->case_id.n > 0) {
		xmlout_puts(v->x, ", in ");
		xmlout_element(v->x, "code", "", cell->case_id);
	}
	if (f != NULL && f->rule != NULL) {
		xmlout_puts(v->x, " by ");
		xmlout_element(v->x, "code", "",
		    arena_strf(&v->page.arena, "rules/%s", f->rule));
	}
	if (cell->known)
		xmlout_puts(v->x, " (listed as a known failure)");
	xmlout_end(v->x);
	if (f == NULL)
		return;
	xmlout_start_class(v->x, "dl", "facts");
	page_fact(&v->page, "Where", words_where(f, &v->page.arena));
	page_fact(&v->page, "Expected", f->expected);
	page_fact(&v->page, "Actual", f->actual);
	xmlout_end(v->x);
}

static void
put_server(struct view *v, size_t i, size_t k)
{
	const struct requirement *q = spec_at(i);
	const struct cell *cell = &v->c->servers[k].cells[i];
	struct str anchor;

	if (cell->state < CELL_NOT_DONE &&
	    (cell->state != CELL_SKIPPED || cell->reason.n == 0))
		return;
	anchor = page_anchor(&v->page,
	    arena_printf(&v->page.arena, "e-%zu-", k + 1), str_from(q->id));
	xmlout_start_class(v->x, "section", "finding");
	xmlout_attr(v->x, "id", anchor);
	xmlout_start(v->x, "h4");
	xmlout_line(v->x, v->c->servers[k].name);
	xmlout_puts(v->x, " ");
	view_cell(v, q, cell);
	xmlout_end(v->x);
	put_reason(v, cell);
	if (cell->exchange != NULL && cell->state >= CELL_NOT_DONE)
		put_exchange(v, cell->exchange, anchor);
	xmlout_end(v->x);
	xmlout_newline(v->x);
}

static void
put_requirement(struct view *v, size_t i)
{
	const struct requirement *q = spec_at(i);
	struct arena a = {0};

	xmlout_start_class(v->x, "article", "panel");
	xmlout_attr(v->x, "id", page_anchor(&v->page, "r-", str_from(q->id)));
	xmlout_start_class(v->x, "div", "bar");
	xmlout_element(v->x, "h3", "", str_from(q->id));
	xmlout_puts(v->x, " ");
	view_link(v, "req-", q, "Close");
	xmlout_end(v->x);
	xmlout_newline(v->x);
	xmlout_start_class(v->x, "p", "cite");
	page_link_section(&v->page, q);
	xmlout_printf(v->x, ", %s, class %s: ", level_name(q->level), q->class);
	xmlout_element(v->x, "q", "", str_from(q->text));
	xmlout_end(v->x);
	xmlout_newline(v->x);
	put_proofs(v, find_proofs(v, i, &a));
	for (size_t k = 0; k < v->c->n; k++)
		put_server(v, i, k);
	xmlout_end(v->x);
	xmlout_newline(v->x);
	arena_release(&a);
}

void
view_evidence(struct view *v)
{
	xmlout_start_class(v->x, "section", "evidence");
	xmlout_attr(v->x, "id", STR("evidence"));
	xmlout_element(v->x, "h2", "", STR("Evidence"));
	xmlout_newline(v->x);
	for (size_t i = 0; i < v->c->n_rows; i++) {
		size_t row = v->c->rows[i];

		if (v->c->seen[row] || v->c->told[row])
			put_requirement(v, row);
	}
	xmlout_end(v->x);
	xmlout_newline(v->x);
}

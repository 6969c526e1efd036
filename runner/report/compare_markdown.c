/*
 * A comparison in Markdown: the table of the servers (for a README as well),
 * then the requirements in which they differ or that somebody breaks; what
 * is the same everywhere is folded.
 */
#include "report/compare.h"
#include "report/markdown.h"
#include "report/sections.h"

#define CHANGED_SHOWN 50 /* of each kind */

static void
put_server_row(FILE *out, const struct server *s)
{
	const struct result *r = s->page.r;
	const char *comma = "";

	fputs("| ", out);
	markdown_line(out, r->target_name.n > 0 ? r->target_name : s->name);
	fputs(" | ", out);
	markdown_line(
	    out, r->target_version.n > 0 ? r->target_version : r->server);
	fputs(" | ", out);
	for (size_t i = 0; i < CLASSES; i++)
		if (s->page.classes[i].claimed) {
			fprintf(out, "%s%zu", comma, i + 1);
			comma = ", ";
		}
	if (*comma == '\0')
		fputs("none", out);
}

static size_t
count_run(const struct result *r)
{
	size_t n = 0;

	for (size_t i = 0; i < r->cases.n; i++)
		n += r->cases.v[i].verdict != VERDICT_SKIP;
	return n;
}

bool
compare_markdown_table(FILE *out, const struct comparison *c)
{
	fputs("| Server | Version | DAV classes claimed | Cases run | Skipped "
	      "| MUSTs broken | SHOULDs broken | Could not be carried out "
	      "| Time |\n"
	      "| --- | --- | --- | ---: | ---: | ---: | ---: | ---: | ---: |\n",
	    out);
	for (size_t k = 0; k < c->n; k++) {
		const struct server *s = &c->servers[k];
		const struct result *r = s->page.r;
		size_t counts[VERDICTS], run = count_run(r);

		result_count(r, counts);
		put_server_row(out, s);
		fprintf(out,
		    " | %zu | %zu | %zu of %zu | %zu of %zu | %zu | %u s |\n",
		    run, r->cases.n - run, compare_count(s, 0, CELL_BROKEN),
		    compare_count(s, 0, CELL_BROKEN) +
			compare_count(s, 0, CELL_HELD) +
			compare_count(s, 0, CELL_WARN),
		    compare_count(s, 1, CELL_WARN),
		    compare_count(s, 1, CELL_WARN) +
			compare_count(s, 1, CELL_HELD),
		    counts[VERDICT_ERROR], (r->duration_ms + 500) / 1000);
	}
	return !ferror(out);
}

static void
put_cell(FILE *out, const struct requirement *q, const struct cell *cell)
{
	static const char *const glyphs[CELL_STATES] = {
	    [CELL_NOT_SEEN] = "\xe2\x80\x93",
	    [CELL_SKIPPED] = "\xe2\x80\x93",
	    [CELL_HELD] = "\xe2\x9c\x93",
	    [CELL_NOT_DONE] = "\xc2\xb7",
	    [CELL_ERROR] = "?",
	    [CELL_WARN] = "\\!",
	    [CELL_BROKEN] = "\xe2\x9c\x97",
	};
	int status = cell_status(cell);

	fprintf(out, " %s %s", glyphs[cell->state], cell_word(q, cell->state));
	if (status > 0)
		fprintf(out, " %d", status);
	fputs(cell->known ? " (known) |" : " |", out);
}

static void
put_head(FILE *out, const struct comparison *c)
{
	fputs("| Requirement | Source | Level |", out);
	for (size_t k = 0; k < c->n; k++) {
		fputc(' ', out);
		markdown_line(out, c->servers[k].name);
		fputs(" |", out);
	}
	fputs("\n| --- | --- | --- |", out);
	for (size_t k = 0; k < c->n; k++)
		fputs(" --- |", out);
	fputc('\n', out);
}

static void
put_row(FILE *out, const struct comparison *c, size_t i)
{
	const struct requirement *q = spec_at(i);
	struct arena a = {0};

	fputs("| ", out);
	markdown_code(out, str_from(q->id));
	fprintf(out, " | %.*s | %s |", STRF(spec_cite(q, &a)),
	    level_name(q->level));
	for (size_t k = 0; k < c->n; k++)
		put_cell(out, q, &c->servers[k].cells[i]);
	fputc('\n', out);
	arena_release(&a);
}

enum kind { KIND_UNSEEN, KIND_SAME, KIND_TOLD };

static enum kind
kind_of(const struct comparison *c, size_t i)
{
	if (c->told[i])
		return KIND_TOLD;
	return c->seen[i] ? KIND_SAME : KIND_UNSEEN;
}

static size_t
count_kind(const struct comparison *c, enum kind kind)
{
	size_t n = 0;

	for (size_t i = 0; i < c->n_rows; i++)
		n += kind_of(c, c->rows[i]) == kind;
	return n;
}

static void
put_rows(FILE *out, const struct comparison *c, enum kind kind)
{
	put_head(out, c);
	for (size_t i = 0; i < c->n_rows; i++)
		if (kind_of(c, c->rows[i]) == kind)
			put_row(out, c, c->rows[i]);
}

static void
put_changed(FILE *out, const struct comparison *c, const struct changed *one)
{
	fputs("- ", out);
	markdown_code(out, c->ids[one->id]);
	if (one->change == CHANGE_NEW)
		fprintf(out, ": %s", verdict_name(one->after));
	else if (one->change == CHANGE_GONE)
		fprintf(out, ": was %s", verdict_name(one->before));
	else
		fprintf(out, ": was %s, is %s", verdict_name(one->before),
		    verdict_name(one->after));
	if (one->revised)
		fputs(" (the case itself was changed)", out);
	if (one->reason.n > 0) {
		fputs(": ", out);
		markdown_line(out, one->reason);
	}
	fputc('\n', out);
}

static void
put_changes(FILE *out, const struct comparison *c)
{
	fputs("\n### What changed\n", out);
	if (c->changes.n == 0)
		fputs(
		    "\nNothing: each case has the verdict that it had.\n", out);
	for (size_t change = 0; change < CHANGES; change++) {
		size_t n = 0;

		for (size_t i = 0; i < c->changes.n; i++)
			n += c->changes.v[i].change == change;
		if (n == 0)
			continue;
		fprintf(out, "\n**%s (%zu)**\n\n",
		    change_title((enum change)change), n);
		n = 0;
		for (size_t i = 0; i < c->changes.n; i++)
			if (c->changes.v[i].change == change &&
			    n++ < CHANGED_SHOWN)
				put_changed(out, c, &c->changes.v[i]);
		if (n > CHANGED_SHOWN)
			fprintf(out, "- and %zu more\n", n - CHANGED_SHOWN);
	}
}

bool
compare_markdown(FILE *out, const struct comparison *c)
{
	size_t told = count_kind(c, KIND_TOLD), same = count_kind(c, KIND_SAME);

	fputs("## WebDAV conformance compared\n\n", out);
	compare_markdown_table(out, c);
	if (!c->one_suite)
		fputs("\nThe results are not of one suite (version, catalogue "
		      "or cases differ): what only one of them tested is not "
		      "seen in the others.\n",
		    out);
	if (c->two_runs)
		put_changes(out, c);
	fprintf(out, "\n### Broken somewhere, or not the same (%zu)\n\n", told);
	if (told > 0)
		put_rows(out, c, KIND_TOLD);
	if (same > 0) {
		fprintf(out,
		    "\n<details><summary>The same everywhere (%zu)</summary>"
		    "\n\n",
		    same);
		put_rows(out, c, KIND_SAME);
		fputs("\n</details>\n", out);
	}
	fprintf(out, "\n%zu requirements were not seen in any of them.\n",
	    count_kind(c, KIND_UNSEEN));
	return !ferror(out);
}

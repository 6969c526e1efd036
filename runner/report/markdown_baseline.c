/* What is another than in the baseline, as a section of the Markdown. */
#include "report/baseline.h"
#include "report/markdown.h"
#include "report/words.h"

#define LISTED 50 /* of a kind */

static void
put_item(FILE *out, const struct baseline_item *item, struct arena *a)
{
	fputs("- ", out);
	markdown_code(out, item->id);
	fputs(": ", out);
	markdown_line(out, baseline_verdicts(item, a));
	if (item->reason.n > 0) {
		fputs(", ", out);
		markdown_line(out, item->reason);
	}
	fputc('\n', out);
}

/* What fails the run stands open, the rest is folded. */
static void
put_kind(FILE *out, const struct baseline *b, enum baseline_kind kind,
    struct arena *a)
{
	bool open = kind == BASELINE_REGRESSION || kind == BASELINE_LOST;
	size_t n = 0, all = baseline_n(b, kind);

	if (all == 0)
		return;
	fprintf(out, "<details%s><summary>%.*s</summary>\n\n",
	    open ? " open" : "", STRF(baseline_count(b, kind, a)));
	for (size_t i = 0; i < b->items.n && n < LISTED; i++)
		if (b->items.v[i].kind == kind) {
			put_item(out, &b->items.v[i], a);
			n++;
		}
	if (all > LISTED)
		fprintf(out, "- %zu more in the full report\n", all - LISTED);
	fputs("\n</details>\n\n", out);
}

void
markdown_baseline(FILE *out, const struct result *r)
{
	const struct baseline *b = r->baseline;
	struct arena a = {0};

	if (b == NULL)
		return;
	fputs("### Beside the baseline\n\n", out);
	markdown_code(out, b->file);
	fputs(", ", out);
	markdown_line(out, baseline_origin(b, &a));
	fputs("\n\n", out);
	for (size_t i = 0; i < b->notes.n; i++) {
		fputs("- Note: ", out);
		markdown_line(out, b->notes.v[i]);
		fputc('\n', out);
	}
	if (b->notes.n > 0)
		fputc('\n', out);
	for (size_t k = 0; k < BASELINE_KINDS; k++)
		put_kind(out, b, (enum baseline_kind)k, &a);
	if (b->items.n == 0)
		fputs("Nothing was changed.\n\n", out);
	arena_release(&a);
}

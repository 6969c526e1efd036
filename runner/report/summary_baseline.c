/* What is another than in the baseline, in the closing words. */
#include "report/baseline.h"
#include "report/summary.h"
#include "report/words.h"

#define NAMES_SHOWN 10	/* of a kind of change */
#define BROKEN_SHOWN 50 /* of one that fails the run */

static void
put_kind(struct screen *to, const struct baseline *b, enum baseline_kind kind)
{
	size_t n = 0, most = kind <= BASELINE_LOST ? BROKEN_SHOWN : NAMES_SHOWN;

	for (size_t i = 0; i < b->items.n; i++) {
		const struct baseline_item *item = &b->items.v[i];

		if (item->kind != kind)
			continue;
		if (n++ == 0)
			screen_printf(to, 2, "%.*s",
			    STRF(baseline_count(b, kind, &to->arena)));
		if (n <= most)
			screen_printf(to, 4, "%.*s (%.*s)",
			    STRF(words_line_in(&to->arena, item->id)),
			    STRF(baseline_verdicts(item, &to->arena)));
	}
	if (n > most)
		screen_printf(to, 4, "... and %zu more", n - most);
}

void
summary_baseline(struct screen *to, const struct result *r)
{
	const struct baseline *b = r->baseline;

	if (b == NULL)
		return;
	fputc('\n', to->out);
	screen_printf(to, 0, "Beside the baseline %.*s (%.*s):",
	    STRF(words_line_in(&to->arena, b->file)),
	    STRF(baseline_origin(b, &to->arena)));
	for (size_t i = 0; i < b->notes.n; i++)
		screen_printf(to, 2, "note: %.*s", STRF(b->notes.v[i]));
	for (size_t k = 0; k < BASELINE_KINDS; k++)
		put_kind(to, b, (enum baseline_kind)k);
	if (b->items.n == 0)
		screen_wrap(to, 2, STR("nothing was changed"));
	fputc('\n', to->out);
}

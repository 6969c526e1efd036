#include "report/sink.h"
#include "report/summary.h"
#include "report/words.h"

struct console {
	struct sink sink;
	FILE *err;
	bool progress, summary, color;
	size_t n_cases;
	size_t drawn; /* columns of the moving line, to be wiped */
};

static void
wipe(struct console *c)
{
	if (c->drawn == 0)
		return;
	fprintf(c->err, "\r%*s\r", (int)c->drawn, "");
	c->drawn = 0;
	fflush(c->err);
}

static void
draw(struct console *c, size_t done, size_t failed)
{
	char line[80];
	int n;

	n = snprintf(line, sizeof(line), "%zu/%zu", done, c->n_cases);
	if (failed > 0)
		n += snprintf(
		    line + n, sizeof(line) - (size_t)n, "  %zu failed", failed);
	fprintf(c->err, "\r%-*s", (int)c->drawn, line);
	if ((size_t)n > c->drawn)
		c->drawn = (size_t)n;
	fflush(c->err);
}

static void
console_started(struct sink *s, const struct run_plan *plan)
{
	struct console *c = (struct console *)s;

	c->n_cases = plan->n_cases;
	if (c->progress)
		draw(c, 0, 0);
}

/* Standard output may be the same terminal: no point is drawn over. */
static void
console_case_ended(struct sink *s, size_t index, const struct case_result *r)
{
	(void)index;
	(void)r;
	wipe((struct console *)s);
}

static void
console_progress(struct sink *s, size_t done, size_t failed)
{
	struct console *c = (struct console *)s;

	if (c->progress)
		draw(c, done, failed);
}

static void
console_ended(struct sink *s, const struct result *r)
{
	struct console *c = (struct console *)s;

	wipe(c);
	if (c->summary)
		summary_print(c->err, r, c->color);
	fflush(c->err);
}

static void
console_free(struct sink *s)
{
	wipe((struct console *)s);
	free(s);
}

struct sink *
console_new(FILE *err, bool progress, bool summary, bool color)
{
	static const struct sink_type type = {
	    .name = "console",
	    .started = console_started,
	    .case_ended = console_case_ended,
	    .progress = console_progress,
	    .ended = console_ended,
	    .free = console_free,
	};
	struct console *c = xcalloc(1, sizeof(*c));

	c->sink.type = &type;
	c->err = err;
	c->progress = progress;
	c->summary = summary;
	c->color = color;
	return &c->sink;
}

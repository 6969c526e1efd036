#include "base/clock.h"
#include "report/sink.h"
#include "report/summary.h"
#include "report/words.h"

/* Before that an estimate is a guess. */
#define ESTIMATE_FROM_MS 2000
#define ESTIMATE_FROM_CASES 20

struct console {
	struct sink sink;
	FILE *err;
	struct console_look look;
	size_t n_cases;
	uint64_t begin; /* clock_ms() */
	size_t drawn;	/* columns of the moving line, to be wiped */
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

/* Seconds as people say them. */
static void
put_left(struct buf *out, uint64_t seconds)
{
	if (seconds < 100)
		buf_printf(out, "  about %llu s left",
		    (unsigned long long)(seconds / 10 + 1) * 10);
	else
		buf_printf(out, "  about %llu min left",
		    (unsigned long long)(seconds + 59) / 60);
}

void
console_line(struct buf *out, size_t done, size_t all, size_t failed,
    uint64_t elapsed_ms, size_t width)
{
	size_t n;

	buf_printf(out, "%zu/%zu", done, all);
	if (failed > 0)
		buf_printf(out, "  %zu failed", failed);
	n = out->n;
	if (done >= ESTIMATE_FROM_CASES && elapsed_ms >= ESTIMATE_FROM_MS &&
	    done < all)
		put_left(out, elapsed_ms * (all - done) / done / 1000);
	/* In the last column some terminals begin a new line. */
	if (out->n >= width && n < width) {
		out->n = n;
		out->p[n] = '\0';
	}
}

static void
draw(struct console *c, size_t done, size_t failed)
{
	struct buf line;

	buf_init(&line, 256);
	console_line(&line, done, c->n_cases, failed, clock_ms() - c->begin,
	    c->look.width > 0 ? c->look.width : SCREEN_WIDTH);
	fprintf(c->err, "\r%-*s", (int)c->drawn, line.p);
	if (line.n > c->drawn)
		c->drawn = line.n;
	fflush(c->err);
	buf_release(&line);
}

static void
console_started(struct sink *s, const struct run_plan *plan)
{
	struct console *c = (struct console *)s;

	c->n_cases = plan->n_cases;
	c->begin = clock_ms();
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

	if (c->look.progress)
		draw(c, done, failed);
}

static void
console_ended(struct sink *s, const struct result *r)
{
	struct console *c = (struct console *)s;

	wipe(c);
	if (c->look.summary)
		summary_print(c->err, r, &c->look);
	fflush(c->err);
}

static void
console_free(struct sink *s)
{
	wipe((struct console *)s);
	free(s);
}

struct sink *
console_new(FILE *err, const struct console_look *look)
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
	c->look = *look;
	return &c->sink;
}

#include "cli/outputs.h"

#include <errno.h>

#include "base/file.h"
#include "cli/terminal.h"
#include "cli/words.h"
#include "report/render.h"

static const char *const report_names[REPORTS] = {
    [REPORT_HTML] = "html",
    [REPORT_JSON] = "json",
    [REPORT_JUNIT] = "junit",
    [REPORT_MARKDOWN] = "markdown",
};

static const struct format *
format_of(size_t report)
{
	return format_find(str_from(report_names[report]));
}

/* ------------------------------------------------------------- options */

/* auto: on a terminal. -1: not one of the words. */
static int
when(const struct command *c, const char *option, const char *word,
    bool automatic)
{
	static const char *const words[] = {"auto", "always", "never"};
	int i;

	if (word == NULL)
		return automatic;
	i = word_index(c, option, word, words, countof(words));
	return i == 0 ? automatic : i == 2 ? 0 : i;
}

bool
outputs_settle(const struct command *c, struct output_options *o)
{
	int n = o->tap != NULL && strcmp(o->tap, "-") == 0;

	for (size_t i = 0; i < REPORTS; i++)
		n += o->reports[i] != NULL && strcmp(o->reports[i], "-") == 0;
	if (n > 1) {
		usage_error(c, "only one report can go to standard output");
		return false;
	}
	if (n == 0 && o->tap == NULL)
		o->tap = "-";
	return when(c, "color", o->color, false) >= 0 &&
	       when(c, "progress", o->progress, false) >= 0;
}

bool
outputs_have_places(const struct output_options *o)
{
	struct buf why;
	bool ok = true;

	buf_init(&why, 4096);
	for (size_t i = 0; ok && i < REPORTS; i++)
		ok = o->reports[i] == NULL ||
		     report_can_be_written(format_of(i), o->reports[i], &why);
	if (ok && o->trace != NULL && !file_make_folders(o->trace)) {
		buf_printf(&why, "%s: %s", o->trace, strerror(errno));
		ok = false;
	}
	if (!ok)
		fprintf(stderr, "davproof run: %s\n", why.p);
	buf_release(&why);
	return ok;
}

/* ------------------------------------------------------------- live */

/* What stands before the ids of cases in a command that is proposed. */
static const char *
target_words(
    const char *target, const struct target_options *options, struct buf *b)
{
	struct str url = str_from(target);
	size_t from = str_find(url, STR("://"));
	const struct texts *lists[] = {&options->faults, &options->variants};

	if (from < url.n && str_index(url, '@') < url.n)
		return NULL; /* its password was wiped */
	buf_puts(b, target);
	for (size_t i = 0; i < countof(lists); i++)
		for (size_t k = 0; k < lists[i]->n; k++)
			buf_printf(b, " --%s %s", i ? "variant" : "fault",
			    lists[i]->v[k]);
	if (options->credentials.user != NULL)
		buf_puts(b, " --user ...");
	return b->p;
}

static bool
tap_failed(const struct output_options *o)
{
	fprintf(stderr, "davproof: %s: %s\n", outfile_name(o->tap),
	    strerror(errno));
	return false;
}

static bool
open_tap(struct outputs *out)
{
	if (out->options->tap == NULL)
		return true;
	out->tap = outfile_open(out->options->tap);
	if (out->tap == NULL)
		return tap_failed(out->options);
	out->sinks.v[out->sinks.n++] = tap_new(outfile_stream(out->tap));
	return true;
}

/*
 * TAP may go to the same terminal: the moving line is wiped before a point is
 * written, and the summary comes behind the last of them.
 */
bool
outputs_open(struct outputs *out, const struct command *c,
    const struct output_options *o, const char *target,
    const struct target_options *options)
{
	bool tty = terminal_is_one();
	int progress = when(c, "progress", o->progress, tty);
	int color =
	    when(c, "color", o->color, tty && !terminal_wants_no_color());
	struct console_look look = {
	    .color = color == 1, .width = terminal_width()};

	*out = (struct outputs){.options = o, .trace = {.folder = o->trace}};
	if (progress < 0 || color < 0)
		return false;
	buf_init(&out->target, 4096);
	look.target = target_words(target, options, &out->target);
	out->progress = progress == 1 && !o->quiet;
	look.progress = out->progress;
	if (out->progress)
		out->sinks.v[out->sinks.n++] = console_new(stderr, &look);
	if (!open_tap(out)) {
		sinks_free(&out->sinks);
		buf_release(&out->target);
		return false;
	}
	look.progress = false;
	look.summary = true;
	if (!o->quiet)
		out->sinks.v[out->sinks.n++] = console_new(stderr, &look);
	return true;
}

/* ------------------------------------------------------------- the end */

static bool
write_reports(const struct output_options *o, const struct result *r)
{
	const char *html = o->reports[REPORT_HTML];
	struct buf why;
	bool ok = true;

	buf_init(&why, 4096);
	for (size_t i = 0; i < REPORTS; i++) {
		if (o->reports[i] == NULL)
			continue;
		buf_clear(&why);
		if (report_write(format_of(i), o->reports[i], r, &why))
			continue;
		fprintf(stderr, "davproof: %s\n", why.p);
		ok = false;
	}
	buf_release(&why);
	if (ok && !o->quiet && html != NULL && strcmp(html, "-") != 0)
		fprintf(stderr, "HTML report: %s%s\n", html,
		    str_ends(str_from(html), STR("/")) ? "index.html" : "");
	return ok;
}

bool
outputs_end(struct outputs *out, const struct result *r)
{
	bool ok = out->trace.why[0] == '\0';

	sinks_free(&out->sinks);
	buf_release(&out->target);
	if (!ok)
		fprintf(stderr, "davproof: %s\n", out->trace.why);
	if (out->tap != NULL && !outfile_commit(out->tap))
		ok = tap_failed(out->options);
	return (r == NULL || write_reports(out->options, r)) && ok;
}

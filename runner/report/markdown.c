#include "report/markdown.h"

#include "report/classes.h"
#include "report/words.h"

#define FAILURES_SHOWN 50
#define FAILURES_SIZE ((size_t)512 * 1024) /* of all of them */
#define LISTED 20			   /* of a list without details */

struct markdown {
	FILE *out;
	const struct result *r;
	struct arena arena;
};

static void
put_line(struct markdown *m, struct str s)
{
	markdown_line(m->out, s);
}

static void
put_code(struct markdown *m, struct str s)
{
	markdown_code(m->out, s);
}

/* A <pre> block ends at its end tag only, whatever stands within. */
static void
put_block(struct markdown *m, const char *label, struct str s)
{
	struct buf text;
	struct str shown;

	if (s.n == 0)
		return;
	buf_init(&text, SIZE_MAX / 2);
	words_text(&text, str_trim(s));
	shown = words_cut(buf_view(&text), MARKDOWN_SHOWN);
	fprintf(m->out, "\n%s\n\n<pre>", label);
	markdown_html(m->out, shown);
	if (shown.n < text.n)
		fprintf(m->out, "\n(cut at %zu of %zu bytes)", shown.n, text.n);
	fputs("</pre>\n", m->out);
	buf_release(&text);
}

static void
put_body(struct markdown *m, const char *label, struct str body, uint64_t size)
{
	struct str part = words_cut(body, MARKDOWN_SHOWN / 2);
	struct buf text;

	buf_init(&text, SIZE_MAX / 2);
	words_text(&text, part);
	if (part.n > 0 && part.n < size)
		buf_printf(&text, "\n(cut at %zu of %llu bytes)", part.n,
		    (unsigned long long)size);
	put_block(m, label, buf_view(&text));
	buf_release(&text);
}

static void
put_heading(struct markdown *m)
{
	const struct result *r = m->r;
	int status = result_exit_status(r);
	struct str little = words_little(r, &m->arena);

	fputs("## WebDAV conformance: ", m->out);
	put_line(m, words_target(r, &m->arena));
	fputs("\n\n", m->out);
	if (status == 3) {
		fputs("**The run ended early:** ", m->out);
		put_line(m, r->bail_out);
		fputs("\n\n", m->out);
	}
	if (!words_proved(r))
		fputs("**Nothing was proved.**\n\n", m->out);
	else if (status == 1)
		fputs("**✗ Not passed.**\n\n", m->out);
	else if (status == 0)
		fputs("**✓ No MUST was broken"
		      " that is not a known failure.**\n\n",
		    m->out);
	if (little.n > 0)
		fprintf(m->out, "**But %.*s.**\n\n", STRF(little));
}

static void
put_classes(struct markdown *m)
{
	struct class_result classes[CLASSES];

	classes_judge(m->r, &m->arena, classes);
	fputs("| DAV class | Verdict | MUSTs seen |\n| --- | --- | --- |\n",
	    m->out);
	for (size_t i = 0; i < CLASSES; i++)
		fprintf(m->out, "| %zu | %.*s | %zu of %zu |\n", i + 1,
		    STRF(classes[i].words), classes[i].held + classes[i].broken,
		    classes[i].musts);
	fputc('\n', m->out);
}

static void
put_counts(struct markdown *m)
{
	size_t all[VERDICTS], cases[VERDICTS];

	result_count(m->r, all);
	words_count_cases(m->r, cases);
	fputs("| | Cases | Rules |\n| --- | ---: | ---: |\n", m->out);
	for (size_t v = 0; v < VERDICTS; v++)
		if (all[v] > 0)
			fprintf(m->out, "| %s | %zu | %zu |\n",
			    verdict_name((enum verdict)v), cases[v],
			    all[v] - cases[v]);
	fputc('\n', m->out);
}

static void
put_finding(struct markdown *m, const struct finding *f)
{
	struct str where = words_where(f, &m->arena);

	fprintf(m->out, "- %s: ", words_level(f->level));
	put_line(m, f->message);
	if (where.n > 0) {
		fputs(", ", m->out);
		put_line(m, where);
	}
	if (f->requirement != NULL)
		fprintf(m->out, " (<code>%s</code>, %.*s)", f->requirement->id,
		    STRF(words_cite(f, &m->arena)));
	fputc('\n', m->out);
	if (f->expected.n > 0) {
		fputs("  - expected: ", m->out);
		put_line(m, f->expected);
		fputc('\n', m->out);
	}
	if (f->actual.n > 0) {
		fputs("  - actual: ", m->out);
		put_line(m, f->actual);
		fputc('\n', m->out);
	}
}

static void
start_details(
    struct markdown *m, enum verdict v, struct str id, struct str reason)
{
	fprintf(m->out, "<details><summary>%s ", verdict_name(v));
	put_code(m, id);
	fputs(": ", m->out);
	put_line(m, reason);
	fputs("</summary>\n\n", m->out);
}

static void
put_case(struct markdown *m, const struct case_result *c)
{
	const struct exchange_record *e =
	    words_exchange(c, words_main_finding(c));

	start_details(m, c->verdict, c->id, c->reason);
	put_line(m, c->title);
	fputs("\n\n", m->out);
	for (size_t i = 0; i < c->findings.n && i < LISTED; i++)
		put_finding(m, &c->findings.v[i]);
	if (e != NULL) {
		put_block(m, "Sent:", e->sent);
		put_body(m, "Sent body:", e->sent_body, e->sent_body_size);
		put_block(m, "Received:", e->received);
		put_body(m, "Received body:", e->body, e->body_size);
		put_block(m, "To send it again:", e->curl);
	}
	fputs("\n</details>\n\n", m->out);
}

static void
put_rule(struct markdown *m, const struct rule_result *rule)
{
	start_details(m, rule->verdict,
	    arena_strf(&m->arena, "rules/%.*s", STRF(rule->name)),
	    rule->reason);
	put_line(m, rule->sentence);
	fputs("\n\n", m->out);
	for (size_t i = 0; i < rule->n_evidence; i++) {
		put_finding(m, &rule->evidence[i].finding);
		fputs("  - case ", m->out);
		put_code(m, rule->evidence[i].case_id);
		fputc('\n', m->out);
	}
	fputs("\n</details>\n\n", m->out);
}

static bool
is_shown(const struct markdown *m, enum verdict v)
{
	return verdict_is_not_ok(v, m->r->strict);
}

/*
 * One failure, if it still fits: first into memory, because only then it is
 * known how long it is.
 */
static bool
put_if_it_fits(struct markdown *m, const struct rule_result *rule,
    const struct case_result *c, size_t *left)
{
	FILE *out = m->out;
	char *text = NULL;
	size_t n = 0;
	bool fits;

	m->out = open_memstream(&text, &n);
	if (m->out == NULL)
		fatal("no memory for a report");
	if (rule != NULL)
		put_rule(m, rule);
	else
		put_case(m, c);
	fclose(m->out);
	m->out = out;
	fits = n <= *left;
	if (fits) {
		fwrite(text, 1, n, out);
		*left -= n;
	}
	free(text);
	return fits;
}

static void
put_failures(struct markdown *m)
{
	const struct result *r = m->r;
	size_t n = 0, shown = 0, left = FAILURES_SIZE;

	for (size_t i = 0; i < r->rules.n + r->cases.n; i++) {
		const struct rule_result *rule =
		    i < r->rules.n ? &r->rules.v[i] : NULL;
		const struct case_result *c =
		    rule == NULL ? &r->cases.v[i - r->rules.n] : NULL;

		if (!is_shown(m, rule != NULL ? rule->verdict : c->verdict))
			continue;
		if (n++ == 0)
			fputs("### Not passed\n\n", m->out);
		if (shown < FAILURES_SHOWN)
			shown += put_if_it_fits(m, rule, c, &left);
	}
	if (n > shown)
		fprintf(m->out, "%zu more in the full report.\n\n", n - shown);
}

static void
put_listed(struct markdown *m, enum verdict v, const char *heading)
{
	const struct result *r = m->r;
	size_t n = 0;

	for (size_t i = 0; i < r->cases.n; i++) {
		const struct case_result *c = &r->cases.v[i];

		if (c->verdict != v || is_shown(m, v))
			continue;
		if (n++ == 0)
			fprintf(m->out, "### %s\n\n", heading);
		if (n > LISTED)
			continue;
		fputs("- ", m->out);
		put_code(m, c->id);
		fputs(": ", m->out);
		put_line(m, c->reason);
		fputc('\n', m->out);
	}
	if (n > LISTED)
		fprintf(m->out, "- %zu more in the full report\n", n - LISTED);
	if (n > 0)
		fputc('\n', m->out);
}

static void
put_origin(struct markdown *m)
{
	const struct result *r = m->r;

	fputs("<sub>davproof ", m->out);
	put_line(m, r->version);
	fputs(", ", m->out);
	put_line(m, r->started);
	fputs(", target ", m->out);
	put_code(m, r->target_url);
	if (r->server.n > 0) {
		fputs(", server ", m->out);
		put_code(m, r->server);
	}
	fputs("</sub>\n", m->out);
}

bool
render_markdown(FILE *out, const struct result *r)
{
	struct markdown m = {.out = out, .r = r};

	if (r->certify)
		markdown_certificate(out, r);
	put_heading(&m);
	put_classes(&m);
	put_counts(&m);
	markdown_baseline(out, r);
	put_failures(&m);
	put_listed(&m, VERDICT_WARN, "A SHOULD is not met");
	put_listed(&m, VERDICT_KNOWN, "Known failures");
	put_origin(&m);
	arena_release(&m.arena);
	return !ferror(out);
}

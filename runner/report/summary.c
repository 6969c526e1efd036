#include "report/summary.h"

#include "report/faultmatrix.h"
#include "report/words.h"

#define FAILURES_SHOWN 10
#define CAUSES_SHOWN 5
#define LEFT_SHOWN 5
#define NAMES_SHOWN 10 /* of the matrix */

struct summary {
	struct screen screen;
	const struct result *r;
	struct str target; /* as an argument */
};

static void
put_heading(struct summary *s)
{
	const struct result *r = s->r;
	struct screen *to = &s->screen;
	struct str target = words_target(r, &to->arena);
	struct str url = words_line_in(&to->arena, r->target_url);

	fputc('\n', to->out);
	if (str_eq(target, url))
		screen_wrap(to, 0, url);
	else
		screen_printf(
		    to, 0, "%.*s at %.*s", STRF(target), STRF(url));
	if (r->server.n > 0 && !str_eq(r->server, target))
		screen_printf(to, 2, "Server: %.*s",
		    STRF(words_line_in(&to->arena, r->server)));
	if (r->dav.n > 0)
		screen_printf(to, 2, "DAV: %.*s",
		    STRF(words_line_in(&to->arena, r->dav)));
}

static void
put_counts(struct summary *s)
{
	size_t counts[VERDICTS];
	struct buf b;

	buf_init(&b, 4096);
	words_count_cases(s->r, counts);
	buf_printf(&b, "%zu case%s: ", s->r->cases.n,
	    s->r->cases.n == 1 ? "" : "s");
	words_counts(&b, counts);
	screen_wrap(&s->screen, 0, buf_view(&b));
	if (s->r->rules.n > 0) {
		buf_clear(&b);
		memset(counts, 0, sizeof(counts));
		for (size_t i = 0; i < s->r->rules.n; i++)
			counts[s->r->rules.v[i].verdict]++;
		buf_printf(&b, "%zu rules: ", s->r->rules.n);
		words_counts(&b, counts);
		screen_wrap(&s->screen, 0, buf_view(&b));
	}
	buf_release(&b);
}

static void
put_failure(struct summary *s, enum verdict v, struct str id,
    struct str reason, const struct finding *f)
{
	const struct requirement *q = f != NULL ? f->requirement : NULL;
	struct screen *to = &s->screen;

	screen_verdict(to, v, id);
	screen_wrap(to, 6, reason);
	if (q == NULL)
		return;
	/* Most reasons end in the id. */
	if (str_find(reason, str_from(q->id)) < reason.n)
		screen_wrap(to, 6, words_cite(f, &to->arena));
	else
		screen_printf(to, 6, "[%s] %.*s", q->id,
		    STRF(words_cite(f, &to->arena)));
}

static bool
wants_a_look(const struct summary *s, enum verdict v)
{
	return v != VERDICT_ERROR && verdict_is_not_ok(v, s->r->strict);
}

/* Those of errors are grouped elsewhere. Returns how many there are. */
static size_t
put_failures(struct summary *s)
{
	const struct result *r = s->r;
	size_t n = 0;

	for (size_t i = 0; i < r->rules.n; i++) {
		const struct rule_result *rule = &r->rules.v[i];

		if (wants_a_look(s, rule->verdict) && n++ < FAILURES_SHOWN)
			put_failure(s, rule->verdict,
			    arena_strf(&s->screen.arena, "rules/%.*s",
				STRF(rule->name)),
			    rule->reason,
			    rule->n_evidence > 0 ? &rule->evidence[0].finding
						 : NULL);
	}
	for (size_t i = 0; i < r->cases.n; i++) {
		const struct case_result *c = &r->cases.v[i];

		if (wants_a_look(s, c->verdict) && n++ < FAILURES_SHOWN)
			put_failure(s, c->verdict, c->id, c->reason,
			    words_main_finding(c));
	}
	if (n > FAILURES_SHOWN)
		screen_printf(&s->screen, 0, "... and %zu more",
		    n - FAILURES_SHOWN);
	return n;
}

struct cause {
	struct str reason, first;
	size_t n;
};

static int
by_count(const void *a, const void *b)
{
	const struct cause *x = a, *y = b;

	if (x->n != y->n)
		return x->n < y->n ? 1 : -1;
	return str_cmp(x->first, y->first);
}

static size_t
find_causes(struct summary *s, struct cause *causes)
{
	size_t n = 0;

	for (size_t i = 0; i < s->r->cases.n; i++) {
		const struct case_result *c = &s->r->cases.v[i];
		size_t k = 0;

		if (c->verdict != VERDICT_ERROR)
			continue;
		while (k < n && !str_eq(causes[k].reason, c->reason))
			k++;
		if (k == n)
			causes[n++] = (struct cause){c->reason, c->id, 0};
		causes[k].n++;
	}
	return n;
}

static void
put_errors(struct summary *s)
{
	struct screen *to = &s->screen;
	struct cause *causes =
	    arena_array(&to->arena, struct cause, s->r->cases.n + 1);
	size_t n = find_causes(s, causes);

	qsort(causes, n, sizeof(*causes), by_count);
	for (size_t i = 0; i < n && i < CAUSES_SHOWN; i++) {
		screen_verdict(to, VERDICT_ERROR,
		    arena_strf(&to->arena, "%zu %s, first %.*s", causes[i].n,
			causes[i].n == 1 ? "case" : "cases",
			STRF(causes[i].first)));
		screen_wrap(to, 7, causes[i].reason);
	}
	if (n > CAUSES_SHOWN)
		screen_printf(
		    to, 0, "... and %zu causes more", n - CAUSES_SHOWN);
}

static void
put_left_behind(struct summary *s)
{
	size_t n = s->r->left_behind.n;

	for (size_t i = 0; i < n && i < LEFT_SHOWN; i++)
		screen_printf(&s->screen, 0, "left behind on the server: %.*s",
		    STRF(words_line_in(
			&s->screen.arena, s->r->left_behind.v[i])));
	if (n > LEFT_SHOWN)
		screen_printf(
		    &s->screen, 0, "... and %zu more", n - LEFT_SHOWN);
}

/* ------------------------------------------------------------- the end */

/* A case to start with: one that failed, else one that could not be run. */
static const struct case_result *
worth_a_look(const struct summary *s)
{
	const struct case_result *error = NULL;

	for (size_t i = 0; i < s->r->cases.n; i++) {
		const struct case_result *c = &s->r->cases.v[i];

		if (wants_a_look(s, c->verdict))
			return c;
		/* Errors of an early end are errors of that end. */
		if (c->verdict == VERDICT_ERROR && error == NULL &&
		    s->r->bail_out.p == NULL)
			error = c;
	}
	return error;
}

static void
put_advice(struct summary *s)
{
	const struct case_result *c = worth_a_look(s);
	const struct finding *f;

	if (c == NULL)
		return;
	screen_command(&s->screen, "next:",
	    arena_strf(&s->screen.arena, "davproof run %.*s %.*s --trace DIR",
		STRF(s->target), STRF(c->id)));
	f = words_main_finding(c);
	if (f != NULL && f->requirement != NULL)
		screen_command(&s->screen, "     ",
		    arena_strf(&s->screen.arena, "davproof explain %s",
			f->requirement->id));
}

static size_t
broken_musts(struct summary *s)
{
	const enum held *held =
	    result_requirements(s->r, &s->screen.arena);
	size_t n = 0;

	for (size_t i = 0; i < spec_count(); i++)
		n += held[i] == HELD_BROKEN &&
		    (spec_at(i)->level == LEVEL_MUST ||
			spec_at(i)->level == LEVEL_MUST_NOT);
	return n;
}

static void
put_not_passed(struct summary *s)
{
	struct screen *to = &s->screen;
	size_t n = broken_musts(s);

	fprintf(to->out, "%sNot passed%s", screen_paint(to, VERDICT_FAIL),
	    screen_plain(to));
	if (n > 0)
		fprintf(to->out, ": %zu %s broken", n,
		    n == 1 ? "MUST is" : "MUSTs are");
	fputs(".\n", to->out);
}

/* The figures, and what they are about: faults first. */
static void
put_matrix(struct summary *s)
{
	const struct fault_matrix *m = s->r->matrix;
	struct screen *to = &s->screen;
	struct faults_of *v;
	size_t n, shown = 0;

	if (m == NULL)
		return;
	screen_printf(to, 0, "Matrix: %.*s",
	    STRF(faultmatrix_words(s->r, &to->arena)));
	for (size_t i = 0; i < m->faults.n; i++)
		if (!fault_is_caught(&m->faults.v[i]) && shown++ < NAMES_SHOWN)
			screen_printf(to, 2, "not caught: %.*s",
			    STRF(m->faults.v[i].id));
	v = faultmatrix_results(s->r, &to->arena, &n);
	for (size_t i = 0; m->whole && i < n; i++)
		if (faults_of_none(&v[i]) && shown++ < NAMES_SHOWN)
			screen_printf(to, 2, "broken by none: %.*s",
			    STRF(v[i].result));
	if (shown > NAMES_SHOWN)
		screen_printf(to, 2, "... and %zu more", shown - NAMES_SHOWN);
}

static void
put_verdict(struct summary *s)
{
	const struct result *r = s->r;
	struct screen *to = &s->screen;
	struct str little = words_little(r, &to->arena);
	size_t counts[VERDICTS];

	result_count(r, counts);
	if (r->bail_out.p != NULL)
		screen_printf(to, 0, "%s: %.*s",
		    r->cases.n > 0 ? "The run ended early"
				   : "The target could not be tested",
		    STRF(words_line_in(&to->arena, r->bail_out)));
	if (!words_proved(r))
		fputs("Nothing was proved.\n", to->out);
	else if (result_exit_status(r) == 0)
		fprintf(to->out, "%sNo MUST was broken%s.%s\n",
		    screen_paint(to, VERDICT_PASS),
		    counts[VERDICT_KNOWN] > 0 ? " but for known failures" : "",
		    screen_plain(to));
	else if (r->bail_out.p == NULL)
		put_not_passed(s);
	if (little.n > 0)
		screen_printf(to, 0, "But %.*s.", STRF(little));
}

void
summary_print(
    FILE *out, const struct result *r, const struct console_look *look)
{
	struct summary s = {.r = r,
	    .target = str_from(look->target ? look->target : "TARGET")};

	s.screen.out = out;
	s.screen.color = look->color;
	s.screen.width = look->width > 0 ? look->width : SCREEN_WIDTH;
	put_heading(&s);
	if (put_failures(&s) > 0)
		fputc('\n', out);
	put_errors(&s);
	put_left_behind(&s);
	summary_baseline(&s.screen, r);
	if (r->cases.n > 0)
		put_counts(&s);
	put_matrix(&s);
	put_verdict(&s);
	put_advice(&s);
	screen_release(&s.screen);
}

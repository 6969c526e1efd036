#include "report/summary.h"

#include "report/words.h"

#define WIDTH 80
#define FAILURES_SHOWN 10
#define CAUSES_SHOWN 5
#define LEFT_SHOWN 5

struct summary {
	FILE *out;
	const struct result *r;
	bool color;
	struct arena arena; /* of lines */
};

static const char *
paint(const struct summary *s, enum verdict v)
{
	static const char *const colors[VERDICTS] = {
	    [VERDICT_PASS] = "\033[32m",
	    [VERDICT_FAIL] = "\033[1;31m",
	    [VERDICT_ERROR] = "\033[1;35m",
	    [VERDICT_WARN] = "\033[33m",
	    [VERDICT_SKIP] = "\033[2m",
	    [VERDICT_KNOWN] = "\033[2m",
	    [VERDICT_UNEXPECTED] = "\033[1;35m",
	};

	return s->color ? colors[v] : "";
}

static const char *
plain(const struct summary *s)
{
	return s->color ? "\033[0m" : "";
}

/* Where a line of at most width characters ends: at a blank, if there is one.
 */
static size_t
line_end(struct str s, size_t width)
{
	struct str rest = s;
	size_t blank = 0, n = 0;
	uint32_t cp;

	for (size_t at = 0; rest.n > 0; at = s.n - rest.n) {
		if (n++ == width)
			return blank > 0 ? blank : at;
		if (rest.p[0] == ' ')
			blank = at;
		if (!utf8_next(&rest, &cp))
			rest = str_from_at(rest, 1);
	}
	return s.n;
}

/* Wrapped at 80 columns, each line indented. */
static void
put_wrapped(struct summary *s, int indent, struct str text)
{
	struct str line = words_line_in(&s->arena, text);

	while (line.n > 0) {
		size_t n = line_end(line, (size_t)(WIDTH - indent));

		fprintf(
		    s->out, "%*s%.*s\n", indent, "", STRF(str_sub(line, 0, n)));
		line = str_from_at(line, n);
		if (line.n > 0 && line.p[0] == ' ')
			line = str_from_at(line, 1);
	}
}

static void
put_heading(struct summary *s)
{
	const struct result *r = s->r;
	struct str target = words_target(r, &s->arena);
	struct str url = words_line_in(&s->arena, r->target_url);

	fputc('\n', s->out);
	if (str_eq(target, url))
		put_wrapped(s, 0, url);
	else
		put_wrapped(s, 0,
		    arena_strf(
			&s->arena, "%.*s at %.*s", STRF(target), STRF(url)));
	if (r->server.n > 0 && !str_eq(r->server, target))
		put_wrapped(s, 2,
		    arena_strf(&s->arena, "Server: %.*s",
			STRF(words_line_in(&s->arena, r->server))));
	if (r->dav.n > 0)
		put_wrapped(s, 2,
		    arena_strf(&s->arena, "DAV: %.*s",
			STRF(words_line_in(&s->arena, r->dav))));
}

static void
put_counts(struct summary *s)
{
	size_t counts[VERDICTS];
	struct buf b;

	buf_init(&b, 4096);
	words_count_cases(s->r, counts);
	buf_printf(&b, "%zu cases: ", s->r->cases.n);
	words_counts(&b, counts);
	put_wrapped(s, 0, buf_view(&b));
	if (s->r->rules.n > 0) {
		buf_clear(&b);
		memset(counts, 0, sizeof(counts));
		for (size_t i = 0; i < s->r->rules.n; i++)
			counts[s->r->rules.v[i].verdict]++;
		buf_printf(&b, "%zu rules: ", s->r->rules.n);
		words_counts(&b, counts);
		put_wrapped(s, 0, buf_view(&b));
	}
	buf_release(&b);
}

static void
put_failure(struct summary *s, enum verdict v, struct str id, struct str reason,
    const struct finding *f)
{
	const struct requirement *q = f != NULL ? f->requirement : NULL;
	struct arena *a = &s->arena;

	fprintf(s->out, "%s%s%s  %.*s\n", paint(s, v), verdict_name(v),
	    plain(s), STRF(words_line_in(a, id)));
	put_wrapped(s, 6, reason);
	if (q != NULL)
		put_wrapped(s, 6,
		    arena_strf(a, "[%s] %.*s", q->id, STRF(words_cite(f, a))));
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
			    arena_strf(
				&s->arena, "rules/%.*s", STRF(rule->name)),
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
		fprintf(s->out, "... and %zu more\n", n - FAILURES_SHOWN);
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
	struct cause *causes =
	    arena_array(&s->arena, struct cause, s->r->cases.n + 1);
	size_t n = find_causes(s, causes);

	qsort(causes, n, sizeof(*causes), by_count);
	for (size_t i = 0; i < n && i < CAUSES_SHOWN; i++) {
		fprintf(s->out, "%serror%s  %zu %s, first %.*s\n",
		    paint(s, VERDICT_ERROR), plain(s), causes[i].n,
		    causes[i].n == 1 ? "case" : "cases",
		    STRF(words_line_in(&s->arena, causes[i].first)));
		put_wrapped(s, 7, causes[i].reason);
	}
	if (n > CAUSES_SHOWN)
		fprintf(s->out, "... and %zu causes more\n", n - CAUSES_SHOWN);
}

static void
put_left_behind(struct summary *s)
{
	size_t n = s->r->left_behind.n;

	for (size_t i = 0; i < n && i < LEFT_SHOWN; i++)
		put_wrapped(s, 0,
		    arena_strf(&s->arena, "left behind on the server: %.*s",
			STRF(
			    words_line_in(&s->arena, s->r->left_behind.v[i]))));
	if (n > LEFT_SHOWN)
		fprintf(s->out, "... and %zu more\n", n - LEFT_SHOWN);
}

/* A case to start with: one that failed, else one that could not be run. */
static const struct case_result *
worth_a_look(const struct summary *s)
{
	const struct case_result *error = NULL;

	for (size_t i = 0; i < s->r->cases.n; i++) {
		const struct case_result *c = &s->r->cases.v[i];

		if (wants_a_look(s, c->verdict))
			return c;
		if (c->verdict == VERDICT_ERROR && error == NULL)
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
	fprintf(s->out, "next: davproof run TARGET %.*s --trace DIR\n",
	    STRF(words_line_in(&s->arena, c->id)));
	f = words_main_finding(c);
	if (f != NULL && f->requirement != NULL)
		fprintf(
		    s->out, "      davproof explain %s\n", f->requirement->id);
}

static void
put_verdict(struct summary *s)
{
	const struct result *r = s->r;
	size_t counts[VERDICTS];

	result_count(r, counts);
	if (r->bail_out.p != NULL)
		put_wrapped(s, 0,
		    arena_strf(&s->arena, "The run ended early: %.*s",
			STRF(words_line_in(&s->arena, r->bail_out))));
	if (!words_proved(r))
		fputs("Nothing was proved.\n", s->out);
	else if (result_exit_status(r) == 0)
		fprintf(s->out, "%sNo MUST was broken%s.%s\n",
		    paint(s, VERDICT_PASS),
		    counts[VERDICT_KNOWN] > 0 ? " but for known failures" : "",
		    plain(s));
}

void
summary_print(FILE *out, const struct result *r, bool color)
{
	struct summary s = {.out = out, .r = r, .color = color};

	put_heading(&s);
	if (put_failures(&s) > 0)
		fputc('\n', out);
	put_errors(&s);
	put_left_behind(&s);
	put_counts(&s);
	put_verdict(&s);
	put_advice(&s);
	arena_release(&s.arena);
}

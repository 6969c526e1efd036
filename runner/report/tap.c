#include "report/baseline.h"
#include "report/faultmatrix.h"
#include "report/render.h"
#include "report/sink.h"
#include "report/tapdiag.h"
#include "report/tapyaml.h"
#include "report/words.h"

struct tap {
	struct sink sink;
	FILE *out;
	bool started, strict;
	size_t n_points, n_cases;
};

/*
 * Text within a point: ASCII, one line, and no '#', which is a directive to
 * some consumer whatever stands around it.
 */
static void
put_plain(FILE *out, struct str s, const char *hash)
{
	struct buf line;

	buf_init(&line, SIZE_MAX / 2);
	words_line(&line, s);
	for (size_t i = 0; i < line.n; i++) {
		unsigned char c = (unsigned char)line.p[i];

		if (c == '#')
			fputs(hash, out);
		else if (c >= 0x7f)
			fprintf(out, "\\x%02x", c);
		else
			fputc(c, out);
	}
	buf_release(&line);
}

static void
put_id(FILE *out, struct str id)
{
	put_plain(out, id, "%23");
}

static void
put_reason(FILE *out, struct str reason, const char *otherwise)
{
	if (reason.n == 0)
		reason = str_from(otherwise);
	put_plain(out, reason, "");
}

static void
put_point(struct tap *t, size_t number, struct str id, enum verdict v,
    struct str reason)
{
	bool not_ok = verdict_is_not_ok(v, t->strict);
	bool todo = v == VERDICT_KNOWN || (v == VERDICT_WARN && !not_ok);

	fprintf(t->out, "%s %zu - ", not_ok || todo ? "not ok" : "ok", number);
	put_id(t->out, id);
	if (todo) {
		fprintf(t->out,
		    " # TODO %s: ", v == VERDICT_KNOWN ? "known" : "should");
		put_reason(t->out, reason, "see below");
	} else if (v == VERDICT_SKIP) {
		fputs(" # SKIP ", t->out);
		put_reason(t->out, reason, "not applicable");
	}
	fputc('\n', t->out);
}

static void
put_version(struct tap *t)
{
	if (!t->started)
		fputs("TAP version 13\n", t->out);
	t->started = true;
}

static void
put_comment(FILE *out, const char *what, struct str s)
{
	if (s.n == 0)
		return;
	fprintf(out, "# %s", what);
	put_plain(out, s, "");
	fputc('\n', out);
}

static void
tap_started(struct sink *s, const struct run_plan *plan)
{
	struct tap *t = (struct tap *)s;

	put_version(t);
	t->strict = plan->strict;
	t->n_points = plan->n_points;
	t->n_cases = plan->n_cases;
	if (plan->n_points == 0)
		fputs("1..0 # SKIP nothing was selected\n", t->out);
	else
		fprintf(t->out, "1..%zu\n", plan->n_points);
	put_comment(t->out, "target ", plan->target_url);
	put_comment(t->out, "server ", plan->server);
	put_comment(t->out, "DAV: ", plan->dav);
	fflush(t->out);
}

static void
tap_case_ended(struct sink *s, size_t index, const struct case_result *c)
{
	struct tap *t = (struct tap *)s;

	put_point(t, index + 1, c->id, c->verdict, c->reason);
	if (c->verdict != VERDICT_PASS && c->verdict != VERDICT_SKIP)
		tapdiag_put(t->out, c);
	fflush(t->out);
}

/* The worst has the highest rank; all unseen is a skip. */
static int
rank(enum verdict v)
{
	static const int ranks[VERDICTS] = {
	    [VERDICT_SKIP] = 0,
	    [VERDICT_PASS] = 1,
	    [VERDICT_KNOWN] = 2,
	    [VERDICT_WARN] = 3,
	    [VERDICT_ERROR] = 4,
	    [VERDICT_UNEXPECTED] = 5,
	    [VERDICT_FAIL] = 6,
	};

	return ranks[v];
}

static struct str
rule_item(const struct rule_result *rule, struct arena *a)
{
	struct str s = arena_strf(a, "%s rules/%.*s [%.*s] %.*s",
	    verdict_name(rule->verdict), STRF(rule->name),
	    STRF(rule->requirement), STRF(words_line_in(a, rule->reason)));

	if (rule->n_evidence == 0)
		return s;
	return arena_strf(a, "%.*s, first in %.*s (%.*s)", STRF(s),
	    STRF(rule->evidence[0].case_id),
	    STRF(words_cite(&rule->evidence[0].finding, a)));
}

static bool
rule_is_broken(const struct rule_result *rule)
{
	return rule->verdict != VERDICT_PASS && rule->verdict != VERDICT_SKIP;
}

static void
put_broken_rules(FILE *out, const struct result *r, size_t n, enum verdict v)
{
	struct arena a = {0};

	tapyaml_begin(out);
	tapyaml_value(out, "message",
	    arena_strf(&a, "%zu of %zu rules are broken", n, r->rules.n));
	tapyaml_value(out, "severity", str_from(verdict_name(v)));
	tapyaml_list(out, "broken");
	for (size_t i = 0; i < r->rules.n; i++)
		if (rule_is_broken(&r->rules.v[i]))
			tapyaml_item(out, rule_item(&r->rules.v[i], &a));
	tapyaml_end(out);
	arena_release(&a);
}

static void
put_rules(struct tap *t, const struct result *r)
{
	enum verdict worst = VERDICT_SKIP;
	size_t n = 0;
	struct arena a = {0};

	for (size_t i = 0; i < r->rules.n; i++) {
		if (rank(r->rules.v[i].verdict) > rank(worst))
			worst = r->rules.v[i].verdict;
		n += rule_is_broken(&r->rules.v[i]);
	}
	put_point(t, t->n_points, STR("rules"), worst,
	    worst == VERDICT_SKIP
		? STR("no exchange was seen that a rule judges")
		: arena_strf(&a, "%zu of %zu rules", n, r->rules.n));
	if (n > 0)
		put_broken_rules(t->out, r, n, worst);
	arena_release(&a);
}

static void
put_baseline(FILE *out, const struct baseline *b)
{
	struct arena a = {0};

	if (b == NULL)
		return;
	for (size_t i = 0; i < b->notes.n; i++)
		put_comment(out, "baseline: ", b->notes.v[i]);
	for (size_t i = 0; i < b->items.n; i++)
		put_comment(out, "baseline: ",
		    arena_strf(&a, "%s %.*s (%.*s)",
			baseline_kind_name(b->items.v[i].kind),
			STRF(words_line_in(&a, b->items.v[i].id)),
			STRF(baseline_verdicts(&b->items.v[i], &a))));
	arena_release(&a);
}

static void
put_closing(FILE *out, const struct result *r)
{
	size_t counts[VERDICTS];
	struct arena a = {0};
	struct str little = words_little(r, &a);
	struct buf text;

	buf_init(&text, 4096);
	words_count_cases(r, counts);
	words_counts(&text, counts);
	if (!words_proved(r))
		buf_puts(&text, "; nothing was proved");
	if (little.n > 0)
		buf_printf(&text, "; %.*s", STRF(little));
	put_comment(out, "cases: ", buf_view(&text));
	buf_release(&text);
	put_baseline(out, r->baseline);
	if (r->matrix != NULL)
		put_comment(out, "matrix: ", faultmatrix_words(r, &a));
	arena_release(&a);
	for (size_t i = 0; i < r->left_behind.n; i++)
		put_comment(out, "left behind: ", r->left_behind.v[i]);
}

static void
tap_ended(struct sink *s, const struct result *r)
{
	struct tap *t = (struct tap *)s;

	put_version(t);
	if (r->bail_out.p != NULL) {
		fputs("Bail out! ", t->out);
		put_reason(t->out, r->bail_out, "the run ended early");
		fputc('\n', t->out);
	} else {
		if (t->n_points > t->n_cases)
			put_rules(t, r);
		put_closing(t->out, r);
	}
	fflush(t->out);
}

static void
tap_free(struct sink *s)
{
	free(s);
}

struct sink *
tap_new(FILE *out)
{
	static const struct sink_type type = {
	    .name = "tap",
	    .started = tap_started,
	    .case_ended = tap_case_ended,
	    .ended = tap_ended,
	    .free = tap_free,
	};
	struct tap *t = xcalloc(1, sizeof(*t));

	t->sink.type = &type;
	t->out = out;
	return &t->sink;
}

bool
render_tap(FILE *out, const struct result *r)
{
	struct sink *s = tap_new(out);
	size_t n = r->planned > 0 ? r->planned : r->cases.n;
	struct run_plan plan = {
	    .n_points = n + (r->planned > 0 || r->rules.n > 0),
	    .n_cases = n,
	    .target_url = r->target_url,
	    .server = r->server,
	    .dav = r->dav,
	    .strict = r->strict,
	};

	tap_started(s, &plan);
	for (size_t i = 0; i < r->cases.n; i++)
		tap_case_ended(s, i, &r->cases.v[i]);
	tap_ended(s, r);
	tap_free(s);
	return !ferror(out);
}

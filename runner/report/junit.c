#include "report/junit.h"

#include "report/words.h"
#include "report/xmlout.h"

#define BODY_IN_JUNIT ((size_t)4096)

struct junit {
	struct xmlout *x;
	const struct result *r;
};

/* "rfc4918/9.8-copy/same-file" is "same-file" of "rfc4918.9_8-copy". */
static void
put_name(struct junit *j, struct str id)
{
	struct arena a = {0};
	size_t slash = id.n;
	char *class;

	while (slash > 0 && id.p[slash - 1] != '/')
		slash--;
	if (slash == 0) {
		xmlout_attr(j->x, "classname", STR("davproof"));
		xmlout_attr(j->x, "name", id);
		return;
	}
	class = arena_printf(&a, "%.*s", STRF(str_sub(id, 0, slash - 1)));
	for (char *p = class; *p != '\0'; p++)
		*p = *p == '.' ? '_' : *p == '/' ? '.' : *p;
	xmlout_attr(j->x, "classname", str_from(class));
	xmlout_attr(j->x, "name", str_from_at(id, slash));
	arena_release(&a);
}

static void
put_seconds(struct junit *j, unsigned ms)
{
	xmlout_attrf(j->x, "time", "%u.%03u", ms / 1000, ms % 1000);
}

static void
put_labelled(struct junit *j, const char *label, struct str text)
{
	if (text.n == 0)
		return;
	xmlout_puts(j->x, label);
	xmlout_line(j->x, text);
	xmlout_puts(j->x, "\n");
}

static void
put_block(struct junit *j, const char *label, struct str text)
{
	if (text.n == 0)
		return;
	xmlout_printf(j->x, "\n%s\n", label);
	xmlout_text(j->x, str_trim(text));
	xmlout_puts(j->x, "\n");
}

static void
put_body(struct junit *j, const char *label, struct str body, uint64_t size)
{
	struct str part = words_cut(body, BODY_IN_JUNIT);

	put_block(j, label, part);
	if (part.n > 0 && part.n < size)
		xmlout_printf(j->x, "(cut at %zu of %llu bytes)\n", part.n,
		    (unsigned long long)size);
}

static void
put_finding(struct junit *j, const struct finding *f)
{
	struct arena a = {0};

	xmlout_printf(j->x, "%s: ", words_level(f->level));
	xmlout_line(j->x, f->message);
	if (f->requirement != NULL)
		xmlout_printf(j->x, " [%s] (%.*s)", f->requirement->id,
		    STRF(words_cite(f, &a)));
	xmlout_puts(j->x, "\n");
	put_labelled(j, "  where: ", words_where(f, &a));
	put_labelled(j, "  expected: ", f->expected);
	put_labelled(j, "  actual: ", f->actual);
	put_labelled(j, "  at: ", words_at(f, &a));
	arena_release(&a);
}

static void
put_evidence(struct junit *j, const struct case_result *c)
{
	const struct exchange_record *e =
	    words_exchange(c, words_main_finding(c));

	for (size_t i = 0; i < c->findings.n; i++)
		put_finding(j, &c->findings.v[i]);
	if (e == NULL)
		return;
	put_block(j, "sent:", e->sent);
	put_body(j, "sent body:", e->sent_body, e->sent_body_size);
	put_block(j, "received:", e->received);
	put_body(j, "received body:", e->body, e->body_size);
	put_block(j, "to send it again:", e->curl);
}

static void
put_message(struct junit *j, struct str citation, struct str reason,
    const char *otherwise)
{
	struct arena a = {0};

	if (reason.n == 0)
		reason = str_from(otherwise);
	if (citation.n > 0)
		reason = arena_strf(&a, "%.*s: %.*s", STRF(citation),
		    STRF(words_line_in(&a, reason)));
	xmlout_attr(j->x, "message", reason);
	arena_release(&a);
}

/* Opens what stands for the verdict; false if nothing does. */
static bool
start_verdict(
    struct junit *j, enum verdict v, struct str citation, struct str reason)
{
	struct arena a = {0};

	switch (v) {
	case VERDICT_PASS:
		return false;
	case VERDICT_SKIP:
	case VERDICT_KNOWN:
		xmlout_start(j->x, "skipped");
		if (v == VERDICT_KNOWN)
			reason = arena_strf(&a, "known failure: %.*s",
			    STRF(words_line_in(&a, reason)));
		put_message(j, STR_NONE, reason, "not applicable");
		arena_release(&a);
		return true;
	case VERDICT_ERROR:
		xmlout_start(j->x, "error");
		xmlout_attr(j->x, "type", STR("error"));
		break;
	case VERDICT_WARN:
		if (!j->r->strict) {
			xmlout_start(j->x, "system-out");
			return true;
		}
		/* fall through */
	default:
		xmlout_start(j->x, "failure");
		xmlout_attr(j->x, "type",
		    v == VERDICT_WARN	? STR("should")
		    : v == VERDICT_FAIL ? STR("must")
					: STR("unexpected-pass"));
	}
	put_message(j, citation, reason, verdict_name(v));
	return true;
}

static void
put_case(struct junit *j, const struct case_result *c)
{
	const struct finding *f = words_main_finding(c);
	struct arena a = {0};

	xmlout_start(j->x, "testcase");
	put_name(j, c->id);
	xmlout_attr(j->x, "file", c->file);
	if (c->file.p != NULL) {
		unsigned line =
		    f != NULL && f->at.line > 0 ? f->at.line : c->line;

		xmlout_attrf(j->x, "line", "%u", line > 0 ? line : 1);
	}
	put_seconds(j, c->duration_ms);
	if (start_verdict(j, c->verdict,
		f != NULL ? words_cite(f, &a) : STR_NONE, c->reason)) {
		put_labelled(j, "", c->reason);
		put_labelled(j, "", c->title);
		put_evidence(j, c);
		xmlout_end(j->x);
	}
	xmlout_end(j->x);
	arena_release(&a);
}

static void
put_rule(struct junit *j, const struct rule_result *rule)
{
	const struct finding *f =
	    rule->n_evidence > 0 ? &rule->evidence[0].finding : NULL;
	struct arena a = {0};

	xmlout_start(j->x, "testcase");
	put_name(j, arena_strf(&a, "rules/%.*s", STRF(rule->name)));
	put_seconds(j, 0);
	if (start_verdict(j, rule->verdict,
		f != NULL ? words_cite(f, &a) : STR_NONE, rule->reason)) {
		put_labelled(j, "", rule->reason);
		put_labelled(j, "", rule->sentence);
		for (size_t i = 0; i < rule->n_evidence; i++) {
			put_labelled(
			    j, "\nin case ", rule->evidence[i].case_id);
			put_finding(j, &rule->evidence[i].finding);
		}
		xmlout_end(j->x);
	}
	xmlout_end(j->x);
	arena_release(&a);
}

static void
put_totals(struct junit *j)
{
	size_t n[VERDICTS];
	const struct result *r = j->r;
	size_t failures, skipped;

	result_count(r, n);
	failures = n[VERDICT_FAIL] + n[VERDICT_UNEXPECTED] +
		   (r->strict ? n[VERDICT_WARN] : 0);
	skipped = n[VERDICT_SKIP] + n[VERDICT_KNOWN];
	xmlout_attrf(j->x, "tests", "%zu",
	    r->cases.n + r->rules.n + (r->bail_out.p != NULL));
	xmlout_attrf(j->x, "failures", "%zu", failures);
	xmlout_attrf(
	    j->x, "errors", "%zu", n[VERDICT_ERROR] + (r->bail_out.p != NULL));
	xmlout_attrf(j->x, "skipped", "%zu", skipped);
	put_seconds(j, r->duration_ms);
}

static void
put_property(struct junit *j, const char *name, struct str value)
{
	if (value.n == 0)
		return;
	xmlout_start(j->x, "property");
	xmlout_attr(j->x, "name", str_from(name));
	xmlout_attr(j->x, "value", value);
	xmlout_end(j->x);
}

static void
put_properties(struct junit *j)
{
	const struct result *r = j->r;

	xmlout_start(j->x, "properties");
	put_property(j, "davproof", r->version);
	put_property(j, "catalogue", r->catalogue);
	put_property(j, "cases", r->cases_digest);
	put_property(j, "target", r->target_url);
	put_property(j, "name", r->target_name);
	put_property(j, "version", r->target_version);
	put_property(j, "server", r->server);
	put_property(j, "dav", r->dav);
	xmlout_end(j->x);
}

static struct str
host_of(struct str url)
{
	size_t scheme = str_find(url, STR("://"));
	struct str rest =
	    str_from_at(url, scheme < url.n ? scheme + 3 : (size_t)0);

	return str_sub(rest, 0, str_index(rest, '/'));
}

/* A run that ended early is an error of its own, or it would look green. */
static void
put_bail_out(struct junit *j)
{
	if (j->r->bail_out.p == NULL)
		return;
	xmlout_start(j->x, "testcase");
	put_name(j, STR("run"));
	put_seconds(j, 0);
	xmlout_start(j->x, "error");
	xmlout_attr(j->x, "type", STR("bail-out"));
	xmlout_attr(j->x, "message", j->r->bail_out);
	put_labelled(j, "The run ended early: ", j->r->bail_out);
	xmlout_end(j->x);
	xmlout_end(j->x);
}

bool
render_junit(FILE *out, const struct result *r)
{
	struct junit j = {xmlout_new(out, XMLOUT_XML), r};
	struct str started = r->started;

	if (str_ends(started, STR("Z")))
		started.n--;
	xmlout_start(j.x, "testsuites");
	xmlout_attr(j.x, "name", STR("davproof"));
	put_totals(&j);
	xmlout_start(j.x, "testsuite");
	xmlout_attr(j.x, "name", STR("davproof"));
	put_totals(&j);
	xmlout_attr(j.x, "timestamp", started);
	xmlout_attr(j.x, "hostname", host_of(r->target_url));
	put_properties(&j);
	put_bail_out(&j);
	for (size_t i = 0; i < r->cases.n; i++)
		put_case(&j, &r->cases.v[i]);
	for (size_t i = 0; i < r->rules.n; i++)
		put_rule(&j, &r->rules.v[i]);
	return xmlout_free(j.x);
}

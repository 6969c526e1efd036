/* How a case ends: what was found last, and the verdict of it all. */
#include "base/utf8.h"
#include "run/hide.h"
#include "run/sessions.h"

struct finding *
session_finding(struct session *s, enum finding_level level)
{
	struct finding *f =
	    vec_add(&s->result->findings, s->env->arena);

	f->level = level;
	return f;
}

void
session_error(struct session *s, const char *fmt, ...)
{
	struct finding *f = session_finding(s, FINDING_ERROR);
	va_list ap;

	va_start(ap, fmt);
	f->message = str_from(arena_vprintf(s->env->arena, fmt, ap));
	va_end(ap);
	cleanup_start(s);
}

void
session_skip(struct session *s, const char *fmt, ...)
{
	struct finding *f = session_finding(s, FINDING_SKIP);
	va_list ap;

	va_start(ap, fmt);
	f->message = str_from(arena_vprintf(s->env->arena, fmt, ap));
	va_end(ap);
	cleanup_start(s);
}

/* The verdict that a finding asks for; the worst wins. */
static enum verdict
verdict_of(enum finding_level level)
{
	static const enum verdict verdicts[] = {
	    [FINDING_MUST] = VERDICT_FAIL,
	    [FINDING_SHOULD] = VERDICT_WARN,
	    [FINDING_INFO] = VERDICT_PASS,
	    [FINDING_ERROR] = VERDICT_ERROR,
	    [FINDING_SKIP] = VERDICT_SKIP,
	};

	return verdicts[level];
}

static int
rank(enum verdict v)
{
	static const int ranks[VERDICTS] = {
	    [VERDICT_FAIL] = 4,
	    [VERDICT_ERROR] = 3,
	    [VERDICT_WARN] = 2,
	    [VERDICT_SKIP] = 1,
	};

	return ranks[v];
}

static struct str
reason_of(const struct finding *f, struct arena *a)
{
	struct str text = f->message;

	if (f->expected.p != NULL)
		text = arena_strf(
		    a, "%.*s, expected %.*s", STRF(text), STRF(f->expected));
	if (f->requirement != NULL)
		text = arena_strf(a, "%.*s (%s)", STRF(text),
		    f->requirement->id);
	return utf8_line(a, text);
}

void
session_end(struct session *s)
{
	struct case_result *r = s->result;

	if (s->phase == PHASE_ENDED)
		return;
	s->phase = PHASE_ENDED;
	for (size_t i = 0; i < r->findings.n; i++) {
		const struct finding *f = &r->findings.v[i];
		enum verdict v = verdict_of(f->level);

		if (rank(v) <= rank(r->verdict))
			continue;
		r->verdict = v;
		r->reason = reason_of(f, s->env->arena);
		if (f->at.line > 0)
			r->line = f->at.line;
	}
	for (size_t i = 0; i < r->exchanges.n; i++)
		r->duration_ms += r->exchanges.v[i].duration_ms;
	trace_close(s->env->trace, s->trace);
	s->trace = NULL;
	hide_case(&s->secrets, r, s->env->arena);
	s->env->ended(s->env->arg, s->index);
}

#include "report/words.h"

void
words_text(struct buf *b, struct str s)
{
	utf8_printable(b, s, UTF8_KEEP_LINES);
}

void
words_line(struct buf *b, struct str s)
{
	struct buf text;

	buf_init(&text, SIZE_MAX / 2);
	words_text(&text, s);
	utf8_printable(b, buf_view(&text), UTF8_ONE_LINE);
	buf_release(&text);
}

struct str
words_line_in(struct arena *a, struct str s)
{
	struct buf line;
	struct str copy;

	buf_init(&line, SIZE_MAX / 2);
	words_line(&line, s);
	copy = arena_str(a, buf_view(&line));
	buf_release(&line);
	return copy;
}

struct str
words_cut(struct str s, size_t max)
{
	size_t n = max;

	if (s.n <= max)
		return s;
	while (n > 0 && max - n < 4 && ((unsigned char)s.p[n] & 0xc0) == 0x80)
		n--;
	return str_sub(s, 0, n);
}

static const char *const levels[] = {
    [FINDING_MUST] = "must",
    [FINDING_SHOULD] = "should",
    [FINDING_INFO] = "info",
    [FINDING_ERROR] = "error",
    [FINDING_SKIP] = "skip",
};

const char *
words_level(enum finding_level level)
{
	return levels[level];
}

bool
words_level_parse(struct str name, enum finding_level *out)
{
	for (size_t i = 0; i < countof(levels); i++)
		if (str_is(name, levels[i])) {
			*out = (enum finding_level)i;
			return true;
		}
	return false;
}

static const char *const places[] = {
    [PLACE_EXCHANGE] = "exchange",
    [PLACE_STATUS] = "status",
    [PLACE_HEADER] = "header",
    [PLACE_BODY] = "body",
    [PLACE_TREE] = "tree",
};

const char *
words_place(enum finding_place place)
{
	return places[place];
}

bool
words_place_parse(struct str name, enum finding_place *out)
{
	for (size_t i = 0; i < countof(places); i++)
		if (str_is(name, places[i])) {
			*out = (enum finding_place)i;
			return true;
		}
	return false;
}

struct str
words_cite(const struct finding *f, struct arena *a)
{
	struct str cite;

	if (f->requirement == NULL)
		return STR_NONE;
	cite = spec_cite(f->requirement, a);
	return arena_strf(
	    a, "%.*s, %s", STRF(cite), level_name(f->requirement->level));
}

struct str
words_where(const struct finding *f, struct arena *a)
{
	switch (f->place) {
	case PLACE_EXCHANGE:
		break;
	case PLACE_STATUS:
		return STR("status line");
	case PLACE_HEADER:
		return arena_strf(
		    a, "header %.*s", STRF(words_line_in(a, f->header)));
	case PLACE_BODY:
		if (f->line == 0)
			return STR("response body");
		return arena_strf(
		    a, "response body, line %u, column %u", f->line, f->col);
	case PLACE_TREE:
		return STR("scratch collection, read back");
	}
	return STR_NONE;
}

struct str
words_at(const struct finding *f, struct arena *a)
{
	if (f->at.file == NULL || f->at.line == 0)
		return STR_NONE;
	return words_line_in(
	    a, arena_strf(a, "%s:%u:%u", f->at.file, f->at.line, f->at.col));
}

static enum finding_level
level_of_verdict(const struct case_result *c)
{
	switch (c->verdict) {
	case VERDICT_ERROR:
		return FINDING_ERROR;
	case VERDICT_WARN:
		return FINDING_SHOULD;
	case VERDICT_SKIP:
		return FINDING_SKIP;
	default:
		return FINDING_MUST;
	}
}

const struct finding *
words_main_finding(const struct case_result *c)
{
	enum finding_level level = level_of_verdict(c);

	if (c->verdict == VERDICT_PASS || c->verdict == VERDICT_UNEXPECTED)
		return NULL;
	for (size_t i = 0; i < c->findings.n; i++)
		if (c->findings.v[i].level == level)
			return &c->findings.v[i];
	/* A known failure may be an error. */
	for (size_t i = 0; i < c->findings.n; i++)
		if (c->findings.v[i].level == FINDING_ERROR)
			return &c->findings.v[i];
	return NULL;
}

static bool
same_finding(const struct finding *a, const struct finding *b)
{
	return a->level == b->level && a->rule == b->rule &&
	       a->requirement == b->requirement && a->at.line == b->at.line &&
	       a->at.col == b->at.col && str_eq(a->message, b->message);
}

/* What could not be carried out ended with the last of the preparations. */
static const struct exchange_record *
last_exchange(const struct case_result *c)
{
	for (size_t i = c->exchanges.n; i-- > 0;)
		if (!str_is(c->exchanges.v[i].purpose, "clean-up"))
			return &c->exchanges.v[i];
	return NULL;
}

const struct exchange_record *
words_exchange(const struct case_result *c, const struct finding *f)
{
	for (size_t i = 0; f != NULL && i < c->exchanges.n; i++) {
		const struct exchange_record *e = &c->exchanges.v[i];

		for (size_t k = 0; k < e->findings.n; k++)
			if (same_finding(f, &e->findings.v[k]))
				return e;
	}
	return f != NULL && f->level == FINDING_ERROR ? last_exchange(c) : NULL;
}

void
words_counts(struct buf *b, const size_t counts[VERDICTS])
{
	static const enum verdict order[VERDICTS] = {
	    VERDICT_FAIL,
	    VERDICT_UNEXPECTED,
	    VERDICT_ERROR,
	    VERDICT_WARN,
	    VERDICT_KNOWN,
	    VERDICT_SKIP,
	    VERDICT_PASS,
	};
	const char *comma = "";

	for (size_t i = 0; i < VERDICTS; i++)
		if (counts[order[i]] > 0) {
			buf_printf(b, "%s%zu %s", comma, counts[order[i]],
			    verdict_name(order[i]));
			comma = ", ";
		}
	if (*comma == '\0')
		buf_puts(b, "none");
}

void
words_count_cases(const struct result *r, size_t counts[VERDICTS])
{
	memset(counts, 0, VERDICTS * sizeof(counts[0]));
	for (size_t i = 0; i < r->cases.n; i++)
		counts[r->cases.v[i].verdict]++;
}

bool
words_proved(const struct result *r)
{
	size_t counts[VERDICTS];

	words_count_cases(r, counts);
	return counts[VERDICT_SKIP] < r->cases.n;
}

struct str
words_little(const struct result *r, struct arena *a)
{
	size_t counts[VERDICTS], skipped;

	words_count_cases(r, counts);
	skipped = counts[VERDICT_SKIP];
	if (2 * skipped <= r->cases.n || skipped == r->cases.n)
		return STR_NONE;
	return arena_strf(a, "little was proved: %zu of %zu are skipped",
	    skipped, r->cases.n);
}

struct str
words_target(const struct result *r, struct arena *a)
{
	struct str name = words_line_in(a, r->target_name);
	struct str version = words_line_in(a, r->target_version);

	if (name.n > 0 && version.n > 0)
		return arena_strf(a, "%.*s %.*s", STRF(name), STRF(version));
	if (name.n > 0)
		return name;
	if (r->server.n > 0)
		return words_line_in(a, r->server);
	return words_line_in(a, r->target_url);
}

#include "check/rules.h"

#define PER_RULE 20U
#define BRIEF ((size_t)200)

/* ------------------------------------------------------------- the rows */

struct row {
	enum at at;
	const char *id; /* as in C */
	const char *requirement;
	const char *sentence;
	bool (*run)(struct judge *j, const struct subject *s);
};

static const struct row rows[] = {
#define RULE(name, at, requirement, sentence)                                  \
	{AT_##at, #name, requirement, sentence, rule_##name},
#include "check/rules.def"
#undef RULE
};

static_assert(countof(rows) == RULE_COUNT, "a row is missing");
static_assert(RULE_COUNT <= sizeof(((struct rule_set *)0)->bits) * 8,
    "rule_set is too small");

#define NAME_MAX_LENGTH 48

/* The rows with names in hyphens, made when first asked for. */
static const struct rule *
public_rows(void)
{
	static struct rule made[countof(rows)];
	static char names[countof(rows)][NAME_MAX_LENGTH];

	if (made[0].name != NULL)
		return made;
	for (size_t i = countof(rows); i > 0; i--) {
		const char *id = rows[i - 1].id;
		char *name = names[i - 1];

		assert(strlen(id) < NAME_MAX_LENGTH);
		for (size_t k = 0; id[k] != '\0'; k++)
			name[k] = id[k] == '_' ? '-' : id[k];
		made[i - 1] = (struct rule){
		    .name = name,
		    .requirement = rows[i - 1].requirement,
		    .sentence = rows[i - 1].sentence,
		};
	}
	return made;
}

size_t
rule_count(void)
{
	return countof(rows);
}

const struct rule *
rule_at(size_t i)
{
	assert(i < countof(rows));
	return &public_rows()[i];
}

const struct rule *
rule_find(struct str name)
{
	for (size_t i = 0; i < countof(rows); i++)
		if (str_is(name, rule_at(i)->name))
			return rule_at(i);
	return NULL;
}

/* ------------------------------------------------------------- running */

void
rules_run_one(struct judge *j, enum rule_id rule, const struct subject *s)
{
	enum rule_id outer = j->rule;

	j->rule = rule;
	if (rows[rule].run(j, s))
		j->applied.bits[rule / 64] |= (uint64_t)1 << (rule % 64);
	j->rule = outer;
}

/* What concerns which element: concerns.def. */
static const struct {
	enum rule_id rule;
	enum element_id element;
} concerns[] = {
#define CONCERNS(rule, element) {RULE_##rule, ELEMENT_##element},
#define ONLY(rule, method)
#define ASKED(rule, what)
#include "check/concerns.def"
#undef CONCERNS
#undef ONLY
#undef ASKED
};

static const struct {
	enum rule_id rule;
	const char *method;
} only[] = {
#define CONCERNS(rule, element)
#define ONLY(rule, method) {RULE_##rule, #method},
#define ASKED(rule, what)
#include "check/concerns.def"
#undef CONCERNS
#undef ONLY
#undef ASKED
};

static const struct {
	enum rule_id rule;
	enum asked what;
} asked[] = {
#define CONCERNS(rule, element)
#define ONLY(rule, method)
#define ASKED(rule, what) {RULE_##rule, what},
#include "check/concerns.def"
#undef CONCERNS
#undef ONLY
#undef ASKED
};

static bool
is_concerned(enum rule_id rule, enum element_id element)
{
	bool named = false;

	for (size_t i = 0; i < countof(concerns); i++) {
		if (concerns[i].rule != rule)
			continue;
		if (concerns[i].element == element)
			return true;
		named = true;
	}
	return !named;
}

/* The rows of one kind that look at one element, in their order; where there
   is no element, those of its place. */
struct kind {
	size_t n;
	enum rule_id rules[countof(rows)];
};

static const struct kind *
kind_of(enum at at, enum element_id element)
{
	static struct kind kinds[AT_COUNT][ELEMENT_COUNT];
	static bool made;

	for (size_t i = 0; i < countof(rows) && !made; i++)
		for (int e = 0; e < ELEMENT_COUNT; e++) {
			struct kind *k = &kinds[rows[i].at][e];

			if (is_concerned((enum rule_id)i, (enum element_id)e))
				k->rules[k->n++] = (enum rule_id)i;
		}
	made = true;
	return &kinds[at][element];
}

void
rules_choose(struct judge *j)
{
	for (size_t i = 0; i < countof(only); i++)
		j->skipped[only[i].rule] = true;
	for (size_t i = 0; i < countof(only); i++)
		if (method_is(j, only[i].method))
			j->skipped[only[i].rule] = false;
	for (size_t i = 0; i < countof(asked); i++)
		if (j->context->asked != asked[i].what)
			j->skipped[asked[i].rule] = true;
}

/* The same of this exchange: without those that are skipped. */
static const struct rule_list *
list_of(struct judge *j, enum at at, enum element_id element)
{
	const struct kind *kind = kind_of(at, element);
	struct rule_list *list = arena_new(&j->scratch, struct rule_list);

	list->v = arena_array(&j->scratch, struct rule_run, kind->n);
	for (size_t i = 0; i < kind->n; i++) {
		enum rule_id rule = kind->rules[i];

		if (!j->skipped[rule])
			list->v[list->n++] =
			    (struct rule_run){rule, rows[rule].run};
	}
	j->lists[at][element] = list;
	return list;
}

void
rules_run(struct judge *j, enum at at, const struct subject *s)
{
	enum element_id element =
	    s->element != NULL ? s->element->id : ELEMENT_unknown;
	const struct rule_list *list = j->lists[at][element];
	enum rule_id outer = j->rule;

	if (list == NULL)
		list = list_of(j, at, element);
	for (size_t i = 0; i < list->n; i++) {
		enum rule_id rule = list->v[i].rule;

		j->rule = rule;
		if (list->v[i].run(j, s))
			j->applied.bits[rule / 64] |= (uint64_t)1 << rule % 64;
	}
	j->rule = outer;
}

static enum finding_level
level_of(const struct judge *j, const struct requirement *r, enum verdict v)
{
	enum finding_level of_row = FINDING_INFO, of_verdict = FINDING_MUST;

	if (r != NULL && level_is_must(r->level))
		of_row = FINDING_MUST;
	else if (r != NULL && level_is_should(r->level))
		of_row = FINDING_SHOULD;
	if (v == WARN || (v == FAIL_3 && !(j->context->classes & CLASS_3)))
		of_verdict = FINDING_SHOULD;
	else if (v == INFO)
		of_verdict = FINDING_INFO;
	return of_row > of_verdict ? of_row : of_verdict;
}

static unsigned
limit_of(const struct judge *j)
{
	return j->findings->per_rule > 0 ? j->findings->per_rule : PER_RULE;
}

static struct finding *
add(struct judge *j, enum verdict v, const char *fmt, va_list ap)
{
	const struct requirement *r =
	    spec_find(str_from(rows[j->rule].requirement));
	enum finding_level level = level_of(j, r, v);
	struct tally *t = &j->tallies[j->rule];
	struct finding *f = &j->spare;

	j->n_broken++;
	if (t->found++ < limit_of(j)) {
		f = finding_add(j->findings, level, r, "%s",
		    arena_vprintf(&j->scratch, fmt, ap));
		f->rule = rule_at(j->rule)->name;
	} else if (t->found == limit_of(j) + 1 || level < t->worst) {
		t->worst = level;
	}
	return f;
}

void
rules_end(struct judge *j)
{
	for (size_t i = 0; i < RULE_COUNT; i++) {
		const struct tally *t = &j->tallies[i];
		struct finding *f;

		if (t->found <= limit_of(j))
			continue;
		f = finding_add(j->findings, t->worst,
		    spec_find(str_from(rows[i].requirement)),
		    "and %u more of this kind", t->found - limit_of(j));
		f->rule = rule_at(i)->name;
	}
}

/* ------------------------------------------------------------- findings */

struct finding *
broken(struct judge *j, enum verdict v, const struct xml_node *at,
    const char *fmt, ...)
{
	struct finding *f;
	va_list ap;

	va_start(ap, fmt);
	f = add(j, v, fmt, ap);
	va_end(ap);
	f->place = PLACE_BODY;
	f->line = at != NULL ? at->line : 0;
	f->col = at != NULL ? at->col : 0;
	return f;
}

struct finding *
broken_at(struct judge *j, enum verdict v, unsigned line, unsigned col,
    const char *fmt, ...)
{
	struct finding *f;
	va_list ap;

	va_start(ap, fmt);
	f = add(j, v, fmt, ap);
	va_end(ap);
	f->place = PLACE_BODY;
	f->line = line;
	f->col = col;
	return f;
}

struct finding *
broken_header(
    struct judge *j, enum verdict v, const char *header, const char *fmt, ...)
{
	struct finding *f;
	va_list ap;

	va_start(ap, fmt);
	f = add(j, v, fmt, ap);
	va_end(ap);
	f->place = PLACE_HEADER;
	f->header = str_from(header);
	return f;
}

struct finding *
broken_status(struct judge *j, enum verdict v, const char *fmt, ...)
{
	struct finding *f;
	va_list ap;

	va_start(ap, fmt);
	f = add(j, v, fmt, ap);
	va_end(ap);
	f->place = PLACE_STATUS;
	return f;
}

struct str
brief(struct str s)
{
	return str_sub(s, 0, s.n < BRIEF ? s.n : BRIEF);
}

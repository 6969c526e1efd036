#include "case/step.h"

/* Where a mapping of expectations stands: which keys it may have. */
enum {
	AT_LEVEL = 1,
	AT_ASSUME = 2,
	AT_INNER = 4, /* in a one-of */
	AT_RACE = 8,  /* the same three of what has many answers */
	AT_RACE_ASSUME = 16,
	AT_RACE_INNER = 32,
};
#define OF_ONE_ANSWER (AT_LEVEL | AT_ASSUME | AT_INNER)
#define OF_A_RACE (AT_RACE | AT_RACE_ASSUME | AT_RACE_INNER)

static const char *const level_words[] = {
    [EXPECT_ASSUME] = "assume",
    [EXPECT_MUST] = "must",
    [EXPECT_SHOULD] = "should",
    [EXPECT_MAY] = "may",
};

/* ------------------------------------------------------------- proves */

static bool
at_level(const struct requirement *r, enum expect_level level)
{
	if (level == EXPECT_MUST)
		return level_is_must(r->level);
	if (level == EXPECT_SHOULD)
		return level_is_should(r->level);
	return level == EXPECT_MAY && r->level == LEVEL_MAY;
}

static bool
of_the_case(const struct scope *s, const struct requirement *r)
{
	for (size_t i = 0; s->proves != NULL && i < s->proves->n; i++)
		if (s->proves->v[i] == r)
			return true;
	return s->proves == NULL;
}

static bool
read_id(struct scope *s, const struct node *n, void *out, const struct type *t)
{
	const struct requirement *r;
	struct text text;

	if (!text_needed(s, n, t->what, &text))
		return false;
	r = text.opaque ? NULL : spec_find(text.s);
	if (r == NULL) {
		scope_mistake(
		    s, n->loc, "there is no requirement `%.*s`", STRF(text.s));
		if (!text.opaque)
			scope_did_you_mean(s, spec_nearest(text.s));
		return false;
	}
	if (!of_the_case(s, r)) {
		scope_mistake(
		    s, n->loc, "`%s` is not in `proves` of this case", r->id);
		return false;
	}
	*(const struct requirement **)out = r;
	return true;
}

static const struct type type_id = {.name = "requirement",
    .what = "the id of a requirement",
    .read = read_id,
    .schema = "{\"type\": \"string\", \"pattern\": "
	      "\"^[a-z0-9]+([.-][A-Za-z0-9]+)+$|\\\\$\\\\{\"}"};
static const struct type type_ids = {.what = "the id of a requirement",
    .read = read_list,
    .item = &type_id,
    .one = true,
    .not_empty = true,
    .size = sizeof(const struct requirement *)};

/* What a mapping stands for; `proves` of the case unless it says so. */
static bool
settle_proves(struct scope *s, struct expectations *e, struct loc loc)
{
	bool said = e->proves.n > 0;

	for (size_t i = 0; !said && s->proves && i < s->proves->n; i++)
		if (at_level(s->proves->v[i], e->level))
			*vec_add(&e->proves, s->arena) = s->proves->v[i];
	if (s->proves == NULL || (e->level == EXPECT_MAY && !said))
		return true;
	for (size_t i = 0; i < e->proves.n; i++)
		if (at_level(e->proves.v[i], e->level))
			return true;
	scope_mistake(s, loc, "this `%s` stands for no %s: %s",
	    level_words[e->level],
	    e->level == EXPECT_MUST	? "MUST"
	    : e->level == EXPECT_SHOULD ? "SHOULD"
					: "MAY",
	    said ? "what it proves is of other levels"
		 : "`proves` of the case has none");
	return false;
}

/* ------------------------------------------------------------- the table */

static type_reader read_one_of;

static const struct type type_inner;
static const struct type type_one_of = {.what = "a list of expectations",
    .read = read_one_of,
    .item = &type_inner,
    .one = true,
    .not_empty = true,
    .size = sizeof(struct expectations)};

#define EXPECT(k, t, m, in_, h)                                                \
	{                                                                      \
		FIELD(k, t, struct expectations, m), HASNOT, .in = in_,        \
							     .help = h         \
	}
#define EXPECT_HAS(k, t, m, in_, h)                                            \
	{                                                                      \
		FIELD(k, t, struct expectations, m),                           \
		    HAS(struct expectations, has_##m), .in = in_, .help = h    \
	}

/* clang-format off */
static const struct field expect_fields[] = {
    EXPECT_HAS("status", &type_status, status, OF_ONE_ANSWER,
	"the status of the answer; 2xx unless a mapping says one"),
    EXPECT("headers", &type_headers, headers, OF_ONE_ANSWER,
	"its headers; lines of one name are joined with `, `"),
    EXPECT_HAS("body", &type_body_match, body, OF_ONE_ANSWER,
	"its body: bytes or a match; also `length`, `sha256`"),
    EXPECT_HAS("props", &type_prop_matches, props, OF_ONE_ANSWER,
	"properties of the request's own resource, with 200 in a 207 or in a "
	"DAV:prop body"),
    EXPECT_HAS("responses", &type_responses, responses, OF_ONE_ANSWER,
	"the 207 has that href with that status, its own or a propstat's"),
    {FIELD("only-responses", &type_flag, struct expectations, only_responses),
	HASNOT, .in = OF_ONE_ANSWER, .with = "responses",
	.help = "there is no other href"},
    EXPECT_HAS("error", &type_error, error, OF_ONE_ANSWER,
	"the error body has these conditions, naming these hrefs"),
    {FIELD("json", &type_json, struct expectations, json),
	HAS(struct expectations, has_json), .in = OF_ONE_ANSWER,
	.help = "`responses` are those of a JSON array or object"},
    EXPECT("xpath", &type_xpaths, xpath, OF_ONE_ANSWER,
	"expressions on a body of at most 1 MiB"),
    {.key = "tree", .type = &type_given_or_tree,
	HAS(struct expectations, has_tree),
	.help = "the scratch collection, read back, holds this, no more, no "
		"less"},
    EXPECT("count", &type_counts, counts, OF_A_RACE,
	"so many answers of a race had this status"),
    EXPECT_HAS("interim", &type_interim, interim, OF_ONE_ANSWER,
	"such a 1xx came first"),
    {FIELD("within", &type_time, struct expectations, within_ms),
	HAS(struct expectations, has_within), .in = OF_ONE_ANSWER,
	.help = "answered in that time"},
    {FIELD("one-of", &type_one_of, struct expectations, one_of), HASNOT,
	.help = "at least one of them holds"},
    EXPECT("proves", &type_ids, proves, AT_LEVEL | AT_RACE,
	"no test: what the others here stand for; else the ids of the case at "
	"this level"),
};
/* clang-format on */
static const struct table expect_table = {.what = "expectations",
    .fields = expect_fields,
    .n = countof(expect_fields)};

static const struct type type_inner = {.name = "alternative",
    .help = "one of several expectations",
    .table = &expect_table,
    .in = AT_INNER | AT_RACE_INNER,
    .not_empty = true};

/* ------------------------------------------------------------- reading */

static bool
is_empty(const struct expectations *e)
{
	return !e->has_status && !e->default_status && e->headers.n == 0 &&
	       !e->has_body && !e->has_props && !e->has_responses &&
	       !e->has_error && e->xpath.n == 0 && !e->has_tree &&
	       e->n_counts == 0 && !e->has_interim && !e->has_within &&
	       e->n_one_of == 0;
}

bool
expectations_not_empty(struct scope *s, const struct expectations *e)
{
	if (!is_empty(e))
		return true;
	scope_mistake(s, e->loc, "nothing is expected here");
	return false;
}

static bool
read_mapping(
    struct scope *s, const struct node *n, struct expectations *e, unsigned in)
{
	unsigned in_before = s->in;
	bool by_id_before = s->by_id, ok;

	e->level = s->level;
	e->loc = n->loc;
	if (n->kind == NODE_MAPPING && n->n == 0) {
		scope_mistake(s, n->loc, "nothing is expected here");
		return false;
	}
	s->in = in;
	s->by_id = node_get(n, "json") != NULL;
	ok = table_read(s, n, e, &expect_table, in);
	s->by_id = by_id_before;
	s->in = in_before;
	return ok;
}

static bool
read_one_of(
    struct scope *s, const struct node *n, void *out, const struct type *t)
{
	unsigned in = (s->in & OF_A_RACE) != 0 ? AT_RACE_INNER : AT_INNER;
	struct expectation_list list = {0};
	bool ok = true;

	if (node_is_nothing(n) || node_count(n) == 0)
		return wrong_type(s, n, t->what);
	for (size_t i = 0; i < node_count(n); i++) {
		struct expectations e = {0};

		if (read_mapping(s, node_at(n, i), &e, in) &&
		    expectations_not_empty(s, &e))
			*vec_add(&list, s->arena) = e;
		else
			ok = false;
	}
	memcpy(out, &list, sizeof(list));
	return ok;
}

bool
expectations_read(struct scope *s, const struct node *n, bool race,
    struct expectation_list *out)
{
	unsigned in = s->level == EXPECT_ASSUME ? AT_ASSUME : AT_LEVEL;
	bool ok = true;

	if (race)
		in = s->level == EXPECT_ASSUME ? AT_RACE_ASSUME : AT_RACE;
	if (node_is_nothing(n) || node_count(n) == 0)
		return wrong_type(s, n, "expectations (a mapping)");
	for (size_t i = 0; i < node_count(n); i++) {
		const struct node *one = node_at(n, i);
		struct expectations e = {0};

		if (!read_mapping(s, one, &e, in) ||
		    (s->level != EXPECT_ASSUME &&
			!settle_proves(s, &e, one->loc)))
			ok = false;
		else
			*vec_add(out, s->arena) = e;
	}
	return ok;
}

static bool
says_status(const struct expectations *v, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (v[i].has_status || says_status(v[i].one_of, v[i].n_one_of))
			return true;
	return false;
}

bool
expectations_say_status(const struct expectation_list *list)
{
	return says_status(list->v, list->n);
}

static const struct type level_mapping = {.name = "expectation",
    .table = &expect_table,
    .in = AT_LEVEL | AT_RACE,
    .not_empty = true};
static const struct type assume_mapping = {.name = "assumption",
    .table = &expect_table,
    .in = AT_ASSUME | AT_RACE_ASSUME,
    .not_empty = true};
const struct type type_expectations = {.name = "expectations",
    .help = "one mapping or a list of them",
    .item = &level_mapping,
    .one = true,
    .not_empty = true,
    .read = read_node};
const struct type type_assumptions = {.name = "assumptions",
    .help = "one mapping or a list of them",
    .item = &assume_mapping,
    .one = true,
    .not_empty = true,
    .read = read_node};

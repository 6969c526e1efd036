#include "case/step.h"

#include "case/methods.h"

/* What kind of step it is: which keys have their place. */
enum {
	A_REQUEST = 1,
	A_SEND = 2,
	A_RACE = 4,
	A_WAIT = 8,
	A_RACER = 16,	   /* a request of a race */
	A_RACER_SEND = 32, /* a literal one */
};
#define REQUESTS (A_REQUEST | A_RACER)
#define RACERS (A_RACER | A_RACER_SEND)
#define SENT (REQUESTS | A_SEND | A_RACER_SEND)
#define EXPECTS (A_REQUEST | A_SEND | A_RACE)

#define RACE_MAX 1000 /* requests */

/* What the table fills in, beside the step. */
struct step_raw {
	struct step step;
	bool has_body, has_propfind, has_proppatch, has_lock;
	bool has_include, has_wait, has_race, has_send;
	unsigned times;
	const struct node *race, *later;
};

/* ------------------------------------------------------------- the table */

static bool read_method_key(struct scope *s, const struct node *key,
    const struct node *value, void *out);

static const struct type type_racer;
static const struct type type_race = {.what = "a list of steps",
    .read = read_node,
    .item = &type_racer,
    .one = true,
    .not_empty = true};

#define AT(k, t, m) FIELD(k, t, struct step_raw, m)
#define WHEN(m) HAS(struct step_raw, m)

/* clang-format off */
static const struct field step_fields[] = {
    {AT("method", &type_token, step.method), HASNOT, .in = REQUESTS,
	.flags = FIELD_ALONE, .with = "path",
	.help = "a method that has no key of its own"},
    {AT("path", &type_path, step.path), HASNOT, .in = REQUESTS,
	.with = "method", .help = "its path"},
    {AT("send", &type_send, step.send), WHEN(has_send),
	.in = A_SEND | A_RACER_SEND, .flags = FIELD_ALONE,
	.help = "a literal request, on a connection of its own"},
    {AT("race", &type_race, race), WHEN(has_race), .in = A_RACE,
	.flags = FIELD_ALONE,
	.help = "requests sent at the same moment on open connections"},
    {AT("times", &type_number, times), HASNOT, .in = RACERS,
	.help = "how often a request of a race is sent"},
    {AT("wait", &type_time, step.wait_ms), WHEN(has_wait), .in = A_WAIT,
	.flags = FIELD_ALONE, .help = "so long, before the next step"},
    {AT("depth", &type_text_or_nothing, step.depth), HASNOT, .in = REQUESTS,
	.help = "Depth"},
    {AT("to", &type_path, step.to), HASNOT, .in = REQUESTS,
	.help = "Destination, as an absolute URI"},
    {AT("headers", &type_header_lines, step.headers), HASNOT, .in = REQUESTS,
	.help = "sent as written, in order"},
    {AT("body", &type_body, step.body), WHEN(has_body), .in = REQUESTS,
	.help = "the body; `xml` adds its Content-Type"},
    {AT("props", &type_names, step.props), WHEN(has_propfind), .in = REQUESTS,
	.help = "a PROPFIND body that names properties"},
    {AT("include", &type_names, step.include), WHEN(has_include),
	.in = REQUESTS, .help = "a PROPFIND body: allprop and these"},
    {AT("allprop", &type_yes, step.allprop), WHEN(has_propfind), .in = REQUESTS,
	.help = "a PROPFIND body with allprop"},
    {AT("propname", &type_yes, step.propname), WHEN(has_propfind),
	.in = REQUESTS, .help = "a PROPFIND body with propname"},
    {AT("set", &type_set, step.set), WHEN(has_proppatch), .in = REQUESTS,
	.help = "a PROPPATCH body that sets these, before any remove"},
    {AT("remove", &type_names, step.remove), WHEN(has_proppatch),
	.in = REQUESTS, .help = "a PROPPATCH body that removes these"},
    {AT("lock", &type_lock, step), WHEN(has_lock), .in = REQUESTS,
	.help = "a LOCK body"},
    {AT("as", &type_as, step.as), HASNOT, .in = SENT,
	.help = "one of the profile's users, or anonymous"},
    {AT("until", &type_time, step.until_ms), WHEN(step.has_until),
	.in = EXPECTS,
	.help = "sent again until `assume` and `must` hold, for so long at "
		"most"},
    {AT("capture", &type_captures, step.captures), HASNOT,
	.in = A_REQUEST | A_SEND,
	.help = "what later steps know as ${variable}"},
    {AT("assume", &type_assumptions, later), HASNOT, .in = EXPECTS,
	.help = "if they do not hold, the case ends as a skip"},
    {AT("must", &type_expectations, later), HASNOT, .in = EXPECTS,
	.help = "broken, the case fails"},
    {AT("should", &type_expectations, later), HASNOT, .in = EXPECTS,
	.help = "broken, the case warns"},
    {AT("may", &type_expectations, later), HASNOT, .in = EXPECTS,
	.help = "broken, it is recorded, for comparisons"},
};
/* clang-format on */

#define BOTH(x, y)                                                             \
	{                                                                      \
#x, #y                                                         \
	}
/* clang-format off */
static const struct pair step_apart[] = {
    BOTH(body, props),
    BOTH(body, include),
    BOTH(body, allprop),
    BOTH(body, propname),
    BOTH(body, set),
    BOTH(body, remove),
    BOTH(body, lock),
    BOTH(props, include),
    BOTH(props, allprop),
    BOTH(props, propname),
    BOTH(props, set),
    BOTH(props, remove),
    BOTH(props, lock),
    BOTH(include, propname),
    BOTH(include, set),
    BOTH(include, remove),
    BOTH(include, lock),
    BOTH(allprop, propname),
    BOTH(allprop, set),
    BOTH(allprop, remove),
    BOTH(allprop, lock),
    BOTH(propname, set),
    BOTH(propname, remove),
    BOTH(propname, lock),
    BOTH(set, lock),
    BOTH(remove, lock),
};
/* clang-format on */

static const struct table step_table = {.what = "a step",
    .fields = step_fields,
    .n = countof(step_fields),
    .apart = step_apart,
    .n_apart = countof(step_apart),
    .words = methods,
    .n_words = N_METHODS,
    .words_in = REQUESTS,
    .other_type = &type_path,
    .other = read_method_key};

/* ------------------------------------------------------------- the key */

static bool
is_method_like(struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		if (!((s.p[i] >= 'A' && s.p[i] <= 'Z') || s.p[i] == '-'))
			return false;
	return s.n > 1;
}

static const char *
method_list(struct arena *a)
{
	const char *text = "";

	for (size_t i = 0; i < N_METHODS; i++)
		text =
		    arena_printf(a, "%s%s%s", text, i ? " " : "", methods[i]);
	return text;
}

static bool
read_method_key(struct scope *s, const struct node *key,
    const struct node *value, void *out)
{
	struct step_raw *raw = out;
	const char *nearest;

	if (method_is_registered(key->text)) {
		if ((s->in & REQUESTS) == 0) {
			scope_mistake(s, key->loc,
			    "a method has no place here: it is a step itself");
			return false;
		}
		raw->step.method = key->text;
		return type_path.read(s, value, &raw->step.path, &type_path);
	}
	if (!is_method_like(key->text))
		return table_unknown(s, key, &step_table);
	nearest = str_nearest(key->text, methods, N_METHODS);
	scope_mistake(s, key->loc,
	    "`%.*s` is not a registered method (%s); another is written "
	    "`method: %.*s` with `path`",
	    STRF(key->text), method_list(s->arena), STRF(key->text));
	scope_did_you_mean(s, nearest);
	return false;
}

static bool
is_method(const struct node *key)
{
	return method_is_registered(key->text) || str_is(key->text, "method");
}

/* By its keys; 0: there is none that says it. */
static unsigned
kind_of(const struct node *n, bool racer)
{
	for (size_t i = 0; i < n->n; i++) {
		const struct node *key = n->pairs[i].key;

		if (is_method(key))
			return racer ? A_RACER : A_REQUEST;
		if (str_is(key->text, "send"))
			return racer ? A_RACER_SEND : A_SEND;
		if (str_is(key->text, "race"))
			return racer ? A_RACER : A_RACE;
		if (str_is(key->text, "wait"))
			return racer ? A_RACER : A_WAIT;
	}
	return racer ? A_RACER : A_REQUEST;
}

/* ------------------------------------------------------------- a step */

static void
settle(struct step_raw *raw, unsigned kind)
{
	struct step *step = &raw->step;

	step->kind = kind == A_WAIT			? STEP_WAIT
		     : kind == A_RACE			? STEP_RACE
		     : (kind & (A_SEND | A_RACER_SEND)) ? STEP_SEND
							: STEP_REQUEST;
	step->has_depth = step->depth.p != NULL;
	step->allprop = step->allprop || raw->has_include;
	if (raw->has_propfind || raw->has_include)
		step->body_kind = BODY_PROPFIND;
	else if (raw->has_proppatch)
		step->body_kind = BODY_PROPPATCH;
	else if (raw->has_lock)
		step->body_kind = BODY_LOCK;
}

static bool read_racers(
    struct scope *s, const struct node *n, struct step *out);

static bool
read_kind(
    struct scope *s, const struct node *n, bool racer, struct step_raw *raw)
{
	unsigned kind, before = s->in;
	bool ok;

	raw->times = 1;
	raw->step.loc = n->loc;
	if (n->kind == NODE_MAPPING && n->n == 0) {
		scope_mistake(s, n->loc, "this step is empty");
		return false;
	}
	kind = n->kind == NODE_MAPPING ? kind_of(n, racer) : A_REQUEST;
	s->in = kind;
	ok = table_read(s, n, raw, &step_table, kind);
	s->in = before;
	settle(raw, kind);
	if (ok && raw->step.has_until && node_get(n, "assume") == NULL &&
	    node_get(n, "must") == NULL) {
		scope_mistake(s, n->loc,
		    "`until` waits for `assume` or `must`: this step has "
		    "neither");
		ok = false;
	}
	if (raw->race != NULL && !racer)
		ok = read_racers(s, raw->race, &raw->step) && ok;
	return ok;
}

static bool
read_racers(struct scope *s, const struct node *n, struct step *out)
{
	struct {
		struct step *v;
		size_t n, cap;
	} list = {0};
	bool ok = true;

	if (node_is_nothing(n) || node_count(n) == 0)
		return wrong_type(s, n, "a list of steps");
	for (size_t i = 0; i < node_count(n); i++) {
		struct step_raw raw = {0};
		const struct node *one = node_at(n, i);

		if (!read_kind(s, one, true, &raw)) {
			ok = false;
			continue;
		}
		if (raw.times == 0 || list.n + raw.times > RACE_MAX) {
			scope_mistake(s, one->loc,
			    "a race has 1 to %d requests", RACE_MAX);
			return false;
		}
		for (unsigned k = 0; k < raw.times; k++)
			*vec_add(&list, s->arena) = raw.step;
	}
	out->race = list.v;
	out->n_race = list.n;
	out->cap_race = list.cap;
	return ok;
}

bool
step_read(struct scope *s, const struct node *n, struct step *out)
{
	struct step_raw raw = {0};
	bool ok;

	s->request = true;
	ok = read_kind(s, n, false, &raw);
	*out = raw.step;
	return ok;
}

static bool
read_levels(struct scope *s, const struct node *n, enum expect_level last,
    struct step *out)
{
	static const char *const keys[] = {"assume", "must", "should", "may"};
	struct expectation_list *list = &out->expects;
	bool ok = true;

	s->request = false;
	*list = (struct expectation_list){0};
	out->prepares = true;
	for (int i = EXPECT_ASSUME; i <= EXPECT_MAY; i++) {
		const struct node *at = node_get(n, keys[i]);

		if (at == NULL)
			continue;
		if (i != EXPECT_ASSUME)
			out->prepares = false;
		if (i > (int)last)
			continue;
		s->level = (enum expect_level)i;
		ok = expectations_read(s, at, out->kind == STEP_RACE, list) &&
		     ok;
	}
	return ok;
}

bool
step_read_assumes(struct scope *s, const struct node *n, struct step *out)
{
	return read_levels(s, n, EXPECT_ASSUME, out);
}

bool
step_read_expects(struct scope *s, const struct node *n, struct step *out)
{
	struct expectation_list *list = &out->expects;
	bool ok = read_levels(s, n, EXPECT_MAY, out);
	size_t first;

	/* What is only assumed does not carry the default (cases/README.md). */
	for (first = 0; first < list->n; first++)
		if (list->v[first].level != EXPECT_ASSUME)
			break;
	if (first < list->n && out->kind != STEP_RACE &&
	    !expectations_say_status(list)) {
		struct expectations *e = &list->v[first];

		e->default_status = true;
		status_add(&e->status, STR("2xx"), s->arena);
		e->status.loc = e->loc;
	}
	for (size_t i = 0; i < list->n; i++)
		ok = expectations_not_empty(s, &list->v[i]) && ok;
	return ok;
}

static const struct type type_racer = {
    .name = "racer", .table = &step_table, .in = RACERS, .not_empty = true};
static const struct type type_step = {.name = "step",
    .table = &step_table,
    .in = A_REQUEST | A_SEND | A_RACE | A_WAIT,
    .not_empty = true};
const struct type type_steps = {.name = "steps",
    .what = "a list of steps",
    .read = read_node,
    .item = &type_step,
    .one = true,
    .not_empty = true};

#include "case/scalars.h"

#include "base/buf.h"

#define STATUS_LEAST 100
#define STATUS_MOST 599

bool
status_set_has_range(const struct status_set *set, int lo, int hi)
{
	for (size_t i = 0; i < set->n; i++)
		if (lo >= set->v[i].lo && hi <= set->v[i].hi)
			return true;
	return false;
}

bool
status_set_has(const struct status_set *set, int status)
{
	return status_set_has_range(set, status, status);
}

static struct str
range_text(const struct status_range *r, struct arena *a)
{
	if (r->lo == r->hi)
		return arena_strf(a, "%d", r->lo);
	if (r->lo == STATUS_LEAST && r->hi == STATUS_MOST)
		return STR("any");
	if (r->lo % 100 == 0 && r->hi == r->lo + 99)
		return arena_strf(a, "%dxx", r->lo / 100);
	return arena_strf(a, "%d to %d", r->lo, r->hi);
}

struct str
status_set_text(const struct status_set *set, struct arena *a)
{
	struct str text = STR("");

	for (size_t i = 0; i < set->n; i++) {
		struct str one = range_text(&set->v[i], a);
		const char *between = i == 0		? ""
				      : i + 1 == set->n ? " or "
							: ", ";

		text =
		    arena_strf(a, "%.*s%s%.*s", STRF(text), between, STRF(one));
	}
	return text;
}

bool
status_add(struct status_set *set, struct str text, struct arena *a)
{
	struct status_range r = {STATUS_LEAST, STATUS_MOST};
	uint64_t code;

	if (text.n == 3 && str_is(str_from_at(text, 1), "xx") &&
	    text.p[0] >= '1' && text.p[0] <= '5') {
		r.lo = (text.p[0] - '0') * 100;
		r.hi = r.lo + 99;
	} else if (text.n == 3 && str_to_u64(text, &code) &&
		   code >= STATUS_LEAST && code <= STATUS_MOST) {
		r.lo = r.hi = (int)code;
	} else if (!str_is(text, "any")) {
		return false;
	}
	/* A variable may name what stands beside it. */
	if (!status_set_has_range(set, r.lo, r.hi))
		*vec_add(set, a) = r;
	return true;
}

static bool
read_one(struct scope *s, const struct node *n, void *out, const struct type *t)
{
	struct status_set *set = out;
	struct text text;

	if (!text_needed(s, n, t->what, &text))
		return false;
	if (set->n == 0)
		set->loc = n->loc;
	if (status_add(set, text.opaque ? STR("any") : text.s, s->arena))
		return true;
	scope_mistake(s, n->loc,
	    "`%.*s` is not a status: 100 to 599, a class such as `4xx`, or "
	    "`any`",
	    STRF(text.s));
	return false;
}

static bool
read_status(
    struct scope *s, const struct node *n, void *out, const struct type *t)
{
	struct status_set *set = out;
	bool ok = true;

	if (n->kind == NODE_MAPPING || node_count(n) == 0)
		return wrong_type(s, n, t->what);
	for (size_t i = 0; i < node_count(n); i++)
		ok = read_one(s, node_at(n, i), out, t) && ok;
	set->loc = n->loc;
	return ok;
}

static bool
read_interim(
    struct scope *s, const struct node *n, void *out, const struct type *t)
{
	struct status_set *set = out;

	if (!read_status(s, n, out, t))
		return false;
	for (size_t i = 0; i < set->n; i++)
		if (set->v[i].lo > 199) {
			scope_mistake(
			    s, n->loc, "an interim status is one of 1xx");
			return false;
		}
	return true;
}

static const struct type one_status = {.name = "code",
    .what = "a status",
    .help = "a code, a class such as 4xx, or any",
    .read = read_one,
    .schema = "{\"anyOf\": [{\"type\": \"integer\", \"minimum\": 100, "
	      "\"maximum\": 599}, {\"type\": \"string\", \"pattern\": "
	      "\"^([1-5]([0-9][0-9]|xx)|any)$|\\\\$\\\\{\"}]}"};
static const struct type several_statuses = {
    .item = &one_status, .one = true, .not_empty = true};
static const struct type *const one_or_more[] = {&several_statuses, NULL};

const struct type type_one_status = {.name = "code-key",
    .what = "a status",
    .read = read_one,
    .schema = "{\"type\": \"string\", \"pattern\": "
	      "\"^([1-5]([0-9][0-9]|xx)|any)$|\\\\$\\\\{\"}"};
const struct type type_status = {.name = "status",
    .what = "a status",
    .help = "a code, a class such as 4xx, any, or a list of them",
    .read = read_status,
    .any_of = one_or_more};
const struct type type_interim = {.name = "interim",
    .what = "a status 1xx",
    .help = "a code 1xx, or a list of them",
    .read = read_interim,
    .any_of = one_or_more};

#include "check/match.h"

#include "dav/date.h"
#include "dav/fragment.h"

/* ------------------------------------------------------------- order */

enum quantity_kind { QUANTITY_NONE, QUANTITY_NUMBER, QUANTITY_MOMENT };

struct quantity {
	enum quantity_kind kind;
	long double value;
};

/* A decimal number: sign, digits, fraction. */
static bool
decimal(struct str text, long double *out)
{
	long double scale = 1;
	bool minus = text.n > 0 && text.p[0] == '-', point = false;
	size_t digits = 0;

	*out = 0;
	for (size_t i = minus; i < text.n; i++) {
		char c = text.p[i];

		if (c == '.' && !point && digits > 0) {
			point = true;
			continue;
		}
		if (c < '0' || c > '9')
			return false;
		digits++;
		scale = point ? scale / 10 : scale;
		*out = point ? *out + (c - '0') * scale : *out * 10 + (c - '0');
	}
	if (minus)
		*out = -*out;
	return digits > 0 && text.p[text.n - 1] != '.';
}

static struct quantity
quantity_of(struct str text)
{
	struct quantity q = {QUANTITY_NUMBER, 0};
	struct date date;

	text = str_trim(text);
	if (str_is_nocase(text, "Infinite")) {
		/* More than any Second-N (RFC 4918 section 10.7). */
		q.value = (long double)UINT64_MAX;
		return q;
	}
	if (str_eq_nocase(str_sub(text, 0, 7), STR("Second-")))
		text = str_from_at(text, 7);
	if (decimal(text, &q.value))
		return q;
	if (date_parse(text, &date))
		return (struct quantity){QUANTITY_MOMENT, (long double)date.ms};
	return (struct quantity){QUANTITY_NONE, 0};
}

bool
match_order(struct str a, struct str b, int *order)
{
	struct quantity x = quantity_of(a), y = quantity_of(b);

	*order = (x.value > y.value) - (x.value < y.value);
	return x.kind != QUANTITY_NONE && x.kind == y.kind;
}

/* ------------------------------------------------------------- infoset */

/* How an element is copied to be compared. */
struct copying {
	struct arena *arena;
	bool trim;	 /* white space around text makes no difference */
	struct str lang; /* in scope around it all: is not part of it */
};

static void
append(struct xml_node *parent, struct xml_node *n)
{
	n->parent = parent;
	n->next = NULL;
	if (parent->last == NULL)
		parent->first = n;
	else
		parent->last->next = n;
	parent->last = n;
}

static struct xml_node *
copy_node(const struct xml_node *from, const struct copying *c)
{
	struct xml_node *n = arena_new(c->arena, struct xml_node);

	*n = *from;
	n->first = n->last = NULL;
	if (str_eq_nocase(n->lang, c->lang))
		n->lang = STR_NONE;
	for (const struct xml_node *k = from->first; k; k = k->next) {
		struct xml_node *kid = copy_node(k, c);

		if (c->trim && k->local.p == NULL) {
			kid->text = str_trim(kid->text);
			if (kid->text.n == 0)
				continue;
		}
		append(n, kid);
	}
	return n;
}

static const struct xml_node *
fragment(struct str content, const struct match_env *env, struct str *why)
{
	size_t n = env->n_namespaces;
	struct xml_prefix *prefixes =
	    arena_array(env->arena, struct xml_prefix, n + 1);

	for (size_t i = 0; i < n; i++)
		prefixes[i] = (struct xml_prefix){
		    env->namespaces[i].prefix, env->namespaces[i].uri};
	return xml_fragment(env->arena, content, prefixes, n, why);
}

static bool
same_xml(struct str content, const struct xml_node *node,
    const struct match_env *env, struct mismatch *why)
{
	struct copying c = {
	    .arena = env->arena, .trim = str_is(node->uri, "DAV:")};
	struct str reason = STR_NONE;
	const struct xml_node *wanted = fragment(content, env, &reason);
	bool same;

	if (wanted != NULL) {
		wanted = copy_node(wanted, &c);
		c.lang = node->lang;
		same = xml_same_content(
		    wanted, copy_node(node, &c), env->arena, &reason);
		if (same)
			return true;
	}
	if (reason.p != NULL)
		why->expected = arena_strf(env->arena, "%.*s (%.*s)",
		    STRF(why->expected), STRF(reason));
	return false;
}

bool
match_value(const struct value *v, const struct shown *s,
    const struct match_env *env, struct mismatch *why)
{
	struct str wanted = v->content.p ? v->content : STR("");

	why->expected = match_quote(wanted, env->arena);
	if (!s->there)
		return false;
	if (v->is_xml && s->node != NULL) {
		if (!same_xml(wanted, s->node, env, why))
			return false;
	} else {
		if (s->node != NULL && xml_has_elements(s->node))
			return false;
		if (s->node != NULL && str_is(s->node->uri, "DAV:"))
			wanted = str_trim(wanted);
		if (!str_eq(s->text, wanted))
			return false;
	}
	if (v->lang.p == NULL || s->node == NULL ||
	    str_eq_nocase(v->lang, s->node->lang))
		return true;
	why->expected = arena_strf(env->arena, "language %.*s, not %.*s",
	    STRF(match_quote(v->lang, env->arena)),
	    STRF(match_quote(s->node->lang, env->arena)));
	return false;
}

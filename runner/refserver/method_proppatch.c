#include "refserver/method.h"

#include "refserver/guard.h"
#include "refserver/multistatus.h"
#include "refserver/props.h"
#include "refserver/xmlin.h"

/* No property is longer, wherever it is. */
#define PROPERTY_MAX ((size_t)1 << 20)

/* One instruction: a property set or removed. */
struct change {
	struct prop_name name;
	const struct _xmlNode *element;
	bool remove;
	unsigned status;
	const char *condition;
};

struct patch {
	VEC(struct change) changes;
	struct propset props; /* as they become */
	struct str language;  /* the same; nothing: none */
};

static void
collect(struct request *rq, const struct _xmlNode *prop, bool removes,
    struct patch *out)
{
	const struct _xmlNode *e = dom_first(prop);

	for (; e != NULL; e = dom_next(e))
		*vec_add(&out->changes, &rq->arena) = (struct change){
		    .name = {dom_ns(e), dom_name(e)},
		    .element = e,
		    .remove = removes,
		};
}

/* False for a body that instructs nothing (sections 14.19, 14.26). */
static bool
read_update(struct request *rq, const struct _xmlNode *root, struct patch *out)
{
	const struct _xmlNode *e = dom_first(root), *prop;

	if (!dom_is(root, "propertyupdate"))
		return false;
	for (; e != NULL; e = dom_next(e)) {
		bool removes = dom_is(e, "remove");

		if (!removes && !dom_is(e, "set"))
			continue;
		prop = dom_child(e, "prop");
		if (prop == NULL && faulty(rq, FAULT_proppatch_without_prop)) {
			collect(rq, e, removes, out);
			continue;
		}
		if (prop == NULL)
			return false;
		for (; prop != NULL; prop = dom_next(prop))
			if (dom_is(prop, "prop"))
				collect(rq, prop, removes, out);
	}
	return out->changes.n > 0;
}

/* RFC 5646 in outline: alphanumeric subtags, the first of letters. */
static bool
is_language(struct str s)
{
	struct str rest = s, tag;
	bool first = true;

	while (str_cut(&rest, '-', &tag)) {
		if (tag.n == 0 || tag.n > 8)
			return false;
		for (size_t i = 0; i < tag.n; i++) {
			char c = tag.p[i];
			bool alpha =
			    (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');

			if (!alpha && (first || c < '0' || c > '9'))
				return false;
		}
		first = false;
	}
	return !first;
}

static unsigned
change_language(struct request *rq, struct patch *p, const struct change *c)
{
	struct str value;

	if (c->remove) {
		p->language = STR_NONE;
		return 200;
	}
	value = str_trim(dom_text(&rq->arena, c->element));
	if (!faulty(rq, FAULT_language_unchecked) &&
	    (dom_first(c->element) != NULL || !is_language(value)))
		return 409;
	p->language = value;
	return 200;
}

static struct dom_keep
kept(const struct request *rq)
{
	return (struct dom_keep){
	    .no_attributes = faulty(rq, FAULT_dead_drops_attributes),
	    .no_lang = faulty(rq, FAULT_dead_drops_lang),
	    .no_inherited_lang = faulty(rq, FAULT_dead_drops_lang) ||
				 faulty(rq, FAULT_dead_drops_inherited_lang),
	    .no_elements = faulty(rq, FAULT_dead_drops_elements),
	    .trimmed = faulty(rq, FAULT_dead_trims),
	    .ascii_only = faulty(rq, FAULT_dead_ascii_only),
	    .other_prefixes = faulty(rq, FAULT_dead_renames_prefixes),
	    .no_default = varied(rq, VARIANT_default_namespace),
	};
}

static struct str
without(struct request *rq, struct str s, struct str what, const char *put)
{
	struct str out = STR("");

	while (s.n > 0) {
		size_t at = str_find(s, what);

		out = arena_strf(&rq->arena, "%.*s%.*s%s", STRF(out),
		    STRF(str_sub(s, 0, at)), at < s.n ? put : "");
		s = str_from_at(s, at + what.n);
	}
	return out;
}

static struct str
lower(struct request *rq, struct str s)
{
	char *p = arena_alloc(&rq->arena, s.n + 1);

	for (size_t i = 0; i < s.n; i++)
		p[i] = s.p[i] >= 'A' && s.p[i] <= 'Z' ? (char)(s.p[i] | 0x20)
						      : s.p[i];
	return (struct str){p, s.n};
}

static bool
is_ascii(struct str s)
{
	size_t i = 0;

	while (i < s.n && (unsigned char)s.p[i] < 0x80)
		i++;
	return i == s.n;
}

static unsigned
change_dead(struct request *rq, struct patch *p, const struct change *c)
{
	struct dom_keep keep = kept(rq);
	struct prop prop = {c->name.ns, c->name.name, STR_NONE};

	if (c->remove)
		return propset_remove(&p->props, prop.ns, prop.name) ||
			       !faulty(rq, FAULT_remove_absent_404)
			   ? 200
			   : 404;
	if (varied(rq, VARIANT_no_dead_properties) ||
	    (faulty(rq, FAULT_dead_refused) &&
		str_starts(prop.name, STR("p"))) ||
	    (faulty(rq, FAULT_dead_names_ascii) && !is_ascii(prop.name)))
		return 403;
	/* displayname is text (section 15.2). */
	if (prop_is_displayname(c->name) && dom_first(c->element) != NULL)
		return 409;
	prop.xml = dom_fragment(&rq->arena, c->element, &keep);
	if (faulty(rq, FAULT_dead_unescaped))
		prop.xml = without(rq, prop.xml, STR("&lt;"), "<");
	if (faulty(rq, FAULT_dead_drops_backslashes))
		prop.xml = without(rq, prop.xml, STR("\\"), "");
	if (faulty(rq, FAULT_dead_names_lower_case))
		prop.name = lower(rq, prop.name);
	if (faulty(rq, FAULT_dead_names_without_namespace))
		for (size_t i = p->props.list.n; i-- > 0;)
			if (str_eq(p->props.list.v[i].name, prop.name))
				propset_remove(&p->props, p->props.list.v[i].ns,
				    prop.name);
	if (!has_space(rq, rq->node, prop.xml.n) ||
	    (prop.xml.n > PROPERTY_MAX && !faulty(rq, FAULT_quota_ignored)))
		return faulty(rq, FAULT_no_space_403) ? 403 : 507;
	if (!faulty(rq, FAULT_set_keeps_old_value) ||
	    node_prop(rq->node, prop.ns, prop.name) == NULL)
		propset_set(&p->props, prop);
	return 200;
}

static void
carry_out(struct request *rq, struct patch *p, struct change *c)
{
	if (prop_is_protected(rq, c->name)) {
		if (faulty(rq, FAULT_proppatch_protected_accepted)) {
			c->status = 200;
			return;
		}
		c->status = 403;
		if (!faulty(rq, FAULT_proppatch_no_condition))
			c->condition = "cannot-modify-protected-property";
	} else if (prop_is_language(c->name)) {
		c->status = change_language(rq, p, c);
	} else {
		c->status = change_dead(rq, p, c);
	}
}

/*
 * RFC 4918 9.2: in document order, all or nothing. What would have been done
 * but for another failure is 424 (section 9.2.1).
 */
static bool
carry_out_all(struct request *rq, struct patch *p)
{
	size_t failed = 0, n = p->changes.n;

	for (size_t i = 0; i < n; i++) {
		struct change *c =
		    &p->changes
			 .v[faulty(rq, FAULT_proppatch_backwards) ? n - 1 - i
								  : i];

		carry_out(rq, p, c);
		failed += c->status != 200;
	}
	for (size_t i = 0; failed > 0 && i < n; i++)
		if (p->changes.v[i].status == 200 &&
		    !faulty(rq, FAULT_proppatch_200_beside_failure))
			p->changes.v[i].status =
			    faulty(rq, FAULT_proppatch_failed_409) ? 409 : 424;
	return failed == 0;
}

static void
commit(struct request *rq, struct patch *p)
{
	struct node *n = rq->node;

	if (n->collection && faulty(rq, FAULT_collection_forgets))
		return;
	propset_copy(&n->props, &p->props);
	node_set_text(&n->language, p->language);
	if (faulty(rq, FAULT_proppatch_touches))
		store_touch(rq->site->store, n);
}

/* Only the verdict that counts for a name named twice: a failure, if any. */
static bool
is_reported(const struct patch *p, size_t i)
{
	const struct change *c = &p->changes.v[i];

	for (size_t k = 0; k < p->changes.n; k++) {
		const struct change *o = &p->changes.v[k];
		bool same = str_eq(o->name.name, c->name.name) &&
			    str_eq(o->name.ns, c->name.ns);
		bool worse = o->status != 424 && o->status != 200;
		bool bad = c->status != 424 && c->status != 200;

		if (k != i && same &&
		    ((worse && !bad) || (worse == bad && k < i)))
			return false;
	}
	return true;
}

static bool
same_group(const struct change *a, const struct change *b)
{
	return a->status == b->status && a->condition == b->condition;
}

static void
report(struct request *rq, const struct patch *p)
{
	struct multistatus ms;
	size_t n = faulty(rq, FAULT_proppatch_silent) ? 1 : p->changes.n;

	ms_begin(&ms, rq);
	ms_response(&ms, node_path(&rq->arena, rq->node));
	for (size_t i = 0; i < n; i++) {
		const struct change *c = &p->changes.v[i];
		bool done = !is_reported(p, i);

		for (size_t k = 0; k < i; k++)
			done = done || (is_reported(p, k) &&
					   same_group(&p->changes.v[k], c));
		if (done)
			continue;
		ms_propstat(&ms);
		for (size_t k = i; k < n; k++)
			if (is_reported(p, k) &&
			    same_group(&p->changes.v[k], c))
				ms_name(&ms, p->changes.v[k].name.ns,
				    p->changes.v[k].name.name,
				    FAULT_proppatch_with_values);
		ms_propstat_end(&ms, c->status, c->condition);
	}
	ms_response_end(&ms);
	ms_end(&ms);
	answer_collection_url(rq);
}

/* The fault: the resource as a whole, as other methods have it. */
static void
report_status(struct request *rq)
{
	struct multistatus ms;

	ms_begin(&ms, rq);
	ms_failure(&ms, node_path(&rq->arena, rq->node), 200, NULL, NULL, 0);
	ms_end(&ms);
}

static void
patch(struct request *rq, struct patch *p)
{
	p->language = str_from(rq->node->language);
	propset_copy(&p->props, &rq->node->props);
	if (carry_out_all(rq, p) || faulty(rq, FAULT_proppatch_not_atomic))
		commit(rq, p);
	if (faulty(rq, FAULT_proppatch_bare_200))
		answer_code(rq, 200);
	else if (faulty(rq, FAULT_proppatch_status_only))
		report_status(rq);
	else
		report(rq, p);
	propset_release(&p->props);
}

/* Nothing is there: each name has a 404, in a 207. */
static void
report_unmapped(struct request *rq, const struct patch *p)
{
	struct multistatus ms;
	struct buf path;

	buf_init(&path, SIZE_MAX / 2);
	for (size_t i = 0; i < rq->path.seg.n; i++) {
		buf_puts(&path, "/");
		path_encode(&path, rq->path.seg.v[i]);
	}
	if (rq->path.slash)
		buf_puts(&path, "/");
	ms_begin(&ms, rq);
	ms_response(&ms, buf_view(&path));
	ms_propstat(&ms);
	for (size_t i = 0; i < p->changes.n; i++)
		if (is_reported(p, i))
			ms_name(&ms, p->changes.v[i].name.ns,
			    p->changes.v[i].name.name,
			    FAULT_proppatch_with_values);
	ms_propstat_end(&ms, 404, NULL);
	ms_response_end(&ms);
	ms_end(&ms);
	buf_release(&path);
}

static void
patch_unmapped(struct request *rq)
{
	struct patch p = {.language = STR_NONE};
	struct xmlin *x;

	if (!request_xml(rq, &x))
		return;
	if (x == NULL || !read_update(rq, xmlin_root(x), &p))
		answer_senseless(
		    rq, "the body is no propertyupdate with a property");
	else
		report_unmapped(rq, &p);
	xmlin_free(x);
}

void
method_proppatch(struct request *rq)
{
	struct node *n = rq->node;
	struct patch p = {.language = STR_NONE};
	struct xmlin *x;

	if (n == NULL && faulty(rq, FAULT_proppatch_creates) &&
	    request_parent(rq, &rq->path) != NULL)
		n = rq->node =
		    store_add(rq->site->store, request_parent(rq, &rq->path),
			rq->path.seg.v[rq->path.seg.n - 1], false);
	if (n == NULL && varied(rq, VARIANT_unmapped_207)) {
		patch_unmapped(rq);
		return;
	}
	if (!method_needs_resource(rq) || !guard_rights(rq, n) ||
	    !request_xml(rq, &x))
		return;
	if (x == NULL ? faulty(rq, FAULT_proppatch_without_body)
		      : faulty(rq, FAULT_proppatch_empty_accepted) &&
			    dom_first(xmlin_root(x)) == NULL) {
		answer_code(rq, 200);
		xmlin_free(x);
		return;
	}
	if (x == NULL || !read_update(rq, xmlin_root(x), &p))
		answer_senseless(
		    rq, "the body is no propertyupdate with a property");
	else if (guard_if(rq) &&
		 (faulty(rq, FAULT_lock_properties_free) ||
		     guard_lock(rq, n)) &&
		 guard_conditions(rq, n))
		patch(rq, &p);
	xmlin_free(x);
}

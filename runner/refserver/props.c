#include "refserver/props.h"

#include "base/utf8.h"
#include "refserver/httpdate.h"

#define LISTING_MAX ((size_t)64 << 20)

void
collection_listing(struct request *rq, const struct node *n, struct buf *out)
{
	struct xml x = {.b = out};

	buf_puts(out, "<!DOCTYPE html>\n<title>Members</title>\n<ul>\n");
	for (size_t i = 0; i < n->members; i++) {
		const struct node *m = n->member[i];

		buf_puts(out, "<li><a href=\"./");
		path_encode(out, m->name);
		buf_puts(out, m->collection ? "/\">" : "\">");
		out_text(&x, utf8_line(&rq->arena, m->name));
		buf_puts(out, "</a>\n");
	}
	buf_puts(out, "</ul>\n");
}

static void
write_date(struct xml *x, time_t t, enum httpdate_form form)
{
	char text[HTTPDATE_MAX];

	httpdate_write(t, form, text);
	out_text(x, str_from(text));
}

static bool
live_creationdate(struct request *rq, struct xml *x, const struct node *n)
{
	if (faulty(rq, FAULT_creationdate_missing) ||
	    varied(rq, VARIANT_few_properties))
		return false;
	write_date(x,
	    faulty(rq, FAULT_creationdate_is_modified) ? n->modified
	    : faulty(rq, FAULT_creationdate_is_now) ? (time_t)(rq->now / 1000)
						    : n->created,
	    faulty(rq, FAULT_creationdate_http_date) ? HTTPDATE_IMF
						     : HTTPDATE_RFC3339);
	return true;
}

static bool
live_language(struct request *rq, struct xml *x, const struct node *n)
{
	if (n->language == NULL || faulty(rq, FAULT_getcontentlanguage_missing))
		return false;
	if (faulty(rq, FAULT_getcontentlanguage_malformed)) {
		out_text(x, STR("not a language"));
		return true;
	}
	out_text(x, str_from(n->language));
	return true;
}

/* A property exists where GET sends the header (sections 15.3 to 15.7). */
static bool
has_get(const struct request *rq, const struct node *n)
{
	return !n->collection || !varied(rq, VARIANT_get_collection_405);
}

static bool
live_length(struct request *rq, struct xml *x, const struct node *n)
{
	size_t length;

	if (!has_get(rq, n) || faulty(rq, FAULT_getcontentlength_missing))
		return false;
	if (n->collection) {
		struct buf b;

		buf_init(&b, LISTING_MAX);
		collection_listing(rq, n, &b);
		length = b.n;
		buf_release(&b);
	} else {
		length = n->body->n;
	}
	length += faulty(rq, FAULT_getcontentlength_wrong);
	if (n->copied && faulty(rq, FAULT_copy_freezes_length))
		length = 3;
	buf_printf(x->b, "%zu", length);
	return true;
}

static bool
live_type(struct request *rq, struct xml *x, const struct node *n)
{
	if (!has_get(rq, n) || faulty(rq, FAULT_getcontenttype_wrong))
		return false;
	if (faulty(rq, FAULT_getcontenttype_malformed))
		out_text(x, STR("text"));
	else if (n->collection)
		out_text(x, STR("text/html; charset=utf-8"));
	else if (n->type != NULL)
		out_text(x, str_from(n->type));
	else if (varied(rq, VARIANT_default_content_type))
		out_text(x, STR("application/octet-stream"));
	else
		return false;
	return true;
}

static bool
live_etag(struct request *rq, struct xml *x, const struct node *n)
{
	struct str etag = node_etag(rq, n);

	if (!has_get(rq, n) || etag.p == NULL ||
	    faulty(rq, FAULT_getetag_missing))
		return false;
	if (faulty(rq, FAULT_getetag_differs))
		etag = STR("\"another\"");
	if (faulty(rq, FAULT_getetag_unquoted))
		etag = str_sub(etag, 1, etag.n - 2);
	if (faulty(rq, FAULT_getetag_with_space))
		etag = arena_strf(&rq->arena, "\n %.*s\n", STRF(etag));
	out_text(x, etag);
	return true;
}

static bool
live_modified(struct request *rq, struct xml *x, const struct node *n)
{
	enum httpdate_form form = HTTPDATE_IMF;

	if (!has_get(rq, n) || varied(rq, VARIANT_no_last_modified) ||
	    faulty(rq, FAULT_getlastmodified_missing))
		return false;
	if (faulty(rq, FAULT_getlastmodified_rfc850))
		form = HTTPDATE_RFC850;
	if (faulty(rq, FAULT_getlastmodified_iso))
		form = HTTPDATE_RFC3339;
	write_date(x, node_modified(rq, n), form);
	return true;
}

static bool
live_resourcetype(struct request *rq, struct xml *x, const struct node *n)
{
	if (faulty(rq, FAULT_resourcetype_missing))
		return false;
	if (faulty(rq, FAULT_resourcetype_text))
		out_text(x, STR("resource"));
	if (n->copied && faulty(rq, FAULT_copy_loses_resourcetype))
		return true;
	if (n->collection ? !faulty(rq, FAULT_collection_is_file)
			  : faulty(rq, FAULT_file_is_collection))
		out_empty(x, "collection");
	return true;
}

static void
write_lockentry(struct request *rq, struct xml *x, const char *scope)
{
	out_open(x, "lockentry");
	out_open(x, "lockscope");
	out_empty(x, scope);
	out_close(x, "lockscope");
	if (!faulty(rq, FAULT_supportedlock_incomplete)) {
		out_open(x, "locktype");
		out_empty(x, "write");
		out_close(x, "locktype");
	}
	out_close(x, "lockentry");
}

static bool
live_supportedlock(struct request *rq, struct xml *x, const struct node *n)
{
	if (n->copied && faulty(rq, FAULT_copy_without_supportedlock))
		return false;
	if (n->made_by_lock && faulty(rq, FAULT_lock_made_without_locks))
		return false;
	if (varied(rq, VARIANT_class_1) ||
	    faulty(rq, FAULT_supportedlock_missing))
		return false;
	write_lockentry(rq, x, "exclusive");
	if (!varied(rq, VARIANT_no_shared_locks))
		write_lockentry(rq, x, "shared");
	return true;
}

static void
write_timeout(struct request *rq, struct xml *x, const struct lock *l)
{
	uint64_t left = lock_left(l, rq->now);

	if (faulty(rq, FAULT_lock_timeout_static))
		left = l->seconds;
	if (faulty(rq, FAULT_lock_timeout_untold))
		return;
	if (l->expires == 0)
		out_leaf(x, "timeout", STR("Infinite"));
	else
		out_leaf(x, "timeout",
		    arena_strf(&rq->arena, "%s%llu",
			faulty(rq, FAULT_lock_timeout_bare) ? "" : "Second-",
			(unsigned long long)left));
}

static void
write_owner(struct request *rq, struct xml *x, const struct lock *l)
{
	if (faulty(rq, FAULT_lock_owner_rewritten))
		out_leaf(x, "owner", STR("somebody"));
	else if (l->owner != NULL)
		out_raw(x, str_from(l->owner));
}

void
activelock_write(struct request *rq, struct xml *x, const struct lock *l,
    const struct node *seen, bool discovery)
{
	bool whole = !faulty(rq, FAULT_activelock_incomplete);
	bool hidden = discovery && varied(rq, VARIANT_hidden_tokens);

	out_open(x, "activelock");
	out_open(x, "locktype");
	out_empty(x, "write");
	out_close(x, "locktype");
	if (whole) {
		out_open(x, "lockscope");
		out_empty(x, l->exclusive ? "exclusive" : "shared");
		out_close(x, "lockscope");
		out_leaf(x, "depth", l->infinite ? STR("infinity") : STR("0"));
	}
	if (!hidden)
		write_owner(rq, x, l);
	write_timeout(rq, x, l);
	if (!hidden) {
		out_open(x, "locktoken");
		out_leaf(x, "href", str_from(l->token));
		out_close(x, "locktoken");
	}
	if (!faulty(rq, FAULT_lockroot_missing)) {
		out_open(x, "lockroot");
		xml_href(rq, x,
		    faulty(rq, FAULT_lockroot_is_resource) ? seen : l->root);
		out_close(x, "lockroot");
	}
	out_close(x, "activelock");
}

static bool
live_lockdiscovery(struct request *rq, struct xml *x, const struct node *n)
{
	struct lock_list on = {{0}};

	if (varied(rq, VARIANT_class_1) ||
	    faulty(rq, FAULT_lockdiscovery_missing) ||
	    (n->made_by_lock && faulty(rq, FAULT_lock_made_without_locks)))
		return false;
	if (faulty(rq, FAULT_lockdiscovery_direct_only))
		locks_at(&rq->site->locks, n, &rq->arena, &on);
	else
		locks_on(&rq->site->locks, n, &rq->arena, &on);
	if (on.list.n == 0 && faulty(rq, FAULT_lockdiscovery_text))
		out_text(x, STR("none"));
	for (size_t i = 0; i < on.list.n; i++)
		activelock_write(rq, x, on.list.v[i], n, true);
	return true;
}

/* Each writes the value and says whether the resource has the property. */
static const struct {
	const char *name;
	bool (*write)(struct request *, struct xml *, const struct node *);
} live[] = {
    {"creationdate",	     live_creationdate },
    {"getcontentlanguage", live_language	},
    {"getcontentlength",	 live_length	    },
    {"getcontenttype",     live_type		},
    {"getetag",		live_etag	 },
    {"getlastmodified",	live_modified     },
    {"lockdiscovery",      live_lockdiscovery},
    {"resourcetype",	     live_resourcetype },
    {"supportedlock",      live_supportedlock},
};

static size_t
live_index(struct prop_name p)
{
	size_t i = 0;

	while (i < countof(live) &&
	       !(str_is(p.ns, "DAV:") && str_is(p.name, live[i].name)))
		i++;
	return i;
}

/* What a variant adds: any server may (RFC 4918 section 4.2). */
static const struct {
	const char *ns, *name, *xml;
} others[] = {
    {"http://apache.org/dav/props/", "executable",
	"<a:executable xmlns:a=\"http://apache.org/dav/props/\">F"
	"</a:executable>"					     },
    {"urn:example:server",	   "inode",
	"<inode xmlns=\"urn:example:server\"><number>42</number></inode>"},
};

static size_t
other_index(struct request *rq, struct prop_name p)
{
	size_t i = varied(rq, VARIANT_more_properties) ? 0 : countof(others);

	while (i < countof(others) &&
	       !(str_is(p.ns, others[i].ns) && str_is(p.name, others[i].name)))
		i++;
	return i;
}

/* The faults that have a property where there is none. */
static bool
write_wrongly(
    struct request *rq, struct xml *x, const struct node *n, struct prop_name p)
{
	struct str tag = arena_strf(&rq->arena, ":%.*s>", STRF(p.name));

	if (faulty(rq, FAULT_displayname_is_name) && prop_is_displayname(p)) {
		out_leaf(x, "displayname", n->name);
		return true;
	}
	for (size_t i = 0; n->parent != NULL && i < n->parent->members; i++) {
		const struct prop *other =
		    node_prop(n->parent->member[i], p.ns, p.name);

		if (!faulty(rq, FAULT_properties_shared) || other == NULL)
			continue;
		out_raw(x, other->xml);
		return true;
	}
	for (size_t i = 0; i < n->props.list.n; i++)
		if (faulty(rq, FAULT_properties_nested) &&
		    str_find(n->props.list.v[i].xml, tag) <
			n->props.list.v[i].xml.n) {
			out_empty_ns(x, p.ns, p.name);
			return true;
		}
	return false;
}

bool
prop_write(
    struct request *rq, struct xml *x, const struct node *n, struct prop_name p)
{
	size_t i = live_index(p), mark = x->b->n;
	const struct prop *dead;

	if (i < countof(live)) {
		out_open(x, live[i].name);
		if (live[i].write(rq, x, n)) {
			out_close(x, live[i].name);
			return true;
		}
		x->b->n = mark;
		x->b->p[mark] = '\0';
		return false;
	}
	i = other_index(rq, p);
	if (i < countof(others)) {
		out_raw(x, str_from(others[i].xml));
		return true;
	}
	dead = node_prop(n, p.ns, p.name);
	if (dead != NULL)
		out_raw(x, dead->xml);
	return dead != NULL || write_wrongly(rq, x, n, p);
}

void
prop_names_live(
    struct request *rq, const struct node *n, struct prop_names *out)
{
	struct buf scratch;
	struct xml x = {.b = &scratch, .prefix = "D"};

	buf_init(&scratch, LISTING_MAX);
	for (size_t i = 0; i < countof(live); i++) {
		buf_clear(&scratch);
		if (live[i].write(rq, &x, n))
			*vec_add(&out->list, &rq->arena) = (struct prop_name){
			    STR("DAV:"), str_from(live[i].name)};
	}
	buf_release(&scratch);
	for (size_t i = 0; i < countof(others); i++)
		if (varied(rq, VARIANT_more_properties))
			*vec_add(&out->list, &rq->arena) = (struct prop_name){
			    str_from(others[i].ns), str_from(others[i].name)};
}

void
prop_names_dead(
    struct request *rq, const struct node *n, struct prop_names *out)
{
	for (size_t i = 0; i < n->props.list.n; i++)
		*vec_add(&out->list, &rq->arena) = (struct prop_name){
		    n->props.list.v[i].ns, n->props.list.v[i].name};
}

bool
prop_names_have(const struct prop_names *names, struct prop_name p)
{
	for (size_t i = 0; i < names->list.n; i++)
		if (str_eq(names->list.v[i].name, p.name) &&
		    str_eq(names->list.v[i].ns, p.ns))
			return true;
	return false;
}

bool
prop_is_language(struct prop_name p)
{
	return str_is(p.ns, "DAV:") && str_is(p.name, "getcontentlanguage");
}

bool
prop_is_displayname(struct prop_name p)
{
	return str_is(p.ns, "DAV:") && str_is(p.name, "displayname");
}

bool
prop_is_protected(struct request *rq, struct prop_name p)
{
	if (prop_is_displayname(p))
		return faulty(rq, FAULT_displayname_protected);
	if (prop_is_language(p))
		return faulty(rq, FAULT_language_protected);
	return live_index(p) < countof(live) ||
	       other_index(rq, p) < countof(others);
}

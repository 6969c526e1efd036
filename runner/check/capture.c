#include "check/expecting.h"

#include "dav/json.h"
#include "dav/lockinfo.h"

static struct str
between_angles(struct str coded_url)
{
	coded_url = str_trim(coded_url);
	if (coded_url.n >= 2 && coded_url.p[0] == '<' &&
	    coded_url.p[coded_url.n - 1] == '>')
		return str_sub(coded_url, 1, coded_url.n - 2);
	return coded_url;
}

/* Of the header of a new lock; else that of the first lock shown. */
static struct str
take_lock_token(const struct expecting *x)
{
	struct str header =
	    headers_get(&x->in->seen->reply->headers, "Lock-Token");
	const struct xml_node *lock;

	if (header.p != NULL)
		return between_angles(header);
	lock = lockinfo_first(own_prop(x, STR("DAV:"), STR("lockdiscovery")));
	return lock ? lockinfo_read(lock, x->env.arena).token : STR_NONE;
}

static struct str
take_prop(const struct expecting *x, const struct qname *name)
{
	const struct xml_node *n = own_prop(x, name->uri, name->local);

	if (n == NULL)
		return STR_NONE;
	if (xml_has_elements(n))
		return xml_content(n, x->env.arena);
	return shown_prop(n, x->env.arena).text;
}

static struct str
take_href(const struct expecting *x, const struct path *path)
{
	struct str url = path_url(path, x->in->place, x->env.arena);
	const struct response_ref *first;
	const struct other_response *other;

	if (answer_status(x) != 207)
		return STR_NONE;
	if (index_find(x, url, &first) > 0)
		return first->href->text;
	other = index_other_form(x, url);
	return other ? other->href : STR_NONE;
}

static struct str
take_body(const struct observation *o)
{
	if (o->length > o->body.n)
		return STR_NONE;
	return o->body.p ? o->body : STR("");
}

static struct str
take_xpath(const struct expecting *x, struct str expression)
{
	struct shown s;
	struct str why;

	if (!xpath_value(x->in, expression, x->env.arena, &s, &why))
		return STR_NONE;
	return s.there ? s.text : STR_NONE;
}

static struct str
take_json(const struct expecting *x, struct str pointer)
{
	struct arena *a = x->env.arena;
	struct str why;
	const struct json_value *root = json_body(x->in->seen, a, &why);
	struct shown s = shown_json(root ? json_at(root, pointer, a) : NULL, a);

	return s.there ? s.text : STR_NONE;
}

static struct str
take(const struct expecting *x, const struct capture *c)
{
	const struct reply *reply = x->in->seen->reply;
	struct arena *a = x->env.arena;

	switch (c->kind) {
	case CAPTURE_LOCK_TOKEN:
		return take_lock_token(x);
	case CAPTURE_STATUS:
		return arena_strf(a, "%d", reply->status);
	case CAPTURE_BODY:
		return take_body(x->in->seen);
	case CAPTURE_HEADER:
		return headers_joined(
		    &reply->headers, a, arena_printf(a, "%.*s", STRF(c->text)));
	case CAPTURE_PROP:
		return take_prop(x, &c->name);
	case CAPTURE_HREF:
		return take_href(x, &c->path);
	case CAPTURE_XPATH:
		return take_xpath(x, c->text);
	case CAPTURE_JSON:
		return take_json(x, c->text);
	}
	return STR_NONE;
}

void
capture_take(const struct capture *c, const struct expect_input *in,
    struct arena *a, struct str *out)
{
	struct arena scratch = {0};
	struct findings none = {.arena = &scratch};
	struct expecting x;

	*out = STR_NONE;
	if (in->seen == NULL || in->seen->reply == NULL)
		return;
	x = expecting_new(in, &none);
	*out = arena_str(a, take(&x, c));
	arena_release(&scratch);
}

/*
 * The scratch collection read back: PROPFIND Depth 1 from folder to folder
 * (infinity may be refused), and GET of each file.
 */
#include "base/digest.h"
#include "dav/href.h"
#include "run/body.h"
#include "run/sessions.h"

#define READBACK_MAX 20000 /* resources */
/*
 * What lies deeper than any case puts it is not gone into: a collection that
 * was copied into itself may be nested a thousand times.
 */
#define READBACK_DEPTH 64

static void next(struct session *s);

static int
by_path(const void *a, const void *b)
{
	const struct tree_seen_entry *x = a, *y = b;

	return str_cmp(x->path, y->path);
}

static void
finish(struct session *s)
{
	struct readback *b = &s->readback;

	if (b->seen.n > 1)
		qsort(b->seen.v, b->seen.n, sizeof(*b->seen.v), by_path);
	b->done(s);
}

static void
give_up(struct session *s, struct flight *f)
{
	s->readback.seen.error = arena_strf(&s->arena, "%.*s %.*s",
	    STRF(f->label), STRF(flight_ended(f, &s->arena)));
	finish(s);
}

static bool
is_collection(const struct response *r)
{
	const struct propstat *in = NULL;
	const struct xml_node *type = response_prop(
	    r, STR("DAV:"), STR("resourcetype"), &in);

	return type != NULL && xml_child(type, "collection") != NULL;
}

static unsigned
levels(struct str path)
{
	unsigned n = 0;

	for (size_t i = 0; i < path.n; i++)
		n += path.p[i] == '/';
	return n;
}

/* A member of the folder that was listed; not the folder itself. */
static void
add_member(struct session *s, const struct response *r, struct str folder)
{
	struct readback *b = &s->readback;
	struct tree_seen_entry *e;
	struct str path;

	if (r->n_hrefs == 0 ||
	    !href_below(s->place.scratch,
		href_resolve(
		    s->place.scratch, r->hrefs[0].text, &s->arena),
		&s->arena, &path))
		return;
	if (path.n > 0 && path.p[path.n - 1] == '/')
		path.n--;
	if (path.n + 1 == folder.n && str_starts(folder, path))
		path = folder;
	if (path.n == 0 || str_eq(path, folder)) {
		if (b->props.n == 0)
			return;
		path = folder; /* its own properties */
	}
	e = vec_add(&b->seen, &s->arena);
	e->collection = str_eq(path, folder) || is_collection(r);
	e->path = str_eq(path, folder) || !e->collection
	    ? path
	    : arena_strf(&s->arena, "%.*s/", STRF(path));
	if (b->props.n > 0)
		e->props = response_copy(r, &s->arena);
	if (e->collection && !str_eq(path, folder) &&
	    levels(e->path) <= READBACK_DEPTH)
		*vec_add(&b->folders, &s->arena) = e->path;
}

/* A folder is met twice where properties are wanted: as a member, and as
   itself. The later, with the same properties, is dropped. */
static void
drop_twice(struct session *s)
{
	struct readback *b = &s->readback;
	size_t kept = 0;

	for (size_t i = 0; i < b->seen.n; i++) {
		bool twice = false;

		for (size_t k = 0; k < kept && b->seen.v[i].collection; k++)
			twice |= str_eq(b->seen.v[k].path, b->seen.v[i].path);
		if (!twice)
			b->seen.v[kept++] = b->seen.v[i];
	}
	b->seen.n = kept;
}

static void
listed(struct flight *f)
{
	struct session *s = f->arg;
	struct readback *b = &s->readback;
	struct str folder = b->folders.v[b->next_folder];

	if (f->outcome != OUTCOME_ANSWERED || flight_status(f) != 207 ||
	    f->seen.form != FORM_MULTISTATUS ||
	    b->seen.n + f->seen.n_responses > READBACK_MAX) {
		give_up(s, f);
		return;
	}
	for (size_t i = 0; i < f->seen.seen.n; i++)
		add_member(s, f->seen.seen.v[i].response, folder);
	b->next_folder++;
	next(s);
}

static void
list(struct session *s, struct str folder)
{
	struct flight *f = session_plain(s, "tree", "PROPFIND", folder);
	struct qnames names = {0};

	*vec_add(&names, &s->arena) =
	    (struct qname){STR("DAV:"), STR("resourcetype"), {0}};
	for (size_t i = 0; i < s->readback.props.n; i++)
		*vec_add(&names, &s->arena) = s->readback.props.v[i];
	request_set_header(&f->request, &s->arena, "Depth", STR("1"));
	request_set_xml(&f->request, &s->arena,
	    body_propfind(&names, s->tc->file, &s->arena));
	f->context.depth = DEPTH_1;
	f->context.asked = ASKED_PROP;
	f->context.names = names;
	f->seen.want_all = true;
	f->step = (unsigned)s->step_at + 1;
	session_send(s, f, listed);
}

static void
fetched(struct flight *f)
{
	struct session *s = f->arg;
	struct readback *b = &s->readback;
	struct tree_seen_entry *e = &b->seen.v[b->next_file];

	if (f->outcome != OUTCOME_ANSWERED) {
		give_up(s, f);
		return;
	}
	e->get_status = flight_status(f);
	e->length = f->seen.length;
	memcpy(e->sha256, f->seen.sha256, sizeof(e->sha256));
	b->next_file++;
	next(s);
}

static void
next(struct session *s)
{
	struct readback *b = &s->readback;
	struct flight *f;

	if (b->next_folder < b->folders.n) {
		list(s, b->folders.v[b->next_folder]);
		return;
	}
	if (b->next_file == 0)
		drop_twice(s);
	while (b->next_file < b->seen.n &&
	    (b->seen.v[b->next_file].collection || !b->want_bodies))
		b->next_file++;
	if (b->next_file == b->seen.n) {
		finish(s);
		return;
	}
	f = session_plain(s, "tree", "GET", b->seen.v[b->next_file].path);
	f->step = (unsigned)s->step_at + 1;
	session_send(s, f, fetched);
}

void
readback_start(struct session *s, const struct qnames *props, bool bodies,
    void (*done)(struct session *s))
{
	s->readback = (struct readback){
	    .props = *props, .want_bodies = bodies, .done = done};
	*vec_add(&s->readback.folders, &s->arena) = STR("");
	next(s);
}

/*
 * The end of a case: unlock what it locked, remove its scratch collection.
 *
 * First the locks that are known. If the collection cannot be removed all the
 * same, lockdiscovery is asked for others (a race, a token that came in the
 * body only), and it is tried once more. What then remains is reported.
 */
#include "run/sessions.h"

static void unlock_next(struct session *s);

static void
end(struct session *s, bool removed)
{
	if (!removed)
		s->env->left(s->env->arg, s->place.scratch);
	session_end(s);
}

static void
add_lock(struct session *s, struct str target, struct str token)
{
	struct held_lock *l;

	for (size_t i = 0; i < s->locks.n; i++)
		if (str_eq(s->locks.v[i].token, token))
			return;
	l = vec_add(&s->locks, &s->arena);
	l->target = target;
	l->token = token;
}

/* The tokens in one resource's lockdiscovery (RFC 4918 section 15.8). */
static void
add_active(struct session *s, const struct tree_seen_entry *e)
{
	const struct propstat *in = NULL;
	const struct xml_node *discovery, *active, *token;
	struct path p = {.kind = PATH_SCRATCH, .text = e->path};
	struct str url;

	if (e->props == NULL)
		return;
	discovery = response_prop(
	    e->props, STR("DAV:"), STR("lockdiscovery"), &in);
	if (discovery == NULL)
		return;
	url = path_url(&p, &s->place, &s->arena);
	for (active = xml_first_element(discovery); active != NULL;
	     active = xml_next_element(active)) {
		token = xml_child(active, "locktoken");
		token = token ? xml_child(token, "href") : NULL;
		if (token != NULL)
			add_lock(s,
			    str_from_at(url, s->env->site->origin.n),
			    str_trim(xml_text(token, &s->arena)));
	}
}

static void
searched(struct session *s)
{
	for (size_t i = 0; i < s->readback.seen.n; i++)
		add_active(s, &s->readback.seen.v[i]);
	unlock_next(s);
}

static void
search(struct session *s)
{
	struct qnames names = {0};

	s->searched_locks = true;
	*vec_add(&names, &s->arena) =
	    (struct qname){STR("DAV:"), STR("lockdiscovery"), {0}};
	readback_start(s, &names, false, searched);
}

static void
removed(struct flight *f)
{
	struct session *s = f->arg;
	int status = flight_status(f);

	if ((flight_succeeded(f) && status != 207) || status == 404 ||
	    status == 410)
		end(s, true);
	else if (f->outcome == OUTCOME_ANSWERED && !s->searched_locks)
		search(s);
	else
		end(s, false);
}

static void
unlocked(struct flight *f)
{
	unlock_next(f->arg);
}

static void
unlock_next(struct session *s)
{
	struct flight *f;
	const struct held_lock *l;

	if (s->locks.n == 0) {
		session_send(s, session_plain(s, "clean-up", "DELETE",
				    STR("")), removed);
		return;
	}
	l = &s->locks.v[--s->locks.n];
	f = session_plain(s, "clean-up", "UNLOCK", STR(""));
	f->request.target = l->target;
	f->context.url = target_url(s->env->site, l->target, &s->arena);
	f->request.user = l->user;
	request_set_header(&f->request, &s->arena, "Lock-Token",
	    arena_strf(&s->arena, "<%.*s>", STRF(l->token)));
	f->label = STR("UNLOCK");
	session_send(s, f, unlocked);
}

void
cleanup_start(struct session *s)
{
	s->phase = PHASE_CLEANUP;
	if (!s->scratch_made || s->env->keep) {
		session_end(s);
		return;
	}
	unlock_next(s);
}

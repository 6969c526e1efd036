/*
 * A server that dies in the middle of the run.
 *
 * Without a way to start it again the run is lost. With one, each case that
 * found no server runs once more by itself, and so shows whether the server
 * dies of it; that is an error of this case. A death that no case repeats is
 * not explained away: the run ends there as well.
 */
#include "run/conductors.h"

static bool
stopped(const struct conductor *c)
{
	return c->config->pool.stop != NULL && *c->config->pool.stop;
}

void
conductor_release_held(struct conductor *c)
{
	for (size_t i = 0; i < c->held.n; i++)
		if (!c->over[c->held.v[i]])
			conductor_case_over(c, c->held.v[i]);
	c->held.n = 0;
	c->alone = false;
}

static bool
start_again(struct conductor *c, struct buf *why)
{
	unsigned most = c->config->target->restarts;
	bool fresh = false;

	if (c->config->again == NULL || most == 0)
		return false;
	if (c->restarts++ == most) {
		buf_printf(why, ", and it has been started again %u times",
		    most);
		return false;
	}
	if (!c->config->again(c->config->again_arg)) {
		buf_puts(why, ", and it could not be started again");
		return false;
	}
	buf_clear(why);
	if (!preflight_again(&c->preflight, &fresh, why))
		return false;
	if (fresh) /* and empty below */
		c->result->left_behind.n = 0;
	return true;
}

/* Whatever else the case found, this comes first. */
static void
died(struct conductor *c, struct case_result *r)
{
	struct finding *f = vec_add(&r->findings, c->arena);

	f->level = FINDING_ERROR;
	f->message = STR("the server dies of it");
	f->at = (struct loc){r->file.p, r->line, 1};
	r->reason = f->message;
	if (r->verdict != VERDICT_FAIL)
		r->verdict = VERDICT_ERROR;
}

/* Runs it once more, nothing beside it. False: the server died. */
static bool
survives(struct conductor *c, size_t index)
{
	struct buf why;
	bool alive;

	case_result_init(
	    &c->cases[index], c->config->cases->v[index], c->arena);
	conductor_begin(c, &c->slots[0], index);
	pool_run(c->pool);
	if (stopped(c))
		return true;
	buf_init(&why, 4096);
	alive = preflight_probe(&c->preflight, false, &why);
	buf_release(&why);
	return alive;
}

/* False: it cannot go on. */
static bool
one_by_one(struct conductor *c, struct buf *why)
{
	bool found = false;

	c->alone = true;
	for (size_t i = 0; i < c->held.n; i++) {
		size_t index = c->held.v[i];
		bool alive = survives(c, index);

		if (stopped(c))
			return true;
		if (!alive)
			died(c, &c->cases[index]);
		conductor_case_over(c, index);
		found |= !alive;
		if (alive)
			continue;
		buf_printf(why, "the server dies of %.*s",
		    STRF(c->cases[index].id));
		if (!start_again(c, why))
			return false;
	}
	if (!found)
		buf_puts(why, "the server died, and not of a case by itself");
	return found;
}

bool
revive(struct conductor *c, struct buf *why)
{
	bool patient = c->config->target->restarts == 0;
	bool go_on = preflight_probe(&c->preflight, patient, why);

	if (!go_on && start_again(c, why))
		go_on = one_by_one(c, why);
	if (!stopped(c))
		conductor_release_held(c);
	return go_on;
}

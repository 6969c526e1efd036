/*
 * A server that dies in the middle of the run, or hangs.
 *
 * Without a way to start it again the run is lost. With one, each case that
 * found no server runs once more by itself, and so shows whether the server
 * dies of it; that is an error of this case. The others were bystanders. A
 * death that no case repeats is not explained away: the run ends there as well.
 *
 * A server that lives may have closed a kept connection just as the next
 * request was on its way, as it has every right to. The case of which that was
 * one that must not go out twice runs once more too.
 *
 * The second try has a scratch collection of its own (run/site.h), and each of
 * its requests a connection: some servers close one that they kept, unasked,
 * after every answer of some kind.
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

	if (c->restarts++ == most) {
		if (most > 0)
			buf_printf(why,
			    ", and it has been started again %u times", most);
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
died(struct conductor *c, struct case_result *r, const struct buf *why)
{
	struct finding *f = vec_add(&r->findings, c->arena);

	f->level = FINDING_ERROR;
	f->message = STR("the server dies of it");
	f->actual = arena_str(c->arena, buf_view(why));
	f->at = (struct loc){r->file.p, r->line, 1};
	r->reason = f->message;
	if (r->verdict != VERDICT_FAIL)
		r->verdict = VERDICT_ERROR;
}

/* Runs it once more, nothing beside it. False: the server died, and why. */
static bool
survives(struct conductor *c, size_t index, struct buf *why)
{
	case_result_init(
	    &c->cases[index], c->config->cases->v[index], c->arena);
	conductor_begin(c, &c->slots[0], index);
	pool_run(c->pool);
	return stopped(c) || preflight_probe(&c->preflight, false, why);
}

/* The same, from a server that lives: what was there was gone, or hung, before
   the case had sent anything, and not of it. False: the run cannot go on. */
static bool
run_alone(struct conductor *c, size_t index, bool *alive, struct buf *why)
{
	*alive = survives(c, index, why);
	if (*alive || session_begun(c->slots[0].session))
		return true;
	if (!start_again(c, why))
		return false;
	*alive = survives(c, index, why);
	return true;
}

/* False: the run cannot go on. found: some case was what the server dies of. */
static bool
one_by_one(struct conductor *c, bool *found, struct buf *why)
{
	c->alone = true;
	for (size_t i = 0; i < c->held.n; i++) {
		size_t index = c->held.v[i];
		bool alive;

		if (c->config->target->restarts == 0 && !c->lost[index])
			continue; /* its verdict stands */
		if (!run_alone(c, index, &alive, why))
			return false;
		if (stopped(c))
			return true;
		if (!alive)
			died(c, &c->cases[index], why);
		conductor_case_over(c, index);
		if (alive)
			continue;
		*found = true;
		buf_clear(why);
		buf_printf(why, "the server dies of %.*s",
		    STRF(c->cases[index].id));
		if (!start_again(c, why))
			return false;
	}
	return true;
}

static bool
look_into(struct conductor *c, struct buf *why)
{
	bool alive = preflight_probe(&c->preflight, false, why), found = false;

	if (!alive && !start_again(c, why))
		return false;
	if (!one_by_one(c, &found, why))
		return false;
	if (!alive && !found)
		buf_puts(why, "the server died, and not of a case by itself");
	return alive || found || stopped(c);
}

bool
revive(struct conductor *c, struct buf *why)
{
	bool found = false, go_on = c->config->target->restarts > 0
	    ? look_into(c, why)
	    : preflight_probe(&c->preflight, true, why) &&
		one_by_one(c, &found, why);

	if (!stopped(c))
		conductor_release_held(c);
	return go_on;
}

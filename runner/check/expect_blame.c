/*
 * What a server error is held against. It is a fault of the server whatever
 * was asked, but it breaks a sentence only where that says how to answer: where
 * any refusal will do, the request was refused. Such a finding stands for no
 * requirement.
 */
#include "check/expecting.h"

static bool
takes_any_refusal(const struct status_set *wanted)
{
	return status_set_has_range(wanted, 400, 499);
}

void
blame(struct finding *f, const struct status_set *wanted, int status)
{
	if (status / 100 == 5 && takes_any_refusal(wanted))
		f->requirement = NULL;
}

bool
blames_none(const struct findings *f)
{
	for (size_t i = 0; i < f->n; i++)
		if (f->v[i].level == FINDING_ERROR ||
		    f->v[i].requirement != NULL)
			return false;
	return f->n > 0;
}

bool
must_have_status(const struct step *step)
{
	for (size_t i = 0; i < step->expects.n; i++) {
		const struct expectations *e = &step->expects.v[i];
		const struct status_set *wanted = status_wanted(e);

		if (e->level == EXPECT_MUST && wanted != NULL &&
		    !takes_any_refusal(wanted))
			return true;
	}
	return false;
}

#include "report/sink.h"

void
sinks_started(struct sinks *s, const struct run_plan *plan)
{
	for (size_t i = 0; i < s->n; i++)
		if (s->v[i]->type->started != NULL)
			s->v[i]->type->started(s->v[i], plan);
}

void
sinks_case_ended(struct sinks *s, size_t index, const struct case_result *c)
{
	for (size_t i = 0; i < s->n; i++)
		if (s->v[i]->type->case_ended != NULL)
			s->v[i]->type->case_ended(s->v[i], index, c);
}

void
sinks_progress(struct sinks *s, size_t done, size_t failed)
{
	for (size_t i = 0; i < s->n; i++)
		if (s->v[i]->type->progress != NULL)
			s->v[i]->type->progress(s->v[i], done, failed);
}

void
sinks_ended(struct sinks *s, const struct result *r)
{
	for (size_t i = 0; i < s->n; i++)
		if (s->v[i]->type->ended != NULL)
			s->v[i]->type->ended(s->v[i], r);
}

void
sinks_free(struct sinks *s)
{
	for (size_t i = 0; i < s->n; i++)
		s->v[i]->type->free(s->v[i]);
	s->n = 0;
}

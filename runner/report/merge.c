#include "report/merge.h"

#include "report/baseline.h"
#include "report/merge_matrix.h"
#include "report/merge_rules.h"
#include "report/merge_same.h"
#include "report/words.h"

/* --------------------------------------------------------------- shards */

/* The plan deals the cases out one by one: the first shards have one more. */
static bool
fair_share(struct merge *m, const size_t *part_of, size_t k)
{
	const struct result *first = m->parts[part_of[0]].result;
	const struct result *r = m->parts[part_of[k]].result;
	const struct result *last = m->parts[part_of[m->n - 1]].result;

	if (first->bail_out.p != NULL || r->bail_out.p != NULL ||
	    last->bail_out.p != NULL)
		return true; /* one that ended early has the first of its own */
	if (r->cases.n <= first->cases.n && r->cases.n >= last->cases.n &&
	    first->cases.n - last->cases.n <= 1)
		return true;
	return merge_refuse(m, part_of[k],
	    "shard %zu/%zu has %zu cases, where shard 1/%zu has %zu: they are "
	    "no parts of one run",
	    k + 1, m->n, r->cases.n, m->n, first->cases.n);
}

/* By shard from 0: which part it is. */
static bool
find_shards(struct merge *m, size_t *part_of)
{
	unsigned shards = m->parts[0].result->shards;

	for (size_t k = 0; k < shards; k++) {
		size_t found = m->n;

		for (size_t i = 0; i < m->n; i++) {
			if (m->parts[i].result->shard != k + 1)
				continue;
			if (found < m->n)
				return merge_refuse(m, i,
				    "shard %zu/%u is there twice, also as %s",
				    k + 1, shards, m->parts[found].path);
			found = i;
		}
		if (found == m->n) {
			buf_printf(
			    m->why, "shard %zu/%u is missing", k + 1, shards);
			return false;
		}
		if (k < m->n)
			part_of[k] = found;
	}
	return true;
}

static bool
deal_back(struct merge *m)
{
	size_t *part_of = arena_array(m->arena, size_t, m->n);
	size_t most = 0;

	if (!find_shards(m, part_of))
		return false;
	for (size_t k = 0; k < m->n; k++) {
		if (!fair_share(m, part_of, k))
			return false;
		if (m->parts[k].result->cases.n > most)
			most = m->parts[k].result->cases.n;
	}
	for (size_t i = 0; i < most; i++)
		for (size_t k = 0; k < m->n; k++) {
			const struct result *r = m->parts[part_of[k]].result;

			if (i < r->cases.n)
				*vec_add(&m->out->cases, m->arena) =
				    r->cases.v[i];
		}
	return true;
}

static void
append(struct merge *m)
{
	for (size_t i = 0; i < m->n; i++)
		for (size_t k = 0; k < m->parts[i].result->cases.n; k++)
			*vec_add(&m->out->cases, m->arena) =
			    m->parts[i].result->cases.v[k];
}

/* ----------------------------------------------------------- one by one */

static int
by_id(const void *a, const void *b)
{
	const struct case_result *const *x = a, *const *y = b;

	return str_cmp((*x)->id, (*y)->id);
}

static int
by_file(const void *a, const void *b)
{
	const struct case_result *const *x = a, *const *y = b;

	return str_cmp((*x)->file, (*y)->file);
}

static const struct case_result **
sorted(struct merge *m, int (*order)(const void *, const void *))
{
	const struct case_result **v =
	    arena_array(m->arena, const struct case_result *, m->out->cases.n);

	for (size_t i = 0; i < m->out->cases.n; i++)
		v[i] = &m->out->cases.v[i];
	if (m->out->cases.n > 0)
		qsort(v, m->out->cases.n, sizeof(*v), order);
	return v;
}

/* No case twice; the rows of one file are of one revision of it. */
static bool
check_cases(struct merge *m)
{
	const struct case_result **v = sorted(m, by_id);

	for (size_t i = 1; i < m->out->cases.n; i++)
		if (str_eq(v[i - 1]->id, v[i]->id)) {
			buf_printf(m->why, "case %.*s is in two of the results",
			    STRF(words_line_in(m->arena, v[i]->id)));
			return false;
		}
	v = sorted(m, by_file);
	for (size_t i = 1; i < m->out->cases.n; i++)
		if (v[i]->file.n > 0 && str_eq(v[i - 1]->file, v[i]->file) &&
		    strcmp(v[i - 1]->digest, v[i]->digest) != 0) {
			buf_printf(m->why,
			    "%.*s is not the same file in all "
			    "of the results",
			    STRF(words_line_in(m->arena, v[i]->file)));
			return false;
		}
	return true;
}

/* The command of the whole is that of the first shard without its --shard. */
static struct str
whole_command(struct merge *m)
{
	struct str command = m->out->command, rest, shard;
	size_t at;

	for (size_t i = 0; i < m->n; i++)
		if (m->parts[i].result->shard == 1)
			command = m->parts[i].result->command;
	at = str_find(command, STR(" --shard"));
	rest = str_from_at(command, at + sizeof(" --shard") - 1);

	if (at == command.n)
		return command;
	rest = str_from_at(rest, 1); /* "=" or " " */
	str_cut(&rest, ' ', &shard);
	return arena_strf(m->arena, "%.*s%s%.*s", STRF(str_sub(command, 0, at)),
	    rest.n > 0 ? " " : "", STRF(rest));
}

/*
 * It began when the first part did, and took as long as all together: how
 * many ran at once is a matter of those who ran them.
 */
static void
join_times(struct merge *m)
{
	uint64_t total = 0;

	for (size_t i = 0; i < m->n; i++) {
		const struct result *r = m->parts[i].result;

		total += r->duration_ms;
		if (str_cmp(r->started, m->out->started) < 0)
			m->out->started = r->started;
	}
	m->out->duration_ms = total < UINT32_MAX ? (unsigned)total : UINT32_MAX;
}

static void
join_ends(struct merge *m)
{
	bool enough = true;

	for (size_t i = 0; i < m->n; i++) {
		const struct result *r = m->parts[i].result;

		if (r->bail_out.p != NULL && m->out->bail_out.p == NULL)
			m->out->bail_out = r->bail_out;
		enough &= r->bail_out.p == NULL || r->enough;
		m->out->planned += r->planned;
		for (size_t k = 0; k < r->left_behind.n; k++)
			*vec_add(&m->out->left_behind, m->arena) =
			    r->left_behind.v[k];
	}
	m->out->enough = enough && m->out->bail_out.p != NULL;
}

static void
join_baselines(struct merge *m)
{
	struct baseline **found =
	    arena_array(m->arena, struct baseline *, m->n);

	for (size_t i = 0; i < m->n; i++)
		found[i] = m->parts[i].result->baseline;
	baseline_join(found, m->n, m->out);
}

bool
merge_results(const struct merge_part *parts, size_t n, struct arena *a,
    struct result *out, struct buf *why)
{
	struct merge m = {parts, n, a, out, why};
	const struct result *first = parts[0].result;

	*out = *first;
	out->arena = a;
	if (n == 1 && first->shards <= 1) {
		out->shard = out->shards = 0;
		return true;
	}
	memset(&out->cases, 0, sizeof(out->cases));
	memset(&out->rules, 0, sizeof(out->rules));
	memset(&out->left_behind, 0, sizeof(out->left_behind));
	for (size_t i = 1; i < n; i++)
		if (!merge_same_run(&m, i))
			return false;
	if (first->shards == 0)
		append(&m);
	else if (!deal_back(&m))
		return false;
	if (!check_cases(&m))
		return false;
	out->shard = out->shards = 0;
	out->cases_digest = result_cases_digest(out, a);
	out->command = whole_command(&m);
	out->bail_out = STR_NONE;
	out->planned = 0;
	join_times(&m);
	join_ends(&m);
	merge_rules(parts, n, out);
	merge_matrix(parts, n, out);
	join_baselines(&m);
	return true;
}

#include "refserver/fault.h"

static const struct {
	const char *name, *requirement, *text;
} rows[] = {
#define FAULT(name, requirement, text) {#name, requirement, text},
#include "refserver/fault.def"
#undef FAULT
};

static const struct {
	enum fault fault;
	const char *requirement;
} also[] = {
#define ALSO(name, requirement) {FAULT_##name, requirement},
#include "refserver/fault_also.def"
#undef ALSO
};

size_t
fault_count(void)
{
	return countof(rows);
}

struct fault_row
fault_at(size_t i)
{
	struct fault_row row = {
	    .requirement = rows[i].requirement,
	    .text = rows[i].text,
	};

	assert(strlen(rows[i].name) < sizeof(row.id));
	for (size_t k = 0; rows[i].name[k] != '\0'; k++)
		row.id[k] = rows[i].name[k] == '_' ? '-' : rows[i].name[k];
	return row;
}

bool
fault_parse(struct str id, struct fault_set *set)
{
	for (size_t i = 0; i < countof(rows); i++)
		if (str_is(id, fault_at(i).id)) {
			set->on[i] = true;
			return true;
		}
	return false;
}

bool
fault_violates(size_t i, struct str requirement)
{
	if (str_is(requirement, rows[i].requirement))
		return true;
	for (size_t k = 0; k < countof(also); k++)
		if (also[k].fault == i &&
		    str_is(requirement, also[k].requirement))
			return true;
	return false;
}

bool
fault_on(const struct fault_set *set, enum fault f)
{
	return set != NULL && set->on[f];
}

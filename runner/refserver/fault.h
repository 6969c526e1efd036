/*
 * The deliberate violations that can be switched on, one row each in
 * fault.def. The server asks fault_on() at the one place where it matters;
 * nothing else in it knows that there are faults.
 */
#ifndef REFSERVER_FAULT_H
#define REFSERVER_FAULT_H

#include "base/str.h"

#define FAULT(name, requirement, text) FAULT_##name,
enum fault {
#include "refserver/fault.def"
	FAULT_COUNT
};
#undef FAULT

struct fault_set {
	bool on[FAULT_COUNT];
};

struct fault_row {
	char id[64]; /* as on the command line: with - and not _ */
	const char *requirement;
	const char *text;
};

size_t fault_count(void);
/* i is below fault_count(). */
struct fault_row fault_at(size_t i);
/* Switches the fault with this id on; false if there is none. */
bool fault_parse(struct str id, struct fault_set *set) WARN_UNUSED;
/* The fault violates it: by its own row, or by one of fault_also.def. */
bool fault_violates(size_t i, struct str requirement);
/* Without a set nothing is on. */
bool fault_on(const struct fault_set *set, enum fault f);

#endif

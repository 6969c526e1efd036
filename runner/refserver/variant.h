/*
 * The legal choices that can be switched on, one row each in variant.def: a
 * client, and a judge, must get along with every one of them.
 */
#ifndef REFSERVER_VARIANT_H
#define REFSERVER_VARIANT_H

#include "base/str.h"

#define VARIANT(name, against, text) VARIANT_##name,
enum variant {
#include "refserver/variant.def"
	VARIANT_COUNT
};
#undef VARIANT

struct variant_set {
	bool on[VARIANT_COUNT];
};

struct variant_row {
	char id[64];	     /* as on the command line: with - and not _ */
	const char *against; /* ids of a SHOULD or SHOULD NOT, or none */
	const char *text;
};

size_t variant_count(void);
/* i is below variant_count(). */
struct variant_row variant_at(size_t i);
/* Switches the variant with this id on; false if there is none. */
bool variant_parse(struct str id, struct variant_set *set) WARN_UNUSED;
/* Without a set nothing is on. */
bool variant_on(const struct variant_set *set, enum variant v);

#endif

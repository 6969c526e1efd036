/*
 * Parts of the reference server with a nature of their own, which a profile
 * offers to the cases as features:
 *
 *	/folding/	names are found whatever the case of their letters
 *	/json		is no DAV resource (method_post.c)
 *	/picky/		takes text only and nothing by COPY or MOVE; POST
 *			creates a member
 *	/quota/		20 MiB and not more
 *	/read-only/	cannot be written
 *	/stuck/		a member of it cannot be unlocked
 *
 * And every resource has a property that nobody may read.
 */
#ifndef REFSERVER_AREA_H
#define REFSERVER_AREA_H

#include "refserver/props.h"

/* The path is that of an area at the top, or below it. */
bool area_has(const struct path *path, const char *area);
bool area_is_secret(struct prop_name p);
/* False: answered, /picky/ does not take this content. */
bool area_takes_content(struct request *rq);
/* POST to /picky/. */
void area_post(struct request *rq);

#endif

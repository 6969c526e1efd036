/*
 * `start` and `stop` of a target profile: a real server started for the run,
 * in a temporary folder, on a free loopback port.
 */
#ifndef CLI_STARTER_H
#define CLI_STARTER_H

#include "case/target.h"

struct started;

/* Runs `start PORT DIR`; NULL after a message. */
struct started *started_new(const struct target *t, struct arena *a);
/* The first line that start printed: the base URL. */
struct str started_url(const struct started *s);
/* The second line, the server's version; nothing if there was none. */
struct str started_version(const struct started *s);
/*
 * The server died: ends what is left of it and starts it anew, for the same
 * URL. False after a message.
 */
bool started_again(struct started *s);
/* Runs `stop DIR` and removes the folder. NULL is allowed. */
void started_stop(struct started *s);

#endif

/*
 * An answer whose length is not told beforehand: it comes in chunks, or lasts
 * as long as the connection.
 */
#ifndef REFSERVER_STREAM_H
#define REFSERVER_STREAM_H

#include "refserver/answer.h"

struct MHD_Response;

/* The answer's body goes over to it. */
struct MHD_Response *stream_response(struct answer *an);

#endif

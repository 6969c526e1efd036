/*
 * The violations of framing, which libmicrohttpd would not commit: the answer
 * is written to the socket past it.
 */
#ifndef REFSERVER_RAWANSWER_H
#define REFSERVER_RAWANSWER_H

#include "refserver/request.h"

/*
 * True if the whole answer has been sent; the connection is then to be
 * closed. An interim answer may have gone before in either case.
 */
bool raw_answer(struct request *rq, int fd) WARN_UNUSED;

#endif

/* A response element as a struct response: for the reader. */
#ifndef DAV_RESPONSE_H
#define DAV_RESPONSE_H

#include "dav/multistatus.h"

struct response *response_build(
    const struct xml_node *node, size_t index, struct arena *a);

#endif

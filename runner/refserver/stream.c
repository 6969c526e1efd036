#include "refserver/stream.h"

#include <microhttpd.h>

struct parts {
	struct blob *blob; /* or text */
	struct buf text;
	size_t from, n;
};

static ssize_t
next_part(void *cls, uint64_t at, char *out, size_t max)
{
	const struct parts *p = cls;
	size_t left = at < p->n ? p->n - (size_t)at : 0;
	const char *all = p->blob != NULL ? p->blob->p : p->text.p;

	if (left == 0)
		return MHD_CONTENT_READER_END_OF_STREAM;
	if (max > left)
		max = left;
	memcpy(out, all + p->from + (size_t)at, max);
	return (ssize_t)max;
}

static void
drop_parts(void *cls)
{
	struct parts *p = cls;

	blob_unref(p->blob);
	buf_release(&p->text);
	free(p);
}

struct MHD_Response *
stream_response(struct answer *an)
{
	struct parts *p = xcalloc(1, sizeof(*p));

	*p = (struct parts){an->blob, an->body, an->blob ? an->from : 0,
	    an->blob ? an->n : an->body.n};
	an->blob = NULL;
	an->body = (struct buf){0};
	return MHD_create_response_from_callback(
	    MHD_SIZE_UNKNOWN, 4096, next_part, p, drop_parts);
}

/*
 * A captured answer and the request that it belongs to, read from the bytes of
 * a fixture (runner/tests/fixtures/bodies): X-Context tells the request. Not
 * as strict as the test of the rules is: what it does not know is left out.
 */
#ifndef FUZZ_EXCHANGE_H
#define FUZZ_EXCHANGE_H

#include "base/buf.h"
#include "base/vec.h"
#include "check/judge.h"

struct fuzz_exchange {
	struct arena arena;
	struct context context;
	struct headers request;
	struct reply reply;
	struct str body;
};

static inline void
exchange_name(struct fuzz_exchange *x, struct str value)
{
	size_t colon = str_index(value, ':');

	*vec_add(&x->context.names, &x->arena) = (struct qname){
	    .uri = str_is(str_sub(value, 0, colon), "D")
		       ? STR("DAV:")
		       : STR("urn:davproof:x"),
	    .local = str_from_at(value, colon + 1),
	};
}

static inline void
exchange_word(struct fuzz_exchange *x, struct str key, struct str value)
{
	struct context *c = &x->context;

	if (str_is(key, "method"))
		c->method = value;
	else if (str_is(key, "url") && str_starts(value, STR("http://")))
		c->url = value;
	else if (str_is(key, "destination"))
		c->destination = value;
	else if (str_is(key, "scope"))
		c->lock_scope = value;
	else if (str_is(key, "scratch"))
		c->scratch = value;
	else if (str_is(key, "depth"))
		c->depth = str_is(value, "0")	? DEPTH_0
			   : str_is(value, "1") ? DEPTH_1
						: DEPTH_INFINITY;
	else if (str_is(key, "prop") || str_is(key, "include"))
		exchange_name(x, value);
	else if (str_is(key, "classes"))
		c->classes = (unsigned)value.n % 16;
	else if (str_is(key, "header"))
		*vec_add(&x->request, &x->arena) = (struct header){
		    .name = str_sub(value, 0, str_index(value, ':')),
		    .value =
			str_trim(str_from_at(value, str_index(value, ':') + 1)),
		};
	c->conditional |= str_is(key, "conditional");
	c->lock_refresh |= str_is(key, "refresh");
	c->malformed |= str_is(key, "malformed");
	c->proxied |= str_is(key, "proxied");
	if (str_is(key, "owner")) {
		c->has_owner = true;
		c->owner.content = value;
		c->owner.is_xml = str_starts(value, STR("<"));
	}
	c->asked = str_is(key, "prop")	     ? ASKED_PROP
		   : str_is(key, "allprop")  ? ASKED_ALLPROP
		   : str_is(key, "include")  ? ASKED_ALLPROP
		   : str_is(key, "propname") ? ASKED_PROPNAME
					     : c->asked;
}

/* False: it does not begin with status line and headers. The body is a view
   of the bytes, the context in part as well. */
static inline bool
exchange_read(struct fuzz_exchange *x, struct str bytes)
{
	size_t head = reply_parse(bytes, &x->arena, &x->reply);
	struct str words, part;

	if (head == 0 || x->reply.status < 200)
		return false;
	x->body = str_from_at(bytes, head);
	x->context = (struct context){
	    .method = STR("PROPFIND"),
	    .url = STR("http://h/t/"),
	    .classes = CLASS_1 | CLASS_2 | CLASS_3,
	    .headers = &x->request,
	};
	words = headers_get(&x->reply.headers, "X-Context");
	while (str_cut(&words, ';', &part)) {
		size_t equals;

		part = str_trim(part);
		equals = str_index(part, '=');
		exchange_word(
		    x, str_sub(part, 0, equals), str_from_at(part, equals + 1));
	}
	return true;
}

/* All that is to be the same however the body is cut. */
static inline void
exchange_show(
    struct buf *b, const struct observation *seen, const struct findings *f)
{
	for (size_t i = 0; i < f->n; i++)
		buf_printf(b, "%d %s %d %u:%u %.*s %.*s|%.*s|%.*s\n",
		    (int)f->v[i].level, f->v[i].rule, (int)f->v[i].place,
		    f->v[i].line, f->v[i].col, STRF(f->v[i].header),
		    STRF(f->v[i].message), STRF(f->v[i].expected),
		    STRF(f->v[i].actual));
	buf_printf(b, "form %d, %zu responses, %s\n", (int)seen->form,
	    seen->n_responses, seen->sha256);
	for (size_t i = 0; i < seen->seen.n; i++) {
		struct seen_response *r = &seen->seen.v[i];

		buf_printf(b, "%.*s %d %zu\n", STRF(r->key),
		    r->response->status.code, r->response->n_propstats);
	}
}

#endif

/*
 * What nobody else may read, by value: passwords, tokens, cookies. A server
 * may send them back, in its own spelling; this finds them there.
 *
 * Found: in every spelling of spelling.h, also twice escaped, and in base64
 * wherever it begins, also that of URLs. Not found: what is shorter than
 * SECRET_MIN, which would stand in half of all words; its base64 together
 * with the user's name is.
 */
#ifndef RUN_SECRETS_H
#define RUN_SECRETS_H

#include "base/vec.h"
#include "http/message.h"

#define SECRET_MIN 4

struct secrets {
	struct arena *arena;
	const struct secrets *more; /* those are looked for as well, or NULL */
	struct str *v;
	size_t n, cap;
};

void secrets_add(struct secrets *s, struct str secret);
/* The password and "name:password" as Basic sends it. */
void secrets_add_user(struct secrets *s, struct str name, struct str password);
/*
 * The value of a header that header_is_secret(): credentials behind their
 * scheme, a cookie without its name. Others are passed by.
 */
void secrets_add_header(
    struct secrets *s, struct str name, struct str value);
void secrets_add_headers(struct secrets *s, const struct headers *h);
/* A request line or status line and headers, as they went over the wire. */
void secrets_add_section(struct secrets *s, struct str head);

/*
 * Text with *** for each; the text itself if there is none, else in the
 * arena. cut: it was cut off, so that the beginning of a secret may stand at
 * its end. Lines stay as many as they are.
 */
struct str secrets_hide(const struct secrets *s, struct str text, bool cut,
    struct arena *a);

#endif

/*
 * Users and what proves them, from options, profiles and URLs; and the list
 * of those of them that no report may show.
 */
#ifndef CLI_CREDENTIALS_H
#define CLI_CREDENTIALS_H

#include "case/target.h"
#include "cli/options.h"
#include "run/secrets.h"

struct credential_options {
	char *user, *user2;
	const char *auth, *password_file;
};

/* "***" in place of text, in the arguments as well: `ps` shows them. */
void credentials_wipe(char *text);
/* The same of the user in a URL, with or without a scheme. */
void credentials_wipe_url(char *url);
/* The same of the value of a header, if it is a secret one. */
void credentials_wipe_header(char *header);
/*
 * The user of http://NAME:PASSWORD@host/, decoded, as NAME:PASSWORD, and the
 * URL without it; NULL if there is none.
 */
char *credentials_of_url(
    const char *url, struct str *without, struct arena *a);

/*
 * --user, --user2 with their passwords, --auth, and the user of the URL,
 * into the profile. False after a message.
 */
bool credentials_set(const struct command *c, struct target *t,
    const struct credential_options *o, struct arena *a);
/* All of them: of the profile, of headers and of a proxy (NULL: none). */
void credentials_list(struct secrets *s, const struct target *t,
    const struct headers *headers, const char *proxy);

#endif

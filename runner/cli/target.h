/*
 * The TARGET argument: a URL, a profile, or `reference`; and the options that
 * say how to talk to it.
 */
#ifndef CLI_TARGET_H
#define CLI_TARGET_H

#include "case/target.h"
#include "cli/credentials.h"
#include "cli/options.h"
#include "http/pool.h"

struct target_options {
	struct credential_options credentials;
	const char *cacert, *cert, *key;
	char *proxy;
	const char *unix_socket;
	bool insecure;
	struct texts headers, resolve, faults, variants;
	unsigned timeout, connect_timeout, wait;
	uint64_t max_body, rate;
};

struct open_target; /* opaque: may own a server that was started */

/*
 * A password in the argument is wiped there.
 * NULL after a message: exit status in *status (2 for a mistake, 3 where the
 * server does not start).
 */
struct open_target *target_open(const struct command *c, char *argument,
    const struct target_options *o, struct arena *a, int *status);
const struct target *target_profile(const struct open_target *t);
/* user, auth and the rest of libcurl's words; stop is left out. */
void target_pool(const struct open_target *t, const struct target_options *o,
    struct pool_config *out);
/* What no report may show of it; the arena is set. */
void target_secrets(const struct open_target *t,
    const struct target_options *o, struct secrets *out);
/* --header, to be sent with every request. */
const struct headers *target_headers(const struct open_target *t);
/*
 * Starts anew the server that target_open started, at the same URL, where it
 * lost what it held or did not. False: there is none, or it did not start.
 */
bool target_again(void *open_target);
/* Ends what target_open started. NULL is allowed. */
void target_close(struct open_target *t);

#define TARGET_OPTION_ROWS(type, member)                                      \
	{"user", 'u', OPTION_SECRET, offsetof(type, member.credentials.user),             \
	    "NAME:PASSWORD", "log in as this user", 0, 0,                     \
	    "How to talk to the target"},                                     \
	{"user2", 0, OPTION_SECRET, offsetof(type, member.credentials.user2),             \
	    "NAME:PASSWORD", "the second user, for cases that need one", 0,   \
	    0, NULL},                                                         \
	{"auth", 0, OPTION_TEXT, offsetof(type, member.credentials.auth), "SCHEME",       \
	    "basic, digest, bearer, negotiate or any (default)", 0, 0, NULL}, \
	{"password-file", 0, OPTION_TEXT,                                     \
	    offsetof(type, member.credentials.password_file), "FILE",                     \
	    "the first line is the password of --user, the second that of "   \
	    "--user2", 0, 0, NULL},                                           \
	{"cacert", 0, OPTION_TEXT, offsetof(type, member.cacert), "FILE",     \
	    "certificates to trust", 0, 0, NULL},                             \
	{"cert", 0, OPTION_TEXT, offsetof(type, member.cert), "FILE",         \
	    "client certificate", 0, 0, NULL},                                \
	{"key", 0, OPTION_TEXT, offsetof(type, member.key), "FILE",           \
	    "its private key", 0, 0, NULL},                                   \
	{"insecure", 'k', OPTION_FLAG, offsetof(type, member.insecure), NULL, \
	    "do not verify the server's certificate", 0, 0, NULL},            \
	{"header", 'H', OPTION_HEADER, offsetof(type, member.headers), "H",     \
	    "send this header with every request", 0, 0, NULL},               \
	{"resolve", 0, OPTION_LIST, offsetof(type, member.resolve),           \
	    "HOST:PORT:ADDR", "use this address for that host", 0, 0, NULL},  \
	{"proxy", 'x', OPTION_PROXY, offsetof(type, member.proxy), "URL",      \
	    "go through this proxy", 0, 0, NULL},                             \
	{"unix-socket", 0, OPTION_TEXT, offsetof(type, member.unix_socket),   \
	    "PATH", "connect to this socket", 0, 0, NULL},                    \
	{"timeout", 0, OPTION_SECONDS, offsetof(type, member.timeout), "S",   \
	    "for one exchange (default 30)", 0, 0, NULL},                     \
	{"connect-timeout", 0, OPTION_SECONDS,                                \
	    offsetof(type, member.connect_timeout), "S",                      \
	    "for a connection (default 10)", 0, 0, NULL},                     \
	{"max-body", 0, OPTION_BYTES, offsetof(type, member.max_body),        \
	    "BYTES", "largest body that is read (default 64MiB)", 0, 0,       \
	    NULL},                                                            \
	{"wait", 0, OPTION_SECONDS, offsetof(type, member.wait), "S",         \
	    "so long at most for the target to answer", 0, 0, NULL},          \
	{"rate", 0, OPTION_NUMBER, offsetof(type, member.rate), "N",          \
	    "at most N requests a second", 1, 1000000, NULL},                 \
	{"fault", 0, OPTION_WORDS, offsetof(type, member.faults), "ID",       \
	    "of reference: switch on a deliberate violation", 0, 0, NULL},    \
	{"variant", 0, OPTION_WORDS, offsetof(type, member.variants), "ID",   \
	    "of reference: make another legal choice", 0, 0, NULL}

#endif

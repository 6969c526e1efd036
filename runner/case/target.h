/*
 * A target profile (cases/README.md): where a server is, who may log in, what
 * cases may rely on, what is known to fail.
 */
#ifndef CASE_TARGET_H
#define CASE_TARGET_H

#include "case/case.h"

struct target_user {
	struct str key; /* "first", "second", ... */
	struct str name, password;
};

struct named_text {
	struct str name, text;
	struct loc loc;
};

struct target {
	const char *path; /* of the profile; NULL: made from options */
	struct str name, version, url, auth;
	struct str start, stop; /* relative to the profile's folder */
	unsigned restarts;	/* of a server that died */
	unsigned timeout_ms;	/* of an exchange; 0: not said */
	struct str refuses_files; /* why; nothing: it takes any */
	struct target_user *users;
	size_t n_users, cap_users;
	struct named_text *features;
	size_t n_features, cap_features;
	struct named_text *known_failures;
	size_t n_known_failures, cap_known_failures;
};

/*
 * `${env:NAME}` in a scalar is put in; one that is not set is a mistake.
 * False: there were mistakes (in diags). url may be missing if start is there.
 */
bool target_load(const char *path, struct arena *a, struct target *out,
    struct diags *diags) WARN_UNUSED;

void target_schema_print(FILE *out);

#endif

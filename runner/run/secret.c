#include "run/secret.h"

#include "base/buf.h"

static bool
contains_nocase(struct str s, struct str part)
{
	for (size_t i = 0; i + part.n <= s.n; i++)
		if (str_eq_nocase(str_sub(s, i, part.n), part))
			return true;
	return false;
}

bool
header_is_secret(struct str name)
{
	static const char *const names[] = {"Authorization",
	    "Proxy-Authorization", "Cookie", "Set-Cookie"};
	static const char *const parts[] = {"token", "secret", "password",
	    "credential", "session", "api-key", "apikey", "x-auth"};

	for (size_t i = 0; i < countof(names); i++)
		if (str_is_nocase(name, names[i]))
			return true;
	if (str_is_nocase(name, "Lock-Token"))
		return false;
	for (size_t i = 0; i < countof(parts); i++)
		if (contains_nocase(name, str_from(parts[i])))
			return true;
	return false;
}

struct str
secret_free(struct str bytes, struct arena *a)
{
	struct buf b;
	struct str rest = bytes, line, shown;

	buf_init(&b, SIZE_MAX / 2);
	while (str_cut(&rest, '\n', &line)) {
		struct str name = str_sub(line, 0, str_index(line, ':'));

		if (name.n < line.n && header_is_secret(str_trim(name)))
			buf_printf(&b, "%.*s: ***%s", STRF(name),
			    str_ends(line, STR("\r")) ? "\r" : "");
		else
			buf_str(&b, line);
		if (rest.p != NULL)
			buf_putc(&b, '\n');
	}
	shown = arena_str(a, buf_view(&b));
	buf_release(&b);
	return shown;
}

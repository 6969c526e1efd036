#include "dav/status.h"

static size_t
digits(struct str s)
{
	size_t n = 0;

	while (n < s.n && s.p[n] >= '0' && s.p[n] <= '9')
		n++;
	return n;
}

/* Takes DIGIT+ off *s. */
static bool
take_digits(struct str *s)
{
	size_t n = digits(*s);

	*s = str_from_at(*s, n);
	return n > 0;
}

static bool
take(struct str *s, struct str what)
{
	if (!str_starts(*s, what))
		return false;
	*s = str_from_at(*s, what.n);
	return true;
}

enum status_form
status_form(struct str s)
{
	if (!take(&s, STR("HTTP/")) || !take_digits(&s) ||
	    !take(&s, STR(".")) || !take_digits(&s) || !take(&s, STR(" ")) ||
	    digits(s) != 3)
		return STATUS_NO_LINE;
	s = str_from_at(s, 3);
	if (s.n == 0)
		return STATUS_NO_SPACE;
	return s.p[0] == ' ' ? STATUS_LINE : STATUS_NO_LINE;
}

int
status_code(struct str s)
{
	uint64_t code;

	if (str_starts(s, STR("HTTP/")))
		s = str_trim(str_from_at(s, str_index(s, ' ')));
	if (digits(s) != 3 || !str_to_u64(str_sub(s, 0, 3), &code))
		return 0;
	return s.n == 3 || s.p[3] == ' ' ? (int)code : 0;
}

#include "report/base64.h"

static const char digits[] =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

struct str
base64_encode(struct str bytes, struct arena *a)
{
	size_t n = (bytes.n + 2) / 3 * 4;
	char *text = arena_array(a, char, n + 1);
	char *p = text;

	for (size_t i = 0; i < bytes.n; i += 3) {
		uint32_t bits = 0;

		for (size_t k = 0; k < 3; k++)
			bits = bits << 8 |
			       (i + k < bytes.n ? (unsigned char)bytes.p[i + k]
						: 0);
		for (size_t k = 0; k < 4; k++)
			*p++ = i + k > bytes.n
				   ? '='
				   : digits[bits >> (18 - 6 * k) & 63];
	}
	return (struct str){text, n};
}

static bool
digit_value(char c, uint32_t *value)
{
	const char *p = c == '\0' ? NULL : strchr(digits, c);

	if (p == NULL)
		return false;
	*value = (uint32_t)(p - digits);
	return true;
}

bool
base64_decode(struct str text, struct arena *a, struct str *out)
{
	size_t padding = 0;
	char *bytes;
	size_t n = 0;

	if (text.n % 4 != 0)
		return false;
	while (padding < 2 && padding < text.n &&
	       text.p[text.n - 1 - padding] == '=')
		padding++;
	bytes = arena_array(a, char, text.n / 4 * 3 + 1);
	for (size_t i = 0; i < text.n; i += 4) {
		uint32_t bits = 0;

		for (size_t k = 0; k < 4; k++) {
			uint32_t value = 0;

			if (i + k < text.n - padding &&
			    !digit_value(text.p[i + k], &value))
				return false;
			bits = bits << 6 | value;
		}
		for (size_t k = 0; k < 3; k++)
			bytes[n++] = (char)(bits >> (16 - 8 * k) & 255);
	}
	*out = (struct str){bytes, n - padding};
	return true;
}

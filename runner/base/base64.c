#include "base/base64.h"

static const char digits[] =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

struct str
base64_encode(struct str bytes, struct arena *a)
{
	char *p = arena_alloc(a, (bytes.n + 2) / 3 * 4 + 1);
	size_t n = 0;

	for (size_t i = 0; i < bytes.n; i += 3) {
		size_t left = bytes.n - i;
		uint32_t v = (uint32_t)(unsigned char)bytes.p[i] << 16;

		if (left > 1)
			v |= (uint32_t)(unsigned char)bytes.p[i + 1] << 8;
		if (left > 2)
			v |= (unsigned char)bytes.p[i + 2];
		p[n++] = digits[v >> 18];
		p[n++] = digits[v >> 12 & 63];
		p[n++] = left > 1 ? digits[v >> 6 & 63] : '=';
		p[n++] = left > 2 ? digits[v & 63] : '=';
	}
	return (struct str){p, n};
}

bool
base64_decode(struct str text, struct arena *a, struct str *out)
{
	char *p = arena_alloc(a, text.n / 4 * 3 + 4);
	size_t n = 0, count = 0, pad = 0;
	uint32_t v = 0;

	for (size_t i = 0; i < text.n; i++) {
		char c = text.p[i];
		const char *d = c ? strchr(digits, c) : NULL;

		if (c == ' ' || c == '\t' || c == '\r' || c == '\n')
			continue;
		if ((d == NULL && c != '=') || (pad > 0 && c != '='))
			return false;
		pad += c == '=';
		v = v << 6 | (d ? (uint32_t)(d - digits) : 0);
		if (++count % 4 != 0)
			continue;
		p[n++] = (char)(v >> 16 & 255);
		p[n++] = (char)(v >> 8 & 255);
		p[n++] = (char)(v & 255);
		v = 0;
	}
	if (count % 4 != 0 || pad > 2 || pad > n)
		return false;
	*out = (struct str){p, n - pad};
	return true;
}

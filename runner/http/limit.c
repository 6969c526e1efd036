#include "http/limit.h"

#include <time.h>

#include <curl/curl.h>

uint64_t
limit_free_at(const struct limit *l)
{
	return l->rate > 0 && l->free_at > 0 ? (uint64_t)(l->free_at + 0.999)
					     : 0;
}

void
limit_take(struct limit *l, uint64_t now, size_t n)
{
	if (l->rate <= 0)
		return;
	if (l->free_at < (double)now)
		l->free_at = (double)now;
	l->free_at += (double)n * 1000.0 / l->rate;
}

/* Seconds from now of an HTTP-date; false if it is none. */
static bool
seconds_until(struct str date, uint64_t *seconds)
{
	char text[64];
	time_t then, now = time(NULL);

	if (date.n == 0 || date.n >= sizeof(text))
		return false;
	memcpy(text, date.p, date.n);
	text[date.n] = '\0';
	then = curl_getdate(text, NULL);
	if (then == (time_t)-1)
		return false;
	*seconds = then > now ? (uint64_t)(then - now) : 0;
	return true;
}

bool
retry_after(const struct reply *r, unsigned *ms)
{
	struct str value = headers_get(&r->headers, "Retry-After");
	uint64_t seconds;

	if (r->status != 429 && r->status != 503)
		return false;
	if (!str_to_u64(value, &seconds) && !seconds_until(value, &seconds))
		return false;
	if (seconds > RETRY_AFTER_MAX_MS / 1000)
		return false;
	*ms = (unsigned)seconds * 1000;
	return true;
}

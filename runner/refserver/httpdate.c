#include "refserver/httpdate.h"

static const char *const months[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
    "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
static const char *const days[] = {"Sunday", "Monday", "Tuesday", "Wednesday",
    "Thursday", "Friday", "Saturday"};

void
httpdate_write(time_t t, enum httpdate_form form, char out[HTTPDATE_MAX])
{
	struct tm tm;
	const char *day, *month;

	gmtime_r(&t, &tm);
	day = days[tm.tm_wday];
	month = months[tm.tm_mon];
	switch (form) {
	case HTTPDATE_IMF:
		snprintf(out, HTTPDATE_MAX,
		    "%.3s, %02d %s %04d %02d:%02d:%02d GMT", day, tm.tm_mday,
		    month, tm.tm_year + 1900, tm.tm_hour, tm.tm_min, tm.tm_sec);
		break;
	case HTTPDATE_RFC850:
		snprintf(out, HTTPDATE_MAX,
		    "%s, %02d-%s-%02d %02d:%02d:%02d GMT", day, tm.tm_mday,
		    month, tm.tm_year % 100, tm.tm_hour, tm.tm_min, tm.tm_sec);
		break;
	case HTTPDATE_RFC3339:
		strftime(out, HTTPDATE_MAX, "%Y-%m-%dT%H:%M:%SZ", &tm);
		break;
	}
}

/* Days from 1970-01-01, by the civil calendar. */
static int64_t
days_from_civil(int64_t y, unsigned m, unsigned d)
{
	int64_t era;
	unsigned yoe, doy, doe;

	y -= m <= 2;
	era = (y >= 0 ? y : y - 399) / 400;
	yoe = (unsigned)(y - era * 400);
	doy = (153 * (m > 2 ? m - 3 : m + 9) + 2) / 5 + d - 1;
	doe = yoe * 365 + yoe / 4 - yoe / 100 + doy;
	return era * 146097 + (int64_t)doe - 719468;
}

static bool
month_of(const char name[4], unsigned *month)
{
	for (unsigned i = 0; i < countof(months); i++)
		if (strcmp(name, months[i]) == 0) {
			*month = i + 1;
			return true;
		}
	return false;
}

/* RFC 9110 5.6.7: two digits that lie over 50 years ahead are the past. */
static int
full_year(int two)
{
	time_t now = time(NULL);
	struct tm tm;
	int year;

	gmtime_r(&now, &tm);
	year = (tm.tm_year + 1900) / 100 * 100 + two;
	return year > tm.tm_year + 1900 + 50 ? year - 100 : year;
}

bool
httpdate_parse(struct str s, time_t *out)
{
	char text[64], name[4] = "";
	int y, d, h, min, sec, end = -1;
	unsigned month;

	s = str_trim(s);
	if (s.n >= sizeof(text))
		return false;
	snprintf(text, sizeof(text), "%.*s", STRF(s));
	if (sscanf(text, "%*3[A-Za-z], %2d %3[A-Za-z] %4d %2d:%2d:%2d GMT%n",
		&d, name, &y, &h, &min, &sec, &end) == 6 &&
	    end == (int)s.n)
		; /* IMF-fixdate */
	else if (sscanf(text,
		     "%*9[A-Za-z], %2d-%3[A-Za-z]-%2d %2d:%2d:%2d GMT%n", &d,
		     name, &y, &h, &min, &sec, &end) == 6 &&
		 end == (int)s.n)
		y = full_year(y);
	else if (sscanf(text, "%*3[A-Za-z] %3[A-Za-z] %2d %2d:%2d:%2d %4d%n",
		     name, &d, &h, &min, &sec, &y, &end) == 6 &&
		 end == (int)s.n)
		; /* asctime */
	else
		return false;
	if (!month_of(name, &month) || d < 1 || d > 31 || h > 23 || min > 59 ||
	    sec > 60 || h < 0 || min < 0 || sec < 0 || y < 1)
		return false;
	*out = (time_t)(days_from_civil(y, month, (unsigned)d) * 86400 +
			h * 3600 + min * 60 + sec);
	return true;
}

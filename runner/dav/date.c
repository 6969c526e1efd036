#include "dav/date.h"

static const char *const months[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
    "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
static const char *const days[] = {"Sunday", "Monday", "Tuesday", "Wednesday",
    "Thursday", "Friday", "Saturday"};

/* A date in its parts; weekday -1: not said. */
struct parts {
	int year, month, day, hour, minute, second, millis, offset, weekday;
};

/* What is left of the text; bad: something did not fit. */
struct reader {
	struct str rest;
	bool bad;
};

static inline void
want(struct reader *r, const char *literal)
{
	struct str s = str_from(literal);

	if (!str_starts(r->rest, s))
		r->bad = true;
	else
		r->rest = str_from_at(r->rest, s.n);
}

static int
number(struct reader *r, size_t digits)
{
	int n = 0;

	for (size_t i = 0; i < digits; i++) {
		if (i >= r->rest.n || r->rest.p[i] < '0' ||
		    r->rest.p[i] > '9') {
			r->bad = true;
			return 0;
		}
		n = n * 10 + (r->rest.p[i] - '0');
	}
	r->rest = str_from_at(r->rest, digits);
	return n;
}

/* The index of the word that stands here; only its first `letters` if > 0. */
static int
word(struct reader *r, const char *const *words, int n, size_t letters)
{
	for (int i = 0; i < n; i++) {
		struct str w;

		if (r->rest.n == 0 || words[i][0] != r->rest.p[0])
			continue;
		w = str_from(words[i]);
		if (letters > 0)
			w = str_sub(w, 0, letters);
		if (str_starts(r->rest, w)) {
			r->rest = str_from_at(r->rest, w.n);
			return i;
		}
	}
	r->bad = true;
	return 0;
}

static void
time_of_day(struct reader *r, struct parts *p)
{
	p->hour = number(r, 2);
	want(r, ":");
	p->minute = number(r, 2);
	want(r, ":");
	p->second = number(r, 2);
}

/* Days since 1970-01-01 in the Gregorian calendar. */
static int64_t
days_since_epoch(int year, int month, int day)
{
	int64_t y = month <= 2 ? year - 1 : year;
	int64_t era = (y >= 0 ? y : y - 399) / 400;
	int64_t of_era = y - era * 400;
	int64_t of_year =
	    (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;

	return era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 +
	       of_year - 719468;
}

static int
days_in_month(int year, int month)
{
	static const int n[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
	bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;

	return month == 2 && leap ? 29 : n[month - 1];
}

static bool
in_range(const struct parts *p)
{
	return p->month >= 1 && p->month <= 12 && p->day >= 1 &&
	       p->day <= days_in_month(p->year, p->month) && p->hour <= 23 &&
	       p->minute <= 59 && p->second <= 60;
}

static bool
imf_fixdate(struct str text, struct parts *p)
{
	struct reader r = {.rest = text};

	p->weekday = word(&r, days, countof(days), 3);
	want(&r, ", ");
	p->day = number(&r, 2);
	want(&r, " ");
	p->month = word(&r, months, countof(months), 0) + 1;
	want(&r, " ");
	p->year = number(&r, 4);
	want(&r, " ");
	time_of_day(&r, p);
	want(&r, " GMT");
	return !r.bad && r.rest.n == 0;
}

static bool
rfc850(struct str text, struct parts *p)
{
	struct reader r = {.rest = text};

	p->weekday = word(&r, days, countof(days), 0);
	want(&r, ", ");
	p->day = number(&r, 2);
	want(&r, "-");
	p->month = word(&r, months, countof(months), 0) + 1;
	want(&r, "-");
	p->year = number(&r, 2);
	/* Two digits are never far in the future (RFC 9110 5.6.7). */
	p->year += p->year < 70 ? 2000 : 1900;
	want(&r, " ");
	time_of_day(&r, p);
	want(&r, " GMT");
	return !r.bad && r.rest.n == 0;
}

static bool
asctime_date(struct str text, struct parts *p)
{
	struct reader r = {.rest = text};

	p->weekday = word(&r, days, countof(days), 3);
	want(&r, " ");
	p->month = word(&r, months, countof(months), 0) + 1;
	want(&r, " ");
	if (r.rest.n > 0 && r.rest.p[0] == ' ') {
		want(&r, " ");
		p->day = number(&r, 1);
	} else {
		p->day = number(&r, 2);
	}
	want(&r, " ");
	time_of_day(&r, p);
	want(&r, " ");
	p->year = number(&r, 4);
	return !r.bad && r.rest.n == 0;
}

static void
fraction(struct reader *r, struct parts *p)
{
	int scale = 100;

	if (r->rest.n == 0 || r->rest.p[0] != '.')
		return;
	want(r, ".");
	p->millis = number(r, 1) * scale;
	while (!r->bad && r->rest.n > 0 && r->rest.p[0] >= '0' &&
	       r->rest.p[0] <= '9') {
		scale /= 10;
		p->millis += number(r, 1) * scale;
	}
}

static void
zone(struct reader *r, struct parts *p)
{
	int sign, hours, minutes;
	char c = r->rest.n > 0 ? r->rest.p[0] : '\0';

	if (c == 'Z' || c == 'z') {
		r->rest = str_from_at(r->rest, 1);
		return;
	}
	if (c != '+' && c != '-') {
		r->bad = true;
		return;
	}
	sign = c == '-' ? -1 : 1;
	r->rest = str_from_at(r->rest, 1);
	hours = number(r, 2);
	want(r, ":");
	minutes = number(r, 2);
	if (hours > 23 || minutes > 59)
		r->bad = true;
	p->offset = sign * (hours * 60 + minutes);
}

static bool
rfc3339(struct str text, struct parts *p)
{
	struct reader r = {.rest = text};

	p->weekday = -1;
	p->year = number(&r, 4);
	want(&r, "-");
	p->month = number(&r, 2);
	want(&r, "-");
	p->day = number(&r, 2);
	want(&r, r.rest.n > 0 && r.rest.p[0] == 't' ? "t" : "T");
	time_of_day(&r, p);
	fraction(&r, p);
	zone(&r, p);
	return !r.bad && r.rest.n == 0;
}

static const struct {
	enum date_form form;
	bool (*read)(struct str text, struct parts *p);
} forms[] = {
    {DATE_IMF_FIXDATE, imf_fixdate },
    {DATE_RFC850,	  rfc850	},
    {DATE_ASCTIME,	   asctime_date},
    {DATE_RFC3339,	   rfc3339	  },
};

static void
date_set(struct date *out, enum date_form form, const struct parts *p,
    struct str text)
{
	int64_t day = days_since_epoch(p->year, p->month, p->day);
	int64_t minutes = day * 1440 + p->hour * 60 + p->minute - p->offset;

	out->form = form;
	out->ms = (minutes * 60 + p->second) * 1000 + p->millis;
	/* 1970-01-01 was a Thursday. */
	out->bad_weekday =
	    p->weekday >= 0 && p->weekday != (int)(((day + 4) % 7 + 7) % 7);
	out->lower_case =
	    form == DATE_RFC3339 &&
	    (str_index(text, 't') < text.n || str_index(text, 'z') < text.n);
}

bool
date_parse(struct str text, struct date *out)
{
	*out = (struct date){0};
	for (size_t i = 0; i < countof(forms); i++) {
		struct parts p = {0};

		if (!forms[i].read(text, &p))
			continue;
		if (!in_range(&p))
			return false;
		date_set(out, forms[i].form, &p, text);
		return true;
	}
	return false;
}

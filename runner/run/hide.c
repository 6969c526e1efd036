#include "run/hide.h"

static void
hide(const struct secrets *s, struct str *text, struct arena *a)
{
	*text = secrets_hide(s, *text, false, a);
}

static void
hide_findings(
    const struct secrets *s, struct finding_list *list, struct arena *a)
{
	for (size_t i = 0; i < list->n; i++) {
		struct finding *f = &list->v[i];

		hide(s, &f->message, a);
		hide(s, &f->expected, a);
		hide(s, &f->actual, a);
		hide(s, &f->header, a);
	}
}

static void
hide_exchange(
    const struct secrets *s, struct exchange_record *e, struct arena *a)
{
	hide(s, &e->label, a);
	hide(s, &e->sent, a);
	hide(s, &e->received, a);
	hide(s, &e->why, a);
	hide(s, &e->curl, a);
	e->sent_body = secrets_hide(
	    s, e->sent_body, e->sent_body.n < e->sent_body_size, a);
	e->body = secrets_hide(s, e->body, e->body.n < e->body_size, a);
	hide_findings(s, &e->findings, a);
}

void
hide_case(const struct secrets *s, struct case_result *r, struct arena *a)
{
	hide(s, &r->reason, a);
	hide(s, &r->scratch, a);
	hide_findings(s, &r->findings, a);
	for (size_t i = 0; i < r->exchanges.n; i++)
		hide_exchange(s, &r->exchanges.v[i], a);
}

void
hide_result(const struct secrets *s, struct result *r)
{
	struct str *texts[] = {&r->server, &r->dav, &r->allow, &r->target_url,
	    &r->target_version, &r->bail_out, &r->command};

	for (size_t i = 0; i < countof(texts); i++)
		hide(s, texts[i], r->arena);
	for (size_t i = 0; i < r->left_behind.n; i++)
		hide(s, &r->left_behind.v[i], r->arena);
}

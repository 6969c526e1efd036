#include "report/baseline_json.h"

#include "report/jsonout.h"

/* A kind that has no verdict of then or of now lacks that member. */
static json_t *
change_object(const struct baseline_item *i)
{
	json_t *o = json_object();

	jsonout_set(o, "change", jsonout_word(baseline_kind_name(i->kind)));
	jsonout_set(o, "id", jsonout_text(i->id));
	if (i->kind != BASELINE_NEW)
		jsonout_set(o, "before", jsonout_word(verdict_name(i->before)));
	if (i->kind != BASELINE_GONE)
		jsonout_set(o, "after", jsonout_word(verdict_name(i->after)));
	if (i->revised)
		jsonout_set(o, "revised", json_true());
	jsonout_set(o, "reason", jsonout_text(i->reason));
	return o;
}

/* Of a run of some cases only: what merge wants to know. */
static json_t *
baseline_part(const struct baseline *b)
{
	json_t *o, *unseen;

	if (b->run == b->judged)
		return NULL;
	o = json_object();
	unseen = json_array();
	jsonout_set(o, "judged", jsonout_number(b->judged));
	jsonout_set(o, "run", jsonout_number(b->run));
	for (size_t i = 0; i < b->unseen.n; i++) {
		const struct baseline_item *item = &b->unseen.v[i];
		json_t *rule = json_object();

		jsonout_set(rule, "id", jsonout_text(item->id));
		jsonout_set(
		    rule, "before", jsonout_word(verdict_name(item->before)));
		jsonout_push(unseen, rule);
	}
	jsonout_set(o, "unseen", unseen);
	return o;
}

json_t *
baseline_object(const struct baseline *b)
{
	json_t *o, *changes;

	if (b == NULL)
		return NULL;
	o = json_object();
	changes = json_array();
	jsonout_set(o, "file", jsonout_text(b->file));
	jsonout_set(o, "version", jsonout_text(b->version));
	jsonout_set(o, "started", jsonout_text(b->started));
	jsonout_set(o, "target", jsonout_text(b->target));
	jsonout_set(o, "notes", jsonout_texts(b->notes.v, b->notes.n));
	for (size_t i = 0; i < b->items.n; i++)
		jsonout_push(changes, change_object(&b->items.v[i]));
	jsonout_set(o, "changes", changes);
	jsonout_set(o, "part", baseline_part(b));
	return o;
}

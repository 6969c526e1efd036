#include "dav/jsonstatus.h"

static int
whole_number(const struct json_value *v)
{
	uint64_t n;

	if (v == NULL || v->kind != JSON_NUMBER || !str_to_u64(v->raw, &n) ||
	    n > 9999)
		return 0;
	return (int)n;
}

static struct json_item
item_read(
    const struct json_value *v, bool keyed, struct str id, struct str status)
{
	struct json_item item = {.value = v};

	/* Of an object keyed by id a member may be the status itself. */
	item.status_value =
	    keyed && v->kind == JSON_NUMBER ? v : json_member(v, status);
	item.status = whole_number(item.status_value);
	if (keyed) {
		item.id = v->name;
		return item;
	}
	item.id_value = json_member(v, id);
	if (item.id_value != NULL && (item.id_value->kind == JSON_STRING ||
					 item.id_value->kind == JSON_NUMBER))
		item.id = item.id_value->text;
	return item;
}

static void
items_of(const struct json_value *container, struct str id, struct str status,
    struct arena *a, struct json_items *out)
{
	bool keyed = container->kind == JSON_OBJECT;

	*out = (struct json_items){
	    .v = arena_array(a, struct json_item, container->n),
	    .cap = container->n,
	    .container = container,
	    .id = id,
	    .status = status,
	};
	for (const struct json_value *v = container->first; v; v = v->next)
		out->v[out->n++] = item_read(v, keyed, id, status);
}

bool
json_items_read(const struct json_value *root, struct str pointer,
    struct str id, struct str status, struct arena *a, struct json_items *out)
{
	const struct json_value *container = json_at(root, pointer, a);

	*out = (struct json_items){0};
	if (container == NULL ||
	    (container->kind != JSON_ARRAY && container->kind != JSON_OBJECT))
		return false;
	items_of(container, id.p ? id : STR("id"),
	    status.p ? status : STR("status"), a, out);
	return true;
}

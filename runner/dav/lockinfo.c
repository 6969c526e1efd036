#include "dav/lockinfo.h"

static const struct xml_node *
first_activelock(const struct xml_node *n)
{
	while (n != NULL && !xml_is(n, "activelock"))
		n = xml_next_element(n);
	return n;
}

const struct xml_node *
lockinfo_first(const struct xml_node *lockdiscovery)
{
	return lockdiscovery
		   ? first_activelock(xml_first_element(lockdiscovery))
		   : NULL;
}

const struct xml_node *
lockinfo_next(const struct xml_node *activelock)
{
	return first_activelock(xml_next_element(activelock));
}

static struct str
text_of(const struct xml_node *n, struct arena *a)
{
	return n ? str_trim(xml_text(n, a)) : STR_NONE;
}

static struct str
href_of(const struct xml_node *lock, const char *name, struct arena *a)
{
	const struct xml_node *n = xml_child(lock, name);

	return n ? text_of(xml_child(n, "href"), a) : STR_NONE;
}

static struct str
kind_of(const struct xml_node *lock, const char *name)
{
	const struct xml_node *n = xml_child(lock, name);

	n = n ? xml_first_element(n) : NULL;
	return n ? n->local : STR_NONE;
}

struct lockinfo
lockinfo_read(const struct xml_node *activelock, struct arena *a)
{
	return (struct lockinfo){
	    .node = activelock,
	    .owner = xml_child(activelock, "owner"),
	    .scope = kind_of(activelock, "lockscope"),
	    .type = kind_of(activelock, "locktype"),
	    .depth = text_of(xml_child(activelock, "depth"), a),
	    .timeout = text_of(xml_child(activelock, "timeout"), a),
	    .token = href_of(activelock, "locktoken", a),
	    .root = href_of(activelock, "lockroot", a),
	};
}

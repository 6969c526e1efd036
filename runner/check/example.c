#include "check/example.h"

#include "base/vec.h"

/* ------------------------------------------------------------- the words */

static unsigned
classes_of(struct str list)
{
	unsigned classes = 0;
	struct str part;

	while (str_cut(&list, ',', &part)) {
		part = str_trim(part);
		classes |= str_is(part, "1")	  ? CLASS_1
			   : str_is(part, "2")	  ? CLASS_2
			   : str_is(part, "3")	  ? CLASS_3
			   : str_is(part, "bind") ? CLASS_BIND
						  : 0U;
	}
	return classes;
}

static enum depth
depth_of(struct str value)
{
	return str_is(value, "0")	   ? DEPTH_0
	       : str_is(value, "1")	   ? DEPTH_1
	       : str_is(value, "infinity") ? DEPTH_INFINITY
					   : DEPTH_OTHER;
}

static void
add_name(struct example *x, struct str name)
{
	struct qname *q = vec_add(&x->context.names, x->arena);
	size_t end = str_index(name, '}');

	*q = (struct qname){.uri = STR("urn:davproof:x"), .local = name};
	if (str_starts(name, STR("D:")))
		*q = (struct qname){
		    .uri = STR("DAV:"),
		    .local = str_from_at(name, 2),
		};
	else if (str_starts(name, STR("x:")))
		q->local = str_from_at(name, 2);
	else if (str_starts(name, STR("{")) && end < name.n)
		*q = (struct qname){
		    .uri = str_sub(name, 1, end - 1),
		    .local = str_from_at(name, end + 1),
		};
}

static void
add_header(struct example *x, struct str line)
{
	size_t colon = str_index(line, ':');

	headers_add(&x->request, x->arena, str_trim(str_sub(line, 0, colon)),
	    str_trim(str_from_at(line, colon + 1)));
}

static void
set_owner(struct context *c, struct str value)
{
	c->has_owner = true;
	c->owner.content = value;
	c->owner.is_xml = str_starts(value, STR("<"));
}

/* KEY=VALUE; false: it is none of these. */
static bool
take_value(struct example *x, struct str key, struct str value)
{
	struct context *c = &x->context;
	const struct {
		const char *key;
		struct str *to;
	} texts[] = {
	    {"method",	   &c->method     },
	    {"url",	    &c->url	     },
	    {"destination", &c->destination},
	    {"scratch",	    &c->scratch    },
	    {"scope",	    &c->lock_scope },
	    {"finds",	    &x->finds      },
	};

	for (size_t i = 0; i < countof(texts); i++)
		if (str_is(key, texts[i].key)) {
			*texts[i].to = value;
			return true;
		}
	if (str_is(key, "owner"))
		set_owner(c, value);
	else if (str_is(key, "depth"))
		c->depth = depth_of(value);
	else if (str_is(key, "classes"))
		c->classes = classes_of(value);
	else if (str_is(key, "header"))
		add_header(x, value);
	else if (str_is(key, "prop") || str_is(key, "include"))
		add_name(x, value);
	else
		return false;
	return true;
}

static bool
take_word(struct context *c, struct str word)
{
	const struct {
		const char *word;
		bool *to;
	} flags[] = {
	    {"conditional", &c->conditional },
	    {"refresh",	    &c->lock_refresh},
	    {"malformed",   &c->malformed   },
	    {"proxied",	    &c->proxied     },
	};

	for (size_t i = 0; i < countof(flags); i++)
		if (str_is(word, flags[i].word)) {
			*flags[i].to = true;
			return true;
		}
	return str_is(word, "allprop") || str_is(word, "propname");
}

static void
take(struct example *x, struct str part)
{
	size_t equals = str_index(part, '=');
	struct str key = str_sub(part, 0, equals);
	struct context *c = &x->context;

	if (!take_value(x, key, str_from_at(part, equals + 1)) &&
	    !take_word(c, part))
		x->unknown = part;
	if (str_is(key, "prop"))
		c->asked = ASKED_PROP;
	else if (str_is(key, "allprop") || str_is(key, "include"))
		c->asked = ASKED_ALLPROP;
	else if (str_is(key, "propname"))
		c->asked = ASKED_PROPNAME;
}

/* ------------------------------------------------------------- the whole */

bool
example_read(struct example *x, struct str bytes, struct arena *a)
{
	struct str rest, part;
	size_t head;

	*x = (struct example){
	    .arena = a,
	    .context = {.method = STR("PROPFIND"),
			.url = STR("http://h/t/"),
			.classes = CLASS_1 | CLASS_2 | CLASS_3},
	};
	x->context.headers = &x->request;
	head = reply_parse(bytes, a, &x->reply);
	if (head == 0)
		return false;
	x->body = str_from_at(bytes, head);
	x->told = headers_get(&x->reply.headers, "X-Context");
	rest = x->told;
	while (str_cut(&rest, ';', &part))
		take(x, str_trim(part));
	return true;
}

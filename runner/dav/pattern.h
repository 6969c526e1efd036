/*
 * The markup of a response, learned from one that was parsed, so that others
 * with the same need not be.
 *
 * A listing says the same a million times with other texts. Bytes that agree
 * tag for tag with a response that the parser took without a word are, by the
 * grammar of XML, the same elements with the same attributes, as long as the
 * text between the tags is plain: legal characters in UTF-8 and the five
 * entities of XML, no "<", no ">", no carriage return. Whatever is not of this
 * kind is left to the parser.
 *
 * The nodes belong to the pattern and are filled anew each time, places
 * included; they are valid until it is next filled, learned or released.
 */
#ifndef DAV_PATTERN_H
#define DAV_PATTERN_H

#include "dav/xml.h"

#define PATTERN_TAGS 1000
#define PATTERN_MAX ((size_t)512 * 1024) /* bytes of its memory, about */

/* Column in characters; from 1. */
struct position {
	unsigned line, col;
};

struct extent {
	unsigned lines, cols; /* line ends; characters behind the last one */
};

/* What stands before a tag, and the tag. */
struct stretch {
	struct str tag; /* as it stands, from "<" to ">" */
	struct extent tag_size;
	struct xml_node *starts; /* the element that the tag starts, or NULL */
	struct xml_node *text;	 /* the node of the text before it, or NULL */
	bool layout;	/* white space may stand there that is no node */
	struct str raw; /* the text as it stood the last time */
	struct extent raw_size;
	char *store, *plain; /* room for raw; for it without entities */
	size_t room;
	/* Of a response that is being compared. */
	struct str found;
	struct extent found_size;
	bool same, escaped;
};

struct pattern {
	struct arena arena;
	struct xml_node *response; /* NULL: nothing was learned */
	struct stretch *v;
	size_t n;
	const struct xml_node **changed;
	size_t n_changed;
	unsigned note; /* struct response has it */
};

/*
 * From the bytes of a response and of what stands before it, after the
 * response before it or whatever else. *nodes is what its tree lives in; it is
 * swapped for what the pattern had. The first byte is at `from`, the byte
 * behind at `to`. False, and nothing is learned, if it is of another kind.
 */
bool pattern_learn(struct pattern *p, struct str bytes, struct arena *nodes,
    struct xml_node *response, struct position from, struct position to);
/*
 * How many of the bytes are a response of this markup, with what stands before
 * it; 0: they do not begin with one that is whole.
 */
size_t pattern_match(struct pattern *p, struct str bytes);
/* The nodes as those bytes have them. *at, where they begin, is moved to where
   they end. `changed` are the elements whose text is not what it was. */
void pattern_fill(struct pattern *p, struct position *at);
void pattern_release(struct pattern *p);

#endif

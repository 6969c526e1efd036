/*
 * Build step: the catalogues of schemas/requirements/ to the rows of spec.c, sorted by id.
 *
 *	generate rfc4918.yaml rfc9110.yaml ... >catalogue.inc
 *
 * A catalogue is a sequence of mappings; `see` is a list of ids, `quote` a text
 * or a list of such, all else is text. The RFCs whose text we show need quotes.
 * Stops at the first mistake, with file and line.
 */
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <yaml.h>

/* The page with its text marks the sentences (report/rfctext.h). */
#define SHOWN_RFC "RFC 4918"

enum key {
	ID, SECTION, LEVEL, SUBJECT, CLASS, TEXT, TESTABLE, HOW, NOTE, BASIS,
	SEE, QUOTE, KEYS
};

static const char *const key_names[KEYS] = {"id", "section", "level",
    "subject", "class", "text", "testable", "how", "note", "basis", "see",
    "quote"};

struct row {
	char *value[KEYS];
	char rfc[32];
};

static struct row *rows;
static size_t n_rows;
static const char *file;

static void
fail(yaml_mark_t at, const char *what, const char *which)
{
	fprintf(stderr, "%s:%zu:%zu: %s%s%s\n", file, at.line + 1,
	    at.column + 1, what, *which ? ": " : "", which);
	exit(2);
}

static char *
joined(const char *a, char between, const char *b)
{
	size_t na = strlen(a), nb = strlen(b);
	char *p = malloc(na + nb + 2);

	if (p == NULL)
		exit(2);
	memcpy(p, a, na);
	if (na > 0)
		p[na++] = between;
	memcpy(p + na, b, nb + 1);
	return p;
}

static const char *
scalar(const yaml_node_t *n)
{
	if (n->type != YAML_SCALAR_NODE)
		fail(n->start_mark, "text is wanted here", "");
	return (const char *)n->data.scalar.value;
}

static char *
list(yaml_document_t *doc, const yaml_node_t *n, char between)
{
	char *all = joined("", between, "");

	if (n->type != YAML_SEQUENCE_NODE)
		fail(n->start_mark, "a list is wanted here", "");
	for (yaml_node_item_t *it = n->data.sequence.items.start;
	     it < n->data.sequence.items.top; it++)
		all = joined(
		    all, between, scalar(yaml_document_get_node(doc, *it)));
	return all;
}

/* "9112/3.2" is a section of RFC 9112, in whatever catalogue it stands. */
static void
set_rfc(struct row *r)
{
	const char *base = strrchr(file, '/');
	char *slash = strchr(r->value[SECTION], '/');
	unsigned long number = 0;

	base = base ? base + 1 : file;
	if (slash != NULL) {
		number = strtoul(r->value[SECTION], NULL, 10);
		r->value[SECTION] = slash + 1;
	} else if (strncmp(base, "rfc", 3) == 0) {
		number = strtoul(base + 3, NULL, 10);
	}
	if (number > 0)
		snprintf(r->rfc, sizeof(r->rfc), "RFC %lu", number);
	else
		snprintf(r->rfc, sizeof(r->rfc), "davproof");
}

static void
read_entry(yaml_document_t *doc, const yaml_node_t *map, struct row *r)
{
	if (map->type != YAML_MAPPING_NODE)
		fail(map->start_mark, "a requirement is a mapping", "");
	for (yaml_node_pair_t *p = map->data.mapping.pairs.start;
	     p < map->data.mapping.pairs.top; p++) {
		const yaml_node_t *k = yaml_document_get_node(doc, p->key);
		const yaml_node_t *v = yaml_document_get_node(doc, p->value);
		int i = 0;

		while (i < KEYS && strcmp(key_names[i], scalar(k)) != 0)
			i++;
		if (i == KEYS)
			fail(k->start_mark, "unknown key", scalar(k));
		if (r->value[i] != NULL)
			fail(k->start_mark, "this key twice", scalar(k));
		if (i == SEE)
			r->value[i] = list(doc, v, ' ');
		else if (i == QUOTE && v->type == YAML_SEQUENCE_NODE)
			r->value[i] = list(doc, v, '\n');
		else
			r->value[i] = joined("", ' ', scalar(v));
	}
	for (int i = 0; i < NOTE; i++)
		if (r->value[i] == NULL)
			fail(map->start_mark, "missing", key_names[i]);
	set_rfc(r);
	if (r->value[QUOTE] == NULL && strcmp(r->rfc, SHOWN_RFC) == 0)
		fail(map->start_mark, "missing", key_names[QUOTE]);
}

static void
read_catalogue(const char *path)
{
	yaml_parser_t parser;
	yaml_document_t doc;
	const yaml_node_t *root;
	FILE *in = fopen(path, "rb");

	file = path;
	if (in == NULL || !yaml_parser_initialize(&parser)) {
		perror(path);
		exit(2);
	}
	yaml_parser_set_input_file(&parser, in);
	if (!yaml_parser_load(&parser, &doc))
		fail(parser.problem_mark, parser.problem, "");
	root = yaml_document_get_root_node(&doc);
	if (root == NULL || root->type != YAML_SEQUENCE_NODE)
		fail((yaml_mark_t){0}, "a catalogue is a list", "");
	for (yaml_node_item_t *it = root->data.sequence.items.start;
	     it < root->data.sequence.items.top; it++) {
		rows = realloc(rows, (n_rows + 1) * sizeof(*rows));
		if (rows == NULL)
			exit(2);
		rows[n_rows] = (struct row){0};
		read_entry(&doc, yaml_document_get_node(&doc, *it),
		    &rows[n_rows++]);
	}
	yaml_document_delete(&doc);
	yaml_parser_delete(&parser);
	fclose(in);
}

static void
put_c(const char *s)
{
	if (s == NULL) {
		fputs(", NULL", stdout);
		return;
	}
	fputs(", \"", stdout);
	for (; *s != '\0'; s++) {
		if (*s == '"' || *s == '\\')
			putchar('\\');
		if (*s == '\n')
			fputs("\\n", stdout);
		else
			putchar(*s);
	}
	putchar('"');
}

static const char *
constant(const struct row *r, enum key key, const char *const (*words)[2])
{
	for (; (*words)[0] != NULL; words++)
		if (strcmp(r->value[key], (*words)[0]) == 0)
			return (*words)[1];
	fprintf(stderr, "%s: %s is no %s\n", r->value[ID], r->value[key],
	    key_names[key]);
	exit(2);
}

static int
by_id(const void *a, const void *b)
{
	const struct row *x = a, *y = b;

	return strcmp(x->value[ID], y->value[ID]);
}

static void
put_row(const struct row *r)
{
	static const char *const levels[][2] = {{"MUST", "LEVEL_MUST"},
	    {"MUST-NOT", "LEVEL_MUST_NOT"}, {"SHOULD", "LEVEL_SHOULD"},
	    {"SHOULD-NOT", "LEVEL_SHOULD_NOT"}, {"MAY", "LEVEL_MAY"},
	    {NULL, NULL}};
	static const char *const testables[][2] = {
	    {"black-box", "TESTABLE_BLACK_BOX"},
	    {"needs-config", "TESTABLE_NEEDS_CONFIG"},
	    {"not-observable", "TESTABLE_NOT"}, {NULL, NULL}};

	printf("{\"%s\", \"%s\", \"%s\", %s", r->value[ID], r->rfc,
	    r->value[SECTION], constant(r, LEVEL, levels));
	put_c(r->value[SUBJECT]);
	put_c(r->value[CLASS]);
	put_c(r->value[TEXT]);
	printf(", %s", constant(r, TESTABLE, testables));
	put_c(r->value[HOW]);
	put_c(r->value[NOTE]);
	put_c(r->value[BASIS]);
	put_c(r->value[SEE]);
	put_c(r->value[QUOTE]);
	puts("},");
}

int
main(int argc, char **argv)
{
	for (int i = 1; i < argc; i++)
		read_catalogue(argv[i]);
	if (n_rows == 0)
		return 2;
	qsort(rows, n_rows, sizeof(*rows), by_id);
	for (size_t i = 0; i < n_rows; i++) {
		if (i > 0 && strcmp(rows[i - 1].value[ID],
				 rows[i].value[ID]) == 0) {
			fprintf(stderr, "%s stands in the catalogues twice\n",
			    rows[i].value[ID]);
			return 2;
		}
		put_row(&rows[i]);
	}
	return 0;
}

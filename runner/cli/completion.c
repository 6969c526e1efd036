#include "cli/completion.h"

#include "case/methods.h"
#include "check/judge.h"
#include "cli/cases.h"
#include "cli/commands.h"
#include "refserver/fault.h"
#include "refserver/variant.h"

void
completion_offer(struct completion *c, const char *text, const char *help)
{
	struct str line = str_from(help);

	if (!str_starts(str_from(text), c->word))
		return;
	line = str_sub(line, 0, str_index(line, '\n'));
	printf("%.*s%s%s%.*s\n", STRF(c->prefix), text, line.n ? "\t" : "",
	    STRF(line));
}

/*
 * Ids have parts: rfc4918/ 9.8-copy/ depth :row. Only the next one is
 * offered, as a shell does with folders; ids come in order, so that those of
 * one part are neighbours.
 */
static void
offer_part(
    struct completion *c, struct str id, const char *ends, struct str help)
{
	size_t n = c->word.n;

	if (!str_starts(id, c->word))
		return;
	while (n < id.n && strchr(ends, id.p[n]) == NULL)
		n++;
	if (n < id.n) {
		/* The colon of a row is not a good place to stop behind. */
		id = str_sub(id, 0, id.p[n] == ':' && n > 0 ? n : n + 1);
		help = STR_NONE;
	}
	if (str_eq(id, c->last))
		return;
	c->last = arena_str(c->arena, id);
	completion_offer(c, c->last.p, arena_str(c->arena, help).p);
}

/* ------------------------------------------------------------- kinds */

static void
offer_words(struct completion *c, const char *words, char sep)
{
	struct str rest = str_from(words), word;

	while (str_cut(&rest, sep, &word))
		completion_offer(c, arena_str(c->arena, word).p, NULL);
}

static void
offer_files(struct completion *c)
{
	(void)c;
	puts(":files");
}

static void
offer_cases(struct completion *c)
{
	struct testcases all = {0};
	bool row = str_index(c->word, ':') < c->word.n;

	if (!cases_from_arguments(&cmd_list, NULL, 0, c->arena, &all))
		return;
	for (size_t i = 0; i < all.n; i++)
		offer_part(c, all.v[i]->id, row ? "/" : "/:", all.v[i]->title);
}

static void
offer_case_arguments(struct completion *c)
{
	offer_cases(c);
	offer_files(c);
}

static void
offer_targets(struct completion *c)
{
	completion_offer(c, "reference", "the reference server, built in");
	offer_files(c);
}

static void
offer_requirements(struct completion *c)
{
	for (size_t i = 0; i < spec_count(); i++)
		offer_part(c, str_from(spec_at(i)->id), ".",
		    str_from(spec_at(i)->text));
}

static void
offer_tags(struct completion *c)
{
	struct testcases all = {0};
	struct strs seen = {0};

	if (!cases_from_arguments(&cmd_list, NULL, 0, c->arena, &all))
		return;
	for (size_t i = 0; i < all.n; i++)
		for (size_t k = 0; k < all.v[i]->file->tags.n; k++) {
			struct str tag = all.v[i]->file->tags.v[k];
			size_t s = 0;

			while (s < seen.n && !str_eq(seen.v[s], tag))
				s++;
			if (s < seen.n)
				continue;
			*vec_add(&seen, c->arena) = tag;
			completion_offer(c, arena_str(c->arena, tag).p, NULL);
		}
}

static void
offer_faults(struct completion *c)
{
	for (size_t i = 0; i < fault_count(); i++) {
		struct fault_row f = fault_at(i);

		completion_offer(c, f.id, f.text);
	}
}

static void
offer_variants(struct completion *c)
{
	for (size_t i = 0; i < variant_count(); i++) {
		struct variant_row v = variant_at(i);

		completion_offer(c, v.id, v.text);
	}
}

static void
offer_rules(struct completion *c)
{
	for (size_t i = 0; i < rule_count(); i++) {
		char *id = arena_printf(c->arena, "rules/%s", rule_at(i)->name);

		offer_part(
		    c, str_from(id), "/", str_from(rule_at(i)->sentence));
	}
}

static void
offer_explained(struct completion *c)
{
	offer_requirements(c);
	offer_rules(c);
	offer_cases(c);
	offer_faults(c);
	offer_variants(c);
}

static void
offer_methods(struct completion *c)
{
	for (size_t i = 0; i < N_METHODS; i++)
		completion_offer(c, methods[i], NULL);
}

/* ------------------------------------------------------------- tables */

/* What the word that stands for an argument means. */
static const struct kind {
	const char *argument;
	const char *words; /* these, or */
	void (*offer)(struct completion *c);
} kinds[] = {
    {"FILE",	     NULL,				offer_files	      },
    {"DIR",	    NULL,				offer_files	     },
    {"PATH",	     NULL,				offer_files	      },
    {"RESULT.json", NULL,				offer_files	     },
    {"CASE",	     NULL,				offer_case_arguments},
    {"TARGET",      NULL,				offer_targets	  },
    {"REQ",	    NULL,				offer_requirements  },
    {"TAG",	    NULL,				offer_tags	    },
    {"ID",	   NULL,				offer_explained	},
    {"METHOD",      NULL,				offer_methods	  },
    {"FAULT",	      NULL,				offer_faults	},
    {"VARIANT",	NULL,				offer_variants	    },
    {"LEVELS",      "must should may",			  NULL		      },
    {"CLASSES",	"1 2 3 bind json",		   NULL		       },
    {"SCHEME",      "basic digest bearer negotiate any", NULL		},
    {"WHEN",	     "auto always never",		  NULL		      },
};

static void
offer_kind(struct completion *c, const char *argument)
{
	for (size_t i = 0; i < countof(kinds); i++) {
		if (strcmp(kinds[i].argument, argument) != 0)
			continue;
		if (kinds[i].words != NULL)
			offer_words(c, kinds[i].words, ' ');
		else
			kinds[i].offer(c);
		return;
	}
	if (strpbrk(argument, "|,") != NULL)
		offer_words(c, argument, strchr(argument, '|') ? '|' : ',');
}

void
completion_of_option(struct completion *c, const struct option_row *r)
{
	size_t comma;

	/* must,sh: what is behind the last comma is completed. */
	if (r->type == OPTION_WORDS) {
		for (comma = c->word.n; comma > 0; comma--)
			if (c->word.p[comma - 1] == ',')
				break;
		c->prefix = str_from(arena_printf(c->arena, "%.*s%.*s",
		    STRF(c->prefix), (int)comma, c->word.p));
		c->word = str_from_at(c->word, comma);
	}
	/* ID says no more than that; the option says which. */
	if (strcmp(r->name, "fault") == 0)
		offer_kind(c, "FAULT");
	else if (strcmp(r->name, "variant") == 0)
		offer_kind(c, "VARIANT");
	else
		offer_kind(c, r->argument);
}

/* The next operand of a usage: what is not "[OPTION]..." or "-o FILE". */
static bool
next_operand(struct str *usage, struct str *word, bool *repeats)
{
	while (str_cut(usage, ' ', word)) {
		bool option =
		    str_starts(*word, STR("[-")) || str_starts(*word, STR("-"));

		if (option && str_index(*word, ']') == word->n) {
			if (!str_cut(usage, ' ', word))
				return false;
			continue;
		}
		if (option || str_starts(*word, STR("[OPTION]")))
			continue;
		*repeats = str_ends(*word, STR("..."));
		if (*repeats)
			*word = str_sub(*word, 0, word->n - 3);
		if (str_starts(*word, STR("[")))
			*word = str_sub(*word, 1, word->n - 2);
		return word->n > 0;
	}
	return false;
}

void
completion_of_operand(struct completion *c, const char *usage, size_t index)
{
	struct str rest = str_from(usage), word;
	bool repeats;

	for (size_t i = 0; next_operand(&rest, &word, &repeats); i++)
		if (i == index || repeats) {
			offer_kind(c, arena_str(c->arena, word).p);
			return;
		}
}

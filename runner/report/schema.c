/*
 * The JSON Schema (draft-07) of what json.c writes. schemas/result.schema.json
 * is a copy of what this prints; a test compares them.
 */
#include "report/render.h"

static const char *const lines[] = {
    "{",
    "  \"$schema\": \"http://json-schema.org/draft-07/schema#\",",
    "  \"title\": \"Result of a davproof run\",",
    "  \"description\": \"What `davproof run --json` writes. Members may be "
    "added within format 1; a reader passes by those that it does not know. A "
    "member that would be nothing is left out. Strings are as the server sent "
    "them if they are UTF-8, else in printable form (\\\\xHH).\",",
    "  \"type\": \"object\",",
    "  \"required\": [",
    "    \"format\",",
    "    \"version\",",
    "    \"target\",",
    "    \"strict\",",
    "    \"exit_status\",",
    "    \"counts\",",
    "    \"cases\",",
    "    \"requirements\",",
    "    \"left_behind\"",
    "  ],",
    "  \"properties\": {",
    "    \"format\": {\"const\": 1},",
    "    \"version\": {\"type\": \"string\", \"description\": \"of "
    "davproof\"},",
    "    \"catalogue\": {",
    "      \"type\": \"string\",",
    "      \"description\": \"SHA-256 of the catalogue of requirements\"",
    "    },",
    "    \"cases_digest\": {",
    "      \"type\": \"string\",",
    "      \"description\": \"SHA-256 over the ids and digests of the case "
    "files\"",
    "    },",
    "    \"target\": {",
    "      \"type\": \"object\",",
    "      \"required\": [\"url\"],",
    "      \"properties\": {",
    "        \"url\": {\"type\": \"string\"},",
    "        \"name\": {\"type\": \"string\"},",
    "        \"version\": {\"type\": \"string\"},",
    "        \"server\": {\"type\": \"string\", \"description\": \"its Server "
    "header\"},",
    "        \"dav\": {\"type\": \"string\", \"description\": \"its DAV "
    "header\"},",
    "        \"allow\": {\"type\": \"string\", \"description\": \"its Allow "
    "header\"}",
    "      }",
    "    },",
    "    \"started\": {\"type\": \"string\", \"format\": \"date-time\", "
    "\"description\": \"in UTC\"},",
    "    \"duration_ms\": {\"type\": \"integer\", \"minimum\": 0},",
    "    \"command\": {\"type\": \"string\", \"description\": \"as typed, "
    "without secrets\"},",
    "    \"shard\": {",
    "      \"type\": \"string\",",
    "      \"pattern\": \"^[0-9]+/[0-9]+$\",",
    "      \"description\": \"K/N: one of N parts of a run\"",
    "    },",
    "    \"strict\": {\"type\": \"boolean\", \"description\": \"whether a "
    "broken SHOULD fails\"},",
    "    \"bail_out\": {\"type\": \"string\", \"description\": \"why the run "
    "ended early\"},",
    "    \"exit_status\": {\"enum\": [0, 1, 3], \"description\": \"that the "
    "run deserves\"},",
    "    \"counts\": {",
    "      \"type\": \"object\",",
    "      \"required\": [\"pass\", \"fail\", \"error\", \"warn\", \"skip\", "
    "\"known\", \"unexpected\"],",
    "      \"properties\": {",
    "        \"pass\": {\"type\": \"integer\", \"minimum\": 0},",
    "        \"fail\": {\"type\": \"integer\", \"minimum\": 0},",
    "        \"error\": {\"type\": \"integer\", \"minimum\": 0},",
    "        \"warn\": {\"type\": \"integer\", \"minimum\": 0},",
    "        \"skip\": {\"type\": \"integer\", \"minimum\": 0},",
    "        \"known\": {\"type\": \"integer\", \"minimum\": 0},",
    "        \"unexpected\": {\"type\": \"integer\", \"minimum\": 0}",
    "      },",
    "      \"additionalProperties\": false,",
    "      \"description\": \"of cases and rules by verdict\"",
    "    },",
    "    \"cases\": {",
    "      \"type\": \"array\",",
    "      \"items\": {\"$ref\": \"#/definitions/case\"},",
    "      \"description\": \"in the order of the plan, then the rules "
    "(rules/NAME)\"",
    "    },",
    "    \"requirements\": {",
    "      \"type\": \"object\",",
    "      \"description\": \"by id: broken if a finding stands for it, held "
    "if something that proves it was judged\",",
    "      \"additionalProperties\": {\"enum\": [\"held\", \"broken\", \"not "
    "seen\"]}",
    "    },",
    "    \"left_behind\": {",
    "      \"type\": \"array\",",
    "      \"items\": {\"type\": \"string\"},",
    "      \"description\": \"URLs that could not be cleaned up\"",
    "    }",
    "  },",
    "  \"definitions\": {",
    "    \"case\": {",
    "      \"type\": \"object\",",
    "      \"required\": [\"id\", \"verdict\", \"proves\", \"findings\"],",
    "      \"properties\": {",
    "        \"id\": {\"type\": \"string\"},",
    "        \"title\": {\"type\": \"string\"},",
    "        \"note\": {\"type\": \"string\"},",
    "        \"verdict\": {",
    "          \"enum\": [\"pass\", \"fail\", \"error\", \"warn\", \"skip\", "
    "\"known\", \"unexpected\"]",
    "        },",
    "        \"reason\": {\"type\": \"string\", \"description\": \"why, in a "
    "line, unless it passed\"},",
    "        \"file\": {\"type\": \"string\"},",
    "        \"line\": {\"type\": \"integer\", \"minimum\": 0},",
    "        \"digest\": {",
    "          \"type\": \"string\",",
    "          \"pattern\": \"^[0-9a-f]{64}$\",",
    "          \"description\": \"SHA-256 of the file\"",
    "        },",
    "        \"proves\": {",
    "          \"type\": \"array\",",
    "          \"items\": {\"type\": \"string\"},",
    "          \"description\": \"ids of requirements\"",
    "        },",
    "        \"judged\": {",
    "          \"type\": \"array\",",
    "          \"items\": {\"type\": \"string\"},",
    "          \"description\": \"those that an expectation was held against\"",
    "        },",
    "        \"scratch\": {\"type\": \"string\", \"description\": \"URL of the "
    "scratch collection\"},",
    "        \"duration_ms\": {\"type\": \"integer\", \"minimum\": 0},",
    "        \"count\": {",
    "          \"type\": \"integer\",",
    "          \"minimum\": 0,",
    "          \"description\": \"of a rule: how often it was broken; the "
    "first findings are listed\"",
    "        },",
    "        \"findings\": {\"type\": \"array\", \"items\": {\"$ref\": "
    "\"#/definitions/finding\"}},",
    "        \"exchanges\": {\"type\": \"array\", \"items\": {\"$ref\": "
    "\"#/definitions/exchange\"}}",
    "      }",
    "    },",
    "    \"finding\": {",
    "      \"type\": \"object\",",
    "      \"required\": [\"level\", \"message\", \"place\"],",
    "      \"properties\": {",
    "        \"level\": {\"enum\": [\"must\", \"should\", \"info\", \"error\", "
    "\"skip\"]},",
    "        \"requirement\": {\"type\": \"string\", \"description\": \"id\"},",
    "        \"rfc\": {\"type\": \"string\"},",
    "        \"section\": {\"type\": \"string\"},",
    "        \"rule\": {",
    "          \"type\": \"string\",",
    "          \"description\": \"that found it; left out for an expectation "
    "of the case\"",
    "        },",
    "        \"place\": {\"enum\": [\"exchange\", \"status\", \"header\", "
    "\"body\", \"tree\"]},",
    "        \"header\": {\"type\": \"string\", \"description\": \"its "
    "name\"},",
    "        \"line\": {",
    "          \"type\": \"integer\",",
    "          \"minimum\": 1,",
    "          \"description\": \"of the body, from 1\"",
    "        },",
    "        \"column\": {",
    "          \"type\": \"integer\",",
    "          \"minimum\": 1,",
    "          \"description\": \"in characters, from 1\"",
    "        },",
    "        \"message\": {\"type\": \"string\"},",
    "        \"expected\": {\"type\": \"string\"},",
    "        \"actual\": {\"type\": \"string\"},",
    "        \"at\": {",
    "          \"type\": \"object\",",
    "          \"required\": [\"file\", \"line\", \"column\"],",
    "          \"properties\": {",
    "            \"file\": {\"type\": \"string\"},",
    "            \"line\": {\"type\": \"integer\", \"minimum\": 0},",
    "            \"column\": {\"type\": \"integer\", \"minimum\": 0}",
    "          },",
    "          \"description\": \"where the case demands it\"",
    "        },",
    "        \"case\": {",
    "          \"type\": \"string\",",
    "          \"description\": \"of a rule: the case in which it was found\"",
    "        },",
    "        \"exchange\": {",
    "          \"type\": \"integer\",",
    "          \"minimum\": 0,",
    "          \"description\": \"the same: index of the exchange, from 0\"",
    "        }",
    "      }",
    "    },",
    "    \"exchange\": {",
    "      \"type\": \"object\",",
    "      \"required\": [\"purpose\", \"status\", \"duration_ms\", "
    "\"findings\"],",
    "      \"properties\": {",
    "        \"purpose\": {\"type\": \"string\", \"description\": \"given, "
    "step, tree or clean-up\"},",
    "        \"step\": {\"type\": \"integer\", \"minimum\": 1, "
    "\"description\": \"of the case\"},",
    "        \"label\": {\"type\": \"string\", \"description\": \"as the case "
    "says it\"},",
    "        \"request_id\": {\"type\": \"string\", \"description\": \"the "
    "X-Request-Id that was sent\"},",
    "        \"sent\": {\"type\": \"string\", \"description\": \"request line "
    "and headers\"},",
    "        \"sent_body\": {\"type\": \"string\", \"description\": \"its "
    "first 16 KiB\"},",
    "        \"sent_body_base64\": {\"type\": \"string\", \"description\": "
    "\"the same, if it is not UTF-8\"},",
    "        \"sent_body_size\": {",
    "          \"type\": \"integer\",",
    "          \"minimum\": 0,",
    "          \"description\": \"of all of it, in bytes\"",
    "        },",
    "        \"received\": {\"type\": \"string\", \"description\": \"status "
    "line and headers\"},",
    "        \"status\": {\"type\": \"integer\", \"minimum\": 0, "
    "\"description\": \"0: no answer\"},",
    "        \"body\": {\"type\": \"string\", \"description\": \"its first 16 "
    "KiB\"},",
    "        \"body_base64\": {\"type\": \"string\", \"description\": \"the "
    "same, if it is not UTF-8\"},",
    "        \"body_size\": {",
    "          \"type\": \"integer\",",
    "          \"minimum\": 0,",
    "          \"description\": \"of all of it, in bytes\"",
    "        },",
    "        \"why\": {",
    "          \"type\": \"string\",",
    "          \"description\": \"how it ended, if not with an answer\"",
    "        },",
    "        \"curl\": {\"type\": \"string\", \"description\": \"a command "
    "that sends it again\"},",
    "        \"duration_ms\": {\"type\": \"integer\", \"minimum\": 0},",
    "        \"findings\": {\"type\": \"array\", \"items\": {\"$ref\": "
    "\"#/definitions/finding\"}}",
    "      }",
    "    }",
    "  }",
    "}",
};

void
result_schema_print(FILE *out)
{
	for (size_t i = 0; i < countof(lines); i++)
		fprintf(out, "%s\n", lines[i]);
}

#!/usr/bin/python3
"""schema_check.py SCHEMA FILE...: does the schema accept the YAML files?

Prints a line a file: "accepts PATH" or "refuses PATH: reason". Scalars are read
by the YAML 1.2 core schema, as editors do: true and false are the booleans,
~, null and nothing are null, and keys become text.
"""
import json
import re
import sys

import jsonschema
import yaml


class Core(yaml.SafeLoader):
    """SafeLoader with the resolvers of the YAML 1.2 core schema only."""


Core.yaml_implicit_resolvers = {}
for tag, pattern, first in (
    ("bool", r"true|false", "tf"),
    ("null", r"~|null|", "~n"),
    ("int", r"[-+]?[0-9]+", "-+0123456789"),
    ("float", r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?",
     "-+.0123456789"),
):
    regexp = re.compile("^(?:" + pattern + ")$")
    Core.add_implicit_resolver("tag:yaml.org,2002:" + tag, regexp,
                               list(first) + ([""] if tag == "null" else []))


def decimal(loader, node):
    return int(loader.construct_scalar(node))


Core.add_constructor("tag:yaml.org,2002:int", decimal)


def text_keys(value):
    """JSON has text for keys only; a key keeps its spelling."""
    if isinstance(value, list):
        return [text_keys(item) for item in value]
    if isinstance(value, dict):
        return {key if isinstance(key, str) else json.dumps(key):
                text_keys(item) for key, item in value.items()}
    return value


def no_twins(pairs):
    keys = [key for key, _ in pairs]
    twins = {key for key in keys if keys.count(key) > 1}
    if twins:
        sys.exit("schema_check.py: twice in the schema: %s" % twins)
    return dict(pairs)


def read(path):
    with open(path, "rb") as file:
        return text_keys(yaml.load(file.read(), Core))


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        schema = json.load(file, object_pairs_hook=no_twins)
    jsonschema.Draft7Validator.check_schema(schema)
    validator = jsonschema.Draft7Validator(schema)
    for path in sys.argv[2:]:
        try:
            error = jsonschema.exceptions.best_match(
                validator.iter_errors(read(path)))
            reason = error and error.message
        except (yaml.YAMLError, ValueError) as problem:
            reason = str(problem)
        reason = reason and " ".join(reason.split())[:200]
        print("refuses %s: %s" % (path, reason) if reason
              else "accepts %s" % path)


main()

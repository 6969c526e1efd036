#!/usr/bin/python3
"""The variants: the reference server with each of its legal choices.

Nothing may fail or be an error, and a warning is of a SHOULD that the row in
variant.def names. Quick: several at once, as GROUPS has them. Full: each by
itself, and each SHOULD that a row names is warned of. Prints TAP.
"""
import argparse
import concurrent.futures
import json
import os
import re
import subprocess
import sys
import tempfile

from tapwrite import Tap

TOP = os.path.dirname(os.path.dirname(os.path.dirname(
    os.path.abspath(__file__))))

# What goes together. One of a group hides none of the others: no two speak of
# the same piece of an answer, and what makes many cases skip goes alone.
GROUPS = [
    ["absolute-hrefs", "cdata", "byte-order-mark", "chunked", "reverse-order",
     "opaque-tokens", "extra-methods", "plain-423", "put-collection-409"],
    ["default-namespace", "single-quotes", "bare-charset", "extra-fields",
     "lower-case-escapes", "infinite-timeout", "status-200", "more-properties"],
    ["other-prefix", "utf16", "descriptions", "other-reasons", "html-errors",
     "character-references", "no-content-type", "token-urls", "unprocessable"],
    ["comments", "no-declaration", "no-charset", "empty-propstat", "no-ranges",
     "needless-escapes", "default-content-type", "dav-extensions",
     "unknown-method-405", "unmapped-207", "under-file-502"],
    ["local-namespaces", "created-with-text", "redirect-collections",
     "connection-close", "get-collection-405", "hidden-tokens", "any-coding",
     "any-expectation", "coarse-etags"],
    ["foreign-elements", "pretty", "short-timeout", "early-hints", "lock-null",
     "put-without-etag", "finite-depth"],
    ["children-reversed", "white-space", "close-delimited", "weak-etags",
     "no-shared-locks", "nesting-500", "move-keeps-date"],
    ["text-xml", "no-etags", "no-last-modified", "few-properties",
     "no-xml-errors", "atomic-delete", "no-slash-hrefs", "propstat-each",
     "credentials-required"],
    ["no-dead-properties"],
    ["class-1"],
]


def variants():
    """{id: {requirement, ...}}, from the table that the server is built of."""
    path = os.path.join(TOP, "runner", "refserver", "variant.def")
    with open(path, encoding="utf-8") as f:
        rows = re.findall(r'^VARIANT\((\w+), "([^"]*)"', f.read(), re.M)
    return {name.replace("_", "-"): set(against.split())
            for name, against in rows}


def levels(davproof):
    out = subprocess.run([davproof, "coverage", "--format", "json"],
                         stdout=subprocess.PIPE, check=False).stdout
    return {r["id"]: r["level"] for r in json.loads(out)["requirements"]}


def run(davproof, group):
    """The cases of the result, or why there is none."""
    with tempfile.NamedTemporaryFile(suffix=".json") as f:
        command = [davproof, "run", "-q", "reference", "--jobs", "32",
                   "--timeout", "120", "--tap", os.devnull, "--json", f.name]
        for v in group:
            command += ["--variant", v]
        p = subprocess.run(command, stdin=subprocess.DEVNULL,
                           stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
                           timeout=300, check=False)
        with open(f.name, encoding="utf-8") as result:
            text = result.read()
        if p.returncode != 0 or not text:
            why = "exit status %d: %s" % (
                p.returncode, p.stderr.decode(errors="replace").strip())
            return (json.loads(text)["cases"] if text else []), why
        return json.loads(text)["cases"], ""


def warned(case):
    return {f["requirement"] for f in case["findings"]
            if f["level"] == "should" and "requirement" in f}


def judge(cases, against):
    """What is wrong, a line each, and the requirements warned of."""
    wrong, seen = [], set()
    for c in cases:
        if c["verdict"] in ("fail", "error"):
            wrong.append("%s: %s" % (c["id"], c["verdict"]))
        if c["verdict"] == "warn":
            of = warned(c)
            seen |= of
            if not of or not of <= against:
                wrong.append("%s warns of %s" % (
                    c["id"], ", ".join(sorted(of - against)) or "nothing"))
    if not any(c["verdict"] == "pass" for c in cases):
        wrong.append("nothing passed")
    return wrong, seen


def say_group(tap, group, result, against, exactly):
    """How many of its variants are fine."""
    cases, why = result
    wrong, seen = judge(cases, against)
    if why and not wrong:
        wrong = [why]
    if exactly:
        wrong += ["nothing warns of %s" % r for r in sorted(against - seen)]
    passed = sum(c["verdict"] == "pass" for c in cases)
    tap.ok(not wrong, "nothing fails with %s (%d results pass)" % (
        ", ".join(group), passed), *wrong)
    return 0 if wrong else len(group)


def options():
    p = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    p.add_argument("--davproof",
                   default=os.path.join(TOP, ".build", "davproof"))
    p.add_argument("--full", action="store_true")
    # A run waits more than it works: locks expire.
    p.add_argument("--jobs", type=int, default=4)
    p.add_argument("variant", nargs="*", help="only these, each by itself")
    return p.parse_args()


def main():
    o = options()
    os.environ.setdefault("DAVPROOF_DATA", TOP)
    tap, table = Tap(), variants()
    grouped = [v for g in GROUPS for v in g]
    groups = [[v] for v in o.variant or table] \
        if o.full or o.variant else GROUPS
    level = levels(o.davproof)
    astray = sorted(set(table) ^ set(grouped)) + sorted(
        v for v in set(grouped) if grouped.count(v) > 1)
    tap.ok(not astray, "each of the %d variants is in one group" % len(table),
           *astray)
    others = ["%s: %s" % (v, r) for v in table for r in sorted(table[v])
              if not level.get(r, "").startswith("SHOULD")]
    tap.ok(not others, "a variant goes against nothing but a SHOULD", *others)
    with concurrent.futures.ThreadPoolExecutor(o.jobs) as pool:
        results = pool.map(lambda g: run(o.davproof, g), groups)
        fine = sum(say_group(
            tap, group, result, set().union(*(table[v] for v in group)),
            len(group) == 1) for group, result in zip(groups, results))
    print("1..%d" % tap.count)
    print("# variants without a failure: %d of %d" % (
        fine, len(o.variant or table)))
    print("# points good: %d of %d" % (tap.count - tap.bad, tap.count))
    return 1 if tap.bad else 0


if __name__ == "__main__":
    sys.exit(main())

#!/usr/bin/python3
"""The figures of the README, as a table in Markdown.

Counted: requirements, cases, results, rules, faults and variants. With --full
measured as well: what faults.py and variants.py see in their full form, which
takes a quarter of an hour. --check FILE prints nothing and compares the table
in FILE with what was counted: it may not say more than there is, and not much
less.
"""
import argparse
import json
import os
import re
import subprocess
import sys

TOP = os.path.dirname(os.path.dirname(os.path.dirname(
    os.path.abspath(__file__))))
TESTS = os.path.dirname(os.path.abspath(__file__))
LEVELS = ("MUST", "MUST NOT", "SHOULD", "SHOULD NOT")
# A table is not written anew with each case; a tenth may be missing.
STALE = 0.9


def output(*command):
    return subprocess.run(command, stdout=subprocess.PIPE, check=False,
                          stdin=subprocess.DEVNULL).stdout.decode()


def rows_of(name):
    path = os.path.join(TOP, "runner", name)
    with open(path, encoding="utf-8") as f:
        return len(re.findall(r"^[A-Z]+\(", f.read(), re.M))


def requirements(davproof):
    """{level: (proved, of)}"""
    out = output(davproof, "coverage")
    return {m[1]: (int(m[2]), int(m[3])) for m in re.finditer(
        r"^([A-Z ]*[A-Z]) +(\d+) of (\d+) that a black box", out, re.M)}


def count(davproof):
    """[(what, number of what was shown or None, number of all)]"""
    results = output(davproof, "list").split()
    files = {re.sub(r":.*", "", r) for r in results}
    proved = requirements(davproof)
    rules = rows_of("check/rules.def")
    faults = rows_of("refserver/fault.def")
    return [("%s proved, of those that a black box can see" % level,
             *proved[level]) for level in LEVELS] + [
        ("cases", None, len(files)),
        ("results of a run", None, len(results)),
        ("rules, for every exchange", None, rules),
        ("faults of the reference server that are caught", None, faults),
        ("cases that a fault makes fail", None, len(files)),
        ("results that a fault makes fail", None, len(results)),
        ("rules that a fault makes fail", None, rules),
        ("legal variants of it with which nothing fails", None,
         rows_of("refserver/variant.def"))]


# What the tests say at their end, and the row that it is of.
MEASURED = {
    "faults caught": "faults of the reference server that are caught",
    "cases made to fail": "cases that a fault makes fail",
    "results made to fail": "results that a fault makes fail",
    "rules made to fail": "rules that a fault makes fail",
    "variants without a failure":
        "legal variants of it with which nothing fails",
}


def measure(davproof):
    """{row: (shown, of)}"""
    found = {}
    for script in ("faults.py", "variants.py"):
        out = output(sys.executable, os.path.join(TESTS, script),
                     "--davproof", davproof, "--full")
        for m in re.finditer(r"^# ([a-z ]+): (\d+) of (\d+)$", out, re.M):
            if m[1] in MEASURED:
                found[MEASURED[m[1]]] = (int(m[2]), int(m[3]))
    return found


def figure(shown, total):
    return str(total) if shown is None else "%d of %d" % (shown, total)


def table(davproof, full):
    found = measure(davproof) if full else {}
    lines = ["| | |", "| --- | --- |"]
    for what, shown, total in count(davproof):
        if what in MEASURED.values():
            if what not in found:
                continue
            shown, total = found[what]
        lines.append("| %s | %s |" % (what, figure(shown, total)))
    return lines


def check(davproof, path):
    """What is wrong with the table in the file, a line each."""
    with open(path, encoding="utf-8") as f:
        said = dict(re.findall(
            r"^\| ([^|]+?) \| (\d+(?: of \d+)?) \|$", f.read(), re.M))
    wrong = []
    for what, shown, total in count(davproof):
        numbers = [int(n) for n in re.findall(r"\d+", said.get(what, ""))]
        if not numbers:
            wrong.append("nothing is said of: %s" % what)
        elif not STALE * total <= numbers[-1] <= total:
            wrong.append("%s: %s, and there are %d" % (
                what, said[what], total))
        elif shown is not None and numbers[0] > shown:
            wrong.append("%s: %s, and it is %d" % (what, said[what], shown))
    return wrong


def main():
    p = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    p.add_argument("--davproof",
                   default=os.path.join(TOP, ".build", "davproof"))
    p.add_argument("--full", action="store_true")
    p.add_argument("--check", metavar="FILE")
    o = p.parse_args()
    os.environ.setdefault("DAVPROOF_DATA", TOP)
    lines = check(o.davproof, o.check) if o.check \
        else table(o.davproof, o.full)
    for line in lines:
        print(line)
    return 1 if o.check and lines else 0


if __name__ == "__main__":
    sys.exit(main())

#!/usr/bin/env python3
"""causes.py RESULT.json...: what each server breaks, a line for each cause.

The causes are the reasons of the known failures in its profile; a line names
the requirements that the findings stand for, the most frequent first, how many
results the cause explains, and one of them. Prints Markdown.
"""
import collections
import json
import sys

MOST = 6
# What fails a case, but stands for no requirement.
SERVER_ERROR = "a server error"


class Cause:
    def __init__(self):
        self.results = []
        self.requirements = collections.Counter()

    def add(self, case):
        self.results.append(case["id"])
        self.requirements.update(sorted({
            f.get("requirement", SERVER_ERROR) for f in case["findings"]
            if f["level"] == "must"}))

    def line(self, reason):
        names = [name for name, _ in self.requirements.most_common()]
        names.sort(key=SERVER_ERROR.__eq__)
        what = ", ".join(
            name if name == SERVER_ERROR else "`%s`" % name
            for name in names[:MOST])
        more = " and %d more" % (len(names) - MOST) if names[MOST:] else ""
        return "* %s: %s%s (%d; e.g. `%s`)" % (
            reason, what, more, len(self.results), self.results[0])


def causes_of(result):
    """Those of which a finding says what is broken, by reason."""
    causes = collections.defaultdict(Cause)
    for case in result["cases"]:
        if case["verdict"] == "known":
            causes[case["reason"]].add(case)
    return {r: c for r, c in sorted(causes.items()) if c.requirements}


def main():
    sections, total = [], 0
    for path in sys.argv[1:]:
        with open(path, encoding="utf-8") as f:
            result = json.load(f)
        causes = causes_of(result)
        total += len(causes)
        target = result["target"]
        sections.append("## %s %s: %d\n\n%s\n" % (
            target.get("name", target["url"]), target.get("version", ""),
            len(causes), "\n".join(c.line(r) for r, c in causes.items())))
    print("# What real servers break, by cause\n\n"
          "%d causes. In each line: what the server does, the MUSTs that it "
          "breaks by\nthat, how many results show it, and one of them. A "
          "server error is a 5xx where\nany refusal would have done: it "
          "breaks no MUST. The evidence is in `index.html`.\n" % total)
    print("\n".join(sections), end="")


if __name__ == "__main__":
    main()

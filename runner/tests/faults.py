#!/usr/bin/python3
"""The fault matrix: the reference server with each of its faults in turn.

A fault is caught when a case or rule fails (warns, for a SHOULD) by a finding
for a requirement that the fault violates: that of its row in fault.def, or one
of fault_also.def. Quick: only cases that claim a violated requirement are run.
Full: all are run, and each case, each rule and each claimed requirement must
be broken by some fault. Prints TAP.
"""
import argparse
import concurrent.futures
import json
import os
import re
import subprocess
import sys
import tempfile

TOP = os.path.dirname(os.path.dirname(os.path.dirname(
    os.path.abspath(__file__))))
REFSERVER = os.path.join(TOP, "runner", "refserver")
BROKEN = ("fail", "warn")

# What libmicrohttpd and libcurl do not let through: the server cannot send it
# or the library takes it away. The rule is proved by its fixtures
# (runner/tests/fixtures/bodies) in unit/check/test_rules.c instead.
FRAMING_RULES = {
}
# The same for a case.
FRAMING_CASES = {
}


def faults():
    """{id: [requirement, ...]}, from the tables that the server is built of."""
    out = {}
    for name, row in (("fault.def", "FAULT"), ("fault_also.def", "ALSO")):
        with open(os.path.join(REFSERVER, name), encoding="utf-8") as f:
            text = f.read()
        for m in re.finditer(
                r'^%s\((\w+),\s*"([^"]+)"' % row, text, re.M):
            out.setdefault(m[1].replace("_", "-"), []).append(m[2])
    return out


class Results:
    """Of one run: verdicts, and for each result the requirements broken."""

    def __init__(self, data):
        self.verdict, self.broken, self.file = {}, {}, {}
        self.proves = {}
        for c in data["cases"]:
            self.verdict[c["id"]] = c["verdict"]
            self.file[c["id"]] = c.get("file", c["id"])
            self.proves[c["id"]] = c.get("proves", [])
            if c["verdict"] in BROKEN:
                self.broken[c["id"]] = {
                    f["requirement"] for f in c["findings"]
                    if "requirement" in f}


def run(davproof, options):
    """Against a server of its own; None and the reason if there is no result.
    """
    with tempfile.NamedTemporaryFile(
            prefix="davproof-faults.", suffix=".json") as f:
        command = [davproof, "run", "-q", "reference", "--tap", os.devnull,
                   "--json", f.name] + options
        try:
            p = subprocess.run(command, stdin=subprocess.DEVNULL,
                               stdout=subprocess.DEVNULL,
                               stderr=subprocess.PIPE, timeout=300,
                               check=False)
        except subprocess.TimeoutExpired:
            return None, "not done after 300 seconds"
        try:
            with open(f.name, encoding="utf-8") as result:
                data = json.load(result)
        except ValueError:
            return None, "exit status %d: %s" % (
                p.returncode, p.stderr.decode(errors="replace").strip())
        if p.returncode not in (0, 1):
            return None, "exit status %d" % p.returncode
        return Results(data), ""


class Tap:
    def __init__(self):
        self.count = self.bad = 0

    def ok(self, good, title, *lines):
        self.count += 1
        self.bad += not good
        print("%sok %d - %s" % ("" if good else "not ", self.count, title))
        if not good:
            for line in lines:
                print("#   " + line.replace("\n", " "))
        sys.stdout.flush()


def catchers(results, violated):
    return sorted(i for i, reqs in results.broken.items()
                  if reqs & set(violated))


def say_fault(tap, fault, violated, results, why):
    if results is None:
        tap.ok(False, "fault %s" % fault, why)
        return
    caught = catchers(results, violated)
    other = sorted(set(results.broken) - set(caught))
    errors = [i for i, v in results.verdict.items() if v == "error"]
    if caught:
        tap.ok(True, "fault %s is caught by %s%s" % (
            fault, caught[0],
            " and %d more" % (len(caught) - 1) if len(caught) > 1 else ""))
    else:
        tap.ok(False, "fault %s is caught" % fault,
               "violates %s" % ", ".join(violated),
               "%d results with other findings: %s" % (len(other), ", ".join(
                   "%s (%s)" % (i, " ".join(sorted(results.broken[i])))
                   for i in other[:5])),
               "%d errors: %s" % (len(errors), ", ".join(errors[:5])))


class Falsified:
    """Over all faults: what has been broken, by which fault first."""

    def __init__(self):
        self.result, self.file, self.requirement = {}, {}, {}

    def add(self, fault, results, violated):
        for i, reqs in results.broken.items():
            self.result.setdefault(i, fault)
            self.file.setdefault(results.file[i], fault)
            for r in reqs & set(violated):
                self.requirement.setdefault(r, fault)


def say_everything(tap, base, falsified, lists):
    rules = [i for i in base.verdict if i.startswith("rules/")]
    rows = [i for i in base.verdict if not i.startswith("rules/")]
    files = sorted({base.file[i] for i in rows})
    claimed = sorted({r for i in rows for r in base.proves[i]})
    groups = (("rule", rules, falsified.result, FRAMING_RULES),
              ("case", files, falsified.file, FRAMING_CASES))
    for what, ids, broken, excused in groups:
        for i in ids:
            if i in excused:
                tap.ok(i not in broken, "%s %s # SKIP %s" % (
                    what, i, excused[i]), "is made to fail after all")
            else:
                tap.ok(i in broken, "%s %s can fail%s" % (
                    what, i, " (%s)" % broken[i] if i in broken else ""),
                       "no fault makes it fail")
    missing = [r for r in claimed if r not in falsified.requirement]
    for r in claimed:
        tap.ok(r in falsified.requirement,
               "requirement %s is violated by a fault" % r)
    print("# rows of cases: %d of %d are made to fail" % (
        sum(i in falsified.result for i in rows), len(rows)))
    if lists:
        write_list(lists, "rules", [i for i in rules
                                    if i not in falsified.result])
        write_list(lists, "cases", [i for i in files
                                    if i not in falsified.file])
        write_list(lists, "rows", [i for i in rows
                                   if i not in falsified.result])
        write_list(lists, "requirements", missing)


def write_list(folder, name, lines):
    with open(os.path.join(folder, name), "w", encoding="utf-8") as f:
        f.writelines(line + "\n" for line in lines)


def options():
    p = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    p.add_argument("--davproof",
                   default=os.path.join(TOP, ".build", "davproof"))
    p.add_argument("--full", action="store_true")
    p.add_argument("--jobs", type=int, default=2)
    p.add_argument("--lists", help="a folder: what is not yet made to fail")
    p.add_argument("--keep", help="a folder: what each fault broke, as JSON")
    p.add_argument("fault", nargs="*", help="only these")
    return p.parse_args()


def main():
    o = options()
    os.environ.setdefault("DAVPROOF_DATA", TOP)
    table = faults()
    chosen = o.fault or list(table)
    tap, falsified = Tap(), Falsified()

    base, why = run(o.davproof, [])
    wrong = [] if base is None else [
        i for i, v in base.verdict.items() if v not in ("pass", "skip")]
    tap.ok(base is not None and not wrong, "without a fault all pass",
           why, *wrong)
    if base is None:
        print("1..%d" % tap.count)
        return 1
    claimed = {r for i in base.proves if not i.startswith("rules/")
               for r in base.proves[i]}

    def one(fault):
        """What only a rule stands for needs the exchanges of all cases."""
        select = [] if o.full else [
            w for r in table[fault] if r in claimed for w in ("--select", r)]
        return run(o.davproof, ["--fault", fault] + select)

    with concurrent.futures.ThreadPoolExecutor(o.jobs) as pool:
        for fault, (results, why) in zip(chosen, pool.map(one, chosen)):
            say_fault(tap, fault, table[fault], results, why)
            if results is None:
                continue
            falsified.add(fault, results, table[fault])
            if o.keep:
                with open(os.path.join(o.keep, fault + ".json"), "w",
                          encoding="utf-8") as f:
                    json.dump({i: [results.verdict[i], sorted(r)] for i, r
                               in results.broken.items()}, f)
    if o.full:
        say_everything(tap, base, falsified, o.lists)
    print("1..%d" % tap.count)
    print("# %d faults, %d of %d points good" % (
        len(chosen), tap.count - tap.bad, tap.count))
    return 1 if tap.bad else 0


if __name__ == "__main__":
    sys.exit(main())

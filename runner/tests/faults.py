#!/usr/bin/python3
"""The fault matrix: the reference server with each of its faults in turn.

A fault is caught when a case or rule that claims a requirement which the fault
violates (its row in fault.def, or one of fault_also.def) fails, or warns where
that is a SHOULD. Quick: each fault is caught. Full: each case, each rule and
each requirement that a case claims must be broken by some fault; what was not
broken by a fault of its own requirements is tried with all. A MAY cannot be
violated: a case of MAYs alone, or a rule that only notes things, is broken when
what it records changes, with a fault or variant. Prints TAP.
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
REFSERVER = os.path.join(TOP, "runner", "refserver")
BROKEN = ("fail", "warn")

# What no fault can reach: libmicrohttpd reads the request before the server
# sees it.
BY_LIBRARY = "libmicrohttpd refuses the request before the server sees it"
EXCUSED = {
    "http.message.bad-framing-400": BY_LIBRARY,
    "http.message.drain-or-close":
        "libmicrohttpd reads what is left of a refused request",
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
    """What one fault or variant did: {result: what it proves} of the broken."""

    def __init__(self, proves, broken):
        self.proves, self.broken = proves, set(broken)

    def catchers(self, violated):
        return sorted(i for i in self.broken
                      if set(self.proves[i]) & set(violated))


class Run(Results):
    """The result of a whole run."""

    def __init__(self, data):
        self.verdict, self.file, self.noted = {}, {}, set()
        proves = {}
        for c in data["cases"]:
            self.verdict[c["id"]] = c["verdict"]
            self.file[c["id"]] = c.get("file", c["id"])
            proves[c["id"]] = c.get("proves", [])
            if any(f["level"] == "info" for f in c["findings"]):
                self.noted.add(c["id"])
            for x in c.get("exchanges", []):
                self.noted |= {"rules/" + f["rule"] for f in x["findings"]
                               if f["level"] == "info" and "rule" in f}
        super().__init__(proves, (i for i, v in self.verdict.items()
                                  if v in BROKEN))

    def count_notes(self, base, permits):
        """permits: what cannot be broken, but notes other things then."""
        for i in permits & set(self.verdict):
            if self.verdict[i] == "pass" == base.verdict[i] and \
                    (i in self.noted) != (i in base.noted):
                self.broken.add(i)


def run(davproof, options):
    """Against a server of its own: the result as it is in JSON; or None, and
    why."""
    with tempfile.NamedTemporaryFile(
            prefix="davproof-faults.", suffix=".json") as f:
        command = [davproof, "run", "-q", "reference", "--tap", os.devnull,
                   "--json", f.name] + options
        try:
            p = subprocess.run(command, stdin=subprocess.DEVNULL,
                               stdout=subprocess.DEVNULL,
                               stderr=subprocess.PIPE, timeout=900,
                               check=False)
        except subprocess.TimeoutExpired:
            return None, "not done after 900 seconds"
        try:
            with open(f.name, encoding="utf-8") as result:
                data = json.load(result)
        except ValueError:
            return None, "exit status %d: %s" % (
                p.returncode, p.stderr.decode(errors="replace").strip())
        if p.returncode not in (0, 1):
            return None, "exit status %d" % p.returncode
        return data, ""


def say_fault(tap, fault, violated, results, why):
    """Whether it is caught."""
    if results is None:
        tap.ok(False, "fault %s" % fault, why)
        return False
    caught = results.catchers(violated)
    other = sorted(results.broken - set(caught))
    more = " and %d more" % (len(caught) - 1) if len(caught) > 1 else ""
    if caught:
        tap.ok(True, "fault %s is caught by %s%s" % (fault, caught[0], more))
    else:
        tap.ok(False, "fault %s is caught" % fault,
               "violates %s" % ", ".join(violated),
               "%d other results are broken: %s" % (
                   len(other), ", ".join(other[:5])), why)
    return bool(caught)


class Matrix:
    """What has been broken, and by which fault first."""

    def __init__(self, base, levels):
        self.base = base
        self.rules = [i for i in base.verdict if i.startswith("rules/")]
        self.rows = [i for i in base.verdict if not i.startswith("rules/")]
        self.claimed = {r for i in self.rows for r in base.proves[i]}
        self.permits = set(self.rules)
        self.permits.update(i for i in self.rows if all(
            levels[r] == "MAY" for r in base.proves[i]))
        self.binding = {r for r in self.claimed if levels[r] != "MAY"}
        self.result, self.requirement = {}, {}

    def run(self, o, options):
        data, _ = run(o.davproof, options)
        if data is None:
            return None
        results = Run(data)
        results.count_notes(self.base, self.permits)
        return results

    def add(self, fault, violated, results):
        for i in results.broken:
            self.result.setdefault(i, fault)
        for i in results.catchers(violated):
            for r in set(results.proves[i]) & set(violated):
                self.requirement.setdefault(r, fault)

    def unbroken(self, ids):
        return [i for i in ids if i not in self.result]

    def files(self):
        """{case file: fault or None}"""
        out = {}
        for i in self.rows:
            f = self.base.file[i]
            out[f] = out.get(f) or self.result.get(i)
        return out


def try_rest(o, table, matrix, pool):
    """Rules with the faults of their requirement over all cases, then the
    rows that are left with every fault and variant."""
    def rule(fault):
        left = matrix.unbroken(matrix.rules)
        wanted = {r for i in left for r in matrix.base.proves[i]}
        if not wanted & set(table[fault]):
            return None
        return matrix.run(o, ["--fault", fault])

    def rows(what):
        left = [i for i in matrix.unbroken(matrix.rows)
                if what[0] == "--fault" or i in matrix.permits]
        return matrix.run(o, list(what) + left) if left else None

    for fault, results in zip(table, pool.map(rule, table)):
        if results:
            matrix.add(fault, table[fault], results)
    every = [("--fault", f) for f in table] + [
        ("--variant", v) for v in variants(o.davproof)]
    for what, results in zip(every, pool.map(rows, every)):
        if results:
            matrix.add(what[1], table.get(what[1], []), results)


def say_broken(tap, what, ids, broken):
    for i in ids:
        if i in EXCUSED:
            tap.ok(not broken.get(i), "%s %s # SKIP %s" % (
                what, i, EXCUSED[i]), "is made to fail after all")
        else:
            by = " (%s)" % broken[i] if broken.get(i) else ""
            tap.ok(by, "%s %s can fail%s" % (what, i, by),
                   "no fault makes it fail")


def say_matrix(tap, matrix):
    files = matrix.files()
    say_broken(tap, "rule", matrix.rules, matrix.result)
    say_broken(tap, "case", files, files)
    say_broken(tap, "requirement", sorted(matrix.binding),
               matrix.requirement)
    for what, ids, broken in (
            ("rules", matrix.rules, matrix.result),
            ("cases", files, {f: 1 for f in files if files[f]}),
            ("results", matrix.rows, matrix.result),
            ("requirements", matrix.binding, matrix.requirement)):
        print("# %s made to fail: %d of %d" % (
            what, sum(i in broken for i in ids), len(ids)))


def write_lists(folder, matrix):
    files = matrix.files()
    write_list(folder, "rules", matrix.unbroken(matrix.rules))
    write_list(folder, "cases", [f for f in files if not files[f]])
    write_list(folder, "rows", matrix.unbroken(matrix.rows))
    write_list(folder, "requirements",
               sorted(matrix.binding - set(matrix.requirement)))


def write_list(folder, name, lines):
    with open(os.path.join(folder, name), "w", encoding="utf-8") as f:
        f.writelines(line + "\n" for line in lines)


def options():
    p = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    p.add_argument("--davproof",
                   default=os.path.join(TOP, ".build", "davproof"))
    p.add_argument("--full", action="store_true")
    # A run waits more than it works: locks expire.
    p.add_argument("--jobs", type=int, default=2 * (os.cpu_count() or 1))
    p.add_argument("--lists", help="a folder: what is not yet made to fail")
    p.add_argument("fault", nargs="*", help="only these")
    return p.parse_args()


def levels(davproof):
    out = subprocess.run([davproof, "coverage", "--format", "json"],
                         stdout=subprocess.PIPE, check=False).stdout
    return {r["id"]: r["level"] for r in json.loads(out)["requirements"]}


def variants(davproof):
    out = subprocess.run([davproof, "serve", "--list-variants"],
                         stdout=subprocess.PIPE, check=True).stdout
    return [line.split()[0] for line in out.decode().splitlines()]


def try_faults(o, tap, table, matrix, pool):
    """With `run --matrix`: the cases that claim it, then all; several of them
    beside each other, for one waits more than it works. How many are caught.
    """
    def some(faults_of_one):
        return run(o.davproof, ["--matrix"] + [
            w for f in faults_of_one for w in ("--fault", f)])

    chosen = o.fault or list(table)
    parts = [chosen[i::o.jobs] for i in range(min(o.jobs, len(chosen)))]
    tried = {}
    for part, (data, why) in zip(parts, pool.map(some, parts)):
        tried.update((f, (None, why)) for f in part)
        for f in data["matrix"]["faults"] if data else ():
            tried[f["id"]] = (Results(
                matrix.base.proves, f["caught_by"] + f["broke"]),
                f.get("why", ""))
    caught = 0
    for fault in chosen:
        results, why = tried[fault]
        caught += say_fault(tap, fault, table[fault], results, why)
        if results:
            matrix.add(fault, table[fault], results)
    return caught


def main():
    o = options()
    os.environ.setdefault("DAVPROOF_DATA", TOP)
    tap, table, caught = Tap(), faults(), 0
    data, why = run(o.davproof, [])
    base = Run(data) if data else None
    wrong = [] if base is None else [
        i for i, v in base.verdict.items() if v not in ("pass", "skip")]
    tap.ok(base is not None and not wrong, "without a fault all pass",
           why, *wrong)
    if base is not None:
        matrix = Matrix(base, levels(o.davproof))
        with concurrent.futures.ThreadPoolExecutor(o.jobs) as pool:
            caught = try_faults(o, tap, table, matrix, pool)
            if o.full:
                try_rest(o, table, matrix, pool)
        if o.full:
            say_matrix(tap, matrix)
        if o.lists:
            write_lists(o.lists, matrix)
    print("1..%d" % tap.count)
    print("# faults caught: %d of %d" % (caught, len(o.fault or table)))
    print("# points good: %d of %d" % (tap.count - tap.bad, tap.count))
    return 1 if tap.bad else 0


if __name__ == "__main__":
    sys.exit(main())

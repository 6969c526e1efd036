"""What a TAP stream says, by its letter: tapread.py FILE

Prints a line for each point, "ok|not ok NUMBER [DIRECTIVE]", and one for each
thing that a harness might stumble over. Exit status 1 if there was any.
"""
import re
import sys

POINT = re.compile(
    r"(ok|not ok) (\d+) - [^#]*(?:# (SKIP|TODO) [^#]*)?$")
YAML = re.compile(r'  (?:  - |[a-z_0-9]+: )"(?:[^"\\]|\\["\\ntx])*"$')
LIST = re.compile(r"  [a-z_0-9]+:$")

trouble = []
lines = open(sys.argv[1], "rb").read().split(b"\n")
if lines.pop() != b"":
    trouble.append("the last line has no end")
text = []
for number, line in enumerate(lines, 1):
    if any(c < 0x20 or c > 0x7e for c in line):
        trouble.append("%d: not printable ASCII" % number)
    text.append(line.decode("latin-1"))
if text[0] != "TAP version 13":
    trouble.append("1: no version")
plan = re.fullmatch(r"1\.\.(\d+)", text[1])
if not plan:
    trouble.append("2: no plan")
count, inside = 0, False
for number, line in enumerate(text[2:], 3):
    if inside:
        if line == "  ...":
            inside = False
        elif not YAML.match(line) and not LIST.match(line):
            trouble.append("%d: no line of a diagnostic: %s" % (number, line))
    elif line == "  ---":
        inside = True
    elif line.startswith("Bail out! "):
        print("bail out")
    elif POINT.match(line):
        found = POINT.match(line)
        count += 1
        if int(found[2]) != count:
            trouble.append("%d: point %s comes as %d" % (
                number, found[2], count))
        print(" ".join(w for w in found.groups() if w))
    elif not line.startswith("# "):
        trouble.append("%d: what is this? %s" % (number, line))
if inside:
    trouble.append("a diagnostic has no end")
if "Bail out!" not in "".join(t[:9] for t in text) and plan and (
        count != int(plan[1])):
    trouble.append("%d points, %s planned" % (count, plan[1]))
for what in trouble:
    print(what)
sys.exit(bool(trouble))

#!/bin/sh
# shellcheck disable=SC3044 # `run` is ours, and so is its word `complete`
# The manual says what the program says: options, keys of a case, examples.
. "$(dirname "$0")/../lib.sh"
plan 13
page=$top/runner/man/davproof.1
case_page=$top/runner/man/davproof-case.5
python=/usr/bin/python3

# COMMAND --NAME LETTER ARGUMENT, as the table and as the page have it.
run complete
is "$status" 0 'the tables are printed'
awk -F'\t' 'NF == 5 { print $1, $2, $3, $4 }' "$tmp/out" | sort >"$tmp/rows"
awk '
    /^\.Sh / { command = "" }
    /^\.Ss davproof / { command = $3 }
    /^\.It Fl / && command != "" {
        letter = "-"; argument = "-"; i = 3
        if ($4 == ",") { letter = "-" $3; i = 6 }
        if ($(i + 1) == "Ar") argument = $(i + 2)
        print command, "-" $i, letter, argument
    }' "$page" | sort >"$tmp/items"
diff "$tmp/rows" "$tmp/items" >"$tmp/diff"
ok $? 'davproof(1) has each option with its argument, and no other' "$tmp/diff"
is "$([ "$(wc -l <"$tmp/rows")" -gt 40 ] && echo many)" many 'there are some'

awk -F'\t' 'NF == 3 { print $1 }' "$tmp/out" | sort >"$tmp/commands"
sed -n 's/^\.Ss davproof \(.*\)/\1/p' "$page" | sort | diff "$tmp/commands" - \
    >"$tmp/diff"
ok $? 'davproof(1) has each command, and no other' "$tmp/diff"
sed -n '/^\.Sh SYNOPSIS/,/^\.Sh DESC/s/^\.Nm davproof \(.*\)/\1/p' "$page" |
    sort | diff "$tmp/commands" - >"$tmp/diff"
ok $? 'so has its synopsis' "$tmp/diff"
run --help
sed -n 's/^  \([a-z]*\)  *[A-Z].*/\1/p' "$tmp/out" | sort |
    diff "$tmp/commands" - >"$tmp/diff"
ok $? 'and --help' "$tmp/diff"

for name in DAVPROOF_DATA NO_COLOR TMPDIR; do
    grep -q "^\.It Ev $name" "$page" || echo "$name"
done >"$tmp/missing"
grep -ho 'getenv("[A-Z_]*")' "$top"/runner/*/*.c |
    sed 's/.*"\(.*\)".*/\1/' | sort -u | while read -r name; do
    [ "$name" = PATH ] || grep -q "^\.It Ev $name" "$page" || echo "$name"
done >>"$tmp/missing"
is "$(cat "$tmp/missing")" '' 'each environment variable that is read is told'

# The keys of a case.
run schema case
cp "$tmp/out" "$tmp/schema.json"
cat >"$tmp/keys.py" <<'PYTHON'
import json, re, sys
schema = json.load(open(sys.argv[1]))["definitions"]
page = open(sys.argv[2]).read()

def keys(*names):
    found = set()
    for name in names:
        found |= set(schema[name]["properties"])
    return {"METHOD" if key.isupper() or key[0].isupper() else key
            for key in found}

def told(section):
    text = page.split("\n.Ss " + section + "\n")[1]
    text = re.split(r"\n\.S[sh] ", text)[0]
    return set(" ".join(re.findall(r"^\.It Cm (.*)$", text, re.M))
               .replace(",", " ").split())

wanted = {"case": keys("case"), "step": keys("step", "racer"),
          "expectations": keys("expectation"),
          "matchers": keys("matchers", "property-matchers", "body-matchers")}
for section, names in wanted.items():
    for name in sorted(names ^ told(section)):
        print(section, name, "is not told" if name in names else "is no key")
forms = keys("bytes-form", "tree-entry-form", "lock-form", "json-form",
             "response-form", "active-lock")
for name in sorted(forms):
    if not re.search(r"\b" + name + r"\b", page):
        print("form", name, "is not told")
PYTHON
if "$python" "$tmp/keys.py" "$tmp/schema.json" "$case_page" >"$tmp/out" 2>&1
then
    is "$(cat "$tmp/out")" '' 'davproof-case(5) has each key, and no other'
else
    ok 1 'davproof-case(5) has each key, and no other' "$tmp/out"
fi

# Its examples are cases without mistake.
awk -v dir="$tmp" '
    /^\.Bd -literal/ { first = 1; next }
    /^\.Ed/ { file = "" }
    first { file = /^title:/ ? dir "/example-" ++n ".yaml" : "" ; first = 0 }
    file != "" { print >file }' "$case_page"
is "$(find "$tmp" -name 'example-*.yaml' | wc -l)" 3 'three examples'
run check "$tmp"/example-*.yaml
ok "$status" 'davproof check has no mistake in them' "$tmp/err"
run run -q reference "$tmp"/example-*.yaml
ok "$status" 'they pass' "$tmp/out"

for file in "$page" "$case_page"; do
    name=$(basename "$file")
    if command -v mandoc >/dev/null; then
        mandoc -T lint -W warning "$file" >"$tmp/out" 2>&1
        ok $? "mandoc has no warning about $name" "$tmp/out"
    else
        ok 0 "mandoc has no warning about $name # SKIP mandoc is missing"
    fi
done

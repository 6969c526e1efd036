#!/bin/sh
# What `run` wrote, `report` writes again with the same bytes, in every format;
# and validators that others wrote accept it.
. "$(dirname "$0")/../lib.sh"
plan 30

cases='rfc4918/9.8-copy/ rfc4918/9.1-propfind/ rfc9110/15-status/'

# written NAME OPTION...: a run with all reports; its status in $wanted
written() {
    name=$1
    shift
    mkdir "$tmp/$name"
    wanted=0
    # shellcheck disable=SC2086 # a word a case
    "$davproof_fast" run -q --certify --tap "$tmp/$name/r.tap" \
        --json "$tmp/$name/r.json" --junit "$tmp/$name/r.xml" \
        --markdown "$tmp/$name/r.md" "$@" reference $cases \
        2>"$tmp/err" || wanted=$?
}

same() { # FILE...: of $tmp/$name and $tmp/again
    for file; do
        diff -r "$tmp/$name/$file" "$tmp/again/$file" >"$tmp/full" 2>&1
        alike=$?
        cut -c 1-200 "$tmp/full" >"$tmp/diff"
        ok $alike "$name: $file is the same" "$tmp/diff"
    done
}

again() { # OPTION...: the saved result rendered again
    rm -rf "$tmp/again"
    mkdir "$tmp/again"
    run report --tap "$tmp/again/r.tap" --json "$tmp/again/r.json" \
        --junit "$tmp/again/r.xml" --markdown "$tmp/again/r.md" \
        "$@" "$tmp/$name/r.json"
    is "$status" "$wanted" "$name: report has the exit status of the run"
}

cat >"$tmp/schema.py" <<'END'
"""schema.py SCHEMA RESULT: even if only members that it names are allowed"""
import json, jsonschema, sys

schema, result = (json.load(open(f)) for f in sys.argv[1:])

def shut(o):
    if isinstance(o, dict):
        if 'properties' in o:
            o.setdefault('additionalProperties', False)
        for v in o.values():
            shut(v)

shut(schema)
jsonschema.Draft7Validator.check_schema(schema)
for error in jsonschema.Draft7Validator(schema).iter_errors(result):
    print(list(error.path), error.message[:200])
END

valid() { # NAME
    /usr/bin/python3 "$tmp/schema.py" "$top/schemas/result.schema.json" \
        "$tmp/$1/r.json" >"$tmp/out" 2>&1
    [ ! -s "$tmp/out" ]
    ok $? "$1: the JSON obeys its schema" "$tmp/out"
    xmllint --noout --relaxng "$tests/fixtures/junit.rng" "$tmp/$1/r.xml" \
        >"$tmp/out" 2>&1
    ok $? "$1: the JUnit file is what its readers expect" "$tmp/out"
    [ "$(wc -c <"$tmp/$1/r.md")" -lt 1048576 ]
    ok $? "$1: the Markdown is less than GitHub's 1 MiB"
}

written passed --html "$tmp/passed.html"
mv "$tmp/passed.html" "$tmp/passed/r.html"
is "$wanted" 0 'a server that passes'
again --html "$tmp/again/r.html"
same r.tap r.json r.xml r.md r.html
valid passed

written broken --fault href-unencoded --fault overwrite-f-ignored \
    --html "$tmp/dir/"
mv "$tmp/dir" "$tmp/broken/html"
is "$wanted" 1 'a server that does not'
again --html "$tmp/again/html/"
same r.tap r.json r.xml r.md html
valid broken

# A run that ended early: the plan is that of all cases, the status too.
written lost --max-failures 1 --fault overwrite-f-ignored
again
same r.tap r.json r.xml r.md
valid lost

# --------------------------------------------------- the validators can fail

sed 's/ classname="[^"]*"/ classname=""/' "$tmp/passed/r.xml" >"$tmp/bad.xml"
xmllint --noout --relaxng "$tests/fixtures/junit.rng" "$tmp/bad.xml" \
    >"$tmp/out" 2>&1
[ $? -ne 0 ]
ok $? 'a JUnit file with empty class names is refused'
sed 's/"verdict": "pass"/"verdict": "passed"/' "$tmp/passed/r.json" \
    >"$tmp/bad.json"
/usr/bin/python3 "$tmp/schema.py" "$top/schemas/result.schema.json" \
    "$tmp/bad.json" >"$tmp/out" 2>&1
[ -s "$tmp/out" ]
ok $? 'a result with a verdict that there is not is refused'

#!/bin/sh
# The JSON schemas: printed as they stand in schemas/, and of one mind with the
# loader about every fixture, as far as a schema can be.
. "$(dirname "$0")/../lib.sh"

fixtures=$top/runner/tests/fixtures

# judge SCHEMA FILE...: one line a file into $tmp/judged
judge() {
    /usr/bin/python3 "$tests/schema_check.py" "$@" >"$tmp/judged" \
        2>"$tmp/judge.err" || cat "$tmp/judge.err" >>"$tmp/judged"
}

# Files that say themselves what is expected: "# schema: accepts|refuses".
as_said() {
    for file in "$1"/*.yaml; do
        wanted=$(sed -n 's/^# schema: //p' "$file")
        grep -q "^$wanted $file" "$tmp/judged" ||
            echo "$file: it should be: $wanted"
    done
}

plan 11

for kind in case target result; do
    run schema "$kind"
    cp "$tmp/out" "$tmp/$kind.schema.json"
    is "$status" 0 "schema $kind: exit status 0"
    cmp "$tmp/out" "$top/schemas/$kind.schema.json" >"$tmp/cmp" 2>&1
    ok $? "schema $kind: as in schemas/" "$tmp/cmp"
done

# shellcheck disable=SC2046 # a word a file
judge "$tmp/case.schema.json" "$fixtures"/cases/good/*.yaml \
    $(find "$top/cases" -name '*.yaml')
! grep -v '^accepts ' "$tmp/judged" >"$tmp/not"
ok $? 'all good cases are accepted' "$tmp/not"
[ "$(wc -l <"$tmp/judged")" -gt 15 ]
ok $? 'all of them were judged' "$tmp/judged"

# shellcheck disable=SC2046 # a word a file
judge "$tmp/case.schema.json" "$fixtures"/cases/bad/*.yaml
as_said "$fixtures/cases/bad" >"$tmp/not"
[ ! -s "$tmp/not" ]
ok $? 'bad cases are refused where a schema can see it' "$tmp/not"

judge "$tmp/target.schema.json" "$fixtures"/targets/good/*.yaml \
    "$top"/runner/targets/*/target.yaml
! grep -v '^accepts ' "$tmp/judged" >"$tmp/not"
ok $? 'good profiles are accepted, and those of the recipes' "$tmp/not"
judge "$tmp/target.schema.json" "$fixtures"/targets/bad/*.yaml
as_said "$fixtures/targets/bad" >"$tmp/not"
[ ! -s "$tmp/not" ]
ok $? 'bad profiles are refused where a schema can see it' "$tmp/not"

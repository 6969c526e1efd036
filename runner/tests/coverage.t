#!/bin/sh
# Every requirement that a black box can see is proved by a case or a rule, and
# what it cannot see has its reason in the catalogue.
. "$(dirname "$0")/lib.sh"
plan 10

export DAVPROOF_DATA="$top"
run coverage
is "$status" 0 'each MUST that a black box can see is proved'
cp "$tmp/out" "$tmp/coverage"
for level in MUST 'MUST NOT' SHOULD 'SHOULD NOT'; do
    line=$(grep "^$level  *[0-9]* of " "$tmp/coverage")
    rest=${line#"$level"}
    # shellcheck disable=SC2086
    set -- $rest
    [ "$#" -gt 3 ] && [ "$1" -gt 0 ] && [ "$1" = "$3" ]
    ok $? "each $level that a black box can see is proved ($1 of $3)"
done

awk '/ needs-config / && !/^bind\./ && !/ MAY / && / cases 0 rules 0$/ {
    print $1 }' "$tmp/coverage" >"$tmp/ids"
is "$(cat "$tmp/ids")" '' \
    'what wants a server set up for it has a case or rule, RFC 5842 aside'

awk '$3 == "not-observable" || $4 == "not-observable" { print $1 }' \
    "$tmp/coverage" >"$tmp/ids"
silent=
while read -r id; do
    "$davproof" explain "$id" >"$tmp/explained" 2>&1
    grep -q '^  tested: Not observable: .' "$tmp/explained" ||
        silent="$silent $id"
done <"$tmp/ids"
is "$silent" '' "each of $(wc -l <"$tmp/ids") others says why it is not seen"

# What is proved by one case alone is proved no more without it.
mkdir "$tmp/data"
cp -R "$top/cases" "$top/schemas" "$tmp/data/"
DAVPROOF_DATA=$tmp/data
id=$(awk '$2 == "MUST" && / black-box .* cases 1 rules 0$/ { print $1; exit }' \
    "$tmp/coverage")
run explain "$id"
case=$(sed -n 's/^  proved by case //p' "$tmp/out")
rm "$tmp/data/cases/$case.yaml"
run coverage --missing
is "$status" 1 "without $case the exit status is 1"
has "$tmp/out" "$id " "$id is missing then"
grep -q '^MUST  *\([0-9]*\) of \1 ' "$tmp/out"
is $? 1 'and counted as missing'

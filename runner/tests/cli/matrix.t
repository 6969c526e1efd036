#!/bin/sh
# run reference --matrix: each fault in turn, few of them here.
. "$(dirname "$0")/../lib.sh"
plan 23

json() { # json EXPRESSION: of the matrix in $tmp/r.json, as m
    /usr/bin/python3 -c "
import json
r = json.load(open('$tmp/r.json'))
m = r['matrix']
proves = {c['id']: set(c['proves']) for c in r['cases']}
faults = {f['id']: f for f in m['faults']}
print($1)"
}

# One that the copy cases catch, and one of which they know nothing.
run run --color never --quiet reference --matrix \
    --fault overwrite-f-ignored --fault get-half-body rfc4918/9.8-copy/ \
    --json "$tmp/r.json" --html "$tmp/report/"
is "$status" 1 'exit status 1: a fault was not caught'
has "$tmp/out" '# matrix: 2 faults, 1 caught' 'TAP has the figures in a comment'
! grep -q '^not ok' "$tmp/out"
ok $? 'the plain run had no fault' "$tmp/out"
is "$(json "[f['caught'] for f in m['faults']]")" '[False, True]' \
    'JSON: which was caught'
is "$(json "all(proves[i] & set(f['violates'])
    for f in m['faults'] for i in f['caught_by'])")" \
    True 'by cases that claim what it violates'
is "$(json "faults['get-half-body']['broke'] != []")" True \
    'what it broke besides is named'
is "$(json "m['whole'], m['left_out']")" 'False 0' 'only these were tried'
is "$(json "sorted(f for f in faults if any(f in v for v in m['results'].values()))")" \
    "['get-half-body', 'overwrite-f-ignored']" 'the results name the faults'
/usr/bin/python3 "$tests/schema_check.py" "$top/schemas/result.schema.json" \
    "$tmp/r.json" >"$tmp/judged" 2>&1
has "$tmp/judged" accepts 'the schema knows it'
has "$tmp/report/matrix.html" 'id="fault-get-half-body"' 'HTML has a page of it'
has "$tmp/report/index.html" 'href="matrix.html#matrix"' 'which the first leads to'
run report --tap - "$tmp/r.json"
has "$tmp/out" '# matrix: 2 faults, 1 caught' 'so does what is rendered again'

# The same faults with other cases, which catch the other: both joined.
cp "$tmp/r.json" "$tmp/copy.json"
run run --color never --quiet reference --matrix \
    --fault overwrite-f-ignored --fault get-half-body \
    rfc9110/9.3-methods/get --json "$tmp/get.json"
run merge "$tmp/copy.json" "$tmp/get.json" -o "$tmp/r.json"
is "$status" 0 'two matrices are joined: each fault is caught' "$tmp/err"
is "$(json "[f['caught'] for f in m['faults']]")" '[True, True]' \
    'by the cases of one or the other'
run run --quiet reference rfc4918/9.3-mkcol/race --json "$tmp/plain.json"
run merge "$tmp/copy.json" "$tmp/plain.json" -o "$tmp/never.json"
is "$status" 2 'a run without --matrix is not joined to one with'
has "$tmp/err" 'plain.json: one was run with --matrix, and this one was not' \
    'and the message says which'

# A selection: faults that it does not speak of are left out; cases that none
# of the others breaks are counted.
run run --color never --quiet reference --matrix \
    rfc4918/9.8-copy/overwrite-f --json "$tmp/r.json"
is "$status" 0 'exit status 0: all were caught' "$tmp/out"
is "$(json "m['whole'], m['left_out'] > 100, 0 < len(faults) < 50")" \
    'True True True' 'faults that a selection does not speak of are left out'

run run http://127.0.0.1:1/ --matrix
is "$status" 2 'another target has no faults'
has "$tmp/err" "of the target \`reference\` only" "and is told so"
run run reference --matrix --fault get-half-bodie
is "$status" 2 'an unknown fault is a mistake'
has "$tmp/err" 'did you mean get-half-body' 'and the next is named'
run run reference --matrix --shard 1/2
is "$status" 2 'a shard has no matrix'

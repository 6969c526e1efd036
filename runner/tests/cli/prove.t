#!/bin/sh
# Under prove, one case alone, two runs at once, any number of jobs.
. "$(dirname "$0")/../lib.sh"
plan 12

background "$davproof_fast" serve
url=$line
cases=$top/cases/rfc4918/9.3-mkcol

prove --ext .yaml --exec "$davproof_fast run $url" -r "$cases" \
    >"$tmp/out" 2>"$tmp/err"
ok $? 'prove runs each case file as a test' "$tmp/out"
has "$tmp/out" 'Result: PASS' 'prove is content'

run run "$url" "$cases/creates-a-collection.yaml"
[ -e "$cases/creates-a-collection.yaml" ] || set -- "$cases"/*.yaml
one=$(ls "$cases" | head -n 1)
run run "$url" "$cases/$one"
is "$status" 0 'one file alone'
has "$tmp/out" 'TAP version 13' 'it writes TAP'
id=rfc4918/9.3-mkcol/${one%.yaml}
run run "$url" "$id"
is "$status" 0 'one id alone'

"$davproof_fast" run -q "$url" rfc4918/9.10-lock/ >"$tmp/one" 2>&1 &
first=$!
"$davproof_fast" run -q "$url" rfc4918/9.10-lock/ >"$tmp/two" 2>&1
second=$?
wait $first
is "$?" 0 'two runs at the same time: the first' "$tmp/one"
is "$second" 0 'two runs at the same time: the second' "$tmp/two"

"$davproof_fast" run -q -j1 "$url" rfc4918/9.8-copy/ >"$tmp/j1" 2>&1
"$davproof_fast" run -q -j16 "$url" rfc4918/9.8-copy/ >"$tmp/j16" 2>&1
cmp -s "$tmp/j1" "$tmp/j16"
ok $? 'the order of results does not depend on --jobs'
"$davproof_fast" list rfc4918/9.8-copy/ >"$tmp/list"
sed -n 's/^ok [0-9]* - \([^ ]*\).*/\1/p' "$tmp/j16" |
    grep -v '^rules$' | diff - "$tmp/list" >"$tmp/diff"
ok $? 'list prints what a run runs, in its order' "$tmp/diff"

"$davproof_fast" run -q --shard 1/2 "$url" rfc4918/9.3-mkcol/ >"$tmp/s1"
"$davproof_fast" run -q --shard 2/2 "$url" rfc4918/9.3-mkcol/ >"$tmp/s2"
cat "$tmp/s1" "$tmp/s2" |
    sed -n 's/^ok [0-9]* - \([^ ]*\).*/\1/p' | grep -v '^rules$' | sort \
    >"$tmp/both"
"$davproof_fast" list rfc4918/9.3-mkcol/ | sort | diff - "$tmp/both" \
    >"$tmp/diff"
ok $? 'two shards are the whole' "$tmp/diff"

curl -s "$url" >"$tmp/left"
lacks "$tmp/left" davproof- 'nothing is left on the server'
run run "$url" rfc4918/9.3-mkcol/ --tag no-such-tag
is "$status" 2 'nothing selected: exit status 2'

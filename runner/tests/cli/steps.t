#!/bin/sh
# How a case goes from step to step, and what comes first where two things are
# wrong.
. "$(dirname "$0")/../lib.sh"
plan 14
python=/usr/bin/python3
davproof=$davproof_fast

# An assumption is told before a capture that found nothing.
cat >"$tmp/order.yaml" <<'CASE'
title: A capture that finds nothing, which an expectation needs
proves: propfind.depth-0
each:
  not-assumed: {assumed: "404"}
  assumed: {assumed: "207"}
steps:
  - PROPFIND: /
    depth: 0
    props: [x:none]
    capture: {H: {header: X-None}}
    assume: {status: "${assumed}"}
    must: {responses: {"${H}": 207}}
CASE
run run reference "$tmp/order.yaml"
is "$status" 1 'the row that goes on is an error'
grep -q '^ok 1 .*:not-assumed # SKIP the answer is 207, expected 404' "$tmp/out"
ok $? 'an assumption that does not hold skips' "$tmp/out"
grep -q '^not ok 2 .*:assumed$' "$tmp/out"
ok $? 'one that holds does not' "$tmp/out"
has "$tmp/out" 'message: "step 1: a path is wanted here, not nothing (the capture H found nothing)"' \
    'the error names the capture'

# Who says nothing to the simplest of requests is asked whether he is there.
cat >"$tmp/one.yaml" <<'CASE'
title: A case
proves: mkcol.creates-collection
steps:
  - MKCOL: a/
    must: {status: 201}
CASE
background "$python" "$tests/mute.py" alive
run run --timeout 0.5 "$line" "$tmp/one.yaml"
is "$status" 1 'silent to MKCOL, and alive: the run goes on'
has "$tmp/out" 'no scratch collection can be made: MKCOL timed out' \
    'silent to MKCOL, and alive: an error of the case'
lacks "$tmp/out" 'Bail out!' 'silent to MKCOL, and alive: no end'
grep -q '^1\.\.2$' "$tmp/out" && grep -q '^ok 2 - rules' "$tmp/out"
ok $? 'silent to MKCOL, and alive: all points are there' "$tmp/out"

background "$python" "$tests/mute.py" dead
run run --timeout 0.5 "$line" "$tmp/one.yaml"
is "$status" 3 'silent to everything: exit status 3'
has "$tmp/out" 'Bail out! OPTIONS: timed out' 'silent to everything: says so'
has "$tmp/err" 'left behind' 'silent to everything: what may be left is named'

# A server error fails the case; what any refusal would have kept is neither
# broken by it nor seen to be kept.
run run --json "$tmp/json" --fault copy-over-itself-500 reference \
    rfc4918/9.8-copy/onto-itself:uri
is "$status" 1 'a server error fails'
has "$tmp/json" '"copy.duplicates-content": "not seen"' \
    'a server error: the sentence is not broken'
has "$tmp/json" '"copy.same-resource-403": "broken"' \
    'a server error: one that names a status is'

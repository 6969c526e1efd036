#!/bin/sh
# A server may close a kept connection just as the next request is on its way.
# One that has an effect does not go out twice: the case runs once more.
. "$(dirname "$0")/../lib.sh"
plan 19

background "$davproof" serve
port=${line##*:}
port=${port%%/*}
cat >"$tmp/case.yaml" <<'CASE'
title: Each request is answered once
proves: [mkcol.creates-collection, delete.unmaps]
given: {a/: , f: one}
steps:
  - PUT: new
    body: new
    must: {status: 201, proves: mkcol.creates-collection}
  - PROPPATCH: new
    set: {x:p: v}
    must: {status: 207, proves: mkcol.creates-collection}
  - DELETE: f
    must:
      status: 204
      tree: {a/: , new: {body: new, props: {x:p: v}}}
      proves: delete.unmaps
CASE

loses() { # loses METHOD END: runs the case behind a relay that loses this
    rm -f "$tmp/log"
    background /usr/bin/python3 "$tests/relay.py" "$port" lossy "$tmp/log" "$@"
    run run --json "$tmp/json" "http://127.0.0.1:$line/" "$tmp/case.yaml"
    is "$status" 0 "$1 $2: the run passes"
    sort "$tmp/log" | uniq -d >"$tmp/twice"
    grep -qE '"left_behind": *\[\]' "$tmp/json"
    ok $? "$1 $2: nothing is left behind"
}

while read -r method end; do
    loses "$method" "$end"
    is "$(cat "$tmp/twice")" '' "$method $end: no request arrives twice"
    has "$tmp/json" '/0-again/' "$method $end: the case runs once more"
done <<'REQUESTS'
MKCOL /a/
PUT /new
PROPPATCH /new
DELETE /f
REQUESTS

# What is no part of a case goes out once more.
loses MKCOL /
is "$(grep -c MKCOL "$tmp/twice")" 1 'MKCOL of the run arrives twice'

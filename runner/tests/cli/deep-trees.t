#!/bin/sh
# A tree that is deeper than any case makes it is judged, and not read without
# an end.
. "$(dirname "$0")/../lib.sh"
plan 3

cat >"$tmp/nested.yaml" <<'CASE'
title: A collection was copied into itself
proves: lock.status-200
given: {"${repeat:90:d/}f": one}
steps:
  - LOCK: d/
    lock: exclusive
    must: {status: 200, tree: {}}
CASE
run run --color never --json "$tmp/json" reference "$tmp/nested.yaml"
is "$status" 1 'what is not expected fails'
has "$tmp/out" 'd is there and should not be' 'the highest of it is named'
is "$(grep -c '"purpose": "tree"' "$tmp/json")" 65 \
    'what lies deeper than 64 levels is not listed'

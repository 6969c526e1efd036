#!/bin/sh
# The suite that everyone uses finds nothing wrong with the reference server.
. "$(dirname "$0")/../lib.sh"
command -v litmus >/dev/null || skip_all 'litmus is not installed'
plan 8

background "$davproof_fast" serve
# shellcheck disable=SC2154
(cd "$tmp" && litmus -k "$line" >"$tmp/raw" 2>&1)
tr '\r' '\n' <"$tmp/raw" >"$tmp/out"
for group in basic copymove props locks http; do
    grep -q "summary for \`$group'.*, 0 failed" "$tmp/out"
    ok $? "$group: no failure" "$tmp/out"
done
lacks "$tmp/out" 'WARNING' 'no warning'
lacks "$tmp/out" 'SKIPPED' 'nothing is skipped'
is "$(grep -c 'summary for' "$tmp/out")" 5 'all five groups ran'

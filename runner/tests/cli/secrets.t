#!/bin/sh
# What nobody else may read is in no report, trace, curl line or message.
. "$(dirname "$0")/../lib.sh"
plan 5

secret=sekrit-4711
basic=$(printf 'first:first' | base64)
"$davproof_fast" run --header "Cookie: session=$secret" \
    --header "Proxy-Authorization: Bearer $secret" --trace "$tmp/trace" \
    --tap "$tmp/r.tap" --json "$tmp/r.json" --html "$tmp/html/" \
    --junit "$tmp/r.xml" --markdown "$tmp/r.md" reference \
    rfc4918/9.3-mkcol/ rfc9110/9.3-methods/ rfc9112/ >"$tmp/out" 2>"$tmp/err"
is "$?" 0 'a run with secrets'
is "$(grep -rlF "$secret" "$tmp" | head -n 3)" '' 'no planted secret anywhere'
is "$(grep -rlF "$basic" "$tmp" | head -n 3)" '' 'no credentials anywhere'
has "$tmp/r.json" 'Authorization: ***' 'that there were some is told'
"$davproof_fast" run --user "first:$secret" reference rfc4918/9.3-mkcol/ \
    --json "$tmp/s.json" >"$tmp/out" 2>"$tmp/err"
is "$(grep -rlF "$secret" "$tmp" | head -n 3)" '' \
    'no password in the command that a report shows'

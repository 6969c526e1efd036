#!/bin/sh
# A server that takes no plain files is judged by what needs none, and the run
# says how little that is.
. "$(dirname "$0")/../lib.sh"
plan 9

background "$davproof" serve
cat >"$tmp/plain.yaml" <<PROFILE
url: $line
PROFILE
cat >"$tmp/calendars.yaml" <<PROFILE
url: $line
refuses-files: it takes calendars only
PROFILE

# A coding that the reference server does not know: each PUT is a 415.
judge() { # judge PROFILE CASE...
    profile=$tmp/$1.yaml
    shift
    run run --color never --header 'Content-Encoding: calendar' \
        "$profile" "$@"
}

judge plain rfc4918/9.7-put/
is "$status" 1 'a PUT that is refused is an error'

judge calendars rfc4918/9.7-put/
is "$status" 0 'it is none where the profile says so'
lacks "$tmp/out" 'not ok' 'nothing failed'
has "$tmp/out" 'SKIP PUT is answered 415: it takes calendars only' \
    'the cases are skipped, and say why'

judge calendars rfc4918/9.6-delete/ rfc9110/9.3-methods/options
has "$tmp/out" '; little was proved: ' 'TAP says that little was proved'
has "$tmp/err" 'But little was proved: ' 'and so does the summary'

cat >"$tmp/put.yaml" <<'CASE'
title: PUT stores a file
proves: http.put.create-201
steps:
  - PUT: f
    body: one
    must: {status: 201}
CASE
judge calendars "$tmp/put.yaml"
has "$tmp/out" '# SKIP PUT is answered 415' 'so is a case whose step it is'
has "$tmp/out" 'nothing was proved' 'which proves nothing'

"$davproof" run --color never "$tmp/calendars.yaml" rfc4918/9.7-put/ \
    >"$tmp/out" 2>&1
lacks "$tmp/out" 'it takes calendars only' \
    'a PUT that is not refused is judged as any other'

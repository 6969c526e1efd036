#!/bin/sh
# Case files with mistakes: every one named with its place, exit status 2.
. "$(dirname "$0")/../lib.sh"
plan 31

bad() { # bad TITLE WORDS <CASE
    cat >"$tmp/bad.yaml"
    run check "$tmp/bad.yaml"
    is "$status" 2 "$1: check exits with 2"
    has "$tmp/err" "$2" "$1: says what"
    run run reference "$tmp/bad.yaml"
    is "$status" 2 "$1: run exits with 2"
}

printf 'title: x\nproves: mkcol.supported\nsteps:\n\t- MKCOL: a/\n' \
    >"$tmp/tab.yaml"
bad 'a tab' 'bad.yaml:4:1: ' <"$tmp/tab.yaml"
bad 'a key twice' 'bad.yaml:2:1: ' <<'CASE'
title: x
title: y
proves: mkcol.supported
steps: [{MKCOL: a/, must: {status: 201}}]
CASE
bad 'an alias bomb' 'anchor' <<'CASE'
title: &a [x, x, x, x, x, x, x, x]
b: &b [*a, *a, *a, *a, *a, *a, *a, *a]
c: &c [*b, *b, *b, *b, *b, *b, *b, *b]
d: &d [*c, *c, *c, *c, *c, *c, *c, *c]
e: &e [*d, *d, *d, *d, *d, *d, *d, *d]
proves: mkcol.supported
steps: [*e]
CASE
bad 'an unknown method' 'did you mean `MKCOL`' <<'CASE'
title: x
proves: mkcol.supported
steps:
  - MKCOLL: a/
    must: {status: 201}
CASE
bad 'an unquoted variable in braces' 'quote' <<'CASE'
title: x
proves: mkcol.supported
steps:
  - MKCOL: a/
    headers: {If: (<${T}>)}
    must: {status: 201}
CASE
bad 'a path that climbs out' '..' <<'CASE'
title: x
proves: mkcol.supported
steps:
  - MKCOL: ../a/
    must: {status: 201}
CASE
bad 'a must over a SHOULD' 'stands for no MUST' <<'CASE'
title: x
proves: mkcol.status-201
steps:
  - MKCOL: a/
    must: {status: 201}
CASE
bad 'several mistakes' 'bad.yaml:5:5: ' <<'CASE'
title: x
proves: mkcol.suported
steps:
  - MKCOL: a/
    depht: 0
    must: {status: 201}
CASE
has "$tmp/err" 'bad.yaml:2:9: ' 'all mistakes are reported at once'
has "$tmp/err" 'did you mean `mkcol.supported`' 'the requirement is suggested'
has "$tmp/err" 'did you mean `depth`' 'the key is suggested'
has "$tmp/err" '        ^' 'a caret shows the place'
run check "$tmp/none.yaml"
is "$status" 2 'a file that is not there'
run run
is "$status" 2 'no target'
run run reference --jbos 3
has "$tmp/err" 'did you mean --jobs' 'an unknown option'

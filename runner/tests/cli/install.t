#!/bin/sh
# An installed program finds its cases, wherever it is called from.
. "$(dirname "$0")/../lib.sh"
plan 7

make -s -C "$top" install DESTDIR="$tmp/image" \
    >"$tmp/out" 2>"$tmp/err"
is "$?" 0 'make install'
davproof=$tmp/image/usr/local/bin/davproof
cd / || exit 1
run list
is "$status" 0 'the installed program finds its cases'
is "$(wc -l <"$tmp/out")" "$("$davproof_fast" list | wc -l)" \
    'all of them'
PATH=$tmp/image/usr/local/bin:$PATH
davproof=davproof
run check rfc4918/9.3-mkcol/
is "$status" 0 'also when it is found in PATH'
run explain rules/href-unique
has "$tmp/out" 'must: a second response for' 'and shows the examples of a rule'
make -s -C "$top" uninstall DESTDIR="$tmp/image"
is "$?" 0 'make uninstall'
is "$(find "$tmp/image" -type f | head -n 1)" '' 'leaves nothing'

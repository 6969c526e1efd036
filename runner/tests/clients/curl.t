#!/bin/sh
# curl as people use it in scripts: what no other client here does.
. "$(dirname "$0")/client.sh"
need curl curl
plan 12

serve_clients
local=$tmp/local

does() { # does TITLE ARGUMENT...
    title=$1
    shift
    curl -sSf "$@" >"$tmp/out" 2>"$tmp/err"
    ok $? "$title" "$tmp/err"
}

does 'Digest: one challenge, many requests' --digest -u first:first \
    -T "$local/one" "$url{a,b,c}"
holds c "$local/one" 'the last of them'
does 'Basic, unasked' --basic -u first:first -T "$local/big" "$url"
holds big "$local/big" 'a MiB, named by its file'
echo "machine ${host%:*} login first password first" >"$HOME/.netrc"
does 'from .netrc, in chunks, when the server says go on' --anyauth -n \
    -H 'Transfer-Encoding: chunked' -H 'Expect: 100-continue' \
    -T "$local/big" "${url}chunked"
holds chunked "$local/big" 'the same bytes'
head -c 500000 "$local/big" >"$tmp/part"
does 'a download is resumed' --digest -u first:first -C - -o "$tmp/part" \
    "${url}big"
same "$tmp/part" "$local/big" 'and is whole'
etag=$(curl -sI --digest -u first:first "${url}a" |
    tr -d '\r' | sed -n 's/^ETag: //p')
does 'not loaded again' --digest -u first:first \
    -H "If-None-Match: $etag" -w '%{http_code}' "${url}a"
is "$(cat "$tmp/out")" 304 'as it has not changed'
is "$(curl -s --digest -u first:wrong -w '%{http_code}' -o "$tmp/out" \
    "${url}a")" 401 'a wrong password'
is "$(curl -s -0 --digest -u first:first -w '%{http_code}' -o "$tmp/out" \
    "${url}a")" 200 'HTTP/1.0'

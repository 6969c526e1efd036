#!/bin/sh
# A case that could be read as a write outside its scratch collection is not
# sent, however it spells that.
. "$(dirname "$0")/../lib.sh"
plan 4

background "$davproof" serve
url=$line
echo precious >"$tmp/victim"
curl -s -T "$tmp/victim" "${url}victim"
mkdir "$tmp/cases"
cat >"$tmp/cases/target.yaml" <<'CASE'
title: DELETE of what is somebody else's
proves: delete.unmaps
each:
  base: {t: "/"}
  beside: {t: /victim}
  dots: {t: "${path:/}../../victim"}
  coded: {t: "${path:/}%2e%2e/%2E%2E/victim"}
  twice: {t: "${path:/}%252e%252e/%252e%252e/victim"}
  backslash: {t: "${path:/}..%5c..%5cvictim"}
  slashes: {t: "//victim"}
  elsewhere: {t: "http://127.0.0.1:1/victim"}
steps:
  - DELETE: {raw: "${t}"}
    must: {status: 2xx}
CASE
cat >"$tmp/cases/destination.yaml" <<'CASE'
title: COPY and MOVE onto what is somebody else's
proves: copy.duplicates-content
given: {f: one}
each:
  - {copy: {m: COPY}, move: {m: MOVE}}
  - {path: {d: /victim}, dots: {d: "${url:/}../../victim"}}
steps:
  - method: "${m}"
    path: f
    headers: {Destination: "${d}"}
    must: {status: 2xx}
CASE
cat >"$tmp/cases/literal.yaml" <<'CASE'
title: Literal requests for what is somebody else's
proves: delete.unmaps
each:
  plain: {r: "DELETE /victim HTTP/1.1"}
  second: {r: "GET / HTTP/1.1\r\nHost: x\r\n\r\nDELETE /victim HTTP/1.1"}
  behind: {r: "PUT ${path:/}f HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\nDELETE /victim HTTP/1.1"}
steps:
  - send: |
      ${r}
      Host: ${host}
    must: {status: 2xx}
CASE
run run -q "$url" "$tmp/cases"
is "$status $(grep -c '^not ok' "$tmp/out") $(grep -c \
    'message: .*outside the scratch collection, and is not sent' "$tmp/out")" \
    '1 15 15' 'nothing of it is sent'
is "$(curl -s "${url}victim")" precious 'what was there is there'
cat >"$tmp/inside.yaml" <<'CASE'
title: The same inside
proves: delete.unmaps
given: {f: one}
each: {path: {t: "${path:f}"}, url: {t: "${url:f}"}, dots: {t: "${path:/}x/../f"}}
steps:
  - DELETE: {raw: "${t}"}
    must: {status: any}
CASE
run run -q "$url" "$tmp/inside.yaml"
is "$status $(grep -c '^ok' "$tmp/out")" '0 4' 'inside, it is'
curl -s "$url" >"$tmp/page"
lacks "$tmp/page" davproof- 'nothing is left behind'

#!/bin/sh
# TAP against a server that forges it, as harnesses read it.
. "$(dirname "$0")/../lib.sh"
plan 25
python=/usr/bin/python3
davproof=$davproof_fast

background "$python" "$tests/parrot.py" forge
url=$line
cases='rfc4918/9.1-propfind/depth-0 rfc4918/9.2-proppatch/ rfc4918/9.3-mkcol/
    rfc4918/9.10-lock/refresh rfc4918/9.7-put/ rfc4918/9.6-delete/'
# Several words.
# shellcheck disable=SC2086
run run --color always --trace "$tmp/wire" --json "$tmp/r.json" \
    --junit "$tmp/r.xml" --markdown "$tmp/r.md" --html "$tmp/html/" \
    "$url" $cases
cp "$tmp/out" "$tmp/forged.tap"
is "$status" 1 'a server that forges TAP fails'
grep -rq 'not ok 1 - forged' "$tmp/wire"
ok $? 'it did send what looks like a point'

"$python" "$tests/tapread.py" "$tmp/forged.tap" >"$tmp/points"
ok $? 'by the letter: points, comments, diagnostics, nothing else' \
    "$tmp/points"
"$davproof" list $cases >"$tmp/list"
is "$(wc -l <"$tmp/points")" $(($(wc -l <"$tmp/list") + 1)) \
    'as many points as were planned'
has "$tmp/forged.tap" 'Bail out! forged' 'the forged words are shown'
is "$(grep -c '^Bail' "$tmp/forged.tap")" 0 'but not as what they pretend'

# Verdicts of JSON, as harnesses have to see them.
cat >"$tmp/verdicts.py" <<'END'
import json, sys
cases = json.load(open(sys.argv[1]))["cases"]
bad = [c["verdict"] in ("fail", "error") for c in cases
       if not c["id"].startswith("rules/")]
bad.append(any(c["verdict"] == "fail" for c in cases
               if c["id"].startswith("rules/")))
print(len(bad), sum(bad))
END
read -r all failed <<END
$("$python" "$tmp/verdicts.py" "$tmp/r.json")
END
prove --norc "$tmp/forged.tap" >"$tmp/prove" 2>&1
is "$?" 1 'prove: fails'
has "$tmp/prove" "Tests: $all Failed: $failed)" 'prove: counts as JSON does'
lacks "$tmp/prove" 'Parse errors' 'prove: understands all of it'

if "$python" -c 'import tap' 2>/dev/null; then
    # Without its own readers of YAML it takes a diagnostic for unknown.
    "$python" - "$tmp/forged.tap" >"$tmp/tappy" 2>/dev/null <<'END'
import collections, sys
from tap.parser import Parser
seen = collections.Counter()
for line in Parser().parse_file(sys.argv[1]):
    seen[line.category] += 1
    if line.category == "test" and not line.ok and not line.todo:
        seen["failed"] += 1
print(seen["test"], seen["failed"], seen["bail"], seen["plan"])
END
    is "$(tail -n 1 "$tmp/tappy")" "$all $failed 0 1" 'tappy: counts as JSON does'
else
    ok 0 'tappy: counts as JSON does # SKIP python3-tap is missing'
fi

if echo 1..0 | tap-parser >/dev/null 2>&1; then
    tap-parser -j <"$tmp/forged.tap" >"$tmp/node" 2>&1
    "$python" - "$tmp/node" >"$tmp/counts" 2>&1 <<'END'
import json, sys
last = [e for e in json.load(open(sys.argv[1])) if e[0] == "complete"][-1][1]
print(last["count"], last["fail"] - last["todo"], bool(last["bailout"]))
END
    is "$(cat "$tmp/counts")" "$all $failed False" \
        'node tap-parser: counts as JSON does'
else
    ok 0 'node tap-parser: counts as JSON does # SKIP it is missing'
fi

# Elsewhere: no escape of a terminal but ours, no line of its own.
"$python" - "$tmp/err" >"$tmp/bytes" <<'END'
import re, sys
text = open(sys.argv[1], "rb").read().decode("utf-8")
text = re.sub("\x1b\\[[0-9;]*m", "", text)
bad = [c for c in text if (c < " " and c != "\n") or "\x7f" <= c <= "\x9f"
       or c in "\u2028\u2029\u202e"]
print(len(bad))
END
is "$(cat "$tmp/bytes")" 0 'the summary has no escapes but colours'
grep -q '^\(not ok\|ok\|Bail\|::\)' "$tmp/err"
is "$?" 1 'no line of it is taken for a point: prove --merge'
grep -q '^::' "$tmp/forged.tap" "$tmp/err"
[ $? = 1 ]
ok $? 'no line is a command of a CI service'
"$python" -c 'import sys, xml.dom.minidom as dom; dom.parse(sys.argv[1])' \
    "$tmp/r.xml" >"$tmp/xml" 2>&1
ok $? 'JUnit is well-formed' "$tmp/xml"
"$python" -c 'import json, sys; json.load(open(sys.argv[1]))' "$tmp/r.json"
ok $? 'JSON is JSON'

# What a diagnostic says.
run run reference --fault copy-half rfc4918/9.8-copy/independent
for key in request status finding requirement section spec curl; do
    grep -q "^  $key: \"..*\"" "$tmp/out" || echo "$key"
done >"$tmp/missing"
is "$(cat "$tmp/missing")" '' \
    'a diagnostic has request, status, finding, requirement, section, curl'

# Streamed: the plan and the first points are there while it runs.
cat >"$tmp/slow.yaml" <<'CASE'
title: A case that waits
proves: mkcol.creates-collection
each: {now: {t: 1ms}, later: {t: 60s}}
steps:
  - wait: "${t}"
  - MKCOL: a/
    must: {status: 201}
CASE
: >"$tmp/streamed.tap"
"$davproof" run -q --jobs 1 reference "$tmp/slow.yaml" >"$tmp/streamed.tap" &
run_pid=$!
n=0
until grep -q '^ok 1 ' "$tmp/streamed.tap" || [ $n -ge 400 ]; do
    n=$((n + 1))
    sleep 0.05
done
is "$(sed -n '1,2p' "$tmp/streamed.tap" | tr '\n' '|')" 'TAP version 13|1..3|' \
    'version and plan come first'
grep -q '^ok 1 ' "$tmp/streamed.tap"
ok $? 'a point is written when its case is over'
kill -INT $run_pid
wait $run_pid
is "$?" 130 'interrupted'
is "$(tail -n 1 "$tmp/streamed.tap")" 'Bail out! interrupted' 'with its last line'
prove --norc "$tmp/streamed.tap" >"$tmp/prove" 2>&1
has "$tmp/prove" 'Bailout called.  Further testing stopped:  interrupted' \
    'prove stops'

# The target is lost.
background "$davproof" serve
sed 's/60s/1s/' "$tmp/slow.yaml" >"$tmp/soon.yaml"
: >"$tmp/lost"
"$davproof" run -q --jobs 1 "$line" "$tmp/soon.yaml" rfc4918/9.3-mkcol/ \
    >"$tmp/lost" 2>&1 &
run_pid=$!
until grep -q '^ok 1 ' "$tmp/lost" || [ $n -ge 800 ]; do
    n=$((n + 1))
    sleep 0.05
done
kill -9 "$pid"
wait $run_pid
is "$?" 3 'a target that is lost: exit status 3'
is "$(grep -c '^Bail out! ' "$tmp/lost")" 1 'a target that is lost: Bail out!'
"$python" "$tests/tapread.py" "$tmp/lost" >"$tmp/points"
ok $? 'a target that is lost: all of it is TAP' "$tmp/points"

#!/bin/sh
# Shards joined again are the result of the whole run.
. "$(dirname "$0")/../lib.sh"
plan 25

# What differs from run to run: times, ids, random paths and what is as long as
# they are, what the server draws at random, the report's name in the command,
# who came first in a race, and whether a connection that was closed had been
# used before.
cat >"$tmp/normal.py" <<'END'
import itertools, json, re, sys

PATTERNS = [
    (r'127\.0\.0\.1:\d+', 'HOST'),
    (r'davproof-[0-9a-z]+/\d+', 'RUN'),
    (r'davproof-[0-9a-z]+', 'RUN'),
    (r'(Content-Length: )\d+', r'\1N'),
    (r'(?i)(X-Request-Id: )\S+', r'\1ID'),
    (r'\w{3}, \d\d \w{3} \d{4} [\d:]{8} GMT', 'DATE'),
    (r'\d{4}-\d\d-\d\dT[\d:]{8}Z', 'DATE'),
    (r'[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}', 'UUID'),
    (r'("|&quot;)[0-9a-f]{8,}("|&quot;)', 'ETAG'),
    (r'byte \d+ may', 'byte N may'),
    (r'(--json )\S+', r'\1FILE'),
    (r'(closed before the response was whole: ).*', r'\1WHY'),
]

VARYING = ('duration_ms', 'started', 'request_id', 'column', 'body_size')

def in_order(array):
    if not all(isinstance(v, dict) and 'purpose' in v for v in array):
        return array
    steps = itertools.groupby(array, lambda e: (e['purpose'], e.get('step')))
    return [e for _, step in steps for e in sorted(step, key=json.dumps)]

def normal(o):
    if isinstance(o, dict):
        return {k: 0 if k in VARYING else normal(v) for k, v in o.items()}
    if isinstance(o, list):
        return in_order([normal(v) for v in o])
    if isinstance(o, str):
        for pattern, word in PATTERNS:
            o = re.sub(pattern, word, o)
        return o[:8000]  # where a long body was cut is a matter of its paths
    return o

json.dump(normal(json.load(open(sys.argv[1]))), sys.stdout, indent=1)
END

# shard NAME OPTION...: one run of some sections
shard() {
    name=$1
    shift
    "$davproof_fast" run -q --tap /dev/null --json "$tmp/$name.json" "$@" \
        reference rfc4918/9.8-copy/ rfc4918/9.3-mkcol/ rfc4918/9.1-propfind/ \
        2>"$tmp/err"
}

# same TITLE FAULT...: the whole and three shards, with these faults
same() {
    title=$1 wanted=$2
    shift 2
    shard whole "$@"
    is "$?" "$wanted" "$title: the whole run"
    for k in 1 2 3; do
        shard "s$k" --shard "$k/3" "$@"
    done
    run merge "$tmp/s3.json" "$tmp/s1.json" "$tmp/s2.json" -o "$tmp/m.json"
    is "$status" "$wanted" "$title: merge has the exit status of the whole"
    for name in whole m; do
        /usr/bin/python3 "$tmp/normal.py" "$tmp/$name.json" >"$tmp/$name.txt"
    done
    diff "$tmp/whole.txt" "$tmp/m.txt" >"$tmp/full"
    alike=$?
    cut -c 1-200 "$tmp/full" >"$tmp/diff"
    ok $alike "$title: shards merged are the whole" "$tmp/diff"
}

same 'all well' 0
same 'faults that rules see' 1 --fault collection-href-without-slash \
    --fault href-unencoded
cp "$tmp/whole.json" "$tmp/faulty.json"

# ---------------------------------------------------------- what is refused

refuses() { # TITLE TEXT FILE...
    title=$1 text=$2
    shift 2
    run merge "$@" -o "$tmp/never.json"
    is "$status" 2 "$title: exit status 2"
    has "$tmp/err" "$text" "$title: says so"
}

refuses 'a missing shard' 'shard 2/3 is missing' "$tmp/s1.json" "$tmp/s3.json"
refuses 'a shard twice' 'shard 1/3 is there twice' "$tmp/s1.json" \
    "$tmp/s2.json" "$tmp/s3.json" "$tmp/s1.json"
sed 's/"catalogue": "[0-9a-f]*"/"catalogue": "00"/' "$tmp/s2.json" \
    >"$tmp/other.json"
refuses 'another catalogue' 'the catalogue is 00' "$tmp/s1.json" \
    "$tmp/other.json" "$tmp/s3.json"
sed 's/"name": "davproof reference server"/"name": "Another"/' "$tmp/s2.json" \
    >"$tmp/other.json"
refuses 'another target' 'the target is Another' "$tmp/s1.json" \
    "$tmp/other.json" "$tmp/s3.json"
sed 's/"version": "/&9/' "$tmp/s2.json" >"$tmp/other.json"
refuses 'another suite' 'the version of davproof is 9' "$tmp/s1.json" \
    "$tmp/other.json" "$tmp/s3.json"
refuses 'a case that is in two results' 'is in two of the results' \
    "$tmp/faulty.json" "$tmp/faulty.json"
refuses 'no result' 'normal.py:1:' "$tmp/normal.py"
[ ! -e "$tmp/never.json" ]
ok $? 'where it is refused nothing is written'

# ------------------------------------------------------------ less evidence

run merge --slim "$tmp/faulty.json" -o "$tmp/slim.json"
is "$status" 1 'slim: the exit status stays'
cat >"$tmp/slim.py" <<'END'
import json, sys

a, b = (json.load(open(f)) for f in sys.argv[1:])
for key in ('counts', 'requirements', 'target', 'cases_digest'):
    if a[key] != b[key]:
        print(key, 'differs')
for x, y in zip(a['cases'], b['cases']):
    for key in ('id', 'verdict', 'count'):
        if x.get(key) != y.get(key):
            print(x['id'], key, 'differs')
by_id = {c['id']: c for c in b['cases']}
seen = 0
for c in b['cases']:
    if not c['id'].startswith('rules/'):
        if c['verdict'] == 'fail' and not c.get('exchanges'):
            print(c['id'], 'has no evidence')
        continue
    for f in c['findings']:
        e = by_id[f['case']]['exchanges'][f['exchange']]
        seen += 1
        if f['message'] not in [g['message'] for g in e['findings']]:
            print(c['id'], 'names another exchange')
if seen == 0:
    print('no rule was broken')
END
/usr/bin/python3 "$tmp/slim.py" "$tmp/faulty.json" "$tmp/slim.json" \
    >"$tmp/out" 2>&1
[ ! -s "$tmp/out" ]
ok $? 'slim: verdicts, counts, requirements stay, evidence is found' "$tmp/out"
[ "$(wc -c <"$tmp/slim.json")" -lt $(($(wc -c <"$tmp/faulty.json") / 2)) ]
ok $? 'slim: less than half as long'
run report "$tmp/slim.json" --html "$tmp/slim.html"
is "$status" 1 'slim: it can be rendered'

#!/bin/sh
# The certificate: made by a run and from a saved result, never of a part.
. "$(dirname "$0")/../lib.sh"
plan 35

cat >"$tmp/look.py" <<'END'
"""look.py FILE CODE [OUT]: runs CODE on r, the result; prints what it prints."""
import hashlib, json, sys

r = json.load(open(sys.argv[1]))
c = r.get('certificate')

def verdicts():
    return ' '.join(k['verdict'].replace(' ', '-') for k in c['classes'])

def digest():
    o = {k: v for k, v in c.items() if k != 'digest'}
    text = json.dumps(o, sort_keys=True, ensure_ascii=False,
                      separators=(',', ':'))
    return hashlib.sha256(text.encode()).hexdigest()

exec(sys.argv[2])
if len(sys.argv) > 3:
    json.dump(r, open(sys.argv[3], 'w'))
END

json() {
    /usr/bin/python3 "$tmp/look.py" "$@"
}

fast() { # NAME OPTION...: a run with a certificate
    name=$1
    shift
    "$davproof_fast" run -q --certify --tap /dev/null \
        --json "$tmp/$name.json" "$@" 2>"$tmp/err"
}

# ------------------------------------------------------- of the whole suite

fast whole --html "$tmp/whole/" --markdown "$tmp/whole.md" reference
is "$?" 0 'a whole run'
is "$(json "$tmp/whole.json" 'print(verdicts())')" \
    'conformant conformant conformant' 'the reference server is certified'
is "$(json "$tmp/whole.json" 'print(digest() == c["digest"])')" True \
    'its digest can be computed without davproof'
is "$(json "$tmp/whole.json" 'print(c["date"] == r["started"])')" True \
    'its date is that of the run'
run list --digest
is "$(cat "$tmp/out")" "$(json "$tmp/whole.json" 's = c["suite"]
print("davproof", s["version"])
print("catalogue", s["catalogue"])
print("cases", s["cases"])')" 'list --digest prints what it names'
json "$tmp/whole.json" 'known = {k["id"]: k["verdict"] for k in r["cases"]}
for q in c["requirements"]:
    if q["verdict"] != "held":
        continue
    proofs = [k["id"] for k in q["cases"] if k["proves"]]
    if not proofs and "see" not in q:
        print(q["id"], "is held by nothing")
    for k in proofs:
        if known[k] not in ("pass", "warn"):
            print(q["id"], "is held by", k)' >"$tmp/not"
[ ! -s "$tmp/not" ]
ok $? 'what is held is held by something that passed' "$tmp/not"
digest=$(json "$tmp/whole.json" 'print(c["digest"])')
has "$tmp/whole.md" "$digest" 'Markdown has the digest'
is "$(head -n 1 "$tmp/whole.md")" \
    '## Certificate of conformance: davproof reference server' \
    'Markdown begins with it'
sed -n '/<body>/,/<h1>/p' "$tmp/whole/index.html" >"$tmp/first"
has "$tmp/first" 'Certificate of conformance</h2>' 'HTML begins with it'
has "$tmp/first" "$digest" 'HTML has the digest'
/usr/bin/python3 - "$top/schemas/result.schema.json" "$tmp/whole.json" \
    >"$tmp/judged" 2>&1 <<'END'
import json, jsonschema, sys

schema, result = (json.load(open(f)) for f in sys.argv[1:])
jsonschema.Draft7Validator.check_schema(schema)
for error in jsonschema.Draft7Validator(schema).iter_errors(result):
    print(list(error.path), error.message[:200])
END
[ ! -s "$tmp/judged" ]
ok $? 'the JSON obeys its schema' "$tmp/judged"

# ------------------------------------------------------ of a saved result

json "$tmp/whole.json" 'del r["certificate"]' "$tmp/plain.json"
run report --certify --json "$tmp/again.json" --html "$tmp/again/" \
    --markdown "$tmp/again.md" "$tmp/plain.json"
is "$status" 0 'report --certify'
cmp "$tmp/whole.json" "$tmp/again.json" >"$tmp/cmp" 2>&1
ok $? 'report --certify: the same JSON, with the same digest' "$tmp/cmp"
cmp "$tmp/whole/index.html" "$tmp/again/index.html" >"$tmp/cmp" 2>&1
ok $? 'report --certify: the same page' "$tmp/cmp"
cmp "$tmp/whole.md" "$tmp/again.md" >"$tmp/cmp" 2>&1
ok $? 'report --certify: the same Markdown' "$tmp/cmp"
run report --markdown "$tmp/again.md" "$tmp/plain.json"
lacks "$tmp/again.md" Certificate 'without --certify there is none'

# ---------------------------------------------------------------- never so

# never TITLE VERDICTS WHY CODE: the changed result certifies only so much
never() {
    json "$tmp/small.json" "$4" "$tmp/changed.json"
    "$davproof_fast" report --certify --json "$tmp/never.json" \
        "$tmp/changed.json"
    is "$(json "$tmp/never.json" "print(verdicts())
print('$3' in c['classes'][0]['why'] or c['classes'][0]['why'])")" "$2
True" "$1"
}

json "$tmp/plain.json" 'for k in r["cases"]:
    k.pop("exchanges", None)' "$tmp/small.json"
open='not-proved not-proved not-proved'
proves='lambda k: "copy.overwrite-F" in k["proves"]'
never 'a result that lacks a case' "$open" 'a part only' 'del r["cases"][7]'
never 'a shard' "$open" 'shard 1/2' 'r["shard"] = "1/2"'
never 'a run that ended early' "$open" 'ended early' 'r["bail_out"] = "gone"'
never 'another catalogue' "$open" 'another catalogue' 'r["catalogue"] = "00"'
never 'a MUST whose cases were skipped' "$open" \
    'not proved: copy.overwrite-F' "for k in filter($proves, r['cases']):
    k['verdict'], k['judged'] = 'skip', []"
never 'a MUST whose cases were not carried out' "$open" \
    'not proved: copy.overwrite-F' "for k in filter($proves, r['cases']):
    k['verdict'] = 'error'"
never 'a MUST whose cases are known failures' "$open" \
    'not proved: copy.overwrite-F' "for k in filter($proves, r['cases']):
    k['verdict'] = 'known'"
never 'a class that is not claimed' 'conformant not-claimed not-claimed' \
    'all ' 'r["target"]["dav"] = "1"'

never 'a certificate that was forged in the result' "$open" \
    'not proved: copy.overwrite-F' "for k in filter($proves, r['cases']):
    k['verdict'] = 'skip'
r['certificate'] = {'digest': '00', 'classes': [{'conformant': True}]}"
run report --certify --json - "$tmp/small.json"
is "$(/usr/bin/python3 "$tmp/look.py" "$tmp/out" 'print(verdicts())')" \
    'conformant conformant conformant' 'it can go to standard output'

fast part --class 1 --select copy. reference
is "$?" 0 'a run of selected cases'
is "$(json "$tmp/part.json" 'print(c["whole"], verdicts())')" "False $open" \
    'a run of selected cases certifies nothing'
fast part reference rfc4918/9.8-copy/
is "$(json "$tmp/part.json" 'print(c["whole"], verdicts())')" "False $open" \
    'nor does one of cases that were named'
fast part --shard 3/40 reference
is "$(json "$tmp/part.json" 'print(c["whole"], verdicts())')" "False $open" \
    'nor does a shard'

# ----------------------------------------------------------- a broken MUST

fast broken --fault overwrite-f-ignored reference rfc4918/9.8-copy/
is "$?" 1 'a server with a fault'
is "$(json "$tmp/broken.json" 'print(verdicts())')" \
    'not-conformant not-conformant not-conformant' 'it is not conformant'
is "$(json "$tmp/broken.json" 'print("overwrite.F-412" in c["classes"][0]["why"])')" \
    True 'and it says by which MUST'

cat >"$tmp/profile.yaml" <<'END'
name: Knows its failures
url: URL
END
background "$davproof_fast" serve --fault overwrite-f-ignored
url=$(echo "$line" | grep -o 'http://[^ ]*')
sed "s,URL,$url," "$tmp/profile.yaml" >"$tmp/target.yaml"
echo known-failures: >>"$tmp/target.yaml"
json "$tmp/broken.json" 'for k in r["cases"]:
    if k["verdict"] == "fail":
        print("  \"%s\": known" % k["id"])' >>"$tmp/target.yaml"
fast known "$tmp/target.yaml" rfc4918/9.8-copy/
is "$?" 0 'the same failures, known'
is "$(json "$tmp/known.json" 'print(verdicts())')" \
    'not-conformant not-conformant not-conformant' \
    'known failures are broken MUSTs all the same'

#!/bin/sh
# Results side by side: formats, filters, two versions of one server, and a
# page that works without script and loads nothing.
. "$(dirname "$0")/../lib.sh"
plan 33

# result NAME OPTION...: a run of two sections
result() {
    name=$1
    shift
    "$davproof_fast" run -q --tap /dev/null --json "$tmp/$name.json" "$@" \
        reference rfc4918/9.8-copy/ rfc4918/9.3-mkcol/ 2>"$tmp/err"
}

result good
is "$?" 0 'a server without faults'
result bad --fault collection-href-without-slash --fault copy-shallow
is "$?" 1 'one with faults'
sed 's/"name": "davproof reference server"/"name": "Another server"/' \
    "$tmp/bad.json" >"$tmp/other.json"

# ----------------------------------------------------------------- formats

run compare "$tmp/good.json" "$tmp/other.json"
is "$status" 1 'the exit status is the worst of the results'
has "$tmp/out" '| davproof reference server |' 'markdown: a server'
has "$tmp/out" '<code>copy.depth-infinity</code>' 'markdown: what differs'
lacks "$tmp/out" '### What changed' 'two servers are no two versions'
run compare "$tmp/good.json" "$tmp/good.json"
is "$status" 0 'nothing broken: exit status 0'
run compare --table "$tmp/good.json" "$tmp/other.json"
is "$(wc -l <"$tmp/out")" 4 'the table alone: head, rule, two servers'

run compare --format json "$tmp/good.json" "$tmp/other.json"
cp "$tmp/out" "$tmp/c.json"
cat >"$tmp/look.py" <<'END'
import json, sys

c = json.load(open(sys.argv[1]))
rows = {r['id']: r for r in c['requirements']}
row = rows['copy.depth-infinity']
good, bad = row['cells']
print(row['differs'], good['state'], bad['state'], bad['case'] != '',
      bad['request'] != '', c['one_suite'])
for s in c['servers']:
    assert sum(n for levels in s['totals'].values()
               for states in levels.values()
               for n in states.values()) == len(rows)
END
is "$(/usr/bin/python3 "$tmp/look.py" "$tmp/c.json" 2>&1)" \
    'True held broken True True True' 'json: cells, and totals that add up'

# ----------------------------------------------------------------- filters

run compare --differences --level must "$tmp/good.json" "$tmp/other.json"
has "$tmp/out" 'copy.depth-infinity' '--differences keeps what differs'
lacks "$tmp/out" '| SHOULD |' '--level must: no SHOULD'
lacks "$tmp/out" 'The same everywhere' '--differences: nothing that is alike'
run compare --section 9.3 "$tmp/good.json" "$tmp/other.json"
has "$tmp/out" 'section 9.3.1' '--section has those below it'
lacks "$tmp/out" 'copy.depth-infinity' '--section: no other'

# ----------------------------------------------------- versions of a server

run compare "$tmp/good.json" "$tmp/bad.json"
has "$tmp/out" 'New failures' 'two runs of a server: new failures'
has "$tmp/out" 'was pass, is fail' 'with what was and what is'
run compare "$tmp/bad.json" "$tmp/good.json"
has "$tmp/out" 'Fixed' 'the other way round they are fixed'
lacks "$tmp/out" 'New failures' 'and nothing fails anew'

# -------------------------------------------------------------------- page

run compare "$tmp/good.json" "$tmp/other.json" -o "$tmp/page.html"
is "$status" 1 'the page: exit status'
has "$tmp/page.html" 'href="#e-2-copy.depth-infinity"' 'a cell is a link'
has "$tmp/page.html" 'id="e-2-copy.depth-infinity"' 'to its evidence'
lacks "$tmp/page.html" ' src="' 'nothing is loaded'
# The parser knows no HTML 5: that it says of each such tag is passed by.
xmllint --html --noout "$tmp/page.html" 2>"$tmp/lint"
grep -v -E 'Tag (header|main|nav|section|article|footer|mark|summary|details) invalid|^ |^<|^\^' \
    "$tmp/lint" | grep ': HTML parser error' >"$tmp/not"
[ ! -s "$tmp/not" ]
ok $? 'it is well-formed' "$tmp/not"

run compare "$tmp/good.json" "$tmp/other.json" -o "$tmp/dir/"
is "$status" 1 'a folder: exit status'
is "$(cd "$tmp/dir" && echo *)" \
    'compare.css compare.js index.html report.css' 'a folder: its files'
lacks "$tmp/dir/index.html" '<style' 'a folder: no style within the page'
lacks "$tmp/dir/index.html" ' style=' 'a folder: no style in an attribute'

# ------------------------------------------------------------------- wrong

run compare "$tmp/good.json"
is "$status" 2 'one result is too few'
run compare "$tmp/good.json" "$tmp/missing.json"
is "$status" 2 'a missing result'
has "$tmp/err" "$tmp/missing.json" 'is named'
run compare --format pdf "$tmp/good.json" "$tmp/bad.json"
is "$status" 2 'an unknown format'
run compare --table --format json "$tmp/good.json" "$tmp/bad.json"
is "$status" 2 'a table is markdown'
run compare "$tmp/good.json" "$tmp/bad.json" -o "$tmp/good.json/x.html"
is "$status" 2 'a page that cannot be written'

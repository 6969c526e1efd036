#!/bin/sh
# A baseline and known failures: what changed is named in every report, what
# is new fails, what cannot be compared is said.
. "$(dirname "$0")/../lib.sh"
plan 53
davproof=$davproof_fast
DAVPROOF_DATA=$top
export DAVPROOF_DATA

# A case that passes, one that fails with the fault, one that a server lacks.
mkdir -p "$tmp/cases"
cat >"$tmp/cases/copies.yaml" <<'CASE'
title: COPY copies the content
proves: copy.duplicates-content
given: {a: one}
steps:
  - COPY: a
    to: b
    must: {status: 201, tree: {a: one, b: one}}
CASE
cat >"$tmp/cases/makes.yaml" <<'CASE'
title: MKCOL makes a collection
proves: mkcol.creates-collection
steps:
  - MKCOL: a/
    must: {status: 201}
CASE
cat >"$tmp/cases/over-quota.yaml" <<'CASE'
title: MKCOL of a server with a quota
needs: feature:over-quota
proves: mkcol.creates-collection
steps:
  - MKCOL: a/
    must: {status: 201}
CASE
run check "$tmp/cases"
is "$status" 0 'the cases are good' "$tmp/err"

background "$davproof" serve
good=$line
background "$davproof" serve --fault copy-half
bad=$line
profile() { # profile NAME URL FEATURES
    cat >"$tmp/$1.yaml" <<PROFILE
name: Tested
url: $2
features: {$3}
PROFILE
}
profile good "$good" 'over-quota: 1MiB'
profile bad "$bad" 'over-quota: 1MiB'
profile less "$bad" ''

run run "$tmp/good.yaml" "$tmp/cases" --json "$tmp/good.json"
is "$status" 0 'a run that may be a baseline'
run run "$tmp/bad.yaml" "$tmp/cases" --json "$tmp/bad.json"
is "$status" 1 'another that fails'

# against BASELINE PROFILE [ARGUMENT]...: and all reports
against() {
    baseline=$1 profile=$2
    shift 2
    run run "$tmp/$profile.yaml" --color never --baseline "$tmp/$baseline" \
        --json "$tmp/r.json" --markdown "$tmp/r.md" --html "$tmp/r.html" \
        "$@"
}

against good.json good "$tmp/cases"
is "$status" 0 'nothing changed: exit status 0'
has "$tmp/err" 'nothing was changed' 'nothing changed: says so'

against good.json less "$tmp/cases"
is "$status" 1 'a regression and a lost pass: exit status 1'
has "$tmp/err" '1 regression' 'the summary counts the regression'
has "$tmp/err" 'copies (pass -> fail)' 'and names it'
has "$tmp/err" '1 pass that became a skip' 'the summary counts the skip'
has "$tmp/err" 'over-quota (pass -> fail)' 'and names it'
has "$tmp/out" '# baseline: regression ' 'TAP has the regression'
has "$tmp/out" '# baseline: lost ' 'TAP has the lost pass'
for report in r.md r.html; do
    has "$tmp/$report" '1 regression<' "$report has the regression"
    has "$tmp/$report" '1 pass that became a skip<' "$report has the lost pass"
done
changes() {
    /usr/bin/python3 - "$tmp/r.json" <<'END'
import json, sys
print(",".join(sorted(c["change"] + ":" + c["id"].rsplit("/", 1)[-1]
                      for c in json.load(open(sys.argv[1]))
                      ["baseline"]["changes"])))
END
}
is "$(changes)" 'lost:over-quota,regression:copies' 'JSON has both'

against bad.json bad "$tmp/cases"
is "$status" 0 'what failed there is excused: exit status 0'
has "$tmp/err" '1 still failing' 'it is still named'
is "$(changes)" 'still-failing:copies' 'in JSON too'
grep '^not ok' "$tmp/out" | grep -qv '# TODO known: baseline: '
is "$?" 1 'TAP excuses it'

against bad.json good "$tmp/cases"
is "$status" 0 'fixed: exit status 0'
has "$tmp/err" 'copies (fail -> pass)' 'fixed: named'
is "$(changes)" 'fixed:copies' 'in JSON too'

# A case more, a case less; the two that are selected are not gone.
mv "$tmp/cases/makes.yaml" "$tmp/cases/renamed.yaml"
against good.json bad "$tmp/cases" --select mkcol. --select copy.duplicates-content
is "$status" 1 'new and gone beside a regression: exit status 1'
is "$(changes)" 'gone:makes,new:renamed,regression:copies' \
    'what was not selected is neither'
has "$tmp/err" 'makes (was pass)' 'what is gone is named'
has "$tmp/err" 'renamed (pass)' 'so is what is new'
sed -i 's/status: 201, tree/status: 2xx, tree/' "$tmp/cases/copies.yaml"
against good.json bad "$tmp/cases/copies.yaml"
has "$tmp/err" 'the case was changed since' 'a case of another revision: said'

# Shards: each sees a part, the merged result all of it.
for k in 1 2; do
    run run "$tmp/bad.yaml" "$tmp/cases" --shard $k/2 --json "$tmp/s$k.json" \
        --baseline "$tmp/good.json"
done
run merge "$tmp/s1.json" "$tmp/s2.json" -o "$tmp/r.json"
is "$(changes)" 'gone:makes,new:renamed,regression:copies' 'shards merged'
run report "$tmp/r.json" --markdown -
has "$tmp/out" '1 regression<' 'and rendered again'

# A rule that the baseline passed, and for which there is nothing to judge now:
# a shard may miss it, the whole does not.
run run "$tmp/good.yaml" "$tmp/cases" --json "$tmp/good.json"
/usr/bin/python3 - "$tmp/good.json" "$tmp/seen.json" <<'END'
import json, sys
r = json.load(open(sys.argv[1]))
rule = next(c for c in r["cases"]
            if c["id"].startswith("rules/") and c["verdict"] == "skip")
rule["verdict"] = "pass"
json.dump(r, open(sys.argv[2], "w"))
END
against seen.json good "$tmp/cases"
is "$status" 1 'a rule that sees nothing now: exit status 1'
lost=$(changes)
ok "$(case $lost in lost:*) echo 0 ;; *) echo 1 ;; esac)" 'it is lost' "$tmp/r.md"
for k in 1 2; do
    run run "$tmp/good.yaml" "$tmp/cases" --shard $k/2 --json "$tmp/s$k.json" \
        --baseline "$tmp/seen.json"
    is "$status" 0 "shard $k/2 lost nothing by itself"
done
run merge "$tmp/s1.json" "$tmp/s2.json" -o "$tmp/r.json"
is "$status" 1 'shards merged: exit status 1'
is "$(changes)" "$lost" 'and the same is lost'

# What is hard to compare.
sed 's/^ "version": "/&9/' "$tmp/bad.json" >"$tmp/other.json"
against other.json bad "$tmp/cases"
has "$tmp/err" 'note: it was made by davproof 9' 'another version: said'
has "$tmp/out" '# baseline: it was made by davproof 9' 'also with --quiet'
sed 's/"name": "Tested"/"name": "Another"/' "$tmp/bad.json" >"$tmp/other.json"
against other.json bad "$tmp/cases"
has "$tmp/err" 'note: it is of another target: Another, not Tested' \
    'another target: said'
has "$tmp/r.md" 'Note: it is of another target' 'in Markdown too'
against none.json bad "$tmp/cases"
is "$status" 2 'no baseline there: exit status 2'

# ------------------------------------------------------- known failures

cat >>"$tmp/bad.yaml" <<PROFILE
known-failures:
  copies: reported upstream
  rfc4918/9.8-copy/depth-zero: misspelt
  rules/no-such-rule: nor this
PROFILE
run run "$tmp/bad.yaml" "$tmp/cases"
is "$status" 2 'a known failure of no such id: exit status 2'
has "$tmp/err" "$tmp/bad.yaml:6:3: rfc4918/9.8-copy/depth-zero is no case" \
    'with its place'
has "$tmp/err" "$tmp/bad.yaml:7:3: rules/no-such-rule is no case" 'both'
has "$tmp/err" '^' 'and a caret'
sed -i '/depth-zero/d; /no-such/d' "$tmp/bad.yaml"
run run "$tmp/bad.yaml" "$tmp/cases"
is "$status" 0 'the list is good: exit status 0'
has "$tmp/out" '# TODO known: reported upstream' 'TAP has its reason'
has "$tmp/err" 'but for known failures' 'the summary says so'

# A rule is held to the list where it could see every exchange.
sed '/copies:/s/.*/  rules\/date-present: no clock/' "$tmp/bad.yaml" \
    >"$tmp/rule.yaml"
run run "$tmp/rule.yaml" rfc4918/9.3-mkcol/
is "$status" 0 'some cases do not strike a rule from the list'
lacks "$tmp/err" 'strike it' 'and say nothing of it'
run run "$tmp/rule.yaml"
grep -q '^not ok .* rules$' "$tmp/out"
ok $? 'all cases do'
has "$tmp/err" 'unexpected  rules/date-present' 'and say which'

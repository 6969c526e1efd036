#!/bin/sh
# davproof explain: ids in words, and each rule with an answer that breaks it
# and one that does not.
. "$(dirname "$0")/../lib.sh"
plan 11

# ------------------------------------------------ rules

rules=$(sed -n 's/^RULE(\([a-z0-9_]*\),.*/\1/p' "$top/runner/check/rules.def" |
    tr _ -)
# shellcheck disable=SC2086
run explain $rules
is "$status" 0 'all rules at once'
/usr/bin/python3 - "$tmp/out" $rules >"$tmp/not" 2>&1 <<'END'
import re, sys
parts = re.split(r'^rules/', open(sys.argv[1]).read(), flags=re.M)[1:]
rules = sys.argv[2:]
assert len(rules) > 100 and len(parts) == len(rules), (len(parts), len(rules))
for rule, text in zip(rules, parts):
    assert text.startswith(rule + ': '), rule
    wrong, right = re.match(
        r'.*\n\n  wrong: %s\.broken\.http\n  answers (.*?)'
        r'\n\n  right: %s\.legal\.http\n  answers (.*)' % (rule, rule),
        text, re.S).groups()
    # What is wrong is said where it is, and nothing is of the other.
    if not re.search(r'^ +\^(\n   )? (must|should|info): \S', wrong, re.M):
        print(rule, 'is not shown:\n' + text)
    if re.search(r'^ +\^', right, re.M) or 'HTTP/1.1 ' not in right:
        print(rule, 'has no legal neighbour:\n' + text)
    if 'X-Context' in text or max(map(len, wrong.split('\n'))) > 200:
        print(rule, 'is not fit to be read:\n' + text)
END
[ ! -s "$tmp/not" ]
ok $? 'each with an answer that breaks it, marked, and one that does not' \
    "$tmp/not"
run explain rules/status-line
has "$tmp/out" '^ must: "HTTP/2 200 OK" is not an HTTP status line' \
    'the finding stands under what is wrong'
is "$(awk '/\^ must/ { print index($0, "^") - index(last, "<D:status>HTTP/2") }
    { last = $0 }' "$tmp/out")" 0 \
    'at its column'
mkdir "$tmp/data" && cp -R "$top/cases" "$tmp/data/"
DAVPROOF_DATA=$tmp/data
export DAVPROOF_DATA
run explain status-line
has "$tmp/out" 'wrong: status-line.broken.http (not installed)' \
    'without the examples: their names'
unset DAVPROOF_DATA

# ------------------------------------------------ other ids

run explain href.simple-ref
has "$tmp/out" 'proved by rules/href-simple-ref' 'a requirement: what proves it'
run explain rfc4918/9.10-lock/refresh
has "$tmp/out" 'step 1: ' 'a case: its steps'
run explain copy-half
has "$tmp/out" 'breaks ' 'a fault: what it breaks'
run explain href-simpl-ref
is "$status" 2 'no id: exit status'
has "$tmp/err" 'did you mean' 'and a guess'
run explain
is "$status" 2 'which id?'

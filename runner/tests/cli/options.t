#!/bin/sh
# What the options of run and list promise that no other test looks at.
. "$(dirname "$0")/../lib.sh"
plan 39

background "$davproof_fast" serve
url=$line
one=rfc4918/9.3-mkcol/makes-a-collection
refused='--fault put-stores-nothing reference rfc4918/9.7-put/'

ids() {
    sed -n 's/^\(not \)*ok [0-9]* - \([^ ]*\).*/\2/p' "$tmp/out" |
        grep -v '^rules$'
}

# ---- which cases
run list --class 1
lacks "$tmp/out" rfc4918/9.10-lock/ '--class 1: no locks'
has "$tmp/out" rfc4918/9.7-put/ '--class 1: what all servers owe'
run list --level may
is "$status $(grep -c . "$tmp/out" | sed 's/[1-9][0-9]*/some/')" '0 some' \
    '--level may'
run list --level may --level must
may=$(wc -l <"$tmp/out")
run list --level must,may
is "$(wc -l <"$tmp/out")" "$may" 'words with a comma, or twice'
run list --select overwrite.F-412
has "$tmp/out" rfc4918/9.8-copy/ '--select'
lacks "$tmp/out" rfc4918/9.3-mkcol/ '--select: nothing else'
run list --titles "$one"
grep -q "^$one	MKCOL makes" "$tmp/out"
ok $? 'list --titles' "$tmp/out"
run list --shuffle 1 rfc4918/9.3-mkcol/
cp "$tmp/out" "$tmp/first"
run list --shuffle 1 rfc4918/9.3-mkcol/
cmp -s "$tmp/out" "$tmp/first"
ok $? '--shuffle: the same for the same number'
run list --shuffle 2 rfc4918/9.3-mkcol/
cmp -s "$tmp/out" "$tmp/first"
is $? 1 '--shuffle: another for another'
sort "$tmp/out" >"$tmp/a"
sort "$tmp/first" | cmp -s - "$tmp/a"
ok $? '--shuffle: all of them'
run run -q --repeat 3 "$url" "$one"
is "$(ids | tr '\n' ' ')" "$one $one~2 $one~3 " '--repeat'
# shellcheck disable=SC2086
run run -q --repeat 2 --json "$tmp/r.json" $refused
is "$status" 1 'some fail'
sed -n 's/^not ok [0-9]* - \([^ ]*\).*/\1/p' "$tmp/out" |
    sed 's/~2$//' | grep -v rules | sort -u >"$tmp/failed"
run list --rerun "$tmp/r.json"
sort "$tmp/out" >"$tmp/a"
cmp "$tmp/a" "$tmp/failed" >"$tmp/cmp" 2>&1
ok $? '--rerun: what failed, once' "$tmp/cmp"
run list --rerun "$tmp/r.json" --repeat 2 --shuffle 7 --shard 1/2
is "$(sed 's/~2$//' "$tmp/out" | sort -u | wc -l) $(wc -l <"$tmp/out")" \
    "$(sort -u "$tmp/out" | sed 's/~2$//' | sort -u | wc -l) $(wc -l \
    <"$tmp/failed")" '--rerun, --repeat, --shuffle, --shard together'
run run -q --json "$tmp/good.json" "$url" "$one"
run list --rerun "$tmp/good.json"
is "$status" 2 'nothing to run again'
has "$tmp/err" "nothing failed in $tmp/good.json" 'and that is told'

# ---- saved results that are none
head -c 2000 "$tmp/r.json" >"$tmp/half.json"
sed 's/"format": 1/"format": 99/' "$tmp/r.json" >"$tmp/later.json"
: >"$tmp/nothing.json"
echo '{"a": 1}' >"$tmp/other.json"
for what in half later nothing other; do
    run report "$tmp/$what.json"
    is "$status $(wc -c <"$tmp/out") $(wc -l <"$tmp/err")" '2 0 1' \
        "$what: refused with one line"
done
run report "$tmp/later.json"
has "$tmp/err" 'format 99' 'of a later format'
run report "$tmp/nothing.json"
has "$tmp/err" 'nothing.json: it is empty' 'an empty file'

# ---- what is sent
run run --list-requests http://127.0.0.1:1/ rfc4918/9.3-mkcol/
is "$status" 0 '--list-requests sends nothing'
has "$tmp/out" '    MKCOL c/' '--list-requests: each request'
run run -q --announce --trace "$tmp/trace" "$url" "$one"
has "$tmp/trace/$one.http" "X-Davproof-Case: $one" '--announce, --trace'
has "$tmp/trace/$one.http" 'HTTP/1.1 201 Created' '--trace: the answers'
run run -q --trace "$tmp/trace" "$url" "$one"
lacks "$tmp/trace/$one.http" X-Davproof-Case 'without it nothing is announced'
mkdir -p "$tmp/full/${one%/*}" "$tmp/sub"
ln -s /dev/full "$tmp/full/$one.http"
run run -q --trace "$tmp/full" "$url" "$one"
is "$status $(grep -c 'No space left' "$tmp/err")" '2 1' \
    '--trace: a full disk'
curl -s "$url" >"$tmp/page"
lacks "$tmp/page" davproof- 'a full disk: nothing is left behind'
cp "$top/cases/$one.yaml" "$tmp/mine.yaml"
(cd "$tmp/sub" && "$davproof" run -q --trace in "$url" ../mine.yaml) \
    >"$tmp/out" 2>"$tmp/err"
is "$(cd "$tmp/sub" && find . -name '*.http')" ./in/__/mine.http \
    '--trace: stays in its folder'
run run --keep "$url" "$one"
kept=$(sed -n 's/^# left behind: //p' "$tmp/out")
is "$(curl -s -o "$tmp/page" -w '%{http_code}' "${kept:-$url/none}")" 200 \
    '--keep: it is told where'
has "$tmp/err" "$kept" '--keep: on the screen'
curl -s -X DELETE "$kept"
run run -q "$url" "$one"
curl -s "$url" >"$tmp/page"
lacks "$tmp/page" davproof- 'without it nothing is left'

# ---- verdicts and the screen
should='--variant no-xml-errors reference rfc4918/7-write-locks/423-names-the-locked-url'
# shellcheck disable=SC2086
run run -q $should
is "$status $(grep -c '^not ok.*# TODO should' "$tmp/out")" '0 3' \
    'a broken SHOULD'
# shellcheck disable=SC2086
run run -q --strict $should
is "$status $(grep -c '^not ok.*# TODO' "$tmp/out")" '1 0' '--strict'
is "$(wc -c <"$tmp/err")" 0 '--quiet'
escape=$(printf '\033')
run run --color always "$url" "$one"
has "$tmp/err" "$escape" '--color always'
run run --color auto "$url" "$one"
lacks "$tmp/err" "$escape" '--color auto: no terminal'
run run --json - "$url" "$one"
/usr/bin/python3 -m json.tool "$tmp/out" >"$tmp/json" 2>&1
ok $? '--json -' "$tmp/json"

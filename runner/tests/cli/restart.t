#!/bin/sh
# A server that dies of a case is started again where the profile allows it,
# and the case is an error; other deaths end the run.
. "$(dirname "$0")/../lib.sh"
plan 27

mkdir "$tmp/run"
export TMPDIR="$tmp/run"
cat >"$tmp/start.sh" <<START
#!/bin/sh
rm -f "\$2/url"
setsid python3 "$tests/dying.py" "\$1" "\$(cat "$tmp/words")" \\
    "$davproof" serve >"\$2/url" 2>/dev/null </dev/null &
echo \$! >"\$2/pid"
echo \$! >>"$tmp/pids"
until [ -s "\$2/url" ]; do sleep 0.05; done
cat "\$2/url"
echo 7.4.2
START
cat >"$tmp/stop.sh" <<'STOP'
#!/bin/sh
kill -- "-$(cat "$1/pid")" 2>/dev/null || :
STOP
chmod +x "$tmp/start.sh" "$tmp/stop.sh"
cat >"$tmp/puts.yaml" <<'CASE'
title: PUT replaces a file
proves: put.replaces-entity
each:
  a: {word: live}
  b: {word: die}
  c: {word: live}
  d: {word: live}
  e: {word: die}
  f: {word: live}
given: {f: one, a/b: two}
steps:
  - PUT: f
    body: three
    headers: {X-Word: "${word}"}
    must: {status: 2xx}
CASE
profile() { # profile WORDS LINE...
    printf '%b\n' "$1" >"$tmp/words"
    shift
    printf '%s\n' 'start: ./start.sh' 'stop: ./stop.sh' "$@" \
        >"$tmp/target.yaml"
}

profile die 'restarts: 4'
run run --color never --json "$tmp/json" "$tmp/target.yaml" "$tmp/puts.yaml"
is "$status" 1 'restarts: exit status 1'
is "$(grep -cE '^(not )?ok' "$tmp/out")" 7 'each case has its point'
is "$(grep -E '^not ok' "$tmp/out" | sed 's/.*://' | tr '\n' ' ')" 'b e ' \
    'the two that the server dies of are not ok, and no other'
is "$(grep -c 'message: "the server dies of it"' "$tmp/out")" 2 \
    'they say what it was'
has "$tmp/out" 'X-Word: die' 'and which request'
lacks "$tmp/out" 'Bail out!' 'the run goes to its end'
grep -qE '"left_behind": *\[\]' "$tmp/json"
ok $? 'nothing is left behind: the tree was a fresh one'
has "$tmp/json" '"version": "7.4.2"' \
    'the second line of start is the version of the server'

profile die 'restarts: 4' 'known-failures:' "  $tmp/puts:b: it dies" \
    "  $tmp/puts:e: it dies"
run run "$tmp/target.yaml" "$tmp/puts.yaml"
is "$status" 0 'a death can be a known failure'

run run --jobs 1 "$tmp/target.yaml" "$tmp/puts.yaml"
is "$status" 0 'and is, with one case at a time'

profile die
run run "$tmp/target.yaml" "$tmp/puts.yaml"
is "$status" 3 'no restarts: exit status 3'
has "$tmp/out" 'Bail out!' 'no restarts: prove learns of it'

profile die 'restarts: 2'
run run --jobs 1 "$tmp/target.yaml" "$tmp/puts.yaml"
is "$status" 3 'too few restarts: exit status 3'
has "$tmp/out" 'started again 2 times' 'too few restarts: says so'

profile "die\t$tmp/dead" 'restarts: 4'
run run "$tmp/target.yaml" "$tmp/puts.yaml"
is "$status" 3 'a death that no case repeats: exit status 3'
has "$tmp/out" 'not of a case by itself' 'it says so'

# It is gone before a second try has sent anything of its own.
profile "die\n-again/ HTTP\t$tmp/gone" 'restarts: 5'
run run "$tmp/target.yaml" "$tmp/puts.yaml"
is "$(grep -E '^not ok' "$tmp/out" | sed 's/.*://' | tr '\n' ' ')" 'b e ' \
    'a case that could not begin is not what the server dies of'
[ -e "$tmp/gone" ]
ok $? 'and there was one'

# One that keeps what it had: the first try has left its scratch collection.
background "$davproof" serve
kept=$line
echo "$kept" >"$tmp/kept"
sed "s|\"$davproof\" serve|cat \"$tmp/kept\"|" "$tmp/start.sh" >"$tmp/again.sh"
grep -q 'cat "' "$tmp/again.sh" && mv "$tmp/again.sh" "$tmp/start.sh"
ok $? 'a server that keeps its tree'
chmod +x "$tmp/start.sh"
profile die 'restarts: 4'
run run --json "$tmp/json" "$tmp/target.yaml" "$tmp/puts.yaml"
has "$tmp/json" '/1-again/' 'it keeps its tree: a second try is beside the first'
is "$(grep -E '^not ok' "$tmp/out" | sed 's/.*://' | tr '\n' ' ')" 'b e ' \
    'it keeps its tree: the same two are not ok'
is "$(grep -c 'message: "the server dies of it"' "$tmp/out")" 2 \
    'it keeps its tree: and for the same reason'
grep -qE '"left_behind": *\[\]' "$tmp/json"
ok $? 'it keeps its tree: nothing is named as left behind'
curl -s -X PROPFIND -H 'Depth: 1' "$kept" >"$tmp/tree"
lacks "$tmp/tree" davproof- 'it keeps its tree: nothing is'

is "$(grep -c . "$tmp/pids")" "$(sort -u "$tmp/pids" | grep -c .)" \
    'each start had a process of its own'
left=
while read -r pid; do
    ! kill -0 -- "-$pid" 2>/dev/null || left="$left $pid"
done <"$tmp/pids"
is "$left" '' 'no process is left'
is "$(ls "$tmp/run")" '' 'no file is left'

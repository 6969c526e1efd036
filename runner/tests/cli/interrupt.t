#!/bin/sh
# Ctrl-C, SIGTERM and a server that dies: a clear end, nothing left behind.
. "$(dirname "$0")/../lib.sh"
plan 15

background "$davproof" serve
url=$line
cat >"$tmp/slow.yaml" <<'CASE'
title: A case that waits
proves: lock.status-200
given: {f: one, a/b/c: two}
steps:
  - LOCK: a/
    lock: exclusive
    must: {status: 2xx}
  - wait: 60s
CASE

interrupt() { # interrupt SIGNAL STATUS
    "$davproof" run --color never "$url" "$tmp/slow.yaml" \
        >"$tmp/out" 2>"$tmp/err" &
    run_pid=$!
    n=0
    until curl -s "$url" | grep -q davproof-; do
        n=$((n + 1))
        [ $n -lt 200 ] || break
        sleep 0.05
    done
    sleep 0.3
    kill "-$1" $run_pid
    wait $run_pid
    is "$?" "$2" "SIG$1: exit status $2"
    curl -s "$url" >"$tmp/left"
    lacks "$tmp/left" davproof- "SIG$1: what was locked is unlocked, what was made is gone"
    has "$tmp/out" 'Bail out!' "SIG$1: prove learns of it"
}

interrupt INT 130
interrupt TERM 143
interrupt HUP 129

"$davproof" run --color never --wait 60 http://127.0.0.1:1/ \
    "$tmp/slow.yaml" >"$tmp/out" 2>"$tmp/err" &
run_pid=$!
# Until it listens to the signal.
n=0
until [ $((0x$(sed -n 's/SigCgt:[^0-9a-f]*//p' "/proc/$run_pid/status") & 2)) \
    != 0 ]; do
    n=$((n + 1))
    [ $n -lt 200 ] || break
    sleep 0.05
done
kill -INT $run_pid
wait $run_pid
is "$?" 130 'while it waits for the target: exit status 130'
has "$tmp/out" 'Bail out! interrupted' 'while it waits: told as that'

# shellcheck disable=SC2154
"$davproof" run --color never "$url" "$tmp/slow.yaml" \
    >"$tmp/out" 2>"$tmp/err" &
run_pid=$!
sleep 0.5
cat >"$tmp/busy.yaml" <<'CASE'
title: A case that goes on for long
proves: lock.status-200
given: {f: one}
each: {a: {x: "1"}, b: {x: "2"}, c: {x: "3"}}
steps:
  - wait: 1s
  - LOCK: f
    lock: exclusive
    headers: {X-Row: "${x}"}
    must: {status: 2xx}
CASE
kill -TERM $run_pid
wait $run_pid
"$davproof" run --color never --timeout 2 "$url" "$tmp/busy.yaml" \
    >"$tmp/out" 2>"$tmp/err" &
run_pid=$!
sleep 0.6
# shellcheck disable=SC2154
kill -9 "$pid"
wait $run_pid
is "$?" 3 'the server is killed: exit status 3'
has "$tmp/out" 'Bail out!' 'the server is killed: TAP says so'
has "$tmp/err" 'left' 'the server is killed: what may be left is named'
lacks "$tmp/out" 'AddressSanitizer' 'no crash'

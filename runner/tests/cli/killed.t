#!/bin/sh
# A real server is killed in the middle of a run: the run ends by itself, says
# so, names what it cannot have removed, and leaves no process and no file. One
# that may be started again is, with an empty tree; nothing is left in that.
. "$(dirname "$0")/../lib.sh"
. "$(dirname "$0")/../servers.sh"

# shellcheck disable=SC2086
plan $(($(echo $names | wc -w) * 5))

points() { # points N: reads TAP up to the Nth point
    seen=0
    while [ $seen -lt "$1" ] && read -r word _; do
        case $word in ok | not) seen=$((seen + 1)) ;; esac
    done
}

kill_in_the_middle() { # kill_in_the_middle NAME
    room "$1"
    rm -f "$tmp/tap"
    mkfifo "$tmp/tap"
    TMPDIR=$tmp/run/$1 "$davproof" run --color never \
        "$recipes/$1/target.yaml" >"$tmp/tap" 2>"$tmp/err" &
    run_pid=$!
    exec 8<"$tmp/tap"
    points 20 <&8
    # The server and all its workers: a group of their own.
    kill -KILL "-$(cat "$tmp/run/$1"/davproof.*/run/pid)"
    cat <&8 >"$tmp/rest"
    exec 8<&-
    status=0
    wait $run_pid || status=$?
    is $status 3 "$1: exit status 3"
    has "$tmp/rest" 'Bail out!' "$1: TAP says that the server is lost"
    if grep -q '^restarts:' "$recipes/$1/target.yaml"; then
        lacks "$tmp/err" 'left behind' "$1: nothing is left in a new tree"
    else
        has "$tmp/err" 'left behind' "$1: what may be left is named"
    fi
    lacks "$tmp/err" 'strike it' "$1: what it had no time to show is kept"
    is "$(remains "$1")" '' "$1: no process and no file is left"
}

for name in $names; do
    reason=$(missing "$name")
    if [ -n "$reason" ]; then
        skip 5 "$name" "$reason"
    else
        kill_in_the_middle "$name"
    fi
done

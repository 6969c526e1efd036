#!/bin/sh
# Real servers break what their profiles say, and nothing else; each run comes
# to its end and leaves nothing behind: no process, no file, and no resource but
# those that it names because the server does not remove them. Two servers are
# tested at a time.
. "$(dirname "$0")/../lib.sh"
. "$(dirname "$0")/../servers.sh"

# shellcheck disable=SC2086
plan $(($(echo $names | wc -w) * 4))

test_one() { # in the background: all that is to be known goes to files
    room "$1"
    status=0
    TMPDIR=$tmp/run/$1 TARGET_LEFT=$tmp/$1.tree "$davproof_fast" run --quiet \
        --json "$tmp/$1.json" "$recipes/$1/target.yaml" \
        >"$tmp/$1.tap" 2>"$tmp/$1.err" || status=$?
    echo $status >"$tmp/$1.status"
}

# Scratch collections, as davproof-ID and davproof-ID/CASE.
scratch() {
    sed -n 's|.*\(davproof-[0-9a-f]*\(/[0-9][0-9]*\)\{0,1\}\).*|\1|p' | sort -u
}

# The cases whose scratch collection the run says it has left.
left_cases() { # left_cases NAME
    sed -n 's,davproof-[0-9a-f]*/,,p' "$tmp/$1.named" | while read -r n; do
        sed -n "$((n + 1))p" "$tmp/ids"
    done
}

# What a server may not be able to remove, whatever is asked.
unremovable() { # unremovable NAME
    case $1 in
    # PROPPATCH requests at the same moment spoil its file of properties, if
    # they meet there.
    nephele) echo rfc4918/9.2-proppatch/race ;;
    # 403 for a name that is too long; after it the collection holds a member
    # that is not there, and DELETE is answered with 405.
    rclone) echo rfc4918/10.3-destination/too-long:move ;;
    esac
}

judge_one() {
    read -r status <"$tmp/$1.status"
    awk '/^(not )?ok /{ bad = /^not ok/ && !/# TODO/ } bad' "$tmp/$1.tap" \
        >"$tmp/bad"
    ok "$status" "$1: breaks what its profile says, nothing else" \
        "$tmp/$1.err" "$tmp/bad"
    is "$(remains "$1")" '' "$1: no process and no file is left"
    sed -n '/"left_behind"/,/\]/p' "$tmp/$1.json" | scratch >"$tmp/$1.named"
    is "$(left_cases "$1" | grep -vxF -e "$(unremovable "$1")")" '' \
        "$1: nothing is left that the server would remove"
    is "$(scratch <"$tmp/$1.tree")" "$(cat "$tmp/$1.named")" \
        "$1: what is in its tree is what the run names, no more, no less"
}

"$davproof_fast" list >"$tmp/ids"
installed=
for name in $names; do
    [ -n "$(missing "$name")" ] || installed="$installed $name"
done
# shellcheck disable=SC2086
set -- $installed
while [ $# -gt 0 ]; do
    test_one "$1" &
    if [ $# -gt 1 ]; then
        shift
        test_one "$1" &
    fi
    shift
    wait
done
for name in $names; do
    reason=$(missing "$name")
    if [ -n "$reason" ]; then
        skip 4 "$name" "$reason"
    else
        judge_one "$name"
    fi
done

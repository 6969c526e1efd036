#!/bin/sh
# Real servers break what their profiles say, and nothing else; each run comes
# to its end and leaves nothing behind: no process, no file, no resource.
. "$(dirname "$0")/../lib.sh"
plan 9

PATH=$PATH:/usr/sbin
mkdir "$tmp/run"
chmod 755 "$tmp" "$tmp/run"
# Where a start.sh makes its folder, and keeps what it has built.
export TMPDIR="$tmp/run" TARGET_CACHE="$tmp/cache" DAVPROOF_DATA="$top"

skip_three() { # skip_three NAME REASON
    for _ in 1 2 3; do
        count=$((count + 1))
        echo "ok $count - $1 # SKIP $2"
    done
}

# Processes that have a file of the run in their arguments.
running() {
    # shellcheck disable=SC2009
    ps -eo args= | grep -F "$tmp/run/" | grep -vF grep
}

# target NAME FILE...: skipped unless each file is there; $more are options
target() {
    name=$1
    shift
    for file in "$@"; do
        [ -e "$file" ] || command -v "$file" >/dev/null || {
            skip_three "$name" "$file is not installed"
            return
        }
    done
    status=0
    # shellcheck disable=SC2086
    "$davproof_fast" run --quiet $more --json "$tmp/$name.json" \
        "$top/runner/targets/$name/target.yaml" \
        >"$tmp/$name.tap" 2>"$tmp/err" || status=$?
    grep -A 9 '^not ok' "$tmp/$name.tap" | grep -v 'TODO' >"$tmp/bad"
    ok $status "$name: breaks what its profile says, nothing else" \
        "$tmp/err" "$tmp/bad"
    left=$(ls -A "$tmp/run")$(running)
    is "$left" '' "$name: no process and no file is left"
    grep -qE '"left_behind": *\[\]' "$tmp/$name.json"
    ok $? "$name: nothing is left in its tree"
}

more=
target apache apache2
target lighttpd lighttpd /usr/lib/lighttpd/mod_webdav.so
target xnet go /usr/share/gocode/src/golang.org/x/net/webdav/webdav.go
# Not yet: nginx, which nests a collection into itself until no path is longer
# (its list is of a run that was cut short), and rclone, where a name that is
# too long cannot be removed again.

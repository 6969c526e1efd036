# Sourced by every targets/*/start.sh and stop.sh (POSIX sh).
#
#   start.sh PORT DIR   starts the server on 127.0.0.1:PORT with a fresh, empty,
#                       writable collection, prints its base URL and returns
#                       when the server answers. A second line is its version,
#                       where no Server header says it.
#   stop.sh DIR         ends it.
#
# DIR/root   what the server serves (emptied at each start)
# DIR/run    generated configuration, pid file, log, lock databases (ditto)
# DIR/cache  what may be kept between starts: a build, fetched packages; or in
#            TARGET_CACHE/NAME, for many starts with a DIR of their own

set -eu
here=$(cd "$(dirname "$0")" && pwd)

begin() { # begin PORT DIR
    port=${1:?usage: start.sh PORT DIR}
    dir=${2:?usage: start.sh PORT DIR}
    cache=${TARGET_CACHE:-$dir/cache}${TARGET_CACHE:+/${here##*/}}
    mkdir -p "$dir" "$cache"
    dir=$(cd "$dir" && pwd)
    cache=$(cd "$cache" && pwd)
    root=$dir/root run=$dir/run
    if [ -s "$run/pid" ] && kill -0 "$(cat "$run/pid")" 2>/dev/null; then
        echo "already running from $dir (pid $(cat "$run/pid"))" >&2
        exit 2
    fi
    rm -rf "$root" "$run"
    mkdir -p "$root" "$run"
}

# Daemons that drop privileges must own the tree and be able to reach it.
unprivileged() { # prints the account to run as, nothing if not root
    if [ "$(id -u)" = 0 ]; then
        chmod 755 "$dir"
        chown -R www-data:www-data "$root" "$run"
        echo www-data
    fi
}

npm_packages() { # npm_packages NAME: installs what package-lock.json names, once
    [ ! -d "$cache/node_modules/$1" ] || return 0
    cp "$here/package.json" "$here/package-lock.json" "$cache/"
    (cd "$cache" && npm ci --no-audit --no-fund --loglevel=error >&2)
}

npm_version() { # npm_version NAME: prints which was installed
    sed -n 's/^  "version": "\(.*\)",*/\1/p' \
        "$cache/node_modules/$1/package.json"
}

spawn() { # spawn COMMAND...: in a session of its own, its output in a log
    setsid "$@" >"$run/log" 2>&1 </dev/null &
    echo $! >"$run/pid"
}

ready() { # ready PATH [curl option]...: waits until it answers
    base=http://127.0.0.1:$port$1
    shift
    n=0
    until curl -s -o /dev/null --max-time 5 -X OPTIONS "$@" "$base"; do
        n=$((n + 1))
        if ! kill -0 "$(cat "$run/pid")" 2>/dev/null || [ $n -gt 600 ]; then
            echo "did not start; the end of its log:" >&2
            tail -n 20 "$run/log" "$run/error.log" 2>/dev/null >&2 || :
            exit 1
        fi
        sleep 0.05
    done
    echo "$base"
}

# TARGET_LEFT names a file for what is left below a scratch collection.
stop() { # stop DIR
    pidfile=${1:?usage: stop.sh DIR}/run/pid
    [ -z "${TARGET_LEFT-}" ] ||
        (cd "$1/root" && find . -path '*/davproof-*') >"$TARGET_LEFT"
    [ -s "$pidfile" ] || return 0
    pid=$(cat "$pidfile")
    kill -TERM "-$pid" 2>/dev/null || :
    n=0
    while kill -0 "-$pid" 2>/dev/null && [ $n -lt 100 ]; do
        n=$((n + 1))
        sleep 0.05
    done
    kill -KILL "-$pid" 2>/dev/null || :
    rm -f "$pidfile"
}

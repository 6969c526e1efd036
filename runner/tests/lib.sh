# Sourced by the shell tests: TAP, the program under test, a folder of its own.
#
#   DAVPROOF       the program that is tested (with sanitizers under make check)
#   DAVPROOF_FAST  the same without them, where many runs are needed

top=$(cd "$(dirname "$0")" && while [ ! -e Makefile ]; do cd ..; done && pwd)
davproof=${DAVPROOF:-$top/.build/davproof}
# shellcheck disable=SC2034
davproof_fast=${DAVPROOF_FAST:-$davproof}
tests=$top/runner/tests
tmp=$(mktemp -d "${TMPDIR:-/tmp}/davproof-t.XXXXXX")
# No helper leaves its byte code here.
PYTHONDONTWRITEBYTECODE=1
export PYTHONDONTWRITEBYTECODE
count=0
started=
trap 'finish' EXIT
trap 'exit 1' INT TERM PIPE

finish() {
    for pid in $started; do
        kill "$pid" 2>/dev/null && wait "$pid" 2>/dev/null
    done
    rm -rf "$tmp"
}

plan() {
    echo "1..$1"
}

skip_all() {
    echo "1..0 # SKIP $*"
    exit 0
}

# Why a point failed: prove shows standard error.
diag() {
    echo "#   $*" >&2
}

# ok STATUS TITLE [FILE]...: the point is good if STATUS is 0; the files say why
# it is not.
ok() {
    count=$((count + 1))
    if [ "$1" = 0 ]; then
        echo "ok $count - $2"
    else
        echo "not ok $count - $2"
        diag "failed: $2"
        shift 2
        for file in "$@"; do
            sed "s/^/# /" "$file" | head -n 40 >&2
        done
    fi
}

# is GOT WANTED TITLE
is() {
    if [ "$1" = "$2" ]; then
        ok 0 "$3"
    else
        ok 1 "$3"
        diag "   got: $1"
        diag "wanted: $2"
    fi
}

# has FILE TEXT TITLE: some line of the file holds the text.
has() {
    if grep -qF -e "$2" "$1"; then
        ok 0 "$3"
    else
        ok 1 "$3" "$1"
        diag "wanted: $2"
    fi
}

lacks() {
    if grep -qF -e "$2" "$1"; then
        ok 1 "$3" "$1"
        diag "not wanted: $2"
    else
        ok 0 "$3"
    fi
}

# Runs the program: output in $tmp/out and $tmp/err, exit status in $status.
run() {
    status=0
    "$davproof" "$@" >"$tmp/out" 2>"$tmp/err" || status=$?
}

# background COMMAND...: waits for its first line, which is put into $line.
background() {
    rm -f "$tmp/fifo"
    mkfifo "$tmp/fifo"
    "$@" >"$tmp/fifo" 2>"$tmp/background.err" &
    started="$started $!"
    # shellcheck disable=SC2034
    pid=$!
    exec 9<"$tmp/fifo"
    read -r line <&9
}

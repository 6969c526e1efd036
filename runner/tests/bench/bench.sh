#!/bin/bash
# bench.sh DAVPROOF LIMIT DIR [N [WAIT]]: MB/s and peak memory over one generated
# body of N responses, of `davproof lint`, of the limit (limit.c), of jing and of
# xmllint with the grammar; lint from a thousand responses to N; and of a body in
# which no response has the markup of another, where each is parsed. It prints and
# does not judge; what is not installed is passed by, and what takes longer than
# WAIT seconds is ended: then it is slower than its figure.
set -eu
davproof=$1 limit=$2 dir=$3 n=${4:-1000000} wait=${5:-300}
here=$(cd "$(dirname "$0")" && pwd)
schema=$here/../../../schemas/multistatus.rng
mkdir -p "$dir"

body() { # body N: DIR/N.http and, without its head, DIR/N.xml
    [ -e "$dir/$1.http" ] || "$here/generate.sh" "$1" >"$dir/$1.http"
    [ -e "$dir/$1.xml" ] || sed '1,/^\r*$/d' "$dir/$1.http" >"$dir/$1.xml"
}

measure() { # measure NAME FILE COMMAND...: a line of the table
    local name=$1 file=$2 bytes said user sys kib ended=
    shift 2
    bytes=$(wc -c <"$file")
    # User and system time: the machine may have other work.
    said=$(/usr/bin/time -f '%U %S %M' timeout "$wait" "$@" 2>&1 >"$dir/out" |
        tail -n 2)
    [[ $said != *"status 124"* ]] || ended="ended after $wait s"
    read -r user sys kib <<<"${said##*$'\n'}"
    awk -v name="$name" -v b="$bytes" -v u="$user" -v y="$sys" -v k="$kib" \
        -v ended="$ended" 'BEGIN {
        s = u + y
        printf "%-34s %8.2f s %8.1f MB/s %8.1f MiB  %s\n",
            name, s, (s > 0 ? b / 1e6 / s : 0), k / 1024, ended }' |
        sed 's/ *$//'
}

lint() { # lint NAME SAID
    measure "davproof lint, $2" "$dir/$1.http" "$davproof" lint \
        --url http://h/t/ --depth 1 --allprop "$dir/$1.http"
}

body "$n"
printf '%s: %s bytes\n\n' "$n responses" "$(wc -c <"$dir/$n.xml")"
lint "$n" "$n responses"
measure 'limit: libxml2, built and dropped' "$dir/$n.xml" \
    "$limit" "$dir/$n.xml"
if command -v jing >/dev/null; then
    measure jing "$dir/$n.xml" jing "$schema" "$dir/$n.xml"
fi
if command -v xmllint >/dev/null; then
    measure 'xmllint --stream --relaxng' "$dir/$n.xml" xmllint --huge \
        --noout --stream --relaxng "$schema" "$dir/$n.xml"
fi
echo
for few in 1000 10000 100000; do
    [ "$few" -lt "$n" ] || continue
    body "$few"
    lint "$few" "$few responses"
    last=$few
done
[ -e "$dir/${last:=$n}-unlike.http" ] || awk '$0 == "<D:response>" {
    $0 = "<D:response xml:lang=\"x-" ++i "\">" } 1' \
    "$dir/$last.http" >"$dir/$last-unlike.http"
lint "$last-unlike" "$last, all unlike"

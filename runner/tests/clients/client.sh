# Sourced by the tests of real clients: the reference server that they talk to,
# files for them to store, and curl as a second way to see what became of it.
#
#   CLIENT_SERVE   more options of `davproof serve`: with a --fault, what a
#                  client does must be seen to go wrong

. "$(dirname "$0")/../lib.sh"

# What a path segment may hold, and how a URL spells it.
with_space='with space.txt'
with_percent='100% #1 a%20b.txt'
with_umlaut='zürich é ☃.txt'
url_space='with%20space.txt'
url_percent='100%25%20%231%20a%2520b.txt'
url_umlaut='z%C3%BCrich%20%C3%A9%20%E2%98%83.txt'

# need PROGRAM PACKAGE
need() {
    PATH="$PATH:/usr/sbin:/sbin"
    command -v "$1" >/dev/null ||
        skip_all "$1 is not installed (Debian package $2)"
}

# Nothing of whoever runs the tests is read or changed.
at_home() {
    mkdir -p "$tmp/home"
    export HOME="$tmp/home" XDG_CONFIG_HOME="$tmp/home" \
        XDG_CACHE_HOME="$tmp/home" XDG_DATA_HOME="$tmp/home"
}

# A client logs in as first; without its credentials all is refused.
serve_clients() {
    at_home
    # shellcheck disable=SC2086
    background "$davproof" serve --variant credentials-required $CLIENT_SERVE
    url=$line
    host=${url#http://} host=${host%/}
    mkdir "$tmp/local"
    : >"$tmp/local/empty"
    echo one >"$tmp/local/one"
    echo 'two, and longer' >"$tmp/local/two"
    seq 1 200000 | head -c 1048576 >"$tmp/local/big"
}

# ask METHOD PATH [CURL-OPTION]...: the status; the answer is in $tmp/answer.
ask() {
    method=$1 path=$2
    shift 2
    curl -s --anyauth -u first:first -X "$method" -o "$tmp/answer" \
        -H 'Content-Type: application/xml' -w '%{http_code}' "$@" "$url$path"
}

# holds PATH FILE TITLE: the server gives back the file's bytes.
holds() {
    got=$(curl -s --anyauth -u first:first -o "$tmp/answer" \
        -w '%{http_code}' "$url$1")
    [ "$got" = 200 ] && cmp "$tmp/answer" "$2" >"$tmp/cmp" 2>&1
    ok $? "$3" "$tmp/cmp"
}

# gone PATH TITLE
gone() {
    is "$(ask GET "$1")" 404 "$2"
}

# members PATH: how many a collection has.
members() {
    ask PROPFIND "$1" -H 'Depth: 1' >"$tmp/status"
    echo $(($(grep -o '<[^/>]*href>' "$tmp/answer" | wc -l) - 1))
}

# put_many PATH: m1.txt to m300.txt.
put_many() {
    echo many >"$tmp/many"
    curl -sf --anyauth -u first:first -T "$tmp/many" "$url$1m[1-300].txt" \
        >/dev/null
}

# property PATH NAMESPACE NAME: its text, without what stands around it.
property() {
    ask PROPFIND "$1" -H 'Depth: 0' --data \
        "<propfind xmlns='DAV:'><prop><p:$3 xmlns:p='$2'/></prop></propfind>" \
        >"$tmp/status"
    tr -d '\n' <"$tmp/answer" |
        sed -n "s|.*<\([^ >]*:\)*$3[^/>]*>\([^<]*\)</.*|\2|p"
}

# same FILE FILE TITLE
same() {
    cmp "$1" "$2" >"$tmp/cmp" 2>&1
    ok $? "$3" "$tmp/cmp"
}

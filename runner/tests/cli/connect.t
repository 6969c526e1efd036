#!/bin/sh
# How the target is talked to: TLS, a socket, a proxy, users, a busy server.
. "$(dirname "$0")/../lib.sh"
command -v openssl >/dev/null || skip_all 'openssl is not installed'
plan 34

relay() {
    background /usr/bin/python3 "$tests/relay.py" "$port" "$@"
}

mkcol=$top/cases/rfc4918/9.3-mkcol
cases=$mkcol/makes-a-collection.yaml points=2

# reaches TITLE ARGUMENT...: all is proved.
reaches() {
    title=$1
    shift
    run run --color never "$@" $cases
    is "$status $(grep -c '^ok' "$tmp/out")" "0 $points" "$title"
}

# fails STATUS MESSAGE ARGUMENT...
fails() {
    wanted=$1 message=$2
    shift 2
    run run -q "$@" $cases
    grep -qF -e "$message" "$tmp/err" && [ "$status" = "$wanted" ]
    ok $? "$message" "$tmp/err"
}

background "$davproof" serve --variant credentials-required
closed=$line
background "$davproof" serve
open=$line
port=${open##*:} port=${port%/}

# ---- TLS
for name in server client; do
    openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj "/CN=$name" \
        -addext 'subjectAltName=DNS:localhost,DNS:dav.example' \
        -keyout "$tmp/$name.key" -out "$tmp/$name.pem" 2>"$tmp/openssl"
done
relay tls "$tmp/server.pem" "$tmp/server.key"
tls=$line
fails 3 'SSL certificate problem' "https://localhost:$tls/"
reaches '--insecure' --insecure "https://localhost:$tls/"
reaches '--cacert' --cacert "$tmp/server.pem" "https://localhost:$tls/"
fails 3 "host name '127.0.0.1'" --cacert "$tmp/server.pem" \
    "https://127.0.0.1:$tls/"
fails 3 'SSL certificate problem' --cacert "$tmp/client.pem" \
    "https://localhost:$tls/"
reaches '--resolve' --cacert "$tmp/server.pem" \
    --resolve "dav.example:$tls:127.0.0.1" "https://dav.example:$tls/"
fails 2 '--cacert nope.pem: No such file' --cacert nope.pem "$open"
fails 2 '--resolve wants HOST:PORT:ADDR, not "x:y:z"' --resolve x:y:z "$open"
fails 3 'OPTIONS: no connection' "https://localhost:$port/"
relay tls "$tmp/server.pem" "$tmp/server.key" "$tmp/client.pem"
mutual=$line
reaches '--cert, --key' -k --cert "$tmp/client.pem" \
    --key "$tmp/client.key" "https://localhost:$mutual/"
fails 3 'OPTIONS: ' -k "https://localhost:$mutual/"
fails 2 '--key nope.key: No such file' -k --cert "$tmp/client.pem" \
    --key nope.key "https://localhost:$mutual/"

# The command that shows what failed goes the same way: there and answered.
background "$davproof" serve --fault mkcol-200
sound=$port port=${line##*:} port=${port%/}
relay tls "$tmp/server.pem" "$tmp/server.key" "$tmp/client.pem"
port=$sound
run run -q --strict --cacert "$tmp/server.pem" --cert "$tmp/client.pem" \
    --key "$tmp/client.key" --resolve "dav.example:$line:127.0.0.1" \
    "https://dav.example:$line/" $cases
is "$status" 1 'a fault is seen over TLS'
sed -n 's/^ *curl: "\(.*\)"$/\1/p' "$tmp/out" | sed 's/\\"/"/g' >"$tmp/curl"
sh "$tmp/curl" >"$tmp/out" 2>"$tmp/err"
has "$tmp/out" 'HTTP/1.1 409 ' 'and its curl line takes the same way'

# ---- a socket, a proxy
relay unix "$tmp/socket"
reaches '--unix-socket' --unix-socket "$tmp/socket" http://localhost/
fails 3 'no connection' --unix-socket "$tmp/none" http://localhost/
relay pipe
reaches '--proxy' --proxy "http://127.0.0.1:$line" http://dav.invalid/
reaches 'a proxy of the environment is not asked' "$open"

# ---- users
fails 3 'it wants a user, give one with --user' "$closed"
fails 3 'user or password are not accepted' --user first:wrong "$closed"
cases=$mkcol/ points=$(($("$davproof" list "$mkcol" | wc -l) + 1))
reaches 'a user in the URL' "http://first:first@${closed#http://}"
for auth in basic digest any; do
    reaches "--auth $auth" --auth $auth --user first:first "$closed"
done
printf 'first\nsecond\n' >"$tmp/passwords"
reaches '--password-file' --password-file "$tmp/passwords" --user first \
    --user2 second "$closed"
reaches '--header' --header "Authorization: Basic $(printf first:first |
    base64)" "$closed"
cases=$mkcol/makes-a-collection.yaml points=2

# ---- a busy server
relay busy 503 'Retry-After: 0'
reaches '503 with Retry-After is obeyed' -j 1 "http://127.0.0.1:$line/"
relay busy 429 'Retry-After: 0'
reaches '429 with Retry-After is obeyed' -j 1 "http://127.0.0.1:$line/"
relay busy 503 'X-Why: none'
curl -s "http://127.0.0.1:$line/" # so that OPTIONS passes, and MKCOL does not
fails 3 '503 Service Unavailable: it is not ready' -j 1 \
    "http://127.0.0.1:$line/"
relay busy 429 'Retry-After: 99999'
run run -q "http://127.0.0.1:$line/" $cases
is "$status" 1 'but not for a day'
has "$tmp/out" '429 Too Many Requests' 'and that is told'

# ---- limits
start=$(date +%s)
reaches '--rate' --rate 200 "$open"
fails 3 'no connection' --wait 1 http://127.0.0.1:1/
ok $(($(date +%s) - start < 1)) '--wait waits'

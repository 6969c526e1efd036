#!/bin/sh
# What nobody else may read is in no report, trace, curl line, message or
# argument of the process, also where a server says it again in its own way.
. "$(dirname "$0")/../lib.sh"
plan 52
python=/usr/bin/python3
davproof=$davproof_fast
DAVPROOF_DATA=$top
export DAVPROOF_DATA

# Characters that every format writes in its own way.
secret='se"kr<it&4711/x'
coded='se%22kr%3Cit%264711%2Fx'
cases='rfc4918/9.1-propfind/depth-0 rfc4918/9.3-mkcol/within-a-new-collection
    rfc4918/9.10-lock/refresh'

# leaks TITLE FOLDER [SECRET]: in none of its files
leaks() {
    find "$2" -type f >"$tmp/files"
    xargs -d '\n' "$python" "$tests/leaks.py" "${3-$secret}" \
        <"$tmp/files" >"$tmp/found" 2>&1
    is $? 0 "$1"
    head -n 5 "$tmp/found" | cut -c 1-300 | sed 's/^/# /'
}

# told TITLE FOLDER ARGUMENT...: a run with reports and a trace, whose
# arguments are looked at while it runs. All are renderings of the same result:
# $reports is for the first of them. $tries: how often to look for arguments
# that are wiped; where there are none it is once.
reports=
tries=200
told() {
    title=$1 folder=$tmp/$2
    shift 2
    mkdir -p "$folder"
    rm -f "$tmp/tap"
    mkfifo "$tmp/tap"
    # Both are several words.
    # shellcheck disable=SC2086
    "$davproof" run --color never --jobs 2 --trace "$folder/trace" \
        --json "$folder/r.json" --tap "$tmp/tap" $reports "$@" $cases \
        2>"$folder/err" &
    run_pid=$!
    # It waits for a reader of its TAP: what is seen now is seen by all.
    n=0
    until ps -o args= -p $run_pid >"$folder/ps" && grep -q '\*\*\*' "$folder/ps"
    do
        n=$((n + 1))
        [ $n -lt "$tries" ] || break
        sleep 0.05
    done
    cat "$tmp/tap" >"$folder/tap"
    wait $run_pid
    status=$?
    leaks "$title: nowhere" "$folder"
}

# The detector detects, the parrot speaks.
mkdir "$tmp/plain"
background "$python" "$tests/parrot.py" echo
url=$line
curl -s -u "al:$secret" "$url" >"$tmp/plain/said"
"$python" "$tests/leaks.py" "$secret" "$tmp/plain/said" >"$tmp/out"
is "$?" 1 'the detector finds what the server says again'
cat >"$tmp/each.py" <<'END'
import subprocess, sys
sys.path.insert(0, sys.argv[1])
import parrot
for text in parrot.spellings(sys.argv[2]):
    open(sys.argv[3], "w").write(text)
    if subprocess.run([sys.executable, sys.argv[1] + "/leaks.py", sys.argv[2],
                       sys.argv[3]], stdout=subprocess.DEVNULL).returncode != 1:
        print("not detected: " + text)
END
"$python" "$tmp/each.py" "$tests" "$secret" "$tmp/plain/one" >"$tmp/out"
is "$(cat "$tmp/out")" '' 'the detector knows each spelling'

# shown FOLDER: the evidence is there, without the secret.
shown() {
    has "$tmp/$1/r.json" '***' "$1: what is hidden is marked"
    [ "$tries" = 1 ] || has "$tmp/$1/ps" '***' "$1: the argument is wiped"
}

reports="--html $tmp/user/html/ --junit $tmp/user/r.xml
    --markdown $tmp/user/r.md"
told '--user' user "$url" --auth basic --user "al:$secret"
reports=
is "$status" 1 '--user: the run is over'
shown user
has "$tmp/user/r.json" 'Authorization: ***' 'a header that was sent is told'
grep -rqF 'X-Said:' "$tmp/user/trace"
ok $? 'what the server said is in the trace'

told '--user2' user2 "$url" --auth basic --user al:other-4711 \
    --user2 "bo:$secret"
shown user2

printf '%s\n%s\n' "$secret" other-4711 >"$tmp/passwords"
tries=1
told '--password-file' file "$url" --auth basic --user al \
    --password-file "$tmp/passwords"
shown file
tries=200

told '--auth bearer' bearer "$url" --auth bearer --user "$secret"
shown bearer
has "$tmp/bearer/r.json" 'Authorization: ***' 'the token is sent'

told '-H Authorization' header "$url" -H "Authorization: Bearer $secret"
shown header

told '-H Cookie' cookie "$url" --header "Cookie: a=b; sid=$secret"
shown cookie

told '--header=X-Api-Key' key "$url" "--header=X-Api-Key: $secret"
shown key

told 'the user of a URL' userinfo "http://al:$coded@${url#http://}" \
    --auth basic
shown userinfo
has "$tmp/userinfo/r.json" 'Authorization: ***' 'the user of a URL is used'
leaks 'the user of a URL: nor as it was typed' "$tmp/userinfo" "$coded"

told '--proxy' proxy http://127.0.0.1:9/dav/ \
    --proxy "http://al:$coded@${url#http://}"
shown proxy
has "$tmp/proxy/r.json" 'Proxy-Authorization: ***' 'the proxy has its user'
leaks '--proxy: nor as it was typed' "$tmp/proxy" "$coded"

cat >"$tmp/target.yaml" <<'PROFILE'
name: Parrot
url: "${env:PARROT_URL}"
auth: basic
users:
  first: {name: al, password: "${env:PARROT_SECRET}"}
  second: {name: bo, password: other-4711}
PROFILE
PARROT_URL=$url PARROT_SECRET=$secret
export PARROT_URL PARROT_SECRET
tries=1
told 'a profile' profile "$tmp/target.yaml"
shown profile
tries=200

# Where the run cannot begin, the reason is the server's words.
background "$python" "$tests/parrot.py" deny
told 'a run that is refused' deny "$line" --auth basic --user "al:$secret"
is "$status" 3 'a run that is refused: exit status 3'
has "$tmp/deny/err" 'answered 401' 'a run that is refused: says why'

# Where it ends early, and where an argument is wrong.
told 'an early end' early "$url" --auth basic --user "al:$secret" \
    --max-failures 1
has "$tmp/early/tap" 'Bail out!' 'an early end: TAP says so'
mkdir "$tmp/wrong"
"$davproof" run "$url" --header "$secret" >"$tmp/wrong/out" 2>&1
"$davproof" run "ftp://al:$coded@x/" --user "al:$secret" \
    >>"$tmp/wrong/out" 2>&1
"$davproof" run "$url" --user "al:$secret" --no-such-option \
    >>"$tmp/wrong/out" 2>&1
leaks 'wrong use: not in messages' "$tmp/wrong"
leaks 'wrong use: nor as it was typed' "$tmp/wrong" "$coded"

# Saved and rendered again, joined, listed.
mkdir "$tmp/again"
"$davproof" report "$tmp/user/r.json" --html "$tmp/again/html/" \
    --markdown "$tmp/again/r.md" --tap "$tmp/again/tap" 2>"$tmp/again/err"
"$davproof" merge "$tmp/user/r.json" -o "$tmp/again/m.json" 2>/dev/null
"$davproof" run --list-requests "$url" --user "al:$secret" \
    -H "Authorization: Bearer $secret" rfc4918/9.3-mkcol/ >"$tmp/again/list"
leaks 'rendered again, joined, listed: nowhere' "$tmp/again"

# An Authorization that a case writes itself, on a line of its own.
cat >"$tmp/raw.yaml" <<'CASE'
title: A request with the user's Authorization
proves: mkcol.creates-collection
steps:
  - send: |
      MKCOL ${path:a/} HTTP/1.1
      Host: ${host}
      ${authorization}
    must: {status: 201}
CASE
cases=$tmp/raw.yaml
told 'a literal request' raw "$url" --auth basic --user "al:$secret"
has "$tmp/raw/r.json" 'Authorization: ***' 'a literal request: there was one'

# The reference server's own users are no secret, a given one is.
cases='rfc4918/9.3-mkcol/ rfc9112/' tries=1
told 'the reference server' reference reference
is "$status" 0 'the reference server: passes'
leaks 'the reference server: no Basic' "$tmp/reference" first:first
has "$tmp/reference/r.json" 'Authorization: ***' 'there was some'

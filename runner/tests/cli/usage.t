#!/bin/sh
# Wrong use is told what would be right, and ends with exit status 2.
. "$(dirname "$0")/../lib.sh"
# No sanitizers: it starts some seventy times.
davproof=$davproof_fast
plan 75

# wrong 'MESSAGE' ARGUMENT...
wrong() {
    message=$1
    shift
    run "$@"
    grep -qF -e "$message" "$tmp/err" && [ "$status" = 2 ] &&
        [ ! -s "$tmp/out" ]
    ok $? "davproof $*" "$tmp/err"
}

wrong 'usage: davproof COMMAND'
wrong 'no command rn: did you mean run?' rn
wrong 'no command foo (`davproof --help` names them)' foo
wrong 'which target? A URL, a profile (*.yaml) or `reference`' run
wrong 'usage: davproof run [OPTION]... TARGET' run
wrong 'unknown option --jbs: did you mean --jobs?' run --jbs 3 reference
wrong '--jobs wants a number from 1 to 256, not "0"' run --jobs 0 reference
wrong '--jobs wants an argument' run --jobs
wrong '--rate wants a number from 1' run --rate 0 reference
wrong '--repeat wants a number from 1' run --repeat 0 reference
wrong '--shuffle wants a number' run --shuffle x reference
wrong '--timeout wants seconds' run --timeout -1 reference
wrong '--wait wants seconds' run --wait x reference
wrong '--max-body wants bytes, like 4096 or 64MiB' run --max-body 5x reference
wrong '--shard wants K/N with 1 <= K <= N, not "0/0"' run --shard 0/0 reference
wrong '--shard wants K/N' run --shard 3/2 reference
wrong '--level wants must, should or may, not "mst": did you mean must?' \
    run --level mst reference
wrong '--class wants 1, 2, 3, bind or json, not "5"' run --class 1,5 reference
wrong 'begins with "nope"' run --select nope reference
wrong 'did you mean lock.status-200?' run --select lock.statos-200 reference
wrong 'no case has the tag slw: did you mean slow?' run --tag slw reference
wrong 'nothing selected' run --tag slow --select json. reference
wrong '--auth wants basic, digest, bearer, negotiate or any' \
    run --auth x reference
wrong '--color wants auto, always or never' run --color x reference
wrong '--progress wants auto, always or never' run --progress x reference
wrong 'only one report can go to standard output' \
    run --json - --junit - reference
wrong 'the user "alice" has no password' run --user alice http://127.0.0.1:1/
wrong 'nope: No such file' run --password-file nope --user a reference
wrong '--header wants "Name: value"' run --header x reference
wrong 'no fault put-stores-nothin: did you mean put-stores-nothing?' \
    run --fault put-stores-nothin reference
wrong 'no variant x (`davproof serve --list-variants` names them)' \
    run --variant x reference
wrong 'are of the target `reference` only' run --fault x http://127.0.0.1:1/
wrong 'refrence is no target' run refrence
wrong 'ftp://x/ is no http or https URL' run ftp://x/
wrong 'http:/// names no host' run http:///
wrong 'nope.yaml: not read: No such file' run nope.yaml
wrong 'nope is no file, folder or case' run reference nope
wrong 'did you mean rfc4918/9.8-copy/?' run reference rfc4918/9.8-cpy/
wrong 'nope.json: No such file' run --baseline nope.json reference \
    rfc4918/9.3-mkcol/
wrong 'nope.json: No such file' list --rerun nope.json
wrong 'nope is no file, folder or case' list nope
wrong 'which file? (- is standard input)' lint
wrong '--format wants text, tap or json' lint --format x a.xml
wrong '--depth wants 0, 1 or infinity' lint --depth 2 a.xml
wrong '--url wants an absolute URL' lint --url x a.xml
wrong 'nope.xml: No such file' lint nope.xml
wrong 'nope is no file, folder or case' check nope
mkdir "$tmp/empty"
wrong 'there is no case file' check "$tmp/empty"
wrong '--format wants text or json, not "jso": did you mean json?' \
    coverage --format jso
wrong 'which id?' explain
wrong 'did you mean lock.status-200?' explain lock.status-20
wrong 'did you mean rules/allow-with-405?' explain rules/allow-wiht-405
wrong 'did you mean put-stores-nothing?' explain put-stores-nothin
wrong 'did you mean rfc4918/9.8-copy/depth-0?' explain rfc4918/9.8-copy/depth-00
wrong 'one saved result is wanted' report
wrong 'nope.json: No such file' report nope.json
wrong 'only one report can go to standard output' \
    report --json - --tap - nope.json
wrong 'which results are to be joined?' merge
wrong 'two to 30 results are wanted, not 1' compare a
wrong '--format wants html, markdown or json' compare --format x a b
wrong '--port wants a number from 0 to 65535' serve --port 70000
wrong 'there is no schema of a x' schema x

run explain rfc4918/9.8-copy/ lock.
grep -q '^rfc4918/9.8-copy/depth-0 ' "$tmp/out" &&
    grep -q '^lock.status-200 ' "$tmp/out"
ok $? 'explain lists what begins so' "$tmp/out"
wrong '"" is not the name of a file' run --json '' reference
wrong 'only with a slash at its end' run --html "$tmp/empty" reference
wrong 'Not a directory' run --html "$tmp/err/x/" reference
wrong 'Not a directory' run --junit "$tmp/err/x" reference
wrong 'Not a directory' run --trace "$tmp/err/x" reference

for what in list 'schema case' --help 'explain lock.' \
    'run --json - reference rfc4918/9.3-mkcol/' \
    'run reference rfc4918/9.3-mkcol/' \
    'run --tap /dev/null --html /dev/full reference rfc4918/9.3-mkcol/'; do
    # shellcheck disable=SC2086
    "$davproof_fast" $what >/dev/full 2>"$tmp/err"
    is "$? $(grep -c ': No space left on device' "$tmp/err")" '2 1' \
        "no space: $what"
done

#!/bin/sh
# cadaver, the command line client over neon: all that it can do.
. "$(dirname "$0")/client.sh"
need cadaver cadaver
plan 34

serve_clients
echo "machine ${host%:*} login first password first" >"$HOME/.netrc"
chmod 600 "$HOME/.netrc"

# The commands on standard input; the dialogue is left in $tmp/out.
cadaver_does() {
    (cd "$tmp/local" && cadaver "$url$1") >"$tmp/out" 2>&1
}

cadaver_does '' <<COMMANDS
mkcol work
mkcol "work/with space"
cd work
put one one.txt
put empty
put big
put one "$with_space"
put two "$with_percent"
put one "$with_umlaut"
put one twice.txt
put two twice.txt
COMMANDS
lacks "$tmp/out" failed 'nothing that makes is refused'
# shellcheck disable=SC2154
holds work/one.txt "$tmp/local/one" 'put'
holds work/empty "$tmp/local/empty" 'put of an empty file'
holds work/big "$tmp/local/big" 'put of a MiB'
holds "work/$url_space" "$tmp/local/one" 'a name with a space'
holds "work/$url_percent" "$tmp/local/two" 'a name with percent and number sign'
holds "work/$url_umlaut" "$tmp/local/one" 'a name beyond ASCII'
holds work/twice.txt "$tmp/local/two" 'put over a file'
is "$(ask PROPFIND work/with%20space/ -H 'Depth: 0')" 207 'mkcol'

cadaver_does work/ <<COMMANDS
ls
get big big.back
get "$with_percent" percent.back
get empty empty.back
cat twice.txt
get absent absent.back
COMMANDS
has "$tmp/out" 'Coll:   with space' 'ls: a collection'
has "$tmp/out" "$with_percent" 'ls: a name with percent'
has "$tmp/out" "$with_umlaut" 'ls: a name beyond ASCII'
grep -q 'big  *1048576 ' "$tmp/out"
ok $? 'ls: a size' "$tmp/out"
same "$tmp/local/big.back" "$tmp/local/big" 'get of a MiB'
same "$tmp/local/percent.back" "$tmp/local/two" 'get by a difficult name'
same "$tmp/local/empty.back" "$tmp/local/empty" 'get of an empty file'
has "$tmp/out" 'two, and longer' 'cat'
has "$tmp/out" '404 Not Found' 'get of what is not there'

cadaver_does work/ <<COMMANDS
copy one.txt "with space/copy.txt"
copy "with space" second
move twice.txt moved.txt
move "with space" third
delete "$with_percent"
delete "$with_umlaut"
COMMANDS
lacks "$tmp/out" failed 'copy, move, delete'
holds work/second/copy.txt "$tmp/local/one" 'a collection is copied'
echo 'rmcol second' | cadaver_does work/
holds work/third/copy.txt "$tmp/local/one" 'copied, and moved in its collection'
holds work/moved.txt "$tmp/local/two" 'moved'
gone work/twice.txt 'moved away'
gone work/second/ 'a collection with a member is removed'
gone "work/$url_percent" 'deleted by a difficult name'
gone "work/$url_umlaut" 'deleted by a name beyond ASCII'

cadaver_does work/ <<COMMANDS
set namespace urn:x
propset one.txt colour "sky blue"
propget one.txt colour
propnames one.txt
lock one.txt
discover one.txt
put two one.txt
unlock one.txt
COMMANDS
has "$tmp/out" 'Value of colour is: sky blue' 'propset, propget'
has "$tmp/out" 'urn:x colour' 'propnames'
is "$(property work/one.txt urn:x colour)" 'sky blue' \
    'the property is on the server'
has "$tmp/out" 'Scope: exclusive  Type: write' 'lock, discover'
holds work/one.txt "$tmp/local/two" 'put on what it has locked'
is "$(ask PUT work/one.txt --data x)" 204 'unlock'

is "$(ask LOCK work/moved.txt --data "<lockinfo xmlns='DAV:'><lockscope>\
<exclusive/></lockscope><locktype><write/></locktype></lockinfo>")" 200 \
    'another client locks a file'
cadaver_does work/ <<COMMANDS
put one moved.txt
delete moved.txt
COMMANDS
is "$(grep -c '423 Locked' "$tmp/out")" 2 'locked by another: refused'

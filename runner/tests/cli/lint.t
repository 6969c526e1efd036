#!/bin/sh
# davproof lint: files of every kind, places in the file as given, formats.
. "$(dirname "$0")/../lib.sh"

captures=$tests/fixtures/captures
bodies=$tests/fixtures/bodies

# places FILE...: LINE:COL of each finding, in one line
places() {
    "$davproof" lint "$@" 2>"$tmp/err" |
        sed -n 's/^.*\.[a-z]*:\([0-9]*:[0-9]*\): [a-z]*: .*/\1/p' | tr '\n' ' '
}

# fixtures legal|broken: each under the context that its X-Context tells.
# Prints what is not as it should be.
fixtures() {
    /usr/bin/python3 - "$davproof" "$bodies" "$1" <<'END'
import glob, os, re, subprocess, sys
davproof, folder, kind = sys.argv[1:]
# What lint cannot be told: a lock's scope and owner, the scratch collection, a
# proxy, that a request was wrong on purpose, that a LOCK had no body.
UNTOLD = ('scope', 'owner', 'scratch', 'proxied', 'malformed', 'refresh')

def context(text):
    options, untold, finds = ['--header', 'Host: h'], False, None
    for part in text.split(';'):
        key, _, value = part.strip().partition('=')
        if key == 'finds':
            finds = value
        elif key in ('method', 'url', 'depth', 'prop'):
            options += ['--' + key, value]
        elif key == 'include':
            options += ['--allprop', '--prop', value]
        elif key in ('allprop', 'propname'):
            options.append('--' + key)
        elif key == 'classes':
            options += ['--class', value]
        elif key == 'header':
            options += ['--header', value]
        elif key == 'destination':
            options += ['--header', 'Destination: ' + value]
        elif key in ('conditional', 'refresh'):
            options += ['--header', 'If: (["x"])']
            untold |= key == 'refresh'
        else:
            assert key in UNTOLD, key
            untold = True
    return options, untold, finds

judged = 0
for path in sorted(glob.glob(folder + '/*.' + kind + '.http')):
    raw = open(path, 'rb').read()
    head = re.split(rb'\r?\n\r?\n', raw, 1)[0]
    told = re.search(rb'^X-Context: *(.*?)\r?$', head, re.M)
    options, untold, finds = context(told.group(1).decode() if told else '')
    if not any(o == '--method' for o in options):
        options += ['--method', 'PROPFIND']
    if '--class' not in options:
        options += ['--class', '1,2,3']
    run = subprocess.run([davproof, 'lint'] + options + [path],
                         capture_output=True, text=True)
    name = os.path.basename(path)
    judged += 1
    if kind == 'legal':
        if 'malformed' not in told.group(1).decode() and (
                run.returncode or run.stdout):
            print(name, run.returncode, run.stdout, run.stderr)
        continue
    level, place = finds.split('@')
    line, col = map(int, place.split(':'))
    body = head.count(b'\n') + 2
    wanted = ':%d:%d: %s: ' % (line + body, col, level) if line else \
        ': %s: ' % level
    if untold:
        continue
    if run.returncode != (1 if level == 'must' else 0):
        print(name, 'exit status', run.returncode, run.stdout, run.stderr)
    elif not any(path + wanted in l or (not line and path in l and wanted in l)
                 for l in run.stdout.splitlines()):
        print(name, 'wanted', wanted, 'got', run.stdout)
assert judged > 100, judged
END
}

# alter WHAT FILE: the file with another framing, written to standard output;
# the places of what begins with each of the marks go to $tmp/wanted.
alter() {
    /usr/bin/python3 - "$1" "$2" "$tmp/wanted" <<'END'
import sys
what, path, wanted = sys.argv[1:]
body = open(path, 'rb').read()
head = (b'HTTP/1.1 207 Multi-Status\r\nDate: Sat, 21 Nov 2026 10:00:00 GMT\r\n'
        b'Content-Type: application/xml\r\n')
# Where the findings of wrong.xml are, told by what stands there.
marks = ['<D:response><D:status>', '<D:href>/a b', '<D:status>200 OK',
         '<D:response><D:href>/c']

def chunks(data, size):
    out = b''
    for i in range(0, len(data), size):
        out += b'%X;x="y"\r\n%s\r\n' % (len(data[i:i + size]),
                                        data[i:i + size])
    return out + b'0\r\nTrailer: x\r\n\r\n'

size = int(what.partition('-')[2] or 0)
encoding = 'utf-16-le' if 'utf16' in what else 'utf-8'
text = body.decode()
if encoding != 'utf-8':
    body = b'\xff\xfe' + text.encode(encoding)
coded = chunks(body, size)
start = head + b'Transfer-Encoding: chunked\r\n\r\n'
sys.stdout.buffer.write(start + coded)
# A place is found by going through the file byte by byte: which byte of the
# body each is, or none.
at, owner, i = 0, [], 0
while True:
    n = int(coded[i:].split(b';')[0].split(b'\r')[0], 16)
    line = coded.index(b'\r\n', i) + 2
    owner += [None] * (line - i) + list(range(at, at + n))
    i, at = line + n, at + n
    if n == 0:
        break
    owner += [None, None]
    i += 2
places = []
for mark in marks:
    offset = len(text[:text.index(mark)].encode(encoding)) + \
        (2 if encoding != 'utf-8' else 0)
    end = owner.index(offset)
    # The line: what precedes it in the file, by line ends of the coding and
    # of the body; the column: characters since the last of either.
    line, col = 1 + start.count(b'\n'), 1
    k = 0
    unit = 2 if encoding != 'utf-8' else 1
    while k < end:
        if owner[k] is None:
            if coded[k:k + 1] == b'\n':
                line, col = line + 1, 1
            k += 1
            continue
        byte = body[owner[k]]
        if unit == 2:
            if owner[k] % 2 == 0:
                c = int.from_bytes(body[owner[k]:owner[k] + 2], 'little')
                if c == 10:
                    line, col = line + 1, 1
                elif not 0xdc00 <= c <= 0xdfff and c != 0xfeff:
                    col += 1
        elif byte == 10:
            line, col = line + 1, 1
        elif byte & 0xc0 != 0x80:
            col += 1
        k += 1
    places.append('%d:%d ' % (line, col))
open(wanted, 'w').write(''.join(places))
END
}

plan 95

# ------------------------------------------------ the corpus of bodies

fixtures legal >"$tmp/not" 2>&1
[ ! -s "$tmp/not" ]
ok $? 'legal answers, each with its request: not a word, exit status 0' \
    "$tmp/not"
fixtures broken >"$tmp/not" 2>&1
[ ! -s "$tmp/not" ]
ok $? 'broken answers: the finding, its level and its place in the file' \
    "$tmp/not"
run lint "$bodies"/*.legal.http
is "$status" 0 'legal answers, nothing told: no MUST is broken'
grep -v ' info: ' "$tmp/out" >"$tmp/not"
[ ! -s "$tmp/not" ]
ok $? 'nor is a SHOULD' "$tmp/not"

# ------------------------------------------------ the classic wrong example

run lint "$captures/tutorial.xml"
is "$status" 1 'statuses directly in multistatus, cut off: exit status 1'
has "$tmp/out" 'tutorial.xml:3:3: must: status stands directly in multistatus' \
    'the statuses are named, at the first of them'
has "$tmp/out" 'there is no response around it' 'so is that there is no response'
has "$tmp/out" 'no href beside it to say which resource' 'and no href'
has "$tmp/out" '[multistatus.children] (RFC 4918 section 14.16)' \
    'with requirement and section'
has "$tmp/out" \
    'must: cut off: the document ends before the end tag of its root element' \
    'and that it is cut off'
is "$(wc -l <"$tmp/out")" 2 'one cause gives one finding'
head -c -1 "$captures/tutorial.xml" >"$tmp/a.xml"
is "$("$davproof" lint "$tmp/a.xml" | wc -l)" 2 \
    'the same without a line end behind it'
has "$tmp/out" 'as others do' 'there are others'
(cat "$captures/tutorial.xml" && echo '</D:multistatus>') >"$tmp/whole.xml"
is "$(places "$tmp/whole.xml")" '3:3 ' 'the same when it is not cut off'

# ------------------------------------------------ how many

(echo '<D:multistatus xmlns:D="DAV:">' && yes '<D:response/>' | head -n 500 &&
    echo '</D:multistatus>') >"$tmp/many.xml"
run lint "$tmp/many.xml"
is "$(grep -c 'a response has no href' "$tmp/out")" 500 \
    'findings of one kind: all of them'
is "$(wc -l <"$tmp/out")" 1000 'and those of another beside them'

# ------------------------------------------------ places in the file

in_body='3:2 4:25 4:46 5:2 '
is "$(places "$captures/wrong.xml")" "$in_body" \
    'a body alone: each finding at its line and column'
is "$(places "$captures/tutorial.xml" "$captures/wrong.xml" | wc -w)" 6 \
    'several files'

(printf '\357\273\277' && cat "$captures/wrong.xml") >"$tmp/a.xml"
is "$(places "$tmp/a.xml")" "$in_body" 'with a byte order mark'
sed 's/$/\r/' "$captures/wrong.xml" >"$tmp/crlf.xml"
is "$(places "$tmp/crlf.xml")" "$in_body" 'with CRLF'
for e in UTF-16LE UTF-16BE; do
    mark='\377\376'
    [ $e = UTF-16LE ] || mark='\376\377'
    (printf "$mark" && iconv -f UTF-8 -t $e "$captures/wrong.xml") >"$tmp/a.xml"
    is "$(places "$tmp/a.xml")" "$in_body" "in $e"
done
sed 's/😀/ /; s/?>/ encoding="iso-8859-1"?>/' "$captures/wrong.xml" |
    iconv -f UTF-8 -t ISO-8859-1 >"$tmp/a.xml"
is "$(places "$tmp/a.xml")" "$in_body" 'in ISO 8859-1'

head='HTTP/1.1 207 Multi-Status
Date: Sat, 21 Nov 2026 10:00:00 GMT
Content-Type: application/xml
'
behind='7:2 8:25 8:46 9:2 '
printf '%s\n' "$head" | cat - "$captures/wrong.xml" >"$tmp/a.http"
is "$(places "$tmp/a.http")" "$behind" 'behind a head'
sed 's/$/\r/' "$tmp/a.http" >"$tmp/b.http"
is "$(places "$tmp/b.http")" "$behind" 'behind a head, with CRLF'
(printf '\357\273\277' && cat "$tmp/b.http") >"$tmp/c.http"
is "$(places "$tmp/c.http")" "$behind" 'and a byte order mark'
(printf '\377\376' && iconv -f UTF-8 -t UTF-16LE "$tmp/b.http") >"$tmp/c.http"
is "$(places "$tmp/c.http")" "$behind" 'head and body saved as UTF-16'
(printf '%s\n' "$head" && printf '\377\376' &&
    iconv -f UTF-8 -t UTF-16LE "$captures/wrong.xml") >"$tmp/c.http"
is "$(places "$tmp/c.http")" "$behind" 'a body in UTF-16 behind its head'
sed '1s/.*/HTTP\/2 207 /' "$tmp/b.http" >"$tmp/c.http"
is "$(places "$tmp/c.http")" "$behind" 'HTTP/2'
"$davproof" lint - <"$tmp/b.http" >"$tmp/out"
has "$tmp/out" '-:8:25: must: ' 'standard input: a capture is known'
"$davproof" lint - <"$captures/wrong.xml" >"$tmp/out"
has "$tmp/out" '-:4:25: must: ' 'standard input: XML is known'
"$davproof" lint - <"$captures/batch.json" >"$tmp/out"
has "$tmp/out" '-:4:3: must: ' 'standard input: JSON is known'
sed 's/^Content-Type.*/&\nTransfer-Encoding: chunked/' "$tmp/a.http" \
    >"$tmp/c.http"
is "$(places "$tmp/c.http")" '8:2 9:25 9:46 10:2 ' \
    'said to be chunked, and decoded by curl'

for size in 1 2 3 5 7 16 17 100 4096; do
    for kind in plain utf16; do
        alter "$kind-$size" "$captures/wrong.xml" >"$tmp/c.http"
        is "$(places "$tmp/c.http")" "$(cat "$tmp/wanted")" \
            "in chunks of $size bytes, $kind"
    done
done

(printf 'HTTP/1.1 207 x\r\nDate: Sat, 21 Nov 2026 10:00:00 GMT\r\n' &&
    printf 'Content-Type: application/xml; charset=iso-8859-1\r\n' &&
    printf 'Transfer-Encoding: chunked\r\n\r\n' &&
    printf '2D\r\n<D:multistatus xmlns:D="DAV:">\n<!-- \251\251\251 --><D\r\n' &&
    printf '1A\r\n:response/></D:multistatus\r\n1\r\n>\r\n0\r\n\r\n') \
    >"$tmp/c.http"
is "$(places "$tmp/c.http")" '8:13 8:13 ' \
    'in chunks, in the encoding that Content-Type names'

run lint "$captures/challenge.http"
is "$(grep -c . "$tmp/out")" 2 'an interim answer and a challenge before it'
has "$tmp/out" 'challenge.http:11:1: must: ' 'a header, at its line'
has "$tmp/out" 'challenge.http:16:1: must: ' 'the body of the last answer'

# ------------------------------------------------ what is told

run lint --url http://h/t/ --method DELETE "$captures/delete.http"
is "$status" 0 'DELETE that failed in parts'
run lint --method COPY --class 3 --url http://h/x/ "$captures/delete.http"
has "$tmp/out" 'should: ' 'the same for a request elsewhere'
run lint --url http://h/t/ --depth 1 --prop resourcetype --prop x:none \
    "$captures/propfind.http"
is "$status" 0 'PROPFIND: what was asked for is there'
run lint --url http://h/t/ --depth 0 --prop resourcetype --prop '{u}q' \
    "$captures/propfind.http"
has "$tmp/out" '[propfind.depth-0]' 'another Depth was asked for'
has "$tmp/out" '{u}q is not in the response' 'and another property'
run lint --propname "$captures/propfind.http"
has "$tmp/out" '[propfind.propname-no-values]' 'or names only'
printf 'HTTP/1.1 207 Multi-Status\r\nDate: %s\r\n\r\n' \
    'Sat, 21 Nov 2026 10:00:00 GMT' >"$tmp/a.http"
run lint "$tmp/a.http"
has "$tmp/out" 'a.http:1:1: must: a 207 has no body' 'a 207 without a body'

# ------------------------------------------------ formats

run lint --format json "$captures/wrong.xml" "$captures/propfind.http" \
    "$tmp/none.xml"
is "$status" 2 'json: the worst exit status of all files'
/usr/bin/python3 - "$tmp/out" >"$tmp/not" 2>&1 <<'END'
import json, sys
a, b, c = map(json.loads, '\n'.join(open(sys.argv[1])).replace('\n\n', '\n')
              .replace('}\n{', '}\0{').split('\0'))
assert a['file'].endswith('wrong.xml') and len(a['findings']) == 4, a
assert a['findings'][0] == {
    'level': 'must', 'requirement': 'multistatus.response.href-required',
    'section': '13', 'line': 3, 'column': 2,
    'message': 'a response has no href'}, a
assert b['findings'] == [] and 'error' not in b, b
assert c['findings'] == [] and 'No such file' in c['error'], c
END
ok $? 'json: an object a file' "$tmp/not"
printf '<D:multistatus xmlns:D="DAV:">"\\\001</D:multistatus>' >"$tmp/odd.xml"
run lint --format json "$tmp/odd.xml"
/usr/bin/python3 -m json.tool <"$tmp/out" >"$tmp/not" 2>&1
ok $? 'json: odd bytes' "$tmp/not"

sed 's/application\/xml/text\/xml/' "$captures/delete.http" >"$tmp/should.http"
run lint --format tap "$captures/wrong.xml" "$captures/propfind.http" \
    "$tmp/should.http" "$tmp/none.xml"
is "$status" 2 'tap: exit status'
is "$(grep -c '^\(not \)*ok ' "$tmp/out")" 4 'tap: a point a file'
has "$tmp/out" '1..4' 'tap: a plan'
grep '^not ok 3 - .*should.http # TODO should' "$tmp/out" >"$tmp/not"
ok $? 'tap: a broken SHOULD is a TODO' "$tmp/out"
prove --exec cat "$tmp/out" >"$tmp/prove" 2>&1
has "$tmp/prove" 'Failed tests:  1, 4' 'tap: prove reads it'
run lint "$tmp/should.http"
is "$status" 0 'a broken SHOULD alone: exit status 0'

# ------------------------------------------------ what failed

run lint --failed "$captures/delete.http" "$captures/proppatch.http" \
    "$captures/propfind.http"
printf '/t/a%%20b\t423\n/t/c\t423\n/t/e\t507\n/t/f\t403\n' >"$tmp/wanted"
cmp "$tmp/out" "$tmp/wanted" >"$tmp/not" 2>&1
ok $? '--failed: hrefs and their statuses' "$tmp/out"
is "$status" 0 '--failed: no MUST was broken'
run lint --failed "$captures/batch.json"
is "$(cat "$tmp/out")" "$(printf 'b c.txt\t409')" '--failed: ids of JSON'
has "$tmp/err" '2 broken MUSTs: the list may lack some' '--failed: a warning'
is "$status" 1 '--failed: exit status'

# ------------------------------------------------ what cannot be read

: >"$tmp/empty.xml"
printf '\n\n' >"$tmp/blank.http"
echo hello >"$tmp/hello.http"
printf 'HTTP/1.1 207 x\nTransfer-Encoding: chunked\n\n5\nhello world\n' \
    >"$tmp/chunk.http"
printf 'HTTP/1.1 207 x\n\n' >"$tmp/gzip.http"
gzip -c "$captures/wrong.xml" >>"$tmp/gzip.http"
mkdir "$tmp/folder.http"
# FILE and what is said of it
unreadable() {
    run lint "$1"
    if [ "$status" = 2 ] && grep -qF "$2" "$tmp/err"
    then ok 0 "not to be read: $2"; else ok 1 "not to be read: $2" "$tmp/err"; fi
}
unreadable "$tmp/empty.xml" 'it is empty'
unreadable "$tmp/blank.http" 'nothing but empty lines'
unreadable "$tmp/hello.http" 'hello.http:1:1: this is not the head'
unreadable "$tmp/chunk.http" 'chunk.http:5:1: the chunked coding is broken'
unreadable "$tmp/gzip.http" 'the body is compressed'
unreadable "$tmp/folder.http" 'it is a folder'
unreadable "$tmp/none.http" 'No such file'

# ------------------------------------------------ wrong use

for options in '--depth 2' '--url /t/' '--prop y:p' '--format xml' \
    '--method propfind' '--class 4' '--propname --prop p' \
    '--failed --format json' '--header x'; do
    # shellcheck disable=SC2086
    run lint $options "$captures/wrong.xml"
    [ "$status" = 2 ] && [ ! -s "$tmp/out" ] && [ -s "$tmp/err" ]
    ok $? "wrong use: $options" "$tmp/err"
done
run lint
is "$status" 2 'wrong use: no file'

# ------------------------------------------------ size

# 20 MB are read in pieces: at most 64 MiB at once, with the program itself.
/usr/bin/python3 - >"$tmp/big.xml" <<'END'
print('<D:multistatus xmlns:D="DAV:">')
for i in range(100000):
    print('<D:response><D:href>/t/%07d</D:href><D:propstat><D:prop>'
          '<D:getcontentlength>1</D:getcontentlength><D:displayname>'
          '%s</D:displayname></D:prop><D:status>HTTP/1.1 200 OK</D:status>'
          '</D:propstat></D:response>' % (i, 'x' * 40))
print('<D:response/></D:multistatus>')
END
status=0
(ulimit -v 200000 && "$davproof_fast" lint "$tmp/big.xml") >"$tmp/out" \
    2>"$tmp/err" || status=$?
is "$status" 1 '20 MB: exit status'
has "$tmp/out" 'big.xml:100002:1: must: a response has no href' \
    '20 MB: the finding at its end'

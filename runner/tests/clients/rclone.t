#!/bin/sh
# rclone as a client: whole folders there and back, and its own check of them.
. "$(dirname "$0")/client.sh"
need rclone rclone
plan 27

serve_clients
export RCLONE_CONFIG="$tmp/home/rclone.conf"
cat >"$RCLONE_CONFIG" <<CONFIG
[dav]
type = webdav
url = $url
vendor = other
user = first
pass = $(rclone obscure first)
CONFIG

# does ARGUMENT...: what it says of itself.
does() {
    rclone --retries 1 --low-level-retries 1 "$@" \
        >"$tmp/out" 2>"$tmp/err"
    ok $? "rclone $(echo "$*" | sed "s|$tmp/||g")" "$tmp/err"
}

folder=$tmp/local
mkdir "$folder/deep" "$folder/deep/er"
cp "$folder/one" "$folder/$with_space"
cp "$folder/two" "$folder/$with_percent"
cp "$folder/one" "$folder/deep/$with_umlaut"
cp "$folder/two" "$folder/deep/er/file"

does copy "$folder" dav:work
holds work/big "$folder/big" 'a MiB'
holds work/empty "$folder/empty" 'an empty file'
holds "work/$url_space" "$folder/one" 'a name with a space'
holds "work/$url_percent" "$folder/two" 'a name with percent and number sign'
holds "work/deep/$url_umlaut" "$folder/one" 'a name beyond ASCII'
holds work/deep/er/file "$folder/two" 'a folder in a folder'
does check --download "$folder" dav:work
does copy dav:work "$tmp/back"
diff -r "$folder" "$tmp/back" >"$tmp/diff" 2>&1
ok $? 'what comes back is what was sent' "$tmp/diff"

does copyto "$folder/two" dav:work/one
holds work/one "$folder/two" 'a file is replaced'
does copyto dav:work/one dav:work/copied
holds work/copied "$folder/two" 'copied on the server'
does moveto dav:work/copied "dav:work/deep/$with_space"
holds "work/deep/$url_space" "$folder/two" 'moved on the server'
gone work/copied 'moved away'
does moveto dav:work/deep dav:work/moved
holds work/moved/er/file "$folder/two" 'a folder is moved'
gone work/deep/ 'no folder stays behind'
does deletefile "dav:work/$with_percent"
gone "work/$url_percent" 'a file is deleted'


mkdir "$tmp/few"
(cd "$tmp/few" && for n in 1 2 3 4 5; do echo "$n" >"file $n"; done)
does sync "$tmp/few" dav:work
is "$(members work/)" 5 'sync: the five files, and no others'
put_many work/
is "$(rclone lsf dav:work | grep -c '^m.*txt$')" 300 'lsf lists three hundred'
does purge dav:work
gone work/ 'purge leaves nothing'

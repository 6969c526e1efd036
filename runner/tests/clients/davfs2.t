#!/bin/sh
# davfs2: the server mounted as a file system, with locks.
. "$(dirname "$0")/client.sh"
need mount.davfs davfs2
[ "$(id -u)" = 0 ] || skip_all 'only root may mount with davfs2'
[ -c /dev/fuse ] || skip_all 'there is no /dev/fuse'
[ -c /dev/null ] || skip_all '/dev/null is no device: mount.davfs needs it'

serve_clients
dir=$tmp/mounted
mkdir "$dir" "$tmp/cache"
# The mounting process is davfs2's own user.
chmod 711 "$tmp" && chown root:davfs2 "$tmp/cache" && chmod 770 "$tmp/cache"
# From Linux 6.16 on, folders cannot be read through its smaller buffer.
cat >"$tmp/davfs2.conf" <<CONFIG
secrets $tmp/secrets
cache_dir $tmp/cache
ask_auth 0
use_locks 1
delay_upload 0
dir_refresh 0
file_refresh 0
buf_size 64
CONFIG
echo "$url first first" >"$tmp/secrets"
chmod 600 "$tmp/secrets"

# umount waits until all is written.
unmount() {
    [ ! "$mounted" ] || umount "$dir" >"$tmp/umount" 2>&1 || umount -l "$dir"
    mounted=
}
mounted=
trap 'unmount; finish' EXIT
mount_it() {
    mount.davfs -o "conf=$tmp/davfs2.conf" "$url" "$dir" >"$tmp/out" 2>&1 &&
        mounted=yes
}
mount_it ||
    skip_all "nothing can be mounted here: $(tail -n 1 "$tmp/out")"
plan 27

work=$dir/work local=$tmp/local
mkdir "$work" "$work/with space"
ok $? 'mkdir'
cp "$local/one" "$local/empty" "$local/big" "$work"
ok $? 'cp of a file, an empty file, a MiB'
cp "$local/one" "$work/$with_space"
cp "$local/two" "$work/$with_percent"
cp "$local/one" "$work/$with_umlaut"
cp "$local/one" "$work/twice" && cp "$local/two" "$work/twice"
ls "$work" >"$tmp/out"
is "$(sort "$tmp/out" | tr '\n' '/')" "$(printf '%s\n' big empty one twice \
    'with space' "$with_space" "$with_percent" "$with_umlaut" | sort |
    tr '\n' '/')" 'ls'
is "$(stat -c %s "$work/big")" 1048576 'stat has the size'
same "$work/$with_percent" "$local/two" 'what was written can be read'

mv "$work/twice" "$work/with space/moved"
ok $? 'mv of a file'
mv "$work/with space" "$work/renamed"
ok $? 'mv of a folder'
rm "$work/$with_umlaut"
ok $? 'rm'
mkdir "$work/nothing" && rmdir "$work/nothing"
ok $? 'rmdir'
cat "$work/absent" 2>"$tmp/err"
has "$tmp/err" 'No such file' 'what is not there'

unmount
holds work/one "$local/one" 'a file'
holds work/empty "$local/empty" 'an empty file'
holds work/big "$local/big" 'a MiB'
holds "work/$url_space" "$local/one" 'a name with a space'
holds "work/$url_percent" "$local/two" 'a name with percent and number sign'
gone "work/$url_umlaut" 'deleted, with a name beyond ASCII'
holds work/renamed/moved "$local/two" 'moved, in a folder that was moved'
gone work/with%20space/ 'no folder stays behind'
gone work/twice 'no file stays behind'
gone work/nothing/ 'a folder is gone'

# Mounted again: what another client left there, and what is added to it.
put_many work/renamed/
mount_it
same "$work/big" "$local/big" 'a MiB is read by a new mount'
is "$(find "$work/renamed" -name 'm*.txt' | wc -l)" 300 \
    'a listing of three hundred'
exec 5>>"$work/one"
is "$(ask PUT work/one --data x)" 423 'an open file is locked'
echo more >&5
exec 5>&-
rm -r "$work/renamed"
ok $? 'rm -r'
unmount
(cat "$local/one" && echo more) >"$tmp/longer"
holds work/one "$tmp/longer" 'a file, and what was added to it'
is "$(ask PUT work/one --data x)" 204 'nothing stays locked'
gone work/renamed/ 'a folder with three hundred files is gone'

#!/bin/sh
# gio over GNOME's gvfs, as its file manager would, in a session of its own.
. "$(dirname "$0")/client.sh"
if [ -z "$GIO_SESSION" ]; then
    # The daemons of the session get this environment, and end with it.
    need gio libglib2.0-bin
    need dbus-run-session dbus-daemon
    [ -e /usr/share/gvfs/mounts/dav.mount ] ||
        skip_all 'gvfs cannot do dav (Debian package gvfs-backends)'
    at_home
    mkdir -m 700 "$tmp/run"
    # gio writes names in the encoding of the locale.
    export GIO_SESSION=yes XDG_RUNTIME_DIR="$tmp/run" GVFS_DISABLE_FUSE=1 \
        LC_ALL=C.UTF-8
    dbus-run-session -- "$0" 2>"$tmp/session"
    status=$?
    # Of all that the daemons say only our own is shown.
    grep '^#' "$tmp/session" >&2
    exit "$status"
fi

serve_clients
dav=dav://first@$host local=$tmp/local
if ! printf 'first\n' | gio mount "$dav/" >"$tmp/out" 2>&1; then
    skip_all "gvfs mounts nothing here: $(tail -n 1 "$tmp/out")"
fi
plan 27

# does ARGUMENT...: what it says of itself.
does() {
    gio "$@" >"$tmp/out" 2>"$tmp/err"
    ok $? "gio $(echo "$*" | sed "s|$tmp/||g; s|$dav/||g")" "$tmp/err"
}

does mkdir "$dav/work"
does mkdir "$dav/work/with%20space"
does copy "$local/one" "$local/empty" "$local/big" "$dav/work/"
holds work/one "$local/one" 'a file'
holds work/empty "$local/empty" 'an empty file'
holds work/big "$local/big" 'a MiB'
cp "$local/one" "$local/$with_space"
cp "$local/two" "$local/$with_percent"
cp "$local/one" "$local/$with_umlaut"
does copy "$local/$with_space" "$local/$with_percent" "$local/$with_umlaut" \
    "$dav/work/"
holds "work/$url_space" "$local/one" 'a name with a space'
holds "work/$url_percent" "$local/two" 'a name with percent and number sign'
holds "work/$url_umlaut" "$local/one" 'a name beyond ASCII'
gio list "$dav/work" | sort >"$tmp/out"
printf '%s\n' big empty one 'with space' "$with_space" "$with_percent" \
    "$with_umlaut" | sort >"$tmp/wanted"
same "$tmp/out" "$tmp/wanted" 'gio list'
gio info -a standard::size "$dav/work/big" >"$tmp/out" 2>&1
has "$tmp/out" 'standard::size: 1048576' 'gio info: a size'
does copy "$dav/work/big" "$tmp/back"
same "$tmp/back" "$local/big" 'what comes back is what was sent'
gio save "$dav/work/one" <"$local/two" >"$tmp/out" 2>&1
ok $? 'gio save'
holds work/one "$local/two" 'a file is replaced'
gio cat "$dav/work/$url_percent" >"$tmp/out" 2>&1
same "$tmp/out" "$local/two" 'gio cat'
does copy "$dav/work/one" "$dav/work/copy"
holds work/copy "$local/two" 'a copy'
does move "$dav/work/copy" "$dav/work/with%20space/moved"
does rename "$dav/work/with%20space" renamed
holds work/renamed/moved "$local/two" 'moved, in a folder that was renamed'
gone work/copy 'no file stays behind'
does remove "$dav/work/$url_percent"
gone "work/$url_percent" 'removed'
put_many work/renamed/
is "$(gio list "$dav/work/renamed" | grep -c '^m.*txt$')" 300 \
    'gio list of three hundred'
gio remove "$dav/work/absent" >"$tmp/out" 2>&1
is "$?" 1 'what is not there'

#!/bin/sh
# rclone serve webdav: golang.org/x/net/webdav over rclone's own file layer.
# Debian: rclone.
. "$(dirname "$0")/../lib.sh"
begin "$@"
: >"$run/rclone.conf"
spawn rclone serve webdav --config "$run/rclone.conf" \
    --cache-dir "$run/cache" --addr "127.0.0.1:$port" "$root"
ready /
rclone version | sed -n '1s/^rclone v//p'

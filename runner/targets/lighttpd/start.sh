#!/bin/sh
# lighttpd with mod_webdav; properties and locks are in SQLite.
# Debian: lighttpd, lighttpd-mod-webdav.
#
# 1.4.69 does not come back from "Timeout: Infinite, Second-N", the example of
# RFC 4918 section 10.7, and answers nobody any more; such a request is refused,
# unless HANG is set.
. "$(dirname "$0")/../lib.sh"
begin "$@"
PATH=$PATH:/usr/sbin
cat >"$run/lighttpd.conf" <<CONF
server.modules = ("mod_access", "mod_webdav", "mod_dirlisting")
server.bind = "127.0.0.1"
server.port = $port
server.document-root = "$root"
server.errorlog = "$run/error.log"
server.upload-dirs = ("$run")
# What a cache still holds for two seconds depends on when a case asks.
server.stat-cache-engine = "disable"
webdav.activate = "enable"
webdav.is-readonly = "disable"
webdav.sqlite-db-name = "$run/webdav.db"
dir-listing.activate = "enable"
# What has no type has no ETag and no Last-Modified either.
mimetype.assign = (
  ".html" => "text/html",
  ".txt" => "text/plain",
  "" => "application/octet-stream"
)
CONF
[ -n "${HANG-}" ] || cat >>"$run/lighttpd.conf" <<'CONF'
$REQUEST_HEADER["Timeout"] =~ "Infinite *," { url.access-deny = ("") }
CONF
user=$(unprivileged)
[ -z "$user" ] || cat >>"$run/lighttpd.conf" <<CONF
server.username = "$user"
server.groupname = "$user"
CONF
spawn lighttpd -D -f "$run/lighttpd.conf"
ready /

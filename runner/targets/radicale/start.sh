#!/bin/sh
# Radicale (Debian: radicale): calendars and address books, here for anybody.
. "$(dirname "$0")/../lib.sh"
begin "$@"
mkdir -p "$root/collection-root/user"
cat >"$run/rights" <<CONF
[everything]
user: .*
collection: .*
permissions: RrWw
CONF
cat >"$run/config" <<CONF
[server]
hosts = 127.0.0.1:$port
[auth]
type = none
[rights]
type = from_file
file = $run/rights
[storage]
filesystem_folder = $root
CONF
spawn radicale --config "$run/config"
ready /user/
radicale --version

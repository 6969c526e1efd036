#!/bin/sh
# libphodav, the WebDAV server of GNOME, by its command chezdav (Debian:
# chezdav).
. "$(dirname "$0")/../lib.sh"
begin "$@"
spawn chezdav --local --no-mdns --port "$port" --path "$root"
ready /
chezdav --version | sed 's/.* //'

#!/bin/sh
# webdav-server of OpenMarshal (npm: webdav-server). npm fetches it at the
# first start.
. "$(dirname "$0")/../lib.sh"
begin "$@"
npm_packages webdav-server
cp "$here/server.js" "$cache/"
spawn node "$cache/server.js" "$port" "$root"
ready /
npm_version webdav-server

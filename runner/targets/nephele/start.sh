#!/bin/sh
# Nephele (npm: nephele) under Express. npm fetches it at the first start.
. "$(dirname "$0")/../lib.sh"
begin "$@"
npm_packages nephele
cp "$here/server.mjs" "$cache/"
export NODE_ENV=production # without stack traces in its answers
spawn node "$cache/server.mjs" "$port" "$root"
ready /
npm_version nephele

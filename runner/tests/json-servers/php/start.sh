#!/bin/sh
# PHP's built-in server, one process.
. "$(dirname "$0")/../../../targets/lib.sh"
begin "$@"
spawn php -n -S "127.0.0.1:$port" -t "$root" "$here/batch.php"
ready /

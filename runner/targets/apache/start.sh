#!/bin/sh
# Apache httpd with mod_dav and mod_dav_fs, from a generated configuration.
# DEPTH_INFINITY=On lifts the default refusal of PROPFIND Depth: infinity.
#
# mod_dav_fs of 2.4 does not guard its lock database: requests at the same time
# lose each other's locks, as WORKERS=25 shows.
. "$(dirname "$0")/../lib.sh"
. "$here/../apache.sh"
begin "$@"
mkdir -p "$root/dav"
httpd setenvif dir autoindex dav_fs <<CONF
DocumentRoot "$root"
DavLockDB "$run/DavLock"
<Directory "$root">
  Options Indexes
  Require all granted
</Directory>
<Directory "$root/dav">
  Dav On
  DavDepthInfinity ${DEPTH_INFINITY:-Off}
</Directory>
CONF
ready /dav/

#!/bin/sh
# Apache httpd with mod_dav and mod_dav_fs, from a generated configuration.
# DEPTH_INFINITY=On lifts the default refusal of PROPFIND Depth: infinity.
#
# mod_dav_fs of 2.4 does not guard its lock database: requests at the same time
# lose each other's locks. One process that answers one request after the other
# gives the same verdicts every time; WORKERS=25 shows the loss.
. "$(dirname "$0")/../lib.sh"
begin "$@"
PATH=$PATH:/usr/sbin
mods=/usr/lib/apache2/modules
mkdir -p "$root/dav"
cat >"$run/httpd.conf" <<CONF
ServerRoot "$run"
ServerName 127.0.0.1
Listen 127.0.0.1:$port
PidFile "$run/httpd.pid"
ErrorLog "$run/error.log"
DefaultRuntimeDir "$run"
LoadModule mpm_prefork_module $mods/mod_mpm_prefork.so
LoadModule authz_core_module $mods/mod_authz_core.so
LoadModule mime_module $mods/mod_mime.so
LoadModule setenvif_module $mods/mod_setenvif.so
LoadModule dir_module $mods/mod_dir.so
LoadModule autoindex_module $mods/mod_autoindex.so
LoadModule dav_module $mods/mod_dav.so
LoadModule dav_fs_module $mods/mod_dav_fs.so
ServerLimit ${WORKERS:-1}
StartServers 1
MaxRequestWorkers ${WORKERS:-1}
KeepAlive Off
TypesConfig /etc/mime.types
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
user=$(unprivileged)
[ -z "$user" ] ||
    printf 'User %s\nGroup %s\n' "$user" "$user" >>"$run/httpd.conf"
spawn apache2 -f "$run/httpd.conf" -D FOREGROUND
ready /dav/

#!/bin/sh
# Apache httpd with mod_dav and mod_dav_svn (Debian: apache2-bin,
# libapache2-mod-svn, subversion): each write is a commit (SVNAutoversioning).
. "$(dirname "$0")/../lib.sh"
begin "$@"
PATH=$PATH:/usr/sbin
mods=/usr/lib/apache2/modules
svnadmin create "$root/repo"
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
LoadModule dav_module $mods/mod_dav.so
LoadModule dav_svn_module $mods/mod_dav_svn.so
TypesConfig /etc/mime.types
DocumentRoot "$run"
<Location /svn>
  DAV svn
  SVNPath "$root/repo"
  SVNAutoversioning on
  Require all granted
</Location>
CONF
user=$(unprivileged)
[ -z "$user" ] ||
    printf 'User %s\nGroup %s\n' "$user" "$user" >>"$run/httpd.conf"
spawn apache2 -f "$run/httpd.conf" -D FOREGROUND
ready /svn/

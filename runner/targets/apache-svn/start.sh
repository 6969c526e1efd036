#!/bin/sh
# Apache httpd with mod_dav and mod_dav_svn (Debian: apache2-bin,
# libapache2-mod-svn, subversion): each write is a commit (SVNAutoversioning).
# LOCK is for those who have logged in only: alice and bob, as in target.yaml.
#
# One process that answers one request after the other: commits at the same time
# are a 500 now and then, and verdicts are to be the same every time.
. "$(dirname "$0")/../lib.sh"
begin "$@"
PATH=$PATH:/usr/sbin
mods=/usr/lib/apache2/modules
svnadmin create "$root/repo"
for name in alice bob; do
    sum=$(printf '%s' "$name:davproof:$name" | md5sum)
    echo "$name:davproof:${sum%% *}"
done >"$run/users"
cat >"$run/httpd.conf" <<CONF
ServerRoot "$run"
ServerName 127.0.0.1
Listen 127.0.0.1:$port
PidFile "$run/httpd.pid"
ErrorLog "$run/error.log"
DefaultRuntimeDir "$run"
LoadModule mpm_prefork_module $mods/mod_mpm_prefork.so
LoadModule authz_core_module $mods/mod_authz_core.so
LoadModule authn_core_module $mods/mod_authn_core.so
LoadModule authn_file_module $mods/mod_authn_file.so
LoadModule authz_user_module $mods/mod_authz_user.so
LoadModule auth_digest_module $mods/mod_auth_digest.so
LoadModule mime_module $mods/mod_mime.so
LoadModule dav_module $mods/mod_dav.so
LoadModule dav_svn_module $mods/mod_dav_svn.so
ServerLimit 1
StartServers 1
MaxRequestWorkers 1
KeepAlive Off
TypesConfig /etc/mime.types
DocumentRoot "$run"
<Location /svn>
  DAV svn
  SVNPath "$root/repo"
  SVNAutoversioning on
  AuthType Digest
  AuthName davproof
  AuthUserFile "$run/users"
  Require valid-user
</Location>
CONF
user=$(unprivileged)
[ -z "$user" ] ||
    printf 'User %s\nGroup %s\n' "$user" "$user" >>"$run/httpd.conf"
spawn apache2 -f "$run/httpd.conf" -D FOREGROUND
ready /svn/
svnadmin --version -q

#!/bin/sh
# Apache httpd with mod_dav and mod_dav_svn (Debian: apache2-bin,
# libapache2-mod-svn, subversion): each write is a commit (SVNAutoversioning).
# LOCK is for those who have logged in only: alice and bob, as in target.yaml.
#
# Commits at the same time are a 500 now and then, as WORKERS=25 shows.
. "$(dirname "$0")/../lib.sh"
. "$here/../apache.sh"
begin "$@"
svnadmin create "$root/repo"
for name in alice bob; do
    sum=$(printf '%s' "$name:davproof:$name" | md5sum)
    echo "$name:davproof:${sum%% *}"
done >"$run/users"
httpd authn_core authn_file authz_user auth_digest dav_svn <<CONF
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
ready /svn/
svnadmin --version -q

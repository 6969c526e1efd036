#!/bin/sh
# sabre/dav (Debian: php-sabre-dav, php-cgi, php-xml, php-mbstring) behind
# lighttpd by FastCGI. PHP's own web server would do, but for the 30 seconds
# that it leaves a client waiting after Expect: 100-continue. A COPY into itself
# recurs until no path can be longer: the tree lies in a long one, so that this is
# soon, and not after some thousand collections.
# One process: its file of locks is read and written in two steps, so that LOCKs
# of two requests at once lose each other (WORKERS=4 shows it).
. "$(dirname "$0")/../lib.sh"
begin "$@"
long=$(printf %0200d 0)
files=$root/$long/$long/$long/$long/$long/$long/$long/$long
files=$files/$long/$long/$long/$long/$long/$long/$long/$long/$long
mkdir -p "$files"
cp "$here/server.php" "$run/"
user=$(unprivileged)
cat >"$run/lighttpd.conf" <<CONF
server.modules = ( "mod_rewrite", "mod_fastcgi" )
server.bind = "127.0.0.1"
server.port = $port
server.document-root = "$run"
server.errorlog = "$run/error.log"
server.upload-dirs = ( "$run" )
url.rewrite-once = ( "" => "/server.php" )
fastcgi.server = ( ".php" => ((
  "bin-path" => "/usr/bin/php-cgi -d max_execution_time=5",
  "socket" => "$run/php.sock",
  "max-procs" => 1,
  "bin-environment" => (
    "PHP_FCGI_CHILDREN" => "${WORKERS:-1}",
    "PHP_FCGI_MAX_REQUESTS" => "10000",
    "TMPDIR" => "$run",
    "DAV_ROOT" => "$files",
    "DAV_RUN" => "$run"
  )
)) )
${user:+server.username = \"$user\"}
${user:+server.groupname = \"$user\"}
CONF
spawn /usr/sbin/lighttpd -D -f "$run/lighttpd.conf"
ready /
curl -si -X OPTIONS "$base" | tr -d '\r' | sed -n 's/^X-Sabre-Version: //p'

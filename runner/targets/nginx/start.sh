#!/bin/sh
# nginx with its dav module and dav-ext, which adds PROPFIND, OPTIONS and locks.
# Debian: nginx-light, libnginx-mod-http-dav-ext.
#
# What it is told to copy into itself it nests until the path has 4096 bytes,
# and serves nobody meanwhile; the longer the path of the tree, the sooner.
. "$(dirname "$0")/../lib.sh"
begin "$@"
PATH=$PATH:/usr/sbin
long=$(printf '%0200d' 0)
for _ in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15; do
    root=$root/$long
done
mkdir -p "$root"
user=$(unprivileged)
cat >"$run/nginx.conf" <<CONF
load_module /usr/lib/nginx/modules/ngx_http_dav_ext_module.so;
daemon off;
pid "$run/nginx.pid";
error_log "$run/error.log" info;
worker_processes 1;
${user:+user $user;}
events { worker_connections 256; }
http {
  include /etc/nginx/mime.types;
  access_log off;
  client_body_temp_path "$run/body";
  proxy_temp_path "$run/proxy";
  fastcgi_temp_path "$run/fastcgi";
  uwsgi_temp_path "$run/uwsgi";
  scgi_temp_path "$run/scgi";
  dav_ext_lock_zone zone=locks:10m;
  server {
    listen 127.0.0.1:$port;
    root "$root";
    client_max_body_size 0;
    location / {
      dav_methods PUT DELETE MKCOL COPY MOVE;
      dav_ext_methods PROPFIND OPTIONS LOCK UNLOCK;
      dav_ext_lock zone=locks;
      autoindex on;
    }
  }
}
CONF
spawn nginx -p "$run" -e "$run/error.log" -c "$run/nginx.conf"
ready /

# Sourced by the recipes of Apache httpd's modules, behind lib.sh.
#
# One process that answers one request after the other gives the same verdicts
# every time; WORKERS=25 has that many.
# shellcheck shell=sh disable=SC2154

configuration() { # configuration MODULE... <OWN
    for mod in mpm_prefork authz_core mime dav "$@"; do
        echo "LoadModule ${mod}_module /usr/lib/apache2/modules/mod_$mod.so"
    done
    cat <<CONF
ServerRoot "$run"
ServerName 127.0.0.1
Listen 127.0.0.1:$port
PidFile "$run/httpd.pid"
ErrorLog "$run/error.log"
DefaultRuntimeDir "$run"
ServerLimit ${WORKERS:-1}
StartServers 1
MaxRequestWorkers ${WORKERS:-1}
KeepAlive Off
TypesConfig /etc/mime.types
CONF
    cat
}

httpd() { # httpd MODULE... <OWN: starts it with its own lines behind these
    PATH=$PATH:/usr/sbin
    configuration "$@" >"$run/httpd.conf"
    user=$(unprivileged)
    [ -z "$user" ] ||
        printf 'User %s\nGroup %s\n' "$user" "$user" >>"$run/httpd.conf"
    spawn apache2 -f "$run/httpd.conf" -D FOREGROUND
}

# Sourced by the tests of real servers: which are tested ($names), and what each
# needs.

PATH=$PATH:/usr/sbin
recipes=$top/runner/targets
# What a recipe builds or fetches is kept, as by `make target-NAME`.
export TARGET_CACHE="$top/.build/targets" DAVPROOF_DATA="$top"

# With TARGETS=all every recipe, else those that take seconds.
case ${TARGETS:-quick} in
all) names=$(cd "$recipes" && ls -d -- */ | tr -d /) ;;
*) names='apache lighttpd nginx rclone xnet' ;;
esac

needs() { # needs NAME: files, or programs
    case $1 in
    apache) echo apache2 ;;
    apache-svn) echo apache2 svnadmin /usr/lib/apache2/modules/mod_dav_svn.so ;;
    lighttpd) echo lighttpd /usr/lib/lighttpd/mod_webdav.so ;;
    nephele | webdav-server) echo node "$TARGET_CACHE/$1/node_modules/$1" ;;
    nginx) echo nginx /usr/lib/nginx/modules/ngx_http_dav_ext_module.so ;;
    phodav) echo chezdav ;;
    sabre) echo lighttpd php-cgi /usr/share/php/Sabre/autoload.php ;;
    tomcat) echo java /usr/share/tomcat10/bin/catalina.sh ;;
    xnet) echo go /usr/share/gocode/src/golang.org/x/net/webdav/webdav.go ;;
    *) echo "$1" ;;
    esac
}

missing() { # missing NAME: prints the first thing that it needs and is not there
    for need in $(needs "$1"); do
        [ -e "$need" ] || command -v "$need" >/dev/null || {
            echo "$need is not installed"
            return
        }
    done
}

skip() { # skip N TITLE REASON
    for _ in $(seq "$1"); do
        count=$((count + 1))
        echo "ok $count - $2 # SKIP $3"
    done
}

# A folder of its own for what start.sh makes; servers that drop privileges
# must be able to reach it.
room() { # room NAME
    mkdir -p "$tmp/run/$1"
    chmod 755 "$tmp" "$tmp/run" "$tmp/run/$1"
}

# Files and processes that are left: the latter have one in their arguments.
remains() { # remains NAME
    ls -A "$tmp/run/$1"
    # shellcheck disable=SC2009
    ps -eo args= | grep -F "$tmp/run/$1/" | grep -vF grep
    :
}

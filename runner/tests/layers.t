#!/bin/sh
# Who may include whom: the rooms of runner/ and the edges between them.
. "$(dirname "$0")/lib.sh"

allowed() {
    case $1 in
    base) echo ;;
    spec | dav | http | refserver) echo base ;;
    case) echo base spec ;;
    check) echo base spec dav case http ;;
    report) echo base spec case check ;;
    run) echo base spec dav case http check report ;;
    cli) echo base spec dav case http check report run refserver ;;
    esac
}

# Edges that are finer than a room: ROOM HEADERS.
only() {
    case $1:$2 in
    check:http) echo message.h ;;
    report:check) echo finding.h ;;
    run:report) echo sink.h result.h ;;
    *) echo '*' ;;
    esac
}

library() { # library HEADER ROOM...: only these rooms may use it
    header=$1
    shift
    bad=$(cd "$top/runner" && grep -l "#include <$header" ./*/*.[ch] |
        cut -d/ -f2 | sort -u | tr '\n' ' ')
    for room in $bad; do
        case " $* " in
        *" $room "*) ;;
        *)
            ok 1 "<$header> is used by $* only"
            diag "and by: $room"
            return
            ;;
        esac
    done
    ok 0 "<$header> is used by $* only"
}

plan 17
for room in base spec dav case http check report run refserver cli; do
    wrong=
    for edge in $(cd "$top/runner" &&
        sed -n 's/^#include "\([a-z]*\/[a-z_0-9]*\.[a-z]*\)".*/\1/p' \
            "$room"/*.[ch] | sort -u); do
        to=${edge%/*} file=${edge#*/}
        [ "$to" = "$room" ] && continue
        case " $(allowed "$room") " in
        *" $to "*) ;;
        *) wrong="$wrong $edge" ;;
        esac
        files=$(only "$room" "$to")
        case " $files " in
        ' * ') ;;
        *" $file "*) ;;
        *) wrong="$wrong $edge" ;;
        esac
    done
    is "$wrong" "" "$room includes what it may"
done
library curl/ http
library libxml/ dav check report refserver
library yaml.h case spec
library jansson.h report
library microhttpd.h refserver
library getopt.h cli
library openssl/ base

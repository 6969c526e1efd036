#!/bin/sh
# golang.org/x/net/webdav with webdav.Dir and locks in memory: main.go, built
# once from Debian's source packages, without a network.
# Debian: golang-go, golang-golang-x-net-dev.
. "$(dirname "$0")/../lib.sh"
begin "$@"
if [ ! -x "$cache/davd" ] || [ "$here/main.go" -nt "$cache/davd" ]; then
    GO111MODULE=off GOPATH=/usr/share/gocode GOFLAGS='' \
        GOCACHE="$cache/go-build" go build -o "$cache/davd.$$" "$here/main.go"
    mv "$cache/davd.$$" "$cache/davd"
fi
spawn "$cache/davd" "127.0.0.1:$port" "$root"
ready /
dpkg-query -W -f '${Version}\n' golang-golang-x-net-dev 2>/dev/null |
    sed 's/^[0-9]*://; s/[+-].*//'

#!/bin/sh
# Xandikos (Debian: xandikos): calendars and address books in git repositories.
# The URL is that of the home of a user's calendars, where any file may lie.
. "$(dirname "$0")/../lib.sh"
begin "$@"
spawn xandikos --directory "$root" --listen-address 127.0.0.1 --port "$port" \
    --defaults --current-user-principal /user/
ready /user/calendars/
xandikos --version | sed 's/.* //'

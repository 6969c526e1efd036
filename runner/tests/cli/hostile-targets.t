#!/bin/sh
# Targets that cannot be tested: a clear message, exit status 3, no hang.
. "$(dirname "$0")/../lib.sh"
plan 42

one='rfc4918/9.3-mkcol/'

target() { # target MODE WORDS
    background /usr/bin/python3 "$tests/hostile.py" "$1"
    run run --timeout 1 --connect-timeout 1 --max-body 1MiB "$line" $one
    is "$status" 3 "$1: exit status 3"
    has "$tmp/err" "$2" "$1: says why"
    has "$tmp/out" 'Bail out!' "$1: prove learns of it"
    kill "$pid"
}

target refuse 'no connection'
target not-dav 'is no WebDAV collection'
target file 'the base is a file'
target 401 'it wants a user'
target 403 'nothing may be created here'
target 404 'there is no collection of that URL'
target 500 'answered 500'
target 502 'a proxy in between has no server to ask'
target hang 'timed out'
target hang-at-once 'timed out'
target garbage 'no HTTP response'
target cut 'closed before the response was whole'
target 2gib 'larger than allowed'
target redirect 'redirects to http://elsewhere.example/dav/'

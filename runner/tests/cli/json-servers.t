#!/bin/sh
# The cases on JSON multi-status against three small batch APIs, as they are
# written with PHP, Flask and Express: right, and in the ways they go wrong.
. "$(dirname "$0")/../lib.sh"
plan 57

servers=$tests/json-servers
cases=$top/cases/json-multistatus/
per_server=19
express=$top/.build/express
export EXPRESS="$express"
PYTHON=/usr/bin/python3
export PYTHON

skip() { # skip REASON: all points of one server
    n=0
    while [ $n -lt $per_server ]; do
        n=$((n + 1))
        count=$((count + 1))
        echo "ok $count # SKIP $1"
    done
}

batch() { # batch HOW SERVER: a run, its results in $tmp/out
    BATCH=$1
    export BATCH
    run run --color never "$servers/$2/target.yaml" "$cases"
}

right() { # right SERVER
    batch right "$1"
    is "$status" 0 "$1: no MUST is broken"
    is "$(grep -c '^ok .*json-multistatus/' "$tmp/out")" \
        "$("$davproof" list "$cases" | wc -l | tr -d ' ')" "$1: every case passes"
    lacks "$tmp/out" '# SKIP' "$1: none is skipped"
}

wrong() { # wrong SERVER HOW REQUIREMENT CASE MESSAGE
    batch "$2" "$1"
    is "$status" 1 "$1, $2: a MUST is broken"
    has "$tmp/out" "requirement: \"$3\"" "$1, $2: it is $3"
    grep -q "^not ok .*$4" "$tmp/out"
    ok $? "$1, $2: the case fails that claims it" "$tmp/out"
    has "$tmp/out" "$5" "$1, $2: in words"
}

check() { # check SERVER
    right "$1"
    wrong "$1" prose json.items-present items/array-under-files \
        'a 207 says of no part of the request what became of it'
    wrong "$1" text json.content-type envelope/content-type \
        'a JSON multi-status is sent as another type'
    wrong "$1" html json.content-type envelope/content-type \
        'a JSON multi-status is sent as another type'
    wrong "$1" untyped json.content-type envelope/content-type \
        'a JSON multi-status has no Content-Type'
}

has_express() {
    NODE_PATH=$express/node_modules:/usr/share/nodejs \
        node -e 'require("express")' 2>/dev/null
}

fetch_express() {
    mkdir -p "$express" &&
        cp "$servers"/express/package*.json "$express/" &&
        (cd "$express" && timeout 120 npm ci --no-audit --no-fund) \
            >"$tmp/npm.log" 2>&1
}

if command -v php >/dev/null; then
    check php
else
    skip 'there is no php (Debian package php-cli)'
fi

if "$PYTHON" -c 'import flask' 2>/dev/null; then
    check flask
else
    skip 'there is no Flask (Debian package python3-flask)'
fi

if ! command -v node >/dev/null; then
    skip 'there is no node (Debian package nodejs)'
elif has_express; then
    check express
elif ! command -v npm >/dev/null; then
    skip 'there is no Express (Debian package node-express, or npm)'
elif fetch_express && has_express; then
    check express
else
    skip 'npm cannot fetch Express'
fi

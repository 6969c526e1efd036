#!/bin/sh
# Flask with the server that it brings along. PYTHON names another Python.
. "$(dirname "$0")/../../../targets/lib.sh"
begin "$@"
PYTHONDONTWRITEBYTECODE=1
export PYTHONDONTWRITEBYTECODE
spawn "${PYTHON:-/usr/bin/python3}" -m flask --app "$here/batch.py" run \
    --host 127.0.0.1 --port "$port"
ready /

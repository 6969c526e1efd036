#!/bin/sh
. "$(dirname "$0")/../../../targets/lib.sh"
stop "$@"

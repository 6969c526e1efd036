#!/bin/sh
# The fault matrix: without a fault all pass, and each fault of the reference
# server is caught by a case or rule that claims what it violates. With
# FAULTS=full also: each case, rule and claimed requirement is broken by one.
. "$(dirname "$0")/lib.sh"

[ "${FAULTS:-quick}" = full ] && set -- --full || set --
exec_status=0
TMPDIR=$tmp /usr/bin/python3 "$tests/faults.py" --davproof "$davproof_fast" \
    "$@" || exec_status=$?
exit "$exec_status"

#!/bin/sh
# Every legal choice of the reference server (variant.def) is taken for legal:
# no case and no rule fails with it. Together, as far as they go together; with
# VARIANTS=full each by itself.
. "$(dirname "$0")/lib.sh"

[ "${VARIANTS:-quick}" = full ] && set -- --full || set --
exec_status=0
TMPDIR=$tmp /usr/bin/python3 "$tests/variants.py" --davproof "$davproof_fast" \
    "$@" || exec_status=$?
exit "$exec_status"

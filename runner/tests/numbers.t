#!/bin/sh
# The figures that the README tells are those that can be counted.
. "$(dirname "$0")/lib.sh"
plan 3

numbers="/usr/bin/python3 $tests/figures.py --davproof $davproof_fast"
$numbers --check "$top/README.md" >"$tmp/out" 2>&1
ok $? 'README.md says no more than there is, and not much less' "$tmp/out"
sed 's/^\(| cases |\) [0-9]*/\1 9999/' "$top/README.md" >"$tmp/more.md"
! $numbers --check "$tmp/more.md" >"$tmp/out" 2>&1
ok $? 'a README with more cases than there are is refused'
has "$tmp/out" 'cases: 9999' 'and it says what is wrong'

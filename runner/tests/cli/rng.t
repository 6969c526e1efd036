#!/bin/sh
# schemas/multistatus.rng and the rules of runner/check agree on the fixtures:
# what breaks a rule on structure is not valid, and nothing else is invalid.
. "$(dirname "$0")/../lib.sh"

if ! command -v xmllint >/dev/null; then
    echo '1..0 # SKIP xmllint is not installed'
    exit 0
fi

schema=$top/schemas/multistatus.rng
bodies=$tests/fixtures/bodies

# The rules that say what holds what, and how often.
structural='activelock-content description-text error-content
    location-content lockdiscovery-content lockentry-content lockroot-content
    lockscope-content locktoken-content locktype-content multistatus-content
    multistatus-no-strays no-elements-in-text no-text-in-elements prop-no-text propstat-at-most-one
    propstat-one-prop propstat-one-status resourcetype-no-text
    response-at-most-one response-href-required response-not-nested
    response-one-href response-one-status status-xor-propstat
    supportedlock-content condition-in-error
    dav-namespace root-multistatus
    well-formed href-xml-escaped namespace-well-formed'

# Where the two differ, and why.
differ() { # differ FIXTURE: prints the reason
    case $1 in
    json-content-type.page.broken.http)
        echo 'an HTML page: the rule on its type is the only one broken' ;;
    locktoken-content.broken.http)
        echo 'its href is no URI: the grammar does not look at values' ;;
    esac
}

valid() { # valid FIXTURE: the body, without the head
    LC_ALL=C sed '1,/^\r*$/d' "$bodies/$1" >"$tmp/body.xml"
    # After a namespace error it goes on as if there were none.
    xmllint --noout --nonet --relaxng "$schema" "$tmp/body.xml" \
        2>"$tmp/why" && ! grep -q 'namespace error' "$tmp/why"
}

is_multistatus() {
    head -n 1 "$bodies/$1" | grep -q ' 207' &&
        LC_ALL=C sed '1,/^\r*$/d' "$bodies/$1" | LC_ALL=C tr -d '\000' |
        LC_ALL=C grep -q '<' &&
        ! grep -qi '^content-type:.*json' "$bodies/$1"
}

is_structural() {
    for rule in $structural; do
        case $1 in
        "$rule".*broken.http) return 0 ;;
        esac
    done
    return 1
}

n=0
refused=0
wrong=
for file in "$bodies"/*.http; do
    name=$(basename "$file")
    is_multistatus "$name" || continue
    n=$((n + 1))
    [ -z "$(differ "$name")" ] || continue
    if valid "$name"; then
        ! is_structural "$name" || wrong="$wrong $name(valid)"
    else
        refused=$((refused + 1))
        is_structural "$name" || {
            wrong="$wrong $name(invalid)"
            sed -n 1,2p "$tmp/why" | sed 's/^/# /'
        }
    fi
done
plan 5
is "${wrong:-none}" none 'the grammar and the rules agree'
[ "$n" -gt 150 ]
ok $? "on $n bodies"
[ "$refused" -gt 30 ]
ok $? "of which $refused break a rule on structure"
for name in json-content-type.page.broken.http locktoken-content.broken.http; do
    if valid "$name"; then a=valid; else a=invalid; fi
    if is_structural "$name"; then b=invalid; else b=valid; fi
    [ $a != $b ]
    ok $? "they differ on $name: $(differ "$name")"
done

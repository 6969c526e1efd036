#!/bin/sh
# shellcheck disable=SC3044 # `run` is ours, and so is its word `complete`
# Completion: what the program offers, and that three shells pass it on.
. "$(dirname "$0")/../lib.sh"
plan 38
completions=$top/runner/completions

# The program is called davproof, and found in PATH.
mkdir "$tmp/bin" "$tmp/here"
ln -s "$davproof" "$tmp/bin/davproof"
PATH=$tmp/bin:$PATH
DAVPROOF_DATA=$top
export DAVPROOF_DATA
cd "$tmp/here" || exit 1
mkdir wire
touch result.json 'two words.json'

# offers WANTED WORD...: the candidates, without what is said of them.
offers() {
    wanted=$1
    shift
    run complete -- "$@"
    is "$(cut -f1 "$tmp/out" | tr '\n' ' ')" "$wanted" "the program: $*"
}

offers 'lint list ' li
offers '--version ' --v
offers 'lint list ' help li
offers '' no-such-command ''
offers 'reference :files ' run --keep -j 4 ref
offers 'rfc4918/9.3-mkcol/ :files ' run reference rfc4918/9.3
offers '--shard ' run --sh --sha
offers 'must should may ' list --level ''
offers '--level=must,should ' list --level=must,sh
offers '--level=must,should ' list --lev=x --level=must,sh
offers 'digest ' run -qk --auth dig
offers ':files ' lint --prop getetag ''
offers 'PROPFIND PROPPATCH ' lint -X PROP
offers 'text tap json ' lint --format ''
offers 'case target result ' schema ''
offers '' schema case ''
offers 'slow ' run --tag ''
offers 'copy. ' list --select cop
offers 'copy-half ' serve --fault copy-ha
offers 'copy-half ' explain copy-ha
offers ':files ' run reference -- --no-such
run complete -- run ''
head -n 1 "$tmp/out" >"$tmp/first"
has "$tmp/first" "reference	the reference" 'a sentence stands behind a tab'
run complete run
is "$status" 2 'words stand behind --'
run --help
lacks "$tmp/out" complete 'people are not told of it'

# in_shell LINE WANTED: what the shell would put in the place of the last word.
in_bash() {
    cat >"$tmp/complete.bash" <<'BASH'
source "$1"
COMP_LINE=$2 COMP_POINT=${#2} COMP_CWORD=$(($# - 3))
COMP_WORDS=("${@:3}")
_davproof davproof
printf '%s\n' "${COMPREPLY[@]}" | LC_ALL=C sort
BASH
    line=$1 wanted=$2
    shift 2
    bash --norc "$tmp/complete.bash" "$completions/davproof.bash" "$line" \
        "$@" >"$tmp/out" 2>"$tmp/err"
    is "$(tr '\n' '|' <"$tmp/out")" "$wanted" "bash: $line"
}
if command -v bash >/dev/null; then
    in_bash 'davproof li' 'lint|list|' davproof li
    in_bash 'davproof list --level=must,s' 'must,should|' \
        davproof list --level = must,s
    in_bash 'davproof run --auth=' 'any|basic|bearer|digest|negotiate|' \
        davproof run --auth =
    in_bash 'davproof run http://localhost/dav/ re' 'result.json|' \
        davproof run http : //localhost/dav/ re
    in_bash 'davproof run --json=re' 'result.json|' \
        davproof run --json = re
    mkdir "$tmp/all"
    for folder in "$top"/cases/*/; do
        echo "$(basename "$folder")/"
    done >"$tmp/all/folders"
    ls >"$tmp/all/files"
    in_bash 'davproof run reference ' \
        "$(LC_ALL=C sort "$tmp/all"/f* | tr '\n' '|')" \
        davproof run reference ''
    id=rfc4918/9.3-mkcol/on-a-mapped-url
    in_bash "davproof run reference $id:f" 'file|' \
        davproof run reference "$id" : f
else
    for i in 1 2 3 4 5 6 7; do
        ok 0 "bash: $i # SKIP bash is missing"
    done
fi

in_zsh() {
    cat >"$tmp/complete.zsh" <<'ZSH'
compadd() { local name=${@[-1]}; print -rl -- ${(P)name} }
compset() { PREFIX=${PREFIX#*=} }
_files() { print -r -- "files: $PREFIX" }
complete_it() { source "$file" }
file=$1
shift
words=("$@") CURRENT=$# PREFIX=${@[-1]}
complete_it
ZSH
    line=$1 wanted=$2
    shift 2
    zsh -f "$tmp/complete.zsh" "$completions/_davproof" "$@" \
        >"$tmp/out" 2>"$tmp/err"
    is "$(tr '\n' '|' <"$tmp/out")" "$wanted" "zsh: $line"
}
if command -v zsh >/dev/null; then
    in_zsh 'davproof li' 'lint|list|' davproof li
    in_zsh 'davproof run --json=re' 'files: re|' davproof run --json=re
    in_zsh 'davproof run reference rfc4918/9.3' \
        'rfc4918/9.3-mkcol/|files: rfc4918/9.3|' \
        davproof run reference rfc4918/9.3
else
    for i in 1 2 3; do
        ok 0 "zsh: $i # SKIP zsh is missing"
    done
fi

in_fish() {
    HOME=$tmp fish -N -c "source $completions/davproof.fish; complete -C '$1'" \
        2>"$tmp/err" | cut -f1 >"$tmp/out"
    is "$(tr '\n' '|' <"$tmp/out")" "$2" "fish: $1"
}
if command -v fish >/dev/null; then
    in_fish 'davproof li' 'lint|list|'
    in_fish 'davproof list --level=must,s' '--level=must,should|'
    in_fish 'davproof run --json=re' '--json=result.json|'
    in_fish 'davproof report ' 'result.json|two words.json|wire/|'
else
    for i in 1 2 3 4; do
        ok 0 "fish: $i # SKIP fish is missing"
    done
fi

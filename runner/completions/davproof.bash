# Completion of davproof for bash. What there is to complete the program knows.

_davproof() {
    local line=${COMP_LINE:0:COMP_POINT} i word piece before option candidate
    local -a words=()

    # bash breaks words at = and : (COMP_WORDBREAKS): they are one word here.
    for ((i = 0; i <= COMP_CWORD; i++)); do
        word=${line#"${line%%[![:space:]]*}"}
        ((i == COMP_CWORD)) || word=${COMP_WORDS[i]}
        if ((i > 0)) && [[ $line != [[:space:]]* && -n $line ]]; then
            words[${#words[@]} - 1]+=$word
        else
            words+=("$word")
        fi
        line=${line#"${line%%[![:space:]]*}"}
        line=${line#"$word"}
    done
    # What readline will replace is the last piece only.
    piece=$word
    [[ $COMP_WORDBREAKS == *=* ]] && piece=${piece##*=}
    [[ $COMP_WORDBREAKS == *:* ]] && piece=${piece##*:}
    word=${words[${#words[@]} - 1]}
    before=${word%"$piece"}
    # --json=FILE: the name of a file begins behind the equals sign.
    [[ $word == -*=* ]] && option=${word%%=*}=

    COMPREPLY=()
    while IFS=$'\t' read -r candidate _; do
        if [[ $candidate == :files ]]; then
            compopt -o filenames 2>/dev/null
            while read -r candidate; do
                candidate=$option$candidate
                COMPREPLY+=("${candidate#"$before"}")
            done < <(compgen -f -- "${word#"$option"}")
            continue
        fi
        [[ $candidate == *[/.,=] ]] && compopt -o nospace 2>/dev/null
        COMPREPLY+=("${candidate#"$before"}")
    done < <("${1/#\~/$HOME}" complete -- "${words[@]:1}" 2>/dev/null)
}

complete -F _davproof davproof

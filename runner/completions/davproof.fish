# Completion of davproof for fish. What there is to complete the program knows.

function __davproof_complete
    set -l words (commandline -opc)
    set -l current (commandline -ct)
    set -l candidates ($words[1] complete -- $words[2..] "$current" 2>/dev/null)

    string match -v -- :files $candidates
    if contains -- :files $candidates
        # --json=FILE: the name begins behind the equals sign.
        set -l option (string match -r -- '^-[^=]*=' $current)
        set -l path (string replace -r -- '^-[^=]*=' '' $current)
        __fish_complete_path "$path" | string replace -r -- '^' "$option"
    end
end

complete -c davproof -f -a '(__davproof_complete)'

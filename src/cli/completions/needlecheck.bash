# Completions of needlecheck for Bash. They ask the program itself what can stand at the cursor.
_needlecheck() {
    local program=${1/#'~/'/$HOME/} word
    type -P -- "$program" >/dev/null || program=needlecheck
    COMPREPLY=()
    while IFS= read -r word; do
        case $word in
            '') ;;
            :files) compopt -o default || : ;;
            # Bash keeps what is before the `=`, unless it is told not to break words there.
            *=*) if [[ $COMP_WORDBREAKS == *=* ]]; then COMPREPLY+=("${word#*=}"); else COMPREPLY+=("$word"); fi ;;
            *) COMPREPLY+=("$word") ;;
        esac
    done <<<"$(command "$program" __complete bash "${COMP_LINE:0:COMP_POINT}" 2>/dev/null </dev/null)"
} 2>/dev/null
complete -o nosort -F _needlecheck needlecheck 2>/dev/null || complete -F _needlecheck needlecheck

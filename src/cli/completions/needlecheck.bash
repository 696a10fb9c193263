# Completions of needlecheck for Bash. They ask the program itself what can stand at the cursor.
_needlecheck() {
    local program=${1-} line=${COMP_LINE-} word
    program=${program/#'~/'/$HOME/} line=${line:0:${COMP_POINT-0}}
    # Whoever calls this in place of Bash may give the words alone.
    line=${line:-"${COMP_WORDS[*]:0:COMP_CWORD+1}"}
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
    done <<<"$(command "$program" __complete bash "$line" 2>/dev/null </dev/null)"
} 2>/dev/null
complete -o nosort -F _needlecheck needlecheck 2>/dev/null || complete -F _needlecheck needlecheck

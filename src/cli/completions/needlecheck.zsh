#compdef needlecheck
# Completions of needlecheck for Zsh. They ask the program itself what can stand at the cursor.
_needlecheck() {
    local program=${${(Q)words[1]}/#\~\//$HOME/}
    local -a offered
    whence -p -- "$program" >/dev/null || program=needlecheck
    offered=("${(@f)$(command "$program" __complete zsh "${(j: :)words[1,CURRENT-1]} $PREFIX" 2>/dev/null </dev/null)}")
    case $offered[1] in
        '') return 1 ;;
        :files)
            compset -P '--[^=]#='
            _files
            ;;
        *) _describe -V word offered ;;
    esac
}
if [[ $funcstack[1] == _needlecheck ]]; then
    _needlecheck "$@"
else
    compdef _needlecheck needlecheck
fi

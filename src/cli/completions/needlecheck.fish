# Completions of needlecheck for Fish. They ask the program itself what can stand at the cursor.
function __needlecheck_offered
    set -l program (string replace -r '^~/' "$HOME/" -- (commandline -opc)[1])
    command -q -- $program; or set program needlecheck
    command -q -- $program; or return
    set -l line (commandline --cut-at-cursor --current-process | string collect)
    command $program __complete fish $line 2>/dev/null </dev/null
end
complete --command needlecheck --no-files --keep-order --arguments '(__needlecheck_offered | string match --invert :files)'
complete --command needlecheck --condition '__needlecheck_offered | string match --quiet :files' --force-files

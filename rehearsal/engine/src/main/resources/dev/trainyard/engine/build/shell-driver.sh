# Runs one command file after another in this one shell, so that cd, variables and functions carry over.
# Arguments: the word that marks the end of a command; the file that keeps the state for a successor,
# needed when a command says `exit`. Standard input names the command files; commands do not see it.
__ty_mark=$1
__ty_state=$2
set --
exec 3<&0 0</dev/null
if [ -f "$__ty_state" ]; then
  source "$__ty_state"
fi
trap '{ declare -px; declare -f; printf "cd %q\n" "$PWD"; } >"$__ty_state"' EXIT
while IFS= read -r -u 3 __ty_file; do
  eval "$(<"$__ty_file")" 3<&-
  printf '%s %s\n' "$__ty_mark" "$?"
done

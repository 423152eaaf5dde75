#!/bin/sh
# job-environments.sh: makes sure of the Python environments that jobs and endpoints of a rehearsal run in, those that
# config/ and model.yaml ask for. Prints every environment that an image can ask for, made or not, as NAME=INTERPRETER,
# one a line: the stand-in's table (its images.py knows which image has which).
# job-environments.sh --missing: prints what it would install, as NAME<tab>SIZE, and makes nothing.
set -eu
root=$(cd "$(dirname "$0")/.." && pwd)
code=$root/sagemaker-code

# A comment asks for nothing.
says() { pattern=$1; shift; cat "$@" 2>/dev/null | sed 's/#.*//' | grep -Eq "$pattern"; }

# The lock of each, and whether it is wanted. What a clone has no lock for, its jobs cannot ask for.
lock_of() {
  case $1 in
    ml) echo "$code/requirements.lock" ;;
    xgb) echo "$code/requirements-xgboost.lock" ;;
    spark) echo "$code/requirements-spark.lock" ;;
  esac
}
is_wanted() {
  case $1 in
    ml) true ;;
    xgb) says "type: *[\"']?xgboost" "$code/model.yaml" ;;
    spark) says "engine: *[\"']?spark" "$root"/config/stages/*.yaml ;;
  esac
}

for name in ml xgb spark; do
  lock=$(lock_of "$name")
  [ -r "$lock" ] || continue
  if [ "${1-}" = --missing ]; then
    directory=$("$root/.mvn/venv.sh" --where "$name" "$lock")
    ! is_wanted "$name" || [ -f "$directory/.complete" ] || printf '%s\t%s\n' "$name" "$(sed -n 's/^# size: //p' "$lock")"
  else
    if is_wanted "$name"; then where=; else where=--where; fi
    directory=$("$root/.mvn/venv.sh" $where "$name" "$lock")
    echo "$name=$directory/bin/python"
  fi
done

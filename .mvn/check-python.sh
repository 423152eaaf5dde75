#!/bin/sh
# check-python.sh MODULE: formatting, rules, types and tests of a Python module, in the locked environments. Maven runs
# it in the module's test phase. A module with a requirements.lock of its own is tested on that environment, with the
# tools' packages behind it; any other on the tools' environment.
set -eu
[ $# -eq 1 ] || { echo "usage: .mvn/check-python.sh MODULE" >&2; exit 2; }
root=$(cd "$(dirname "$0")/.." && pwd)
module=$1
tools_lock=$root/rehearsal/emulator/requirements.lock
tools=$("$root/.mvn/venv.sh" tools "$tools_lock")
python=$tools/bin/python
unset PYTHONPATH PYTHONHOME
cd "$root/$module"

if [ -f requirements.lock ] && [ "$PWD/requirements.lock" != "$tools_lock" ]; then
  environment=$(sed -n 's/^# environment: //p' requirements.lock)
  python=$("$root/.mvn/venv.sh" "${environment:-ml}" requirements.lock)/bin/python
  PYTHONPATH=$("$tools/bin/python" -c 'import sysconfig; print(sysconfig.get_path("purelib"))')
fi

# What the tools leave behind belongs to target/, which `clean` removes.
mkdir -p target
export RUFF_CACHE_DIR=target/ruff MYPY_CACHE_DIR=target/mypy PYTHONDONTWRITEBYTECODE=1
# Estimators with a thread for each core, several at once, stall each other.
export OMP_NUM_THREADS="${OMP_NUM_THREADS:-1}"

# Prints nothing but the tool's last line when all is well, everything when not.
run() {
  name=$1
  shift
  if "$@" >target/check.log 2>&1; then
    echo "$module: $name: $(grep -v '^$' target/check.log | tail -1)"
  else
    cat target/check.log >&2
    echo "$module: $name failed; again with: .mvn/check-python.sh $module" >&2
    exit 1
  fi
}

sources=
for directory in src packing tests tests_xgboost; do
  [ -z "$(find "$directory" -name '*.py' 2>/dev/null | head -1)" ] || sources="$sources $directory"
done
# Scripts without tests stand in the module itself.
[ -n "$sources" ] || sources=.
run "ruff format" "$tools/bin/ruff" format --check .
run "ruff" "$tools/bin/ruff" check .

# A build of the pipeline says TRAINYARD_TESTS=shipped (pipeline/build.sh): it tests what it ships. What speaks of the
# project's own claims, in minutes (marked `thorough`: chance over hundreds of seeds, fuzz, other data), is CI's.
chosen=
[ "${TRAINYARD_TESTS:-}" != shipped ] || chosen="not thorough"
# shellcheck disable=SC2086
run "mypy" "$tools/bin/mypy" --strict $sources
[ "$sources" = . ] || run "pytest" env ${PYTHONPATH:+"PYTHONPATH=$PYTHONPATH"} "$python" -m pytest -p no:cacheprovider \
  ${chosen:+-m "$chosen"}

# What AWS's XGBoost image alone can run, on its packages (about 22 s to install, once).
# In a build of the pipeline only where the model is XGBoost's: the environment has 540 MB.
if [ -d tests_xgboost ] && [ -n "$chosen" ] && ! grep -q '^ *type: *xgboost' model.yaml; then
  echo "$module: pytest with XGBoost: not in this build, for model.yaml names another estimator"
elif [ -d tests_xgboost ]; then
  xgboost=$("$root/.mvn/venv.sh" xgb requirements-xgboost.lock)/bin/python
  run "pytest with XGBoost" env "PYTHONPATH=$PYTHONPATH" "SCIKIT_LEARN_PYTHON=$python" "$xgboost" -m pytest \
    -p no:cacheprovider tests_xgboost
fi

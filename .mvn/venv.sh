#!/bin/sh
# venv.sh NAME LOCKFILE: makes sure of the virtual environment NAME with exactly the packages of LOCKFILE, prints its
# directory. Says something (on stderr) only when it must install. Its directory's name carries the lock's hash and
# Python's version, so a changed lock is another environment and two clones may share one cache.
# A lock's line `# from source: PACKAGE` names the one that its index has no wheel of; what builds it is in the lock.
# venv.sh --where NAME LOCKFILE: prints the directory, and makes nothing.
set -eu
only_where=
[ "${1-}" != --where ] || { only_where=yes; shift; }
[ $# -eq 2 ] || { echo "usage: .mvn/venv.sh [--where] NAME LOCKFILE" >&2; exit 2; }
name=$1 lock=$2
mvn_dir=$(cd "$(dirname "$0")" && pwd)
[ -r "$lock" ] || { echo "venv.sh: no lock file $lock" >&2; exit 2; }
. "$mvn_dir/python.sh"

key=$({ grep -v '^#' "$lock"; echo "python $TRAINYARD_PYTHON_VERSION"; } | sha256sum | cut -c1-12)
home=${TRAINYARD_VENVS:-${mvn_dir%/.mvn}/.trainyard/venvs}
dir=$home/$name-$key

is_complete() { [ -f "$dir/.complete" ] && [ -x "$dir/bin/python" ]; }

packages() { grep -c '^[A-Za-z0-9]' "$lock"; }

fail() {
  echo "Could not install the Python environment '$name' from $lock." >&2
  echo "pip takes packages from where its configuration says (pip config list): is that index reachable from here," \
    "behind a proxy perhaps, and has it these versions? Is there space in $home?" >&2
  exit 1
}

# Nothing of the host's Python settings may change what is installed.
install() {
  size=$(sed -n 's/^# size: //p' "$lock")
  echo "Installing the Python environment '$name': $(packages) packages${size:+, $size}, into $dir" >&2
  rm -rf "$dir"
  unset PYTHONPATH PYTHONHOME
  "$TRAINYARD_PYTHON" -m venv "$dir" >&2 || fail
  source=$(sed -n 's/^# from source: //p' "$lock")
  if [ -n "$source" ]; then
    # What builds it comes first, and from the lock too: pip's own isolation would fetch it without a hash.
    awk -v package="^$source==" '/^[A-Za-z0-9]/ { skip = $0 ~ package } !skip' "$lock" >"$dir/wheels.lock"
    pip_install --only-binary :all: -r "$dir/wheels.lock"
    pip_install --no-binary "$source" --no-build-isolation -r "$lock"
  else
    pip_install --only-binary :all: -r "$lock"
  fi
  : >"$dir/.complete"
}

pip_install() {
  "$dir/bin/python" -m pip --disable-pip-version-check --no-input --quiet install --require-hashes --no-deps "$@" >&2 ||
    fail
}

if [ -z "$only_where" ] && ! is_complete; then
  mkdir -p "$home"
  # One installs, the others wait: builds of several clones may share the directory.
  exec 9>"$dir.lock"
  flock 9
  is_complete || install
  exec 9>&-
fi
echo "$dir"

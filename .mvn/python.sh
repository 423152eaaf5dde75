# Exports TRAINYARD_PYTHON: a Python 3.12 or 3.13 that can make virtual environments, and TRAINYARD_PYTHON_VERSION.
# Sourced (POSIX sh). Every candidate is run. Shims of version managers are passed over: they are slow, exist for
# versions that are not there, and what they could lead to is looked for directly.

# Prints "3.12 /path/of/the/interpreter" where it fits; where only venv is missing, says so in $python_without_venv.
python_probe() {
  "$1" -I -c '
import sys
if sys.version_info[:2] not in ((3, 12), (3, 13)): sys.exit(3)
from importlib.util import find_spec
if not (find_spec("ensurepip") and find_spec("venv")): sys.exit(1)
print("%d.%d" % sys.version_info[:2], getattr(sys, "_base_executable", None) or sys.executable)
' 2>/dev/null
}

python_try() {
  python_path=$(command -v "$1" 2>/dev/null) || return 1
  case $python_path in */shims/*) return 1 ;; esac
  python_answer=$(python_probe "$python_path")
  case $? in
    0) ;;
    1) python_without_venv=$1; return 1 ;;
    *) return 1 ;;
  esac
  TRAINYARD_PYTHON_VERSION=${python_answer%% *}
  TRAINYARD_PYTHON=${python_answer#* }
}

# Where pyenv keeps its versions: a shim on PATH tells it even where HOME is another.
python_pyenv_root() {
  echo "$PATH" | tr : '\n' | sed -n 's|/shims/*$||p' | while read -r python_root; do
    if [ -d "$python_root/versions" ]; then echo "$python_root"; break; fi
  done
}

# What was asked for, then PATH, then where version managers put them. 3.12 first: AWS's image has it.
python_find() {
  python_without_venv=
  python_pyenv=${PYENV_ROOT:-$(python_pyenv_root)}
  python_pyenv=${python_pyenv:-$HOME/.pyenv}
  for python_candidate in "${TRAINYARD_PYTHON:-python3.12}" python3.12 python3.13 python3 \
    "$python_pyenv"/versions/3.12*/bin/python "$python_pyenv"/versions/3.13*/bin/python \
    "$HOME"/.local/share/uv/python/cpython-3.1[23]*/bin/python3 \
    "$HOME"/.local/share/mise/installs/python/3.1[23]*/bin/python "$HOME"/.asdf/installs/python/3.1[23]*/bin/python \
    /usr/bin/python3.1[23] /usr/local/bin/python3.1[23] /opt/python3.1[23]/bin/python3 /opt/python/*3.1[23]*/bin/python3 \
    /home/linuxbrew/.linuxbrew/bin/python3.1[23] "$HOME"/miniconda3/bin/python "$HOME"/miniforge3/bin/python; do
    if python_try "$python_candidate"; then return 0; fi
  done
  return 1
}

if ! python_find; then
  cat >&2 <<EOF
Trainyard needs Python 3.12 or 3.13 with venv, and found neither (python3 on PATH: $(python3 --version 2>/dev/null || echo none)).
${python_without_venv:+  $python_without_venv would do, but has no venv: on Debian and Ubuntu, sudo apt-get install python3-venv
}  Any Linux:      uv python install 3.12     or   pyenv install 3.12     or   mise install python@3.12
  Ubuntu 24.04:   sudo apt-get install python3.12 python3.12-venv
  Debian 13:      sudo apt-get install python3.13 python3.13-venv
  Fedora, RHEL, Amazon Linux:   sudo dnf install python3.12
  Installed elsewhere? Say where: export TRAINYARD_PYTHON=/path/to/python3.12
EOF
  exit 1
fi
export TRAINYARD_PYTHON TRAINYARD_PYTHON_VERSION

#!/bin/sh
# toolkit.sh DIR: AWS's single-model server (sagemaker-containers, as both AWS images have it) on the locked packages of
# sagemaker-code, in an environment under DIR of its own; prints its directory. About 560 MB, for this measurement alone.
# The other versions are those of AWS's XGBoost image (aws/deep-learning-containers, docker/xgboost/pyproject.toml), which
# also has the one change to sagemaker-containers that a Python of today wants.
set -eu
root=$(cd "$(dirname "$0")/../.." && pwd)
dir=$1/toolkit-2.8.6.post2
. "$root/.mvn/python.sh"
if [ ! -f "$dir/.complete" ]; then
  echo "Installing AWS's server for comparison into $dir" >&2
  rm -rf "$dir"
  "$TRAINYARD_PYTHON" -m venv "$dir" >&2
  pip() { "$dir/bin/python" -m pip --disable-pip-version-check --no-input --quiet install "$@" >&2; }
  pip --require-hashes --only-binary :all: --no-deps -r "$root/sagemaker-code/requirements.lock"
  pip "setuptools==80.9.0" wheel
  pip --no-deps --no-build-isolation sagemaker-containers==2.8.6.post2
  pip Flask==3.1.3 Werkzeug==3.1.8 gunicorn==25.3.0 gevent==26.4.0 boto3==1.38.0 psutil==7.0.0 retrying==1.3.3 \
    protobuf==3.20.3 inotify_simple==1.2.1 paramiko typing_extensions
  sed -i 's/collections\.Mapping/collections.abc.Mapping/g; s/^import collections$/import collections.abc/' \
    "$dir"/lib/python3*/site-packages/sagemaker_containers/_mapping.py
  : >"$dir/.complete"
fi
echo "$dir"

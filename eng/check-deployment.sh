#!/usr/bin/env bash
# Has the files of deploy/ read by the linters of their formats; tests hold them to the server. Needs npm; systemd-analyze where the system has it.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
readonly linter=artifacts/dockerfile-utils
[[ -d $linter/node_modules ]] || npm install --silent --no-audit --no-fund --no-package-lock --prefix "$linter" dockerfile-utils@0.16.3 >/dev/null
said=$("$linter/node_modules/.bin/dockerfile-utils" lint deploy/Dockerfile)
[[ -z $said ]] || { echo "$said"; exit 1; }
if command -v systemd-analyze >/dev/null; then
    # The program need not be there to be checked.
    unit=$(mktemp -d)/emotionai.service
    sed 's|^ExecStart=/opt/emotionai/emotionai-serve|ExecStart=/bin/true|' deploy/emotionai.service >"$unit"
    said=$(systemd-analyze verify "$unit" 2>&1)
    [[ -z $said ]] || { echo "$said"; exit 1; }
else
    echo "SKIPPED: the unit: needs systemd-analyze (Debian package systemd)"
fi
echo "the files of deploy/ are well formed"

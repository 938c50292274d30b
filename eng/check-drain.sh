#!/usr/bin/env bash
# Ends the built emotionai-serve by SIGTERM with 64 calls in flight, ROUNDS times: eng/check-drain.sh [ROUNDS]. Each round the process must end with 0, and every call that was begun before
# or a moment after the signal must be answered, or refused by type. Needs node.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
readonly rounds=${1:-5} tool=artifacts/bin/EmotionAI.Sdk.Server.Cli/release/emotionai-serve.dll
command -v node >/dev/null || { echo "SKIPPED: drain: needs node (Debian package nodejs)"; exit 0; }
[[ -e $tool ]] || { echo "FAILED: $tool is missing; build src/EmotionAI.Sdk.Server.Cli -c Release first"; exit 1; }
exec node eng/check-drain.mjs "$rounds" "$tool" samples/AudioQuickStart/sample.flac

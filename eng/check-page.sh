#!/usr/bin/env bash
# Uses the page of the sample LivePage as people do, in Debian's chromium: eng/check-page.sh [--shots DIR]. It writes, speaks (a recording stands in for the microphone), drops a
# recording, walks by keyboard, and asks axe-core. What the page shows must be what the tool says of the same text and the same recording. Needs chromium, node, npm, curl, ffmpeg.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
readonly bin=$PWD/${SAMPLES_BIN:-artifacts/bin} work=$PWD/artifacts/page port=${PORT:-5188} base=/listen
readonly server=$bin/LivePage/release emotionai=artifacts/bin/EmotionAI.Sdk.Cli/release/emotionai.dll
readonly ravdess=${EMOTIONAI_SHARED:-../shared}/data/audio/ravdess/03-01-06-02-01-01-01.flac key="a key (of 2)" text="Thank you so much for your help!"
rm -rf "$work" && mkdir -p "$work"
npm install --prefix artifacts/node --no-save --no-package-lock --no-audit --no-fund --ignore-scripts playwright-core@1.65.1 axe-core@4.14.1 >"$work/npm.log" || { cat "$work/npm.log"; exit 1; }

clip=$ravdess
[[ -e $clip ]] || clip=samples/AudioQuickStart/sample.flac
ffmpeg -v error -i "$clip" -ac 1 -ar 16000 -c:a pcm_s16le "$work/clip.wav"
dotnet "$emotionai" classify audio "$work/clip.wav" --segments --format jsonl >"$work/clip.jsonl"
dotnet "$emotionai" classify text "$text" --explain --format jsonl >"$work/text.jsonl"

DOTNET_ENVIRONMENT=Production ASPNETCORE_ENVIRONMENT=Production ASPNETCORE_URLS=http://127.0.0.1:$port PathBase=$base dotnet "$server/LivePage.dll" --contentRoot "$server" >"$work/server.log" 2>&1 &
running=$!
locked=
trap 'kill "$running" $locked 2>/dev/null; wait 2>/dev/null || true' EXIT
curl -fs --retry 60 --retry-delay 1 --retry-connrefused -o "$work/models.json" "http://127.0.0.1:$port$base/models" || { cat "$work/server.log"; exit 1; }
# The same page of a server that asks for a key.
EMOTIONAI_API_KEY=$key dotnet artifacts/bin/EmotionAI.Sdk.Server.Cli/release/emotionai-serve.dll --urls "http://127.0.0.1:$((port + 1))" >"$work/serve.log" 2>&1 &
locked=$!
curl -fs --retry 60 --retry-delay 1 --retry-connrefused -o /dev/null "http://127.0.0.1:$((port + 1))/health/live" || { cat "$work/serve.log"; exit 1; }
KEY=$key LOCKED=http://127.0.0.1:$((port + 1)) node eng/check-page.mjs "http://127.0.0.1:$port$base" "$work" "$@"

#!/usr/bin/env bash
# Runs what is too slow for .ci/run: every analyzer of dotnet format, the tests over whole corpora, and the evaluation of a million predictions. About a quarter of an hour on two cores.
# Needs ../shared beside the checkout, and Python.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
export EMOTIONAI_SHARED=$PWD/../shared EMOTIONAI_SLOW_TESTS=1
dotnet build EmotionAI.Sdk.sln -c Release --verbosity quiet
dotnet format EmotionAI.Sdk.sln --no-restore --verify-no-changes
dotnet test EmotionAI.Sdk.sln -c Release --no-build
python3 eng/evaluate-million.py dotnet artifacts/bin/EmotionAI.Sdk.Cli/release/emotionai.dll

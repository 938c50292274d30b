#!/usr/bin/env bash
# Runs the notebooks as people open them, in Jupyter with the C# kernel of .NET Interactive (deprecated; nothing else here depends on it): eng/run-notebooks.sh PACKAGES VERSION [NAME...]
# A cell that fails fails the script. Needs jupyter-nbconvert, and the packages of this repository in the folder PACKAGES.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
readonly packages=$1 version=$2 work=$PWD/artifacts/jupyter
shift 2
(($# > 0)) || set -- audio_emotion_data_prep finetuning_audio_model text_emotion_data_prep finetuning_text_model
rm -rf "$work"
mkdir -p "$work/data/kernels"
ln -s "$PWD/notebooks" "$work/notebooks" # a kernel runs in the folder of its notebook
[[ -x artifacts/interactive/dotnet-interactive ]] || dotnet tool install Microsoft.dotnet-interactive --version 1.0.712001 --tool-path artifacts/interactive
export PATH=$PWD/artifacts/interactive:$PATH JUPYTER_DATA_DIR=$work/data DOTNET_ROLL_FORWARD=LatestMajor DOTNET_INTERACTIVE_CLI_TELEMETRY_OPTOUT=1
dotnet-interactive jupyter install --path "$work/data/kernels" >/dev/null

# Models that the packages put next to an application are named here: a kernel has no such place.
export TEXT_MODEL_DIR=$PWD/src/EmotionAI.Sdk.Models.Text/emotionai-models/text/model AUDIO_MODEL_DIR=$PWD/src/EmotionAI.Sdk.Models.Speech/emotionai-models/audio/checkpoint
for name; do
    # The packages of this build in place of those of nuget.org.
    python3 - "notebooks/$name.ipynb" "$work/$name.ipynb" "$packages" "$version" <<'P'
import json, re, sys
source, target, packages, version = sys.argv[1:]
notebook = json.load(open(source, encoding="utf-8"))
first = next(cell for cell in notebook["cells"] if cell["cell_type"] == "code")
lines = [re.sub(r'^(#r "nuget: EmotionAI[^",]*)"', rf'\1, {version}"', line) for line in first["source"]]
first["source"] = [f'#i "nuget:{packages}"\n', *lines]
json.dump(notebook, open(target, "w", encoding="utf-8"))
P
    SECONDS=0
    jupyter-nbconvert --to notebook --execute --ExecutePreprocessor.kernel_name=.net-csharp --ExecutePreprocessor.timeout=600 --output "$name.done.ipynb" --output-dir "$work" "$work/$name.ipynb"
    echo "$name: $SECONDS s, no error"
done

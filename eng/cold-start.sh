#!/usr/bin/env bash
# Prints what a new process needs for its first answer, whole process, median of several: processor seconds, wall seconds and peak memory.
# The tool as it is packed (compiled ahead), the sample TextQuickStart with the just-in-time compiler, and the same sample compiled to native code.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
readonly runs=${1:-7} out=artifacts/cold-start
rid=$(dotnet msbuild src/EmotionAI.Sdk.Cli -getProperty:NETCoreSdkRuntimeIdentifier)

publish() {
    dotnet publish "$1" -c Release -r "$rid" --verbosity quiet -o "$out/$2" "${@:3}" >/dev/null
}

# median EXPRESSION: of what awk makes of the lines "USER SYSTEM WALL KIB".
median() {
    awk "{ print $1 }" "$out/times" | sort -n | sed -n "$(((runs + 1) / 2))p"
}

# measure NAME COMMAND…
measure() {
    local name=$1
    shift
    for ((i = 0; i < runs; i++)); do
        /usr/bin/time -f "%U %S %e %M" "$@" 2>&1 >/dev/null | tail -1
    done >"$out/times"
    printf '| %s | %.2f | %.2f | %.0f |\n' "$name" "$(median '$1 + $2')" "$(median '$3')" "$(median '$4 / 1024')"
}

command -v /usr/bin/time >/dev/null || { echo "GNU time is missing: apt-get install time" >&2; exit 1; }
publish src/EmotionAI.Sdk.Cli tool --self-contained false
publish samples/TextQuickStart app --self-contained false
publish samples/TextQuickStart native -p:PublishAot=true
echo "| new process to its first answer, median of $runs | CPU s | wall s | peak MiB |"
echo "|---|---:|---:|---:|"
measure "tool: \`emotionai classify text hi\`" dotnet "$out/tool/emotionai.dll" classify text hi
measure "sample TextQuickStart, just-in-time compiler" dotnet "$out/app/TextQuickStart.dll"
measure "sample TextQuickStart, NativeAOT" "$out/native/TextQuickStart"

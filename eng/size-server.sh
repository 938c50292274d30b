#!/usr/bin/env bash
# Measures what one core serves: emotionai-serve on one core, callers on another, as the table of docs/scaling.md has it: eng/size-server.sh [SECONDS].
# Needs two cores at rest, node, ffmpeg and ../shared.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
readonly seconds=${1:-20} shared=${EMOTIONAI_SHARED:-$PWD/../shared} folder=$PWD/artifacts/sizing port=5187
readonly url=http://127.0.0.1:$port server=artifacts/bin/EmotionAI.Sdk.Server.Cli/release/emotionai-serve.dll
mkdir -p "$folder"

mapfile -t clips < <(find "$shared/data/audio/ravdess" -name '*.flac' | sort | head -40)
printf "file '%s'\n" "${clips[@]:0:30}" >"$folder/list"
ffmpeg -nostdin -v error -y -f concat -safe 0 -i "$folder/list" -ar 16000 -ac 1 "$folder/long.wav"

# The processor time of the server so far, in seconds.
spent() {
    awk -v ticks="$(getconf CLK_TCK)" '{print ($14 + $15) / ticks}' "/proc/$pid/stat"
}

# measure NAME CALLERS PATH TYPE FILE…
measure() {
    local name=$1 callers=$2 path=$3 begin answer
    shift 3
    taskset -c 0 node eng/send-load.mjs "$url$path" "$callers" 3 "$@" >/dev/null
    begin=$(spent)
    answer=$(taskset -c 0 node eng/send-load.mjs "$url$path" "$callers" "$seconds" "$@")
    node -e '
        const [name, callers, answer, cpu, memory] = process.argv.slice(1);
        const { answered, refused, failed, p50, p99 } = JSON.parse(answer);
        const each = cpu / answered;
        console.log(`| ${name} | ${callers} | ${answered} | ${refused + Object.values(failed).reduce((a, b) => a + b, 0)} | ${(1000 * each).toFixed(1)} | ${Math.round(86400 / each).toLocaleString("en")} | ${p50} | ${p99} | ${Math.round(memory / 1024)} |`);
    ' "$name" "$callers" "$answer" "$(awk "BEGIN {print $(spent) - $begin}")" "$(awk '/VmRSS/ {print $2}' "/proc/$pid/status")"
}

taskset -c 1 dotnet "$server" --port "$port" --threads 1 >"$folder/log" 2>&1 &
pid=$!
trap 'kill -TERM $pid; wait $pid || true' EXIT
for _ in {1..60}; do
    curl -fs "$url/health/ready" >/dev/null && break
    sleep .5
done
echo "| what | callers | answered | refused | CPU ms each | each core and day | p50 ms | p99 ms | memory, MiB |"
echo "|---|---:|---:|---:|---:|---:|---:|---:|---:|"
measure "texts of GoEmotions" 1 /predict text "$shared/data/text/goemotions/test.tsv"
measure "texts of GoEmotions" 32 /predict text "$shared/data/text/goemotions/test.tsv"
measure "clips of RAVDESS, 3.7 s" 1 /predict/audio audio "${clips[@]}"
measure "clips of RAVDESS, 3.7 s" 8 /predict/audio audio "${clips[@]}"
measure "a recording of $(ffprobe -v error -show_entries format=duration -of csv=p=0 "$folder/long.wav" | cut -d. -f1) s in segments" 1 /predict/segments audio "$folder/long.wav"

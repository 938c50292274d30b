#!/usr/bin/env bash
# Uses the sample QueueWorker as built, over a PostgreSQL of its own: eng/check-queue-worker.sh FOLDER. Two workers, one of which is stopped; the lines are those of the tool.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
readonly worker=$1 tool=$PWD/artifacts/bin/EmotionAI.Sdk.Cli/release/emotionai.dll serve=$PWD/artifacts/bin/EmotionAI.Sdk.Server.Cli/release/emotionai-serve.dll
bin=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | tail -1)
if [[ -z $bin ]]; then
    echo "SKIPPED: QueueWorker: needs postgresql (Debian package postgresql)"
    exit
fi
folder=$(mktemp -d) port=$(((RANDOM % 20000) + 20000)) pids=()
end() {
    kill "${pids[@]}" 2>/dev/null || true
    wait 2>/dev/null || true
    rm -rf "$folder"
}
trap end EXIT

# The server refuses to run as root.
as=()
if [[ $(id -u) == 0 ]]; then
    chown nobody "$folder"
    as=(setpriv --reuid nobody --regid nogroup --clear-groups)
fi
"${as[@]}" "$bin/initdb" -D "$folder/data" -U emotionai -A trust --no-sync >/dev/null
"${as[@]}" "$bin/postgres" -D "$folder/data" -p "$port" -c listen_addresses=127.0.0.1 -k "$folder" -c fsync=off >"$folder.log" 2>&1 &
pids+=($!)
export EMOTIONAI_JOB_QUEUE=postgresql://emotionai@127.0.0.1:$port/postgres
for _ in {1..100}; do
    "$bin/pg_isready" -q -h 127.0.0.1 -p "$port" && break
    sleep .1
done

workers=()
for _ in 1 2; do
    DOTNET_CONTENTROOT=$worker dotnet "$worker/QueueWorker.dll" >>"$folder.workers" &
    workers+=($!)
done
pids+=("${workers[@]}")
seq -f "Thank you so much, number %.0f!" 300 >"$folder/texts.txt"
dotnet "$serve" job submit --job sample --input "$folder/texts.txt"
for _ in {1..120}; do
    dotnet "$serve" job status sample | grep -q '"workers":2' && break
    sleep .2
done
kill -TERM "${workers[0]}"
wait "${workers[0]}" || { echo "FAILED: a stopped worker gave exit code $?"; exit 1; }
timeout 120 dotnet "$serve" job status sample --output "$folder/emotions.jsonl"
diff <(dotnet "$tool" classify text --input "$folder/texts.txt" --format jsonl --threads 1 2>/dev/null) "$folder/emotions.jsonl"
echo "the queue worker answers $(wc -l <"$folder/emotions.jsonl") texts as the tool does; $(tr '\n' ' ' <"$folder.workers")"
rm -f "$folder.log" "$folder.workers"

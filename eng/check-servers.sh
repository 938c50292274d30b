#!/usr/bin/env bash
# Starts the server samples as built, and uses them as clients do: eng/check-servers.sh [SECONDS]. WebApi: texts, a keyed second model, a recording as the body,
# health, metrics, many clients at once, a stop under load, and a start without any model. Observability: refusals, and every figure that its dashboard names.
# Worker: lines in, answers out. LivePage: the page, a recording in segments, an end (its page is used by eng/check-page.sh).
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
readonly seconds=${1:-5} clients=16 bin=$PWD/${SAMPLES_BIN:-artifacts/bin} url=http://127.0.0.1:5187
readonly web=$bin/WebApi/release worker=$bin/Worker/release observed=$bin/Observability/release live=$bin/LivePage/release log=$PWD/artifacts/servers
rm -rf "$log" && mkdir -p "$log"

fail() {
    echo "FAILED: $1"
    exit 1
}

start() {
    DOTNET_ENVIRONMENT=Production ASPNETCORE_ENVIRONMENT=Production ASPNETCORE_URLS=$url EmotionAI__TextClassifiers__second__ModelDirectory=$web/emotionai-models/text/model dotnet "$web/WebApi.dll" --contentRoot "$web" >"$log/web.log" 2>&1 &
    server=$!
    trap 'kill -9 $server 2>/dev/null || true' EXIT
    for _ in {1..120}; do
        curl -fs "$url/health" >"$log/health" && return
        kill -0 "$server" 2>/dev/null || fail "the server did not start: $(cat "$log/web.log")"
        sleep .5
    done
    fail "the server is not healthy: $(cat "$log/health" "$log/web.log")"
}

post() {
    curl -s --max-time 30 -H "Content-Type: application/json" -o "$log/answer" -w '%{http_code}' "$@"
}

# expect STATUS TEXT CURL-ARGUMENT…
expect() {
    local status=$1 text=$2 found
    shift 2
    found=$(post "$@")
    [[ $found == "$status" ]] || fail "$* gave $found, expected $status: $(cat "$log/answer")"
    grep -q "$text" "$log/answer" || fail "$* gave $(cat "$log/answer"), expected '$text'"
}

client() {
    local end=$((SECONDS + seconds)) done=0
    while ((SECONDS < end)); do
        curl -fs --max-time 30 -H "Content-Type: application/json" -d '{"text":"Thank you so much!"}' "$url/text" >/dev/null || echo error >>"$log/errors"
        curl -fs --max-time 30 --data-binary "@samples/AudioQuickStart/sample.flac" "$url/speech" >/dev/null || echo error >>"$log/errors"
        done=$((done + 2))
    done
    echo "$done" >>"$log/requests"
}

start
expect 200 '"gratitude"' -d '{"text":"Thank you so much!"}' "$url/text"
expect 200 '"gratitude"' -d '{"text":"Thank you so much!"}' "$url/text/second"
expect 404 "under the key" -d '{"text":"x"}' "$url/text/third"
expect 400 'at most 10000' -d "{\"text\":\"$(printf 'x%.0s' {1..10001})\"}" "$url/text"
expect 200 '"labels"' --data-binary @samples/AudioQuickStart/sample.flac "$url/speech"
expect 400 'not an audio file' --data-binary 'no recording' "$url/speech"
for _ in $(seq "$clients"); do
    client &
    pids+=($!)
done
wait "${pids[@]}"
[[ ! -e $log/errors ]] || fail "$(wc -l <"$log/errors") requests failed: $(tail -5 "$log/web.log")"
curl -fs "$url/metrics" >"$log/metrics"
grep -q '^emotionai_inputs.*emotionai_model' "$log/metrics" || fail "no metrics: $(head -20 "$log/metrics")"
! grep -q 'Thank you' "$log/metrics" || fail "the metrics show an input"
echo "$(awk "{n += \$1} END {print n}" "$log/requests") requests of $clients clients in $seconds s, 0 errors"

# Stops while clients are at work: answers that were begun are finished, the process ends by itself with 0.
for _ in $(seq "$clients"); do
    client &
done
sleep 1
kill -TERM "$server"
wait "$server" || fail "the stop under load gave exit code $?: $(tail -5 "$log/web.log")"
wait
rm -rf "$log/bare" && cp -r "$web" "$log/bare" && rm -rf "$log/bare/emotionai-models"
if ASPNETCORE_ENVIRONMENT=Production ASPNETCORE_URLS=$url timeout 60 dotnet "$log/bare/WebApi.dll" --contentRoot "$log/bare" >"$log/bare.log" 2>&1; then
    fail "the server started without any model"
fi
for way in TEXT_MODEL_DIR AUDIO_MODEL_DIR 'dotnet add package' USE_MOCK_MODELS; do
    grep -q "$way" "$log/bare.log" || fail "the refusal does not name $way: $(cat "$log/bare.log")"
done

# The dashboard shows nothing where it names a figure that the server does not export; a queue for one lets some of 32 clients be refused.
EmotionAI__Batching__QueueLimit=1 ASPNETCORE_ENVIRONMENT=Production ASPNETCORE_URLS=$url dotnet "$observed/Observability.dll" --contentRoot "$observed" >"$log/observed.log" 2>&1 &
server=$!
curl -fs --retry 120 --retry-delay 1 --retry-connrefused "$url/health" >"$log/health" || fail "the observed server is not healthy: $(cat "$log/health" "$log/observed.log")"
expect 200 '"gratitude"' -d '"Thank you so much!"' "$url/text"
for _ in {1..32}; do
    curl -si --max-time 30 -H "Content-Type: application/json" -d "\"$(printf 'word %.0s' {1..200})\"" "$url/text" >>"$log/refused" &
    clients_of_observed+=($!)
done
wait "${clients_of_observed[@]}"
grep -q '^HTTP/1.1 429 ' "$log/refused" && grep -qi '^Retry-After: 1' "$log/refused" || fail "nobody was refused: $(grep '^HTTP' "$log/refused" | sort | uniq -c)"
! grep '^HTTP' "$log/refused" | grep -qv ' \(200\|429\) ' || fail "other answers than 200 and 429: $(grep '^HTTP' "$log/refused" | sort | uniq -c)"
curl -fs "$url/metrics" >"$log/metrics"
figures=$(grep '"expr"' samples/Observability/dashboard.json | grep -oE '\b(emotionai|http)_[a-z_]+' | sort -u)
(($(wc -l <<<"$figures") >= 15)) || fail "the dashboard names too few figures: $figures"
for figure in $figures; do
    grep -qw "$figure" "$log/metrics" || fail "the dashboard names '$figure', which the server does not export"
done
kill -TERM "$server"
wait "$server" || fail "the observed server ended with $?: $(tail -5 "$log/observed.log")"
answers=$(printf 'Thank you so much!\nI love it\n' | DOTNET_CONTENTROOT=$worker dotnet "$worker/Worker.dll")
[[ $(wc -l <<<"$answers") == 2 && $answers == gratitude* ]] || fail "the worker answered: $answers"

ASPNETCORE_ENVIRONMENT=Production ASPNETCORE_URLS=$url PathBase=/listen dotnet "$live/LivePage.dll" --contentRoot "$live" >"$log/live.log" 2>&1 &
server=$!
curl -fs --retry 60 --retry-delay 1 --retry-connrefused "$url/listen/" | grep -q 'Article 50(3)' || fail "the page is not served: $(cat "$log/live.log")"
[[ $(curl -fs --max-time 30 -o "$log/segments" -w '%{content_type}' --data-binary @samples/CallTimeline/call.wav "$url/listen/predict/segments?channels=split") == application/x-ndjson ]] || fail "no segments: $(cat "$log/segments" "$log/live.log")"
grep -q '"channel":1' "$log/segments" || fail "no segment of the second speaker: $(cat "$log/segments")"
kill -TERM "$server"
wait "$server" || fail "the end of LivePage gave exit code $?: $(tail -5 "$log/live.log")"
echo "the servers answer, stop and refuse as they should"

#!/usr/bin/env bash
# Runs every benchmark pinned to one core and keeps its table in benchmarks/results/CPU. Arguments go to BenchmarkDotNet, for example: eng/benchmark.sh --filter '*LogMel*'
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
readonly artifacts=artifacts/benchmarks core=${CORE:-1}
cpu=$(sed -nE 's/^model name\s*: *(.*)/\1/p' /proc/cpuinfo | head -1)
vector=$(grep -qw avx512f /proc/cpuinfo && echo avx512 || { grep -qw avx2 /proc/cpuinfo && echo avx2 || echo baseline; })
results="benchmarks/results/$(tr -cs '[:alnum:]\n' '-' <<<"$cpu $vector" | tr '[:upper:]' '[:lower:]' | sed 's/-*$//')"
if (($# == 0)); then
    set -- --filter '*'
fi

rm -rf "$artifacts"
dotnet build benchmarks/EmotionAI.Sdk.Benchmarks -c Release --verbosity quiet
# What BenchmarkDotNet builds takes longer than its two minutes where the machine is slow; only what is measured is pinned.
dotnet run -c Release --no-build --project benchmarks/EmotionAI.Sdk.Benchmarks -- --buildTimeout 900 --affinity $((1 << core)) --iterationCount 9 --warmupCount 3 --launchCount 1 --artifacts "$artifacts" "$@"
mkdir -p "$results"
for report in "$artifacts"/results/*-report-github.md; do
    name=$(basename "$report" -report-github.md)
    cp "$report" "$results/${name#EmotionAI.Benchmarks.}.md"
done
echo "The tables are in $results."

#!/usr/bin/env bash
# Kills silos and workers with -9 among 4,000 texts, so many times over: eng/check-cluster.sh [ROUNDS]. Needs redis-server, rabbitmq-server and postgresql of Debian, and the built tests.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
export EMOTIONAI_CLUSTER_TEXTS=${EMOTIONAI_CLUSTER_TEXTS:-4000}
for round in $(seq "${1:-3}"); do
    echo "round $round"
    dotnet test tests/EmotionAI.Sdk.Cluster.Tests -c Release --no-build --filter FullyQualifiedName~Killed
done

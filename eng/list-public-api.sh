#!/usr/bin/env bash
# Adds what is public and not listed yet to PublicAPI.Unshipped.txt of a library: eng/list-public-api.sh EmotionAI.Sdk
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
project=src/$1 list=src/$1/PublicAPI.Unshipped.txt
for file in PublicAPI.Shipped.txt PublicAPI.Unshipped.txt; do
    [[ -f $project/$file ]] || echo '#nullable enable' >"$project/$file"
done
dotnet build "$project" --no-incremental --verbosity quiet -p:TreatWarningsAsErrors=false |
    sed -nE "s/.*RS0016: Symbol '(.*)' is not part of the declared public API.*/\1/p" >"$list.new"
{ echo '#nullable enable'; cat "$list.new" <(tail -n +2 "$list") | LC_ALL=C sort -u; } >"$list.all"
mv "$list.all" "$list"
rm "$list.new"

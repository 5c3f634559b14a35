#!/usr/bin/env bash
# Compares models on news of WMT's test sets, on which nothing is trained and choices are made. choose.sh DATA MODEL [MODEL…], where DATA is
# the folder of corpora, and each MODEL has its lexicon in it. The gloss is the first one's.
set -euo pipefail
data=$(cd "${1:?usage: choose.sh DATA MODEL [MODEL…]}" && pwd)
shift
models=()
for model in "${@:?usage: choose.sh DATA MODEL [MODEL…]}"; do models+=("$(cd "$model" && pwd)"); done
cd "$(dirname "${BASH_SOURCE[0]}")"
precis() { PRECIS_HEAP=2g ../../../bin/precis "$@"; }
out=build/choose
rm -rf "$out"
build/python/bin/python evaluate.py news "$data" "$out"
for set in sentences leads; do
  count=$([ "$set" = sentences ] && echo 9 || echo 2)
  predictions=()
  for model in "${!models[@]}"; do
    file=$out/$set-$((model + 1)).jsonl
    ./predict.sh "${models[model]}" "$out/$set.jsonl" "$([ "$set" = sentences ] && echo 0 || echo 2)" "$file"
    predictions+=("$file")
  done
  precis data predict "$out/$set.jsonl" "$out/$set-lead.jsonl" --lead "$count"
  precis data gloss "$out/$set-lead.jsonl" "$out/$set-gloss.jsonl" --field prediction --lexicon "${models[0]}/lexicon.tsv.gz"
  compared=()
  for file in "${predictions[@]:1}" "$out/$set-gloss.jsonl"; do compared+=(--compare "$file"); done
  precis evaluate "${predictions[0]}" "${compared[@]}" --rouge google -d "$out/report-$set"
done

#!/usr/bin/env bash
# Judges what run.sh has trained on papers of computational linguistics: ACLSum and ScisummNet.
# transfer.sh DATA [SEED…]; as run.sh. The same command goes on after an interruption.
set -euo pipefail
data=$(cd "${1:?usage: transfer.sh DATA [SEED…]}" && pwd)
shift
[ $# -gt 0 ] || set -- 1 2 3
seeds=$*
cd "$(dirname "${BASH_SOURCE[0]}")"
precis() { PRECIS_HEAP=2g ../../../../bin/precis "$@"; }
mkdir -p build/aclsum build/scisummnet

precis data sections --format aclsum "$data/long-aclsum/test.jsonl.gz" build/aclsum/all.jsonl
precis data sections --format scisummnet "$data/long-scisummnet/scisummnet.jsonl.gz" build/scisummnet/train.jsonl \
  --validation build/scisummnet/held.jsonl --test build/scisummnet/all.jsonl
head -60 build/aclsum/all.jsonl >build/aclsum/test.jsonl
head -30 build/scisummnet/all.jsonl >build/scisummnet/test.jsonl

judge() { # SET SENTENCES: these are a summary's average in the collection's other documents
  local out=build/$1 seed name
  predict() { # NAME OPTION…
    precis data predict-sections "$out/test.jsonl" "$out/$1.jsonl" "${@:2}"
  }
  sections() { # NAME MODEL [SETTING…]
    predict "$1" --model "build/$2/model" --batch 20 --set maxSourceTokens=256 --set threads=1 "${@:3}"
  }
  predict lead --lead "$2"
  predict section-lead-4 --section-lead 4
  predict section-lead-1 --section-lead 1
  predict lexrank --lexrank "$2"
  predict oracle --oracle "$2"
  for seed in $seeds; do
    for name in uotsumm rouge simple; do
      sections "$name-$seed" "$name-$seed"
      sections "told-$name-$seed" "$name-$seed" --set sentences="$2"
    done
    sections "unblocked-$seed" "uotsumm-$seed" --set trigramBlocking=false
  done
  local compared=()
  for name in uotsumm rouge simple unblocked told-uotsumm told-rouge told-simple; do
    for seed in $seeds; do cat "$out/$name-$seed.jsonl"; done >"$out/$name-all.jsonl"
  done
  for name in lead section-lead-4 section-lead-1 lexrank oracle; do
    for seed in $seeds; do cat "$out/$name.jsonl"; done >"$out/$name-all.jsonl"
  done
  for name in rouge simple unblocked told-uotsumm told-rouge told-simple lead section-lead-4 section-lead-1 lexrank oracle; do
    compared+=(--compare "$out/$name-all.jsonl")
  done
  precis evaluate "$out/uotsumm-all.jsonl" --rouge google -d "$out/report" "${compared[@]}"
}
judge aclsum 3
judge scisummnet 6

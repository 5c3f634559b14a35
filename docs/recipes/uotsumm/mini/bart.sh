#!/usr/bin/env bash
# UOTSumm and alignment by ROUGE on a small BART instead of a pointer-generator, on the rows that run.sh has made.
# bart.sh [SEED…]; seeds are 1 2 3 by default. The same command goes on after an interruption.
set -euo pipefail
[ $# -gt 0 ] || set -- 1 2 3
cd "$(dirname "${BASH_SOURCE[0]}")"
precis() { PRECIS_HEAP=2g ../../../../bin/precis "$@"; }
out=build/bart/out
mkdir -p $out
if [ ! -e build/bart/prepared ]; then
  python3 -m venv build/python
  build/python/bin/pip install --quiet tokenizers==0.22.2
  build/python/bin/python bart.py build/short-train.jsonl build/bart
  rm -rf build/bart/random
  precis model random build/bart/random --shape bart-mini --tokenizer build/bart/tokenizer
  touch build/bart/prepared
fi
precis train bart-copy.yaml
precis train bart-start.yaml

# Pieces are 1.5 times as many as the words of the pointer-generator.
train() { # CONFIGURATION SEED MODEL STEPS
  precis train "$1.yaml" --set seed="$2" --set output="build/bart/$1-$2" --set data.cache="build/bart/cache-$2" --set model="build/bart/$3/model" \
    --set schedule.steps="$4" --set precision=bf16 --set loss.coverage=0 --set data.max_source_tokens=384 --set data.max_target_tokens=375 \
    --set data.sections.max_sentence_tokens=72 --set batch.max_tokens=24576
}
for seed in "$@"; do
  train warm "$seed" start 200
  for method in uotsumm rouge; do
    train "$method" "$seed" "warm-$seed" 100
    precis data predict-sections build/test.jsonl "$out/$method-$seed.jsonl" --model "build/bart/$method-$seed/model" --batch 20 \
      --set maxSourceTokens=384 --set threads=1
  done
  precis data align build/test.jsonl --by transport --model "build/bart/uotsumm-$seed/model" --max-tokens 384 --against rouge_recall
done
for method in uotsumm rouge; do
  for seed in "$@"; do cat "$out/$method-$seed.jsonl"; done >"$out/$method.jsonl"
done
precis evaluate $out/uotsumm.jsonl --rouge google -d build/bart/report --compare $out/rouge.jsonl

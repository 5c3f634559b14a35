#!/usr/bin/env bash
# The miniature reproduction on SumPubMed: trains every method for each seed, and judges them on 100 test documents.
# run.sh DATA [SEED…]; DATA is the folder of corpora, seeds are 1 2 3 by default. The same command goes on after an interruption.
set -euo pipefail
data=$(cd "${1:?usage: run.sh DATA [SEED…]}" && pwd)
shift
[ $# -gt 0 ] || set -- 1 2 3
cd "$(dirname "${BASH_SOURCE[0]}")"
precis() { PRECIS_HEAP=2g ../../../../bin/precis "$@"; }
mkdir -p build/out
out=build/out

if [ ! -e build/rows ]; then
  gzip -dc "$data/long-sumpubmed/sumpubmed-2000.jsonl.gz" >build/sumpubmed.jsonl
  precis data sections --format sumpubmed build/sumpubmed.jsonl build/train.jsonl --validation build/held.jsonl --test build/tests.jsonl
  head -40 build/held.jsonl >build/validation.jsonl
  head -100 build/tests.jsonl >build/test.jsonl
  for part in train validation test; do
    precis data pairs build/$part.jsonl build/whole-$part.jsonl --of documents
    precis data pairs build/$part.jsonl build/short-$part.jsonl --of sentences
    precis data align build/$part.jsonl build/rouge-$part.jsonl --by rouge_recall
  done
  touch build/rows
fi

train() { # CONFIGURATION SEED [MODEL]
  precis train "$1.yaml" --set seed="$2" --set output="build/$1-$2" --set data.cache="build/cache-$2" --set model="build/$3-$2${4-/model}"
}
for seed in "$@"; do
  [ -e "build/random-$seed" ] ||
    precis model random "build/random-$seed" --shape pgnet --hidden 128 --words 5000 --text build/whole-train.jsonl --seed "$seed"
  train start "$seed" random ""
  train warm "$seed" start
  for method in uotsumm rouge simple simple-without-counts; do
    train "$method" "$seed" warm
  done
  train truncation "$seed" start
done

# Twelve sentences are a summary's average in training, four those of a section.
precis data predict-sections build/test.jsonl $out/lead.jsonl --lead 12
precis data predict-sections build/test.jsonl $out/section-lead.jsonl --section-lead 4
precis data predict-sections build/test.jsonl $out/lexrank.jsonl --lexrank 12
precis data predict-sections build/test.jsonl $out/oracle.jsonl --oracle 12
sections() { # OUT MODEL [SETTING…]
  precis data predict-sections build/test.jsonl "$out/$1.jsonl" --model "build/$2/model" --batch 20 --set maxSourceTokens=256 --set threads=1 "${@:3}"
}
for seed in "$@"; do
  for method in uotsumm rouge simple simple-without-counts; do
    sections "$method-$seed" "$method-$seed"
  done
  sections "unblocked-$seed" "uotsumm-$seed" --set trigramBlocking=false
  precis data predict build/whole-test.jsonl "$out/truncation-$seed.jsonl" --model "build/truncation-$seed/model" --lang en --max-tokens 600 \
    --batch 20 --generation num_beams=4 --generation max_length=300 --generation length_penalty=1 --generation no_repeat_ngram_size=3
  precis data align build/test.jsonl --by transport --model "build/uotsumm-$seed/model" --max-tokens 256 --against rouge_recall
  precis data align build/test.jsonl --by simple --model "build/simple-$seed/model" --max-tokens 256 --against rouge_recall
done
for method in uotsumm rouge simple simple-without-counts unblocked truncation; do
  for seed in "$@"; do cat "$out/$method-$seed.jsonl"; done >"$out/$method.jsonl"
done
for baseline in section-lead lexrank lead; do
  for _ in "$@"; do cat "$out/$baseline.jsonl"; done >"$out/$baseline-all.jsonl"
done
compared=()
for other in rouge simple simple-without-counts unblocked truncation section-lead-all lexrank-all; do
  compared+=(--compare "$out/$other.jsonl")
done
precis evaluate "$out/uotsumm.jsonl" --rouge google -d build/report "${compared[@]}"

# Extracts with learned counts, on documents that nothing else was judged on; 3, 4, 5 are the means of these counts, rounded, and 4, 5, 3 those of
# the abstracts.
[ -e build/rest.jsonl ] || tail -n +101 build/tests.jsonl >build/rest.jsonl
for counts in 4 3,4,5 4,5,3; do
  precis data predict-sections build/rest.jsonl $out/rest-$counts.jsonl --section-lead $counts
  for _ in "$@"; do cat "$out/rest-$counts.jsonl"; done >"$out/rest-$counts-all.jsonl"
done
for seed in "$@"; do
  precis data predict-sections build/rest.jsonl "$out/rest-counted-$seed.jsonl" --counted-lead "build/uotsumm-$seed/model" --max-tokens 256
done
for seed in "$@"; do cat "$out/rest-counted-$seed.jsonl"; done >"$out/rest-counted.jsonl"
precis evaluate $out/rest-counted.jsonl --rouge google -d build/report-counts --compare $out/rest-4-all.jsonl --compare $out/rest-3,4,5-all.jsonl --compare $out/rest-4,5,3-all.jsonl

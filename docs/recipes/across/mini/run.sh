#!/usr/bin/env bash
# The miniature reproduction: a teacher, five students for each seed, and their figures. run.sh DATA [SEED…]
# DATA is the folder of corpora, seeds are 1 2 3 by default; docs/recipes/default/prepare.sh must have been run. The same command goes on after an
# interruption.
set -euo pipefail
data=$(cd "${1:?usage: run.sh DATA [SEED…]}" && pwd)
shift
seeds=${*:-1 2 3}
cd "$(dirname "${BASH_SOURCE[0]}")"
default=../../default/build
precis() { PRECIS_HEAP=2g ../../../../bin/precis "$@"; }
languages="de ru fr zh es it hi"
methods="multistage da con ctr-con across"
mkdir -p build

if [ ! -e build/prepared ]; then
  "$default/python/bin/python" prepare.py "$data" "$default" build/data
  for language in es it hi; do
    precis data lexicon "build/data/reversed-$language.jsonl" "build/data/reversed-$language.tsv.gz"
    precis data augment build/data/en-train.jsonl "build/data/augmented-$language.jsonl" --language "$language" \
      --lexicon "build/data/reversed-$language.tsv.gz" --pairs 300
  done
  for language in $languages; do cat "build/data/$language-test.jsonl"; done >build/test.jsonl
  touch build/prepared
fi

[ -e build/random ] || precis model random build/random --shape t5-micro --tokenizer build/data/tokenizer
precis train copy.yaml
precis train sentences.yaml
# From here on foreign documents are read as glosses.
cp "$default/data/lexicon.tsv.gz" build/sentences/model/
precis train mls.yaml
for seed in $seeds; do
  for method in $methods; do
    precis train "$method.yaml" --set seed="$seed" --set output="build/$method-$seed"
  done
done

# predict TEST OUT: what the baselines and all students write for a test's documents.
predict() {
  mkdir -p "$2"
  precis data predict "$1" "$2/lead.jsonl" --lead 1
  precis data gloss --field prediction --lexicon "$default/data/lexicon.tsv.gz" "$2/lead.jsonl" "$2/gloss.jsonl"
  precis data predict "$1" "$2/mls.jsonl" --model build/mls/model --max-tokens 160
  local seed method
  for seed in $seeds; do
    for method in $methods; do
      precis data predict "$1" "$2/$method-$seed.jsonl" --model "build/$method-$seed/model" --max-tokens 160
    done
  done
}

# judge OUT REPORT: figures of ACROSS, and of each other system beside it, each document with its summaries of all seeds.
judge() {
  local method seed baseline language other compared=() groups=()
  for method in $methods; do
    for seed in $seeds; do cat "$1/$method-$seed.jsonl"; done >"$1/$method.jsonl"
  done
  for baseline in gloss mls; do
    for seed in $seeds; do cat "$1/$baseline.jsonl"; done >"$1/$baseline-all.jsonl"
  done
  for other in ctr-con con da multistage gloss-all mls-all; do compared+=(--compare "$1/$other.jsonl"); done
  for language in de ru; do groups+=(--group "$language=many"); done
  for language in fr zh; do groups+=(--group "$language=some"); done
  for language in es it hi; do groups+=(--group "$language=few"); done
  precis evaluate "$1/across.jsonl" --rouge google "${groups[@]}" -d "$2" "${compared[@]}"
}

predict build/test.jsonl build/out
predict build/data/headlines-test.jsonl build/headlines
for method in mls-0 $(for seed in $seeds; do for method in $methods; do echo "$method-$seed"; done; done); do
  for language in $languages; do
    precis model align "build/${method%-0}/model" "build/data/$language-test.jsonl" build/data/en-test.jsonl \
      --teacher build/mls/model --max-tokens 160 --pairs 100 | sed "s/^/$method $language: /"
  done
done | tee build/out/alignment.txt
judge build/out build/report
judge build/headlines build/report-headlines

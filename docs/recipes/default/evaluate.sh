#!/usr/bin/env bash
# Judges the trained model and its baselines on sets of which nothing was chosen. evaluate.sh DATA [LANGUAGE…], where DATA is the folder of
# corpora. Documents of the languages named are judged together, too.
set -euo pipefail
data=$(cd "${1:?usage: evaluate.sh DATA [LANGUAGE…]}" && pwd)
shift
cd "$(dirname "${BASH_SOURCE[0]}")"
precis() { PRECIS_HEAP=2g ../../../bin/precis "$@"; }
out=build/test
model=build/judged
rm -rf "$out" "$model"
cp -r build/news/model "$model"
cp build/data/lexicon.tsv.gz "$model"
build/python/bin/python evaluate.py test "$data" "$out"
for set in sentences documents; do
  count=$([ "$set" = sentences ] && echo 9 || echo 2) # FLORES has one sentence a line, for the splitter sometimes more
  precis data predict "$out/$set.jsonl" "$out/$set-lead.jsonl" --lead "$count"
  precis data predict "$out/$set.jsonl" "$out/$set-extract.jsonl" --extract "$count"
  precis data gloss "$out/$set-lead.jsonl" "$out/$set-gloss.jsonl" --field prediction --lexicon "$model/lexicon.tsv.gz"
  ./predict.sh "$model" "$out/$set.jsonl" "$([ "$set" = sentences ] && echo 0 || echo 2)" "$out/$set-model.jsonl"
  precis evaluate "$out/$set-model.jsonl" --compare "$out/$set-gloss.jsonl" --compare "$out/$set-lead.jsonl" \
    --compare "$out/$set-extract.jsonl" --rouge google -d "$out/report-$set"
done
precis evaluate "$out/documents-english.jsonl" --rouge google -d "$out/report-english"
if [ $# -gt 0 ]; then
  for what in model gloss lead extract; do
    grep -E "\"lang\":\"($(IFS='|' && echo "$*"))\"" "$out/documents-$what.jsonl" >"$out/served-$what.jsonl"
  done
  precis evaluate "$out/served-model.jsonl" --compare "$out/served-gloss.jsonl" --compare "$out/served-lead.jsonl" \
    --compare "$out/served-extract.jsonl" --rouge google -d "$out/report-served"
fi

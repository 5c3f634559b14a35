#!/usr/bin/env bash
# What a trained model makes of rows, as it is served. predict.sh MODEL ROWS SENTENCES OUT, where MODEL has its lexicon in it, and reads the
# first SENTENCES of a row one by one; 0 reads the row as one text.
set -euo pipefail
model=${1:?usage: predict.sh MODEL ROWS SENTENCES OUT}
PRECIS_HEAP=2g "$(dirname "${BASH_SOURCE[0]}")/../../../bin/precis" data predict "$2" "$4" --model "$model" --batch 32 --max-tokens 160 \
  --sentences "$3" \
  --generation num_beams=4 --generation length_penalty=1.5 --generation no_repeat_ngram_size=3 --generation max_length=100

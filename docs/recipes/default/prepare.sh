#!/usr/bin/env bash
# Makes what the training starts from: glossed rows, lexicon, vocabulary, random weights. prepare.sh DATA, where DATA is the folder of corpora.
set -euo pipefail
data=$(cd "${1:?usage: prepare.sh DATA}" && pwd)
cd "$(dirname "${BASH_SOURCE[0]}")"
mkdir -p build
if [ ! -x build/python/bin/python ]; then
  python3 -m venv build/python
  build/python/bin/pip install --quiet sentencepiece==0.2.3
fi
precis() { PRECIS_HEAP=4g ../../../bin/precis "$@"; }
build/python/bin/python prepare.py pairs "$data" build/data
precis data lexicon build/data/pairs-train.jsonl build/data/lexicon.tsv.gz
precis data gloss --folds 4 build/data/pairs-train.jsonl build/data/sentences-train.jsonl
precis data gloss --lexicon build/data/lexicon.tsv.gz build/data/pairs-dev.jsonl build/data/sentences-dev.jsonl
build/python/bin/python prepare.py english "$data" build/data
precis data back-gloss --copies 2 build/data/sentences-train.jsonl build/data/english-train.jsonl build/data/back-train.jsonl
build/python/bin/python prepare.py documents build/data
rm -rf build/start build/start-pointer
precis model random build/start --shape t5-mini --tokenizer build/data/tokenizer
precis model random build/start-pointer --shape pgnet --text build/data/sentences-train.jsonl --words 5000 --hidden 224

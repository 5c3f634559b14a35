#!/usr/bin/env bash
# Makes what the first stage starts from: rows, vocabulary, random weights. prepare.sh DATA, where DATA is the folder of corpora.
set -euo pipefail
data=$(cd "${1:?usage: prepare.sh DATA}" && pwd)
cd "$(dirname "${BASH_SOURCE[0]}")"
mkdir -p build
if [ ! -x build/python/bin/python ]; then
  python3 -m venv build/python
  build/python/bin/pip install --quiet sentencepiece==0.2.3
fi
build/python/bin/python prepare.py "$data" build/data
../../../bin/precis model random build/start --shape t5-deep-encoder --tokenizer build/data/tokenizer

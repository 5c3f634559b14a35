#!/usr/bin/env bash
# Makes what the first stage starts from: rows, vocabulary, random weights. prepare.sh DATA, where DATA is the folder of corpora.
set -euo pipefail
data=$(cd "${1:?usage: prepare.sh DATA}" && pwd)
cd "$(dirname "${BASH_SOURCE[0]}")"
mkdir -p work
if [ ! -x work/python/bin/python ]; then
  python3 -m venv work/python
  work/python/bin/pip install --quiet sentencepiece==0.2.3
fi
work/python/bin/python prepare.py "$data" work/data
../../../bin/precis model random work/start --shape t5-deep-encoder --tokenizer work/data/tokenizer

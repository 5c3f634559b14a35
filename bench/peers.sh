#!/usr/bin/env bash
# Times Précis, Hugging Face transformers and CTranslate2 on the same checkpoints. Options: bench/peers.sh --help
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
python=target/bench/python
if [ ! -x "$python/bin/ctranslate2" ] && [ ! -x "$python/bin/ct2-transformers-converter" ]; then
  python3 -m venv "$python"
  "$python/bin/pip" install --quiet torch==2.7.1 transformers==4.57.6 ctranslate2==4.8.5 sentencepiece numpy
fi
exec "$python/bin/python" bench/peers/compare.py "$@"

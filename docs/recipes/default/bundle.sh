#!/usr/bin/env bash
# Puts the trained model into models/precis-news: fp16 weights, the lexicon of the languages that it serves. bundle.sh LANGUAGE…
set -euo pipefail
languages=${*:?usage: bundle.sh LANGUAGE…}
cd "$(dirname "${BASH_SOURCE[0]}")"
root=../../..
rm -rf build/bundle
"$root/bin/precis" model convert build/news/model build/bundle --dtype fp16
gzip -dc build/data/lexicon.tsv.gz | awk -F '\t' -v wanted=" $languages " 'index(wanted, " " $1 " ")' |
  gzip -9n >build/bundle/lexicon.tsv.gz
build/python/bin/python - build/bundle <<'PYTHON'
import json
import pathlib
import sys

bundle = pathlib.Path(sys.argv[1])
for name, changes in {
    "config.json": {"max_source_tokens": 160},
    "generation_config.json": {"length_penalty": 1.5, "max_length": 100, "lead_sentences": 2},
}.items():
    fields = json.loads((bundle / name).read_text(encoding="utf-8"))
    (bundle / name).write_text(json.dumps({**fields, **changes}, indent=2) + "\n", encoding="utf-8")
PYTHON
mkdir -p "$root/models/precis-news"
cp build/bundle/* "$root/models/precis-news"

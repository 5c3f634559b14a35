#!/usr/bin/env bash
# ACROSS's losses as a further stage of the bundled model, and a control: run.sh ROWS; ../run.sh must have been run. ROWS are held-out glossed rows.
set -euo pipefail
rows=$(realpath "${1:?usage: run.sh ROWS}")
cd "$(dirname "${BASH_SOURCE[0]}")"
precis() { PRECIS_HEAP=2g ../../../../bin/precis "$@"; }
../build/python/bin/python rows.py ../build/data/long-train.jsonl build
for stage in teacher control across; do precis train $stage.yaml; done
for model in control across; do
  precis data predict "$rows" build/$model.jsonl --model build/$model/model --max-tokens 160 --batch 25 \
    --generation num_beams=4 --generation length_penalty=1.5 --generation no_repeat_ngram_size=3
done
precis evaluate build/across.jsonl --rouge google --compare build/control.jsonl

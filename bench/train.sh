#!/usr/bin/env bash
# Times training steps on a checkpoint of t5-small's shape with random weights, 4 x (128 + 128) tokens, AdamW, clipping, dropout.
# With a Python that has torch and transformers in PRECIS_PYTHON, PyTorch and Hugging Face take turns with Précis on the same
# checkpoint. Options go to both: bench/train.sh --shape mt5-small --batch 2 --threads 1
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/run"
rounds=${ROUNDS:-3}
for ((i = 0; i < rounds; i++)); do
  (run_benchmark org.precis.cli.TrainBenchmark "$@")
  if [ -n "${PRECIS_PYTHON:-}" ]; then
    "$PRECIS_PYTHON" "$(dirname "${BASH_SOURCE[0]}")/train.py" "$@"
  fi
done

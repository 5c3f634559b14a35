#!/usr/bin/env bash
# What fp16, int8 or bf16 change in the summaries of a trained model: bench/precision.sh MODEL PAIRS.jsonl. Options: --help
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/run"
run_benchmark org.precis.cli.PrecisionBenchmark "$@"

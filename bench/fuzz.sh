#!/usr/bin/env bash
# Loads 10,000 broken model files: safetensors, torch.save, index, config.json, SentencePiece, tokenizer.json. Options:
# bench/fuzz.sh --help
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/run"
run_benchmark org.precis.cli.FuzzBenchmark "$@"

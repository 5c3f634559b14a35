#!/usr/bin/env bash
# Times decoding on a checkpoint of mT5-small's shape with random weights: one source of 512 tokens, 5 beams, exactly 64 new
# tokens, 2 threads. Options: bench/step.sh --help
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/run"
run_benchmark org.precis.cli.StepBenchmark "$@"

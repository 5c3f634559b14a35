#!/usr/bin/env bash
# Makes 5,000 summaries and watches tensors and resident memory. Options: bench/soak.sh --help
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/run"
run_benchmark org.precis.cli.SoakBenchmark "$@"

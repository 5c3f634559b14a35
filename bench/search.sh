#!/usr/bin/env bash
# Times searches over HTTP with and without summaries, on the bundled collection. Options: bench/search.sh --help
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/run"
run_benchmark org.precis.cli.SearchBenchmark "$@"

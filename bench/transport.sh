#!/usr/bin/env bash
# Which share of a UOTSumm training solves transport problems, by samples of a flight recording.
# bench/transport.sh DOCUMENTS [STEPS], where DOCUMENTS are lines of 'precis data sections'
set -euo pipefail
documents=$(realpath "${1:?usage: bench/transport.sh DOCUMENTS [STEPS]}")
steps=${2:-40}
cd "$(dirname "${BASH_SOURCE[0]}")/.."
out=target/bench/transport
rm -rf "$out"
mkdir -p "$out"
bin/precis data pairs "$documents" "$out/words.jsonl" --of=documents >/dev/null
bin/precis model random "$out/model" --shape pgnet --text "$out/words.jsonl" --words 10000 --hidden 128 >/dev/null
cat >"$out/train.yaml" <<YAML
model: model
output: trained
objective: uotsumm
threads: 1
data:
  train: $documents
  max_source_tokens: 400
  max_target_tokens: 400
  sections: {max_sections: 25, max_sentences: 30, max_sentence_tokens: 48}
batch: {max_tokens: 8192, max_examples: 4}
optimizer: {name: adagrad, learning_rate: 0.15, initial_accumulator: 0.1, max_gradient_norm: 2}
schedule: {name: constant, steps: $steps}
validation: {every: 0, examples: 0}
YAML
PRECIS_JAVA_OPTS="-XX:StartFlightRecording=filename=$out/run.jfr,settings=profile" bin/precis train "$out/train.yaml"
. bin/requirements
require_java
"${java%java}jfr" print --events jdk.ExecutionSample,jdk.NativeMethodSample --stack-depth 64 "$out/run.jfr" |
  awk '/^jdk\./ { step = solving = 0 }
    /UotSummObjective/ { step = 1 }
    /UnbalancedTransport/ { solving = 1 }
    /^}/ { steps += step; solved += solving && step }
    END { printf "%d samples of steps, %d of them in the solver: %.2f %%\n", steps, solved, 100 * solved / (steps ? steps : 1) }'

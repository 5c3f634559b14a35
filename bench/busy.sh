#!/usr/bin/env bash
# Times decoding as bench/step.sh does while all processors have other work, with threads that wait for each other in a busy loop and asleep.
# Options: bench/step.sh --help
set -euo pipefail
here=$(dirname "${BASH_SOURCE[0]}")
loops=()
trap 'kill "${loops[@]}" 2>/dev/null || true' EXIT
for busy in no yes; do
  if [ "$busy" = yes ]; then
    for ((i = 0; i < $(nproc); i++)); do
      while :; do :; done &
      loops+=($!)
    done
  fi
  echo "other work: $busy, in a busy loop"
  env -u OMP_WAIT_POLICY "$here/step.sh" "$@"
  echo "other work: $busy, asleep"
  OMP_WAIT_POLICY=PASSIVE "$here/step.sh" "$@"
done

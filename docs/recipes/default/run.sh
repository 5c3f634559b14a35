#!/usr/bin/env bash
# Makes the model of models/precis-news from the corpora: run.sh DATA. The same command goes on after an interruption.
set -euo pipefail
data=${1:?usage: run.sh DATA}
here=$(dirname "${BASH_SOURCE[0]}")
precis=$here/../../../bin/precis
# A file that older builds lack, and the one that is written last of all that training starts from.
[ -e "$here/build/data/back-train.jsonl" ] && [ -e "$here/build/start-pointer/generation_config.json" ] || "$here/prepare.sh" "$data"
"$precis" train "$here/pointer.yaml"
"$precis" train "$here/news.yaml"
"$here/bundle.sh" ar es fr id it pt ru sw

#!/usr/bin/env bash
# Times decoding on a checkpoint of mT5-small's shape with random weights: one source of 512 tokens, 5 beams, exactly 64 new
# tokens, 2 threads. Options: bench/step.sh --help
set -euo pipefail
home=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cd "$home"
. bin/requirements
if [ ! -d target/plugin ]; then
  require_jdk_and_maven
  mvn -B -q -Dmaven.test.skip -Dspotless.check.skip -Dmaven.javadoc.skip package
fi
require_java
exec "$java" -Xmx"${PRECIS_HEAP:-1g}" -Dai.djl.offline=true ${PRECIS_JAVA_OPTS:-} \
  -cp 'target/plugin/*:target/server/*' org.precis.cli.StepBenchmark "$@"

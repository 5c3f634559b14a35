#!/usr/bin/env bash
# Times the small parts with JMH: top-k, n-gram blocking, Sinkhorn, tokenisation. Options are JMH's, such as: bench/parts.sh -f 3 TopK
# The benchmarks lie in bench/parts and are compiled here, so that neither they nor JMH are shipped.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
bin/precis --version >/dev/null
libraries=target/bench/jmh
for library in org.openjdk.jmh:jmh-core:1.37 org.openjdk.jmh:jmh-generator-annprocess:1.37 \
  net.sf.jopt-simple:jopt-simple:5.0.4 org.apache.commons:commons-math3:3.6.1; do
  IFS=: read -r _ name version <<<"$library"
  [ -e "$libraries/$name-$version.jar" ] ||
    mvn -B -q dependency:copy -Dartifact="$library" -DoutputDirectory="$libraries"
done
. bin/requirements
require_java
classes=target/bench/parts
rm -rf "$classes"
mkdir -p "$classes"
find bench/parts -name '*.java' -print0 |
  xargs -0 "${java}c" --release 17 -d "$classes" -cp "target/plugin/*:target/server/*:$libraries/*"
exec "$java" -Dai.djl.offline=true -cp "$classes:target/plugin/*:target/server/*:$libraries/*" org.openjdk.jmh.Main "$@"

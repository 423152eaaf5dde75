#!/bin/sh
# All that the pipeline's Build step runs: compiles and tests every module that is shipped, once; synthesizes the
# assembly into cdk.out; gathers the kit of the later steps in pipeline/target/kit. Runs from anywhere, needs no account.
# Arguments go to Maven.
set -eu
cd "$(dirname "$0")/.."
. .mvn/jdk.sh

# As synth.sh does, for the tests that synthesize.
export CDK_VALIDATION=false JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION=20,21

# What is not shipped (the stand-in, tests of the repository itself) is CI's to test, and so are the format and what is
# marked `thorough` in either language: what the project claims of itself, as of its examples, and no release changes.
export TRAINYARD_TESTS=shipped
modules=config,infra,lambdas,sagemaker-code,pipeline,cli,integration-tests/stage-tests,integration-tests/endpoint-tests
kit=pipeline/target/kit

reports() {
  find . -path '*/target/surefire-reports/*.txt' -newer "$work/started" -exec "$@" {} +
}

# A mistake in the config fails half of the tests, and one line says it all.
config_problems() {
  reports sed -n 's/^dev\.trainyard\.config\.ConfigException: //p; /^config\/.*\.yaml: /p' | sort -u
}

# Maven's own last lines say how to search its wiki. These are what a log is read for: each failed test with its reason.
name_failures() {
  echo
  echo "Build failed:"
  if config_problems | grep '^config/' | sed 's/^/  /' | grep .; then return; fi
  {
    reports grep -h -A4 '^[^ ]* -- .*<<< \(FAILURE\|ERROR\)!$' | sed 's/ -- Time elapsed.*//' |
      grep -v '^\(--\)*$' || true
    grep -h '^\(FAILED\|ERROR\) \|COMPILATION ERROR\|\.java:\[.*\] \|: error: ' "$work/log" | grep -v WARNING | sort -u || true
  } | head -40 | sed 's/^/  /'
}

# A pipe has the exit code of its last command: Maven's is kept beside.
build() {
  work=$(mktemp -d)
  trap 'rm -rf "$work"' EXIT
  touch "$work/started"
  {
    sh ./mvnw -B -ntp -T 2 -pl "$modules" -Dspotless.check.skip=true -Djacoco.skip=true \
      -DexcludedGroups=thorough package "$@" 2>&1 ||
      touch "$work/failed"
  } | tee "$work/log"
  if [ -f "$work/failed" ]; then
    name_failures >&2
    exit 1
  fi
}

# A rehearsal deploys placeholders; on AWS they would end in an error that does not say why.
refuse_placeholders() {
  [ -n "${AWS_ENDPOINT_URL-}" ] || "$JAVA_HOME/bin/java" -XX:TieredStopAtLevel=1 \
    -cp "pipeline/target/classes:$(cat pipeline/target/synth.classpath)" dev.trainyard.pipeline.PlaceholderCheck
}

gather_kit() {
  rm -rf "$kit"
  mkdir -p "$kit/lib" "$kit/config" "$kit/sample"
  for module in cli integration-tests/stage-tests integration-tests/endpoint-tests; do
    # A module's own jar is in its kit-lib or beside it.
    for jar in "$module"/target/kit-lib/*.jar "$module"/target/*.jar; do
      [ ! -f "$jar" ] || cp "$jar" "$kit/lib/"
    done
  done
  cp -R config/pipeline.yaml config/stages "$kit/config/"
  cp sagemaker-code/target/sample/auto-mpg.csv "$kit/sample/"
}

build "$@"
refuse_placeholders
rm -rf cdk.out
CDK_OUTDIR=$PWD/cdk.out sh pipeline/synth.sh
gather_kit
echo "Built: cdk.out ($(find cdk.out -type f | wc -l) files), $kit ($(find $kit/lib -name '*.jar' | wc -l) jars)."

#!/bin/sh
# Synthesizes what Maven has packaged, as `cdk` (see cdk.json) and build.sh ask for it. Arguments go to PipelineApp.
# Output: CDK_OUTDIR, else cdk.out in the repository's root. Java alone: through Maven it would take three times as long.
set -eu
caller=$PWD
root=$(cd "$(dirname "$0")/.." && pwd)
. "$root/.mvn/jdk.sh"
. "$root/.mvn/node.sh"

case ${CDK_OUTDIR:=$root/cdk.out} in
  /*) ;;
  *) CDK_OUTDIR=$caller/$CDK_OUTDIR ;;
esac
# CDK's template validation doubles the time and has hung (aws-cdk#38498): CDK_VALIDATION=true switches it on by hand.
export CDK_OUTDIR CDK_VALIDATION="${CDK_VALIDATION:-false}"
# Node 20 works; its banner would be 14 lines of every synthesis.
export JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION=20,21
export JSII_NODE="${JSII_NODE:-$root/.mvn/jsii-node.sh}"

cd "$root"
for built in pipeline/target/synth.classpath lambdas/target/lambda.zip sagemaker-code/target/sourcedir.tar.gz; do
  if [ ! -f "$built" ]; then
    echo "There is no $built yet: run ./mvnw package -DskipTests first." >&2
    exit 1
  fi
done
PATH=$TRAINYARD_NODE_HOME/bin:$PATH exec "$JAVA_HOME/bin/java" -XX:TieredStopAtLevel=1 -XX:+UseSerialGC \
  -cp "pipeline/target/classes:$(cat pipeline/target/synth.classpath)" dev.trainyard.pipeline.PipelineApp "$@"

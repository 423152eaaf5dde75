#!/bin/sh
# The node that jsii starts (JSII_NODE). aws-cdk-lib keeps fingerprints of assets in ~/.cdk, whatever CDK_HOME says (only
# the cdk command reads that), so home is the repository's own here. jsii's unpacked libraries stay where they are shared.
root=$(cd "$(dirname "$0")/.." && pwd)
for jsii_cache in "$HOME/Library/Caches/com.amazonaws.jsii" "$HOME/.cache/aws/jsii"; do
  [ ! -d "$jsii_cache" ] || break
done
export JSII_RUNTIME_PACKAGE_CACHE_ROOT="${JSII_RUNTIME_PACKAGE_CACHE_ROOT:-$jsii_cache/package-cache}"
HOME=$root/.trainyard/home exec node "$@"

package dev.trainyard.config;

/** What a serverless endpoint cannot have, each with where AWS says so. */
final class ServerlessExclusions {

    private static final String SERVERLESS = "endpoint.serverless";

    private final Stated stage;

    private ServerlessExclusions(Stated stage) {
        this.stage = stage;
    }

    static void check(Stated stage) {
        if (stage.has(SERVERLESS)) {
            var serverless = new ServerlessExclusions(stage);
            serverless.standsAlone();
            serverless.hasNoVpc();
        }
    }

    /**
     * Serverless inference has no instances to count, share or scale (its concurrency is what scales), no data capture and
     * no second variant. <a
     * href="https://docs.aws.amazon.com/sagemaker/latest/dg/serverless-endpoints.html">AWS, feature exclusions</a>;
     * canary and linear sizes are shares of the instance count: <a
     * href="https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_TrafficRoutingConfig.html">AWS</a>.
     */
    private void standsAlone() {
        var instead = "does not go with endpoint.serverless, ";
        stage.refuse("endpoint.instanceType", instead + "which has no instances: leave one of them out");
        stage.refuse("endpoint.instanceCount", instead + "which has no instances: leave one of them out");
        stage.refuse("endpoint.autoscaling", instead + "which scales by itself: set serverless.maxConcurrency");
        stage.refuse("endpoint.abTest", instead + "which serves one variant: use instances");
        stage.refuse("endpoint.capture", instead + "which captures no data: use instances");
        if (!stage.says("endpoint.rollout.type", "all-at-once")) {
            stage.refuse(
                    "endpoint.rollout.type", instead + "which has no fleet to shift to step by step: use all-at-once");
        }
    }

    /**
     * A serverless model takes neither a VPC nor network isolation, so nothing keeps its container from the internet: only
     * a stage that lets its own subnets there may have one. <a
     * href="https://docs.aws.amazon.com/sagemaker/latest/dg/serverless-endpoints.html">AWS, feature exclusions</a>;
     * decision 0011.
     */
    private void hasNoVpc() {
        if (!stage.says("network.egress", "nat")) {
            stage.refuse(
                    SERVERLESS,
                    "serves outside the stage's VPC and can reach the internet, which network.egress: %s forbids:"
                                    .formatted(stage.text("network.egress"))
                            + " use instances, or egress: nat");
        }
    }
}

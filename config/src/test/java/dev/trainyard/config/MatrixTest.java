package dev.trainyard.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What does not go together is refused at the key to change, in words; what does is taken. */
class MatrixTest {

    @RegisterExtension
    private final ConfigFiles files = new ConfigFiles();

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        autoscaling: {minimum: 1, maximum: 4, invocationsPerInstance: 9} | endpoint.autoscaling does not go with endpoint.serverless, which scales by itself: set serverless.maxConcurrency
        abTest: {weight: 0.1}                                            | endpoint.abTest does not go with endpoint.serverless, which serves one variant: use instances
        capture: {percent: 5}                                            | endpoint.capture does not go with endpoint.serverless, which captures no data: use instances
        instanceType: ml.m5.large                                        | endpoint.instanceType does not go with endpoint.serverless, which has no instances: leave one of them out
        instanceCount: 1                                                 | endpoint.instanceCount does not go with endpoint.serverless, which has no instances: leave one of them out
        rollout: {type: canary}                                          | endpoint.rollout.type does not go with endpoint.serverless, which has no fleet to shift to step by step: use all-at-once
        """)
    void serverlessExcludes(String key, String problem) {
        assertThat(prodWith("{endpoint: {serverless: {memoryMiB: 2048, maxConcurrency: 5}, " + key + "}}", true))
                .contains("config/stages/prod.yaml: " + problem);
    }

    @Test
    void serverlessWantsAStageThatMayReachTheInternet() {
        files.replace("stages/prod.yaml", "egress: nat", "egress: endpoints");

        assertThat(prodWith("{endpoint: {serverless: {memoryMiB: 2048, maxConcurrency: 5}}}", true))
                .containsExactly(
                        "config/stages/prod.yaml: endpoint.serverless serves outside the stage's VPC and can reach"
                                + " the internet, which network.egress: endpoints forbids: use instances, or egress: nat");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        {endpoint: {rollout: {type: canary}}} | endpoint.instanceCount must be 2 or more for rollout.type: canary, which moves at most half of the instances at a time, got 1
        {endpoint: {instanceCount: 2, rollout: {type: linear}, autoscaling: {minimum: 1, maximum: 4, invocationsPerInstance: 9}}} | endpoint.autoscaling.minimum must be 2 or more for rollout.type: linear, which moves at most half of the instances at a time, got 1
        {endpoint: {instanceCount: 2, rollout: {type: canary}, abTest: {weight: 0.1}}} | endpoint.abTest changes the set of variants, which rollout.type: canary cannot do: use all-at-once
        {endpoint: {instanceCount: 2, rollout: {type: linear, sharePercent: 5}}} | endpoint.rollout.sharePercent must be from 10 to 50 for rollout.type: linear, got 5
        {endpoint: {instanceCount: 2, rollout: {type: linear, sharePercent: 10, wait: PT1H}}} | endpoint.rollout.wait is waited 11 times, which is longer than the eight hours a rollout may take
        {endpoint: {instanceCount: 2, rollout: {type: canary, wait: PT1M}}} | endpoint.rollout.wait must be PT2M or longer for rollout.type: canary, for the alarms that roll back look at minutes, got PT1M
        {endpoint: {rollout: {type: all-at-once, sharePercent: 10}}} | endpoint.rollout.sharePercent has no meaning: all at once is no share. Leave it out
        {endpoint: {autoscaling: {minimum: 5, maximum: 4, invocationsPerInstance: 9}}} | endpoint.autoscaling.minimum must be at most maximum, 4, got 5
        {endpoint: {autoscaling: {minimum: 2, maximum: 4, invocationsPerInstance: 9}}} | endpoint.instanceCount must be from autoscaling.minimum to autoscaling.maximum, 2 to 4, got 1
        {endpoint: {instanceType: ml.t2.medium, autoscaling: {minimum: 1, maximum: 4, invocationsPerInstance: 9}}} | endpoint.autoscaling does not go with the burstable endpoint.instanceType ml.t2.medium: use ml.m5.large or the like
        {workflow: {training: {spot: {maxWait: PT30M}}}} | workflow.training.spot.maxWait must be at least training.maxRuntime, PT1H, which is part of it, got PT30M
        {workflow: {training: {image: {uri: "123456789012.dkr.ecr.us-east-1.amazonaws.com/own:1", entryPoint: [train]}}, tuning: {maxJobs: 2, maxParallel: 1, ranges: {a: {min: 1, max: 2}}}}} | workflow.training.image does not go with workflow.tuning: a tuning job takes no entry point. Leave one of them out
        {workflow: {tuning: {maxJobs: 2, maxParallel: 3, ranges: {a: {min: 1, max: 2}}}}} | workflow.tuning.maxParallel must be at most maxJobs, 2, got 3
        {workflow: {tuning: {maxJobs: 2, maxParallel: 1, ranges: {a: {min: 2, max: 2}}}}} | workflow.tuning.ranges.a.min must be below max, 2, got 2
        {workflow: {tuning: {maxJobs: 2, maxParallel: 1, ranges: {a: {min: 1, max: 2.5, type: integer}}}}} | workflow.tuning.ranges.a.type is integer, and min or max is not: 1 to 2.5
        {workflow: {tuning: {maxJobs: 2, maxParallel: 1, ranges: {a: {min: 0, max: 2, scaling: logarithmic}}}}} | workflow.tuning.ranges.a.min must be above 0 for scaling: logarithmic, got 0
        {workflow: {tuning: {maxJobs: 2, maxParallel: 1, ranges: {a: {min: 0, max: 1, scaling: reverse-logarithmic}}}}} | workflow.tuning.ranges.a.scaling is for continuous numbers from 0 to below 1, got 0 to 1
        {workflow: {tuning: {maxJobs: 2, maxParallel: 1, ranges: {a: {values: ["1"], min: 1}}}}} | workflow.tuning.ranges.a.min is for numbers, and values are texts: leave one of them out
        {workflow: {training: {hyperparameters: {a: 1}}, tuning: {maxJobs: 2, maxParallel: 1, ranges: {a: {values: ["1"]}}}}} | workflow.tuning.ranges.a is searched here and set in training.hyperparameters: leave one of them out
        {model: {source: promote}, workflow: {tuning: {maxJobs: 2, maxParallel: 1, ranges: {a: {values: ["1"]}}}}} | workflow.tuning has no effect with model.source: promote, which takes the model of the stage before: leave it out, or train here
        {model: {source: promote}, workflow: {training: {hyperparameters: {a: 1}}}} | workflow.training.hyperparameters has no effect with model.source: promote, which takes the model of the stage before: leave it out, or train here
        {model: {source: promote}, workflow: {training: {spot: {maxWait: PT2H}}}} | workflow.training.spot has no effect with model.source: promote, which takes the model of the stage before: leave it out, or train here
        {watch: {}} | watch compares what the endpoint was asked: set endpoint.capture too, or leave watch out
        """)
    void refuses(String keys, String problem) {
        assertThat(prodWith(keys, false)).containsExactly("config/stages/prod.yaml: " + problem);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        {endpoint: {rollout: {type: all-at-once, maximumErrors: 3}, abTest: {weight: 0.1}, capture: {percent: 10}}, watch: {}}
        {endpoint: {instanceCount: 2, rollout: {type: canary, sharePercent: 50}, autoscaling: {minimum: 2, maximum: 4, invocationsPerInstance: 9}}}
        {endpoint: {instanceCount: 2, rollout: {type: linear, sharePercent: 10, wait: PT43M}}}
        {model: {source: promote}, workflow: {processing: {engine: spark}}, endpoint: {abTest: {weight: 0.1}}}
        {workflow: {training: {spot: {maxWait: PT1H}}, tuning: {maxJobs: 2, maxParallel: 2, ranges: {a: {min: 1, max: 2, type: integer}}}}}
        """)
    void takes(String keys) {
        assertThat(prodWith(keys, false)).isEmpty();
    }

    @Test
    void theFirstStageHasNothingToPromote() {
        files.replace("stages/dev.yaml", "source: train", "source: promote");

        assertThat(files.problems())
                .containsExactly("config/stages/dev.yaml: model.source must be train in the first stage, which has none"
                        + " before it to promote from, got 'promote'");
    }

    private List<String> prodWith(String keys, boolean withoutInstances) {
        JsonNode prod = Mutations.YAML.readTree(files.read("stages/prod.yaml"));
        if (withoutInstances) {
            Stream.of("instanceType", "instanceCount").forEach(((ObjectNode) prod.path("endpoint"))::remove);
        }
        JsonNode edited = Mutations.YAML
                .readerForUpdating(prod)
                .readTree(Mutations.YAML.readTree(keys).toString());
        return files.write("stages/prod.yaml", Mutations.YAML.writeValueAsString(edited))
                .problems();
    }
}

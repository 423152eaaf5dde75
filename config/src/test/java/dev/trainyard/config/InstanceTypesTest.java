package dev.trainyard.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.StringNode;

class InstanceTypesTest {

    @Test
    void eachUseHasItsOwn() {
        assertThat(problems(InstanceTypes.TRAINING, "ml.t2.medium"))
                .startsWith(
                        "dev.yaml: key must be an instance type that SageMaker has for training jobs: it must be one of")
                .endsWith("got 'ml.t2.medium'");
        assertThat(problems(InstanceTypes.SERVING, "ml.t2.medium")).isEmpty();
        assertThat(problems(InstanceTypes.TRAINING, "ml.t3.medium")).isEmpty();
        assertThat(problems(InstanceTypes.PROCESSING, "ml.trn1.2xlarge")).contains("processing jobs");
    }

    private static String problems(InstanceTypes use, String type) {
        var problems = new Problems("dev.yaml");
        use.rule().check(new StringNode(type), "key", problems);
        return String.join("", problems.found().stream().map(Problem::toString).toList());
    }
}

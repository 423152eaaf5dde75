package dev.trainyard.cli.stage;

import dev.trainyard.cli.workflow.Workflow;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A stage as it is deployed.
 *
 * @param name of the stage
 * @param account its AWS account
 * @param region its region
 * @param resources of its stacks; none before it is deployed
 * @param workflow its latest execution
 * @param model the model approved last
 * @param judgement on the model of that execution; empty where it came to none
 */
public record StageFacts(
        String name,
        String account,
        String region,
        List<Resource> resources,
        Optional<Workflow.Execution> workflow,
        Optional<ModelFacts> model,
        Optional<Judgement> judgement) {

    public StageFacts {
        resources = List.copyOf(resources);
    }

    /**
     * @param stack it belongs to
     * @param logicalId in the template
     * @param physicalId what it is called on AWS
     * @param type CloudFormation's
     * @param status CloudFormation's
     */
    public record Resource(String stack, String logicalId, String physicalId, String type, String status) {}

    /**
     * @param arn of the package
     * @param origin what the workflow wrote with it: commit, hashes, metrics
     */
    public record ModelFacts(String arn, Map<String, String> origin) {

        public ModelFacts {
            origin = Map.copyOf(origin);
        }

        /** The R² that the gate judged, as a number of three digits. */
        public Optional<String> outOfFoldR2() {
            return rounded("outOfFoldR2");
        }

        public Optional<String> testR2() {
            return rounded("testR2");
        }

        private Optional<String> rounded(String key) {
            return Optional.ofNullable(origin.get(key))
                    .filter(text -> text.matches("-?\\d+(\\.\\d+)?([eE]-?\\d+)?"))
                    .map(text -> String.format(Locale.ROOT, "%.3f", Double.parseDouble(text)));
        }
    }
}

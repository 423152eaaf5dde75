package dev.trainyard.config;

import java.util.List;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/**
 * A file whose keys must be right each by itself, and then go together.
 *
 * @param file each key by itself
 * @param exclusions what does not go together; asked only about a file that is right otherwise
 */
record MatrixRule(Rule file, List<Consumer<Stated>> exclusions) implements Rule {

    static final Rule STAGE = new MatrixRule(
            StageRules.STAGE,
            List.of(
                    ServerlessExclusions::check,
                    AutoscalingExclusions::check,
                    RolloutExclusions::check,
                    WorkflowExclusions::check));

    @Override
    public String allowed() {
        return file.allowed();
    }

    @Override
    public void check(JsonNode value, String path, Problems problems) {
        file.check(value, path, problems);
        if (problems.none()) {
            var stated = new Stated(value, problems);
            exclusions.forEach(exclusion -> exclusion.accept(stated));
        }
    }

    @Override
    public void complete(JsonNode value) {
        file.complete(value);
    }
}

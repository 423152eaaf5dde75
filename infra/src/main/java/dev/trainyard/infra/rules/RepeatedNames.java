package dev.trainyard.infra.rules;

import dev.trainyard.infra.rules.Machine.Task;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What each run of a machine makes has a name that no run before it had: SageMaker keeps the names of jobs for ever, and those of
 * models and endpoint configs until they are deleted.
 *
 * <p>Source: docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateTrainingJob.html (TrainingJobName) and its siblings.
 */
final class RepeatedNames implements AwsRule {

    private static final Map<String, String> NAMES = Map.of(
            "createProcessingJob", "ProcessingJobName",
            "createTrainingJob", "TrainingJobName",
            "createTransformJob", "TransformJobName",
            "createHyperParameterTuningJob", "HyperParameterTuningJobName",
            "createModel", "ModelName",
            "createEndpointConfig", "EndpointConfigName");

    /** What differs from run to run by itself. */
    private static final Pattern OF_THE_RUN =
            Pattern.compile("\\$states\\.context\\.Execution\\b|\\$(uuid|millis|now|random)\\(");

    private static final Pattern VARIABLE = Pattern.compile("\\$([A-Za-z_]\\w*)");

    @Override
    public Stream<Refusal> refusals(SynthesizedAssembly assembly) {
        return Machine.in(assembly).flatMap(machine -> {
            var variables = variablesOfTheRun(machine);
            return machine.tasks().stream()
                    .filter(task -> !argument(task).isEmpty())
                    .filter(task -> !isOfTheRun(name(task), variables))
                    .map(task -> refusal(machine, task));
        });
    }

    private static String argument(Task task) {
        var operation = task.operation().replaceFirst(".*:", "").replace(".sync", "");
        return NAMES.getOrDefault(operation, "");
    }

    private static String name(Task task) {
        return task.arguments().path(argument(task)).asString("");
    }

    /** The variables that some state assigns what differs from run to run, or what is worked out of such a variable. */
    private static Set<String> variablesOfTheRun(Machine machine) {
        var found = new HashSet<String>();
        var assignments = machine.states().values().stream()
                .flatMap(state -> state.findValues("Assign").stream())
                .flatMap(assign -> assign.properties().stream())
                .toList();
        boolean isMore = true;
        while (isMore) {
            isMore = assignments.stream()
                    .filter(one -> isOfTheRun(one.getValue().toString(), found))
                    .map(Map.Entry::getKey)
                    .toList()
                    .stream()
                    .map(found::add)
                    .reduce(false, Boolean::logicalOr);
        }
        return found;
    }

    private static boolean isOfTheRun(String expression, Set<String> variables) {
        return OF_THE_RUN.matcher(expression).find()
                || VARIABLE.matcher(expression).results().anyMatch(result -> variables.contains(result.group(1)));
    }

    private static Refusal refusal(Machine machine, Task task) {
        return new Refusal(
                List.of(machine.resource()),
                "%s: %s is %s in every run, and must be unique in an account and region: the second run fails, for the name already exists (ResourceInUse). Let it depend on the execution."
                        .formatted(task.state(), argument(task), name(task)));
    }
}

package dev.trainyard.infra;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trainyard.config.StageConfig;
import dev.trainyard.config.StageConfig.ModelSource;
import java.util.List;
import java.util.Map.Entry;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** What no rule of cdk-nag sees: the settings inside the workflow's definition. */
class WorkflowTest {

    /** The failure path itself goes on when it fails, so that a run always ends with its cause. */
    private static final Set<String> ON_THE_FAILURE_PATH = Set.of(
            "FindEndpointToRestore",
            "DescribeToRestore",
            "DeleteNewEndpoint",
            "RestoreEndpoint",
            "RegisterScalingAgain",
            "FollowLoadAgain",
            "RejectPackage",
            "Notify",
            "ReleaseLock",
            "ReleaseLockAfterFailure");
    /** Left-overs of earlier runs are no reason to fail: see {@code RolloutTest}. */
    private static final Set<String> TOLERANT = Set.of(
            "ListEndpointConfigs",
            "DescribeKeptConfig",
            "ListModels",
            "DeleteEndpointConfig",
            "DeleteModel",
            "TellWhatIsLeft",
            "DescribeLatest");

    private static final Pattern NAME = Pattern.compile("\\{% '([a-z0-9-]+-)' & \\$run & '-' & .* %}");
    private static final Pattern SAGEMAKER_NAME = Pattern.compile("[a-zA-Z0-9](-*[a-zA-Z0-9]){0,62}");

    static Stream<WorkflowDefinition> definitions() {
        return Stages.templates().map(WorkflowDefinition::of);
    }

    static Stream<StageConfig> stages() {
        return Stages.all();
    }

    static Stream<StageConfig> training() {
        return Stages.all().filter(WorkflowTest::trains);
    }

    /** By a single job: a search has a state of its own. */
    private static boolean trains(StageConfig config) {
        return config.model().source() == ModelSource.TRAIN
                && config.workflow().tuning().isEmpty();
    }

    @ParameterizedTest
    @MethodSource("definitions")
    void isJsonataThroughoutAndEnds(WorkflowDefinition workflow) {
        assertThat(workflow.json().path("QueryLanguage").asString()).isEqualTo("JSONata");
        assertThat(workflow.json().path("TimeoutSeconds").asLong()).isPositive();
        assertThat(workflow.states().map(Entry::getValue)).noneMatch(state -> state.has("QueryLanguage"));
    }

    @ParameterizedTest
    @MethodSource("definitions")
    void everyStateIsReachedAndEveryTransitionHasItsState(WorkflowDefinition workflow) {
        assertThat(workflow.reachable())
                .containsExactlyInAnyOrderElementsOf(
                        workflow.states().map(Entry::getKey).toList());
    }

    @ParameterizedTest
    @MethodSource("definitions")
    void aRunEndsDoneOrFailed(WorkflowDefinition workflow) {
        assertThat(workflow.ends()).containsExactlyInAnyOrder("Done", "Failed");
    }

    @ParameterizedTest
    @MethodSource("definitions")
    void everyTaskSaysWhichStateFailedAndWhy(WorkflowDefinition workflow) {
        assertThat(workflow.tasks()
                        .filter(task -> !ON_THE_FAILURE_PATH.contains(task.getKey()))
                        .filter(task -> !TOLERANT.contains(task.getKey())))
                .hasSizeGreaterThan(10)
                .allSatisfy(task -> assertThat(stream(task.getValue().path("Catch")))
                        .last()
                        .satisfies(catcher -> {
                            assertThat(catcher.path("ErrorEquals").get(0).asString())
                                    .isEqualTo("States.ALL");
                            assertThat(catcher.path("Next").asString()).isIn("IsEndpointTouched", "IsWorthAnotherTry");
                            assertThat(catcher.path("Assign")
                                            .path("failure")
                                            .path("state")
                                            .asString())
                                    .isEqualTo(task.getKey());
                        }));
        assertThat(workflow.state("IsWorthAnotherTry").path("Default").asString())
                .isEqualTo("IsEndpointTouched");
    }

    @ParameterizedTest
    @MethodSource("definitions")
    void nothingIsRetriedBlindly(WorkflowDefinition workflow) {
        var retriers =
                workflow.states().flatMap(state -> stream(state.getValue().path("Retry")));
        assertThat(retriers).isNotEmpty().allSatisfy(retrier -> {
            assertThat(retrier.path("ErrorEquals").toString()).doesNotContain("States.ALL", "States.TaskFailed");
            assertThat(retrier.path("MaxAttempts").asInt()).isLessThanOrEqualTo(10);
        });
    }

    @ParameterizedTest
    @MethodSource("definitions")
    void everyJobRunsInTheSubnetsUnderTheKey(WorkflowDefinition workflow) {
        assertThat(workflow.jobs()).hasSizeGreaterThanOrEqualTo(3).allSatisfy(job -> {
            var arguments = job.path("Arguments");
            assertThat(arguments.findValue("VpcConfig").path("Subnets")).isNotEmpty();
            assertThat(arguments.findValue("VpcConfig").path("SecurityGroupIds"))
                    .isNotEmpty();
            assertThat(arguments.findValue("VolumeKmsKeyId").asString()).isNotEmpty();
            assertThat(arguments.findValue("KmsKeyId").asString()).isNotEmpty();
        });
    }

    /** Not in the pipeline's Build: a member that the API lacks is told better by the API. */
    @ParameterizedTest
    @MethodSource("definitions")
    @Tag("thorough")
    void containersOfAJobSpeakEncrypted(WorkflowDefinition workflow) {
        assertThat(workflow.jobs())
                .isNotEmpty()
                .allSatisfy(job -> assertThat(job.path("Arguments").findValues("EnableInterContainerTrafficEncryption"))
                        .singleElement()
                        .matches(JsonNode::asBoolean));
    }

    @ParameterizedTest
    @MethodSource("definitions")
    void aJobEndsBeforeItsStateGivesUp(WorkflowDefinition workflow) {
        assertThat(workflow.jobs())
                .allSatisfy(job -> assertThat(job.path("TimeoutSeconds").asLong())
                        .isGreaterThan(job.findValue("MaxRuntimeInSeconds").asLong()));
    }

    @ParameterizedTest
    @MethodSource("stages")
    void whatARunMakesCarriesTheStagesTags(StageConfig config) {
        var workflow = WorkflowDefinition.of(Stages.templates(config));
        var made = List.of("Preprocess", "Evaluate", "CreateModel", "CreateEndpointConfig", "CreateEndpoint");
        assertThat(Stream.concat(made.stream(), trains(config) ? Stream.of("Train") : Stream.empty()))
                .allSatisfy(state -> assertThat(
                                stream(workflow.state(state).path("Arguments").path("Tags")))
                        .extracting(tag -> tag.path("Key").asString() + "="
                                + tag.path("Value").asString())
                        .contains("stage=" + config.stage())
                        .containsAll(config.tags().entrySet().stream()
                                .map(tag -> tag.getKey() + "=" + tag.getValue())
                                .toList()));
    }

    @ParameterizedTest
    @MethodSource("definitions")
    void everyNameIsOneThatSageMakerTakes(WorkflowDefinition workflow) {
        var names = workflow.tasks()
                .flatMap(task -> task.getValue().path("Arguments").properties().stream())
                .map(argument -> NAME.matcher(argument.getValue().asString("")))
                .filter(name -> name.matches())
                .map(name -> name.group(1) + "12345678-87654321-110");
        assertThat(names)
                .hasSizeGreaterThanOrEqualTo(4)
                .allSatisfy(
                        name -> assertThat(name).hasSizeLessThanOrEqualTo(63).matches(SAGEMAKER_NAME));
    }

    @ParameterizedTest
    @MethodSource("training")
    void jobsHaveTheMachinesOfTheConfig(StageConfig config) {
        var workflow = WorkflowDefinition.of(Stages.templates(config));
        var training = config.workflow().training();
        var resources = workflow.state("Train").path("Arguments").path("ResourceConfig");
        assertThat(resources.path("InstanceType").asString()).isEqualTo(training.instanceType());
        assertThat(resources.path("VolumeSizeInGB").asInt()).isEqualTo(training.volumeGiB());
        assertThat(workflow.state("Train").findValue("MaxRuntimeInSeconds").asLong())
                .isEqualTo(training.maxRuntime().toSeconds());
    }

    @ParameterizedTest
    @MethodSource("definitions")
    void aModelIsApprovedOnlyAfterItAnswered(WorkflowDefinition workflow) {
        assertThat(workflow.state("Register")
                        .path("Arguments")
                        .path("ModelApprovalStatus")
                        .asString())
                .isEqualTo("PendingManualApproval");
        assertThat(workflow.reachable()).contains("ApprovePackage");
        assertThat(workflow.reachableBut("PredictsAsEvaluated")).doesNotContain("ApprovePackage");
    }

    private static Stream<JsonNode> stream(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }
}

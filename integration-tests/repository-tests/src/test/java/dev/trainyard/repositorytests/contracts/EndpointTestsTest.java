package dev.trainyard.repositorytests.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trainyard.endpointtests.AwsEndpoint.Ability;
import dev.trainyard.endpointtests.AwsEndpoint.Kind;
import dev.trainyard.endpointtests.Needs;
import java.io.IOException;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;

/** Which endpoint test would run where. A test that is gone, or that an engine no longer runs, changes this table. */
class EndpointTestsTest {

    private static final String REVIEWED = """
            AbTestIT.aRemovedChallengerIsGoneAndStaysGone: EMULATOR
            AbTestIT.theNextModelChallengesWithItsShareAndIsPromotedWithoutTraining: EMULATOR
            BatchIT.aJoinedCsvRepeatsItsCells: EMULATOR
            BatchIT.aPrefixWithoutAFileIsRefusedBeforeAMachineIsPaidFor: EMULATOR
            BatchIT.aRecordThatIsNoJsonIsALineOfWords: EMULATOR
            BatchIT.anInputOfAnotherFormIsRefusedInWords: EMULATOR
            BatchIT.everyFileBelowThePrefixIsAnsweredAndJoined: EMULATOR
            BatchIT.everyRecordOfACsvHasItsLine: EMULATOR
            ChampionIT.aBetterModelTakesOver: EMULATOR
            ChampionIT.aChampionThatWantsAColumnWhichIsGoneSaysSoAndWhatToDo: EMULATOR
            ChampionIT.aModelOfShuffledLabelsIsRefused: EMULATOR
            ChampionIT.aModelWithoutAnEvaluationIsRefused: EMULATOR
            ChampionIT.aWorseModelIsRefusedForThatAlone: EMULATOR
            ChampionIT.anArchiveDamagedAfterItsEvaluationIsTakenBack: EMULATOR
            ChampionIT.anArchiveDamagedAfterTrainingIsNotEvaluated: EMULATOR
            ChampionIT.anEqualModelTakesOver: EMULATOR
            ChampionIT.refusedDataEndsTheRunAndLeavesTheTableOfWhatIsWrong: EMULATOR
            FaultsIT.aJobKilledAtItsMaxRuntimeChangesNothing: EMULATOR
            FaultsIT.aModelThatNeverPassesItsPingIsTakenBackAndPeopleAreTold: EMULATOR
            FaultsIT.aRunGoesThroughAllThatCanBeTriedAgain: EMULATOR
            LinearRolloutIT.aSlowModelIsTakenBackByTheLatencyAlarm: EMULATOR
            LinearRolloutIT.eachStepGivesTheNewModelItsShareOfTheAnswers: EMULATOR
            LinearRolloutIT.scalingThatTheConfigNoLongerHasIsTakenOff: EMULATOR
            LockIT.aFailedRunGivesTheLockBack: EMULATOR
            LockIT.dataThatArrivesTwiceWithinTheQuietPeriodStartsOneRun: EMULATOR
            LockIT.ofTwoStartsAtOnceOneIsRefusedAndRejectsNothing: EMULATOR
            LockIT.ofTwoStartsAtOnceOneWaitsForTheOther: EMULATOR
            LockIT.theLockOfAnAbortedRunIsTakenOver: EMULATOR
            NetworkEditsIT.aChangeOfEgressMovesNoSubnet: EMULATOR
            NetworkEditsIT.aThirdZoneAddsASubnetAndMovesNone: EMULATOR
            PromotionIT.theVeryCandidateServesInTheNextStage: EMULATOR
            PromotionIT.whatAPersonRejectedAfterwardsIsNotTaken: EMULATOR
            PromotionIT.whatAPersonRejectsDuringTheRolloutIsNotApproved: EMULATOR
            PromotionIT.whatIsMissingForbiddenOrDamagedIsNotTaken: EMULATOR
            RolloutIT.aCanaryTakesOverWithScaledInstancesAndLeavesWhatIsToBeKept: EMULATOR
            RolloutIT.aCanaryWhoseModelErrorsIsRolledBackByItsAlarm: EMULATOR
            RolloutIT.aModelThatAnswersOtherwiseThanEvaluatedIsTakenBack: EMULATOR
            RolloutIT.whatCannotBeTakenBackIsToldAndMendedByTheNextRun: EMULATOR
            ScheduleIT.theWorkflowAndTheWatchAreStartedByTheirSchedules: EMULATOR
            ServerlessIT.anotherCapacityIsServedWithoutTraining: EMULATOR
            StackUpdatesIT.anEditOfTheGateUpdatesInPlace: EMULATOR
            StackUpdatesIT.anUpdateThatFailsIsRolledBack: EMULATOR
            StackUpdatesIT.theSameTemplatesAgainChangeNothing: EMULATOR
            StageTemplatesTest.everyResourceIsReallyThere: EMULATOR LOCALSTACK NAMED
            StageTemplatesTest.theBucketsKeepVersions: EMULATOR LOCALSTACK NAMED
            StageTemplatesTest.thePrivateSubnetsExistInTheVpc: EMULATOR LOCALSTACK NAMED
            UnfinishedRunsIT.aModelThatServesUnapprovedIsNoReasonToDoNothing: EMULATOR
            UnfinishedRunsIT.ofARunThatTimesOutPeopleAreTold: EMULATOR
            UnfinishedRunsIT.ofAnExpressionThatFailsPeopleAreTold: EMULATOR
            UnfinishedRunsIT.whatAStoppedRunLeftIsMendedByTheNextOne: EMULATOR
            WatchIT.answersThatTurnOutWrongAlarmThoughWhatIsAskedIsTheSame: EMULATOR
            WatchIT.rowsAsInTrainingAlarmNobodyAndShiftedOnesRetrain: EMULATOR
            WorkflowIT.aFirstEndpointThatCannotServeIsDeletedAndMadeByTheNextRun: EMULATOR
            WorkflowIT.aGoodModelServesAndNewDataUpdatesTheEndpoint: EMULATOR
            WorkflowIT.aModelBelowTheGateChangesNothing: EMULATOR
            WorkflowIT.aRaisingScriptFailsTheRunAtTraining: EMULATOR
            """;

    /** The classes of the module that ask an endpoint: by name, or by being what the LocalStack step runs. */
    private static Stream<Class<?>> classes() {
        var module = Repository.ROOT.resolve("integration-tests/endpoint-tests/target");
        return Stream.of(module.resolve("classes"), module.resolve("test-classes"))
                .flatMap(directory ->
                        named(directory, ".*IT|dev\\.trainyard\\.endpointtests\\.stagetemplates\\..*Test"));
    }

    private static Stream<Class<?>> named(Path directory, String names) {
        try (var files = Files.walk(directory);
                var loader = new URLClassLoader(new URL[] {directory.toUri().toURL()})) {
            List<Class<?>> found = new ArrayList<>();
            for (var file : files.filter(it -> it.toString().endsWith(".class")).toList()) {
                var name =
                        directory.relativize(file).toString().replace('/', '.').replaceAll("\\.class$", "");
                if (name.matches(names)) {
                    var type = Class.forName(name, false, loader);
                    // Resolved while the loader is open.
                    assertThat(type.getDeclaredMethods()).isNotEmpty();
                    found.add(type);
                }
            }
            return found.stream();
        } catch (IOException | ReflectiveOperationException e) {
            throw new IllegalStateException("endpoint-tests must be compiled before: " + directory, e);
        }
    }

    private static Stream<Method> tests(Class<?> type) {
        return Arrays.stream(type.getDeclaredMethods())
                .filter(method -> Stream.of(Test.class, ParameterizedTest.class, TestFactory.class)
                        .anyMatch(method::isAnnotationPresent));
    }

    private static Stream<Ability> needs(AnnotatedElement declaration) {
        return Stream.ofNullable(declaration.getAnnotation(Needs.class)).flatMap(needs -> Arrays.stream(needs.value()));
    }

    private static String row(Method test) {
        var needs = Stream.concat(needs(test.getDeclaringClass()), needs(test)).toList();
        return "%s.%s: %s"
                .formatted(
                        test.getDeclaringClass().getSimpleName(),
                        test.getName(),
                        Arrays.stream(Kind.values())
                                .filter(kind -> needs.stream().allMatch(kind::has))
                                .map(Kind::name)
                                .collect(Collectors.joining(" ")));
    }

    @Test
    void runWhereTheReviewedTableSays() {
        assertThat(classes().flatMap(EndpointTestsTest::tests).map(EndpointTestsTest::row))
                .containsExactlyInAnyOrderElementsOf(REVIEWED.lines().toList());
    }

    @Test
    void everyTestThatAsksAnEndpointSaysWhatItNeeds() {
        assertThat(classes()).isNotEmpty().allSatisfy(type -> assertThat(type).hasAnnotation(Needs.class));
    }
}

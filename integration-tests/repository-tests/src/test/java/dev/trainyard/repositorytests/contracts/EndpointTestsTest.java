package dev.trainyard.repositorytests.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.properties.HasAnnotations;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import dev.trainyard.endpointtests.AwsEndpoint.Ability;
import dev.trainyard.endpointtests.AwsEndpoint.Kind;
import dev.trainyard.endpointtests.Needs;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;

/** Which endpoint test would run where. A test that is gone, or that an engine no longer runs, changes this table. */
class EndpointTestsTest {

    private static final String REVIEWED = """
            NetworkEditsIT.aChangeOfEgressMovesNoSubnet: EMULATOR
            NetworkEditsIT.aThirdZoneAddsASubnetAndMovesNone: EMULATOR
            StackUpdatesIT.anEditOfTheGateUpdatesInPlace: EMULATOR
            StackUpdatesIT.anUpdateThatFailsIsRolledBack: EMULATOR
            StackUpdatesIT.theSameTemplatesAgainChangeNothing: EMULATOR
            StageTemplatesTest.everyResourceIsReallyThere: EMULATOR LOCALSTACK NAMED
            StageTemplatesTest.theBucketsKeepVersions: EMULATOR LOCALSTACK NAMED
            StageTemplatesTest.thePrivateSubnetsExistInTheVpc: EMULATOR LOCALSTACK NAMED
            WorkflowIT.aFailedEndpointIsReplacedByTheNextRun: EMULATOR
            WorkflowIT.aGoodModelServesAndNewDataUpdatesTheEndpoint: EMULATOR
            WorkflowIT.aModelBelowTheGateChangesNothing: EMULATOR
            WorkflowIT.aRaisingScriptFailsTheRunAtTraining: EMULATOR
            """;

    private static Stream<JavaMethod> tests() {
        var module = Repository.ROOT.resolve("integration-tests/endpoint-tests/target");
        return new ClassFileImporter()
                .importPaths(module.resolve("classes"), module.resolve("test-classes")).stream()
                        .flatMap(type -> type.getMethods().stream())
                        .filter(EndpointTestsTest::isTest);
    }

    private static boolean isTest(JavaMethod method) {
        return Stream.of(Test.class, ParameterizedTest.class, TestFactory.class).anyMatch(method::isAnnotatedWith);
    }

    /** Tests of what the tests are made of start no endpoint. */
    private static boolean asksAnEndpoint(JavaMethod test) {
        return test.getOwner().getSimpleName().endsWith("IT")
                || test.getOwner().getPackageName().endsWith("stagetemplates");
    }

    private static Stream<Ability> needs(HasAnnotations<?> declaration) {
        return declaration.tryGetAnnotationOfType(Needs.class).stream().flatMap(needs -> Arrays.stream(needs.value()));
    }

    private static String row(JavaMethod test) {
        JavaClass type = test.getOwner();
        var needs = Stream.concat(needs(type), needs(test)).toList();
        return "%s.%s: %s"
                .formatted(
                        type.getSimpleName(),
                        test.getName(),
                        Arrays.stream(Kind.values())
                                .filter(kind -> needs.stream().allMatch(kind::has))
                                .map(Kind::name)
                                .collect(Collectors.joining(" ")));
    }

    @Test
    void runWhereTheReviewedTableSays() {
        assertThat(tests().filter(EndpointTestsTest::asksAnEndpoint).map(EndpointTestsTest::row))
                .containsExactlyInAnyOrderElementsOf(REVIEWED.lines().toList());
    }

    @Test
    void everyTestThatAsksAnEndpointSaysWhatItNeeds() {
        assertThat(tests().filter(EndpointTestsTest::asksAnEndpoint))
                .allSatisfy(test -> assertThat(test.getOwner().isAnnotatedWith(Needs.class))
                        .as(test.getFullName())
                        .isTrue());
    }
}

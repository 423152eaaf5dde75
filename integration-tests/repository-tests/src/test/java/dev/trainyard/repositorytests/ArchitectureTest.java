package dev.trainyard.repositorytests;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.lang.ArchRule;
import dev.trainyard.cli.offender.CliThatKnowsTheEngine;
import dev.trainyard.config.offender.ConfigThatKnowsCdk;
import dev.trainyard.endpointtests.offender.EndpointTestsThatKnowConfig;
import dev.trainyard.engine.offender.EngineThatKnowsConfig;
import dev.trainyard.infra.data.offender.DataThatKnowsNetwork;
import dev.trainyard.infra.network.offender.Subnets;
import dev.trainyard.infra.offender.ClockInTheTemplate;
import dev.trainyard.infra.offender.EnvironmentInTheTemplate;
import dev.trainyard.infra.offender.InfraThatAsksAws;
import dev.trainyard.infra.offender.RandomNameInTheTemplate;
import dev.trainyard.lambdas.offender.LambdaThatKnowsConfig;
import dev.trainyard.lambdas.offender.StringUtil;
import dev.trainyard.pipeline.offender.PipelineThatKnowsNetwork;
import dev.trainyard.stagetests.offender.StageTestsThatKnowConfig;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The rules between modules hold, and each is seen to bite on a class made to break it. */
class ArchitectureTest {

    /**
     * @param name what the rule says
     * @param offenders classes that break it: the rule must refuse them
     */
    private record Case(String name, ArchRule rule, List<Class<?>> offenders) {
        Case(String name, ArchRule rule, Class<?>... offenders) {
            this(name, rule, List.of(offenders));
        }
    }

    private static Stream<Case> rules() {
        return Stream.of(
                new Case("config knows nobody", ModuleRules.configKnowsNobody(), ConfigThatKnowsCdk.class),
                new Case("infra knows config and CDK", ModuleRules.infraKnowsConfigAndCdk(), InfraThatAsksAws.class),
                new Case(
                        "pipeline knows infra's root",
                        ModuleRules.pipelineKnowsInfrasRootOnly(),
                        PipelineThatKnowsNetwork.class,
                        Subnets.class),
                new Case("lambdas stand alone", ModuleRules.standsAlone("lambdas"), LambdaThatKnowsConfig.class),
                new Case("the engine stands alone", ModuleRules.standsAlone("engine"), EngineThatKnowsConfig.class),
                new Case(
                        "stage tests stand alone",
                        ModuleRules.standsAlone("stagetests"),
                        StageTestsThatKnowConfig.class),
                new Case(
                        "endpoint tests stand alone",
                        ModuleRules.standsAlone("endpointtests"),
                        EndpointTestsThatKnowConfig.class),
                new Case("the CLI knows config alone", ModuleRules.cliKnowsConfigAlone(), CliThatKnowsTheEngine.class),
                new Case("network's siblings", ModuleRules.siblingsDoNotKnowEachOther("network")),
                new Case(
                        "data's siblings",
                        ModuleRules.siblingsDoNotKnowEachOther("data"),
                        DataThatKnowsNetwork.class,
                        Subnets.class),
                new Case("ml's siblings", ModuleRules.siblingsDoNotKnowEachOther("ml")),
                new Case("no clock", PurityRules.noClock(), ClockInTheTemplate.class),
                new Case("no chance", PurityRules.noChance(), RandomNameInTheTemplate.class),
                new Case("no environment", PurityRules.noEnvironment(), EnvironmentInTheTemplate.class),
                new Case("names explain", NamingRules.namesExplain(), StringUtil.class),
                new Case("null-marked packages", NamingRules.packagesAreNullMarked(), StringUtil.class));
    }

    @TestFactory
    Stream<DynamicTest> theProjectKeepsEveryRule() {
        return rules().map(
                        it -> DynamicTest.dynamicTest(it.name(), () -> it.rule().check(ProjectClasses.ALL)));
    }

    @TestFactory
    Stream<DynamicTest> everyRuleBites() {
        return rules().filter(it -> !it.offenders().isEmpty())
                .map(it -> DynamicTest.dynamicTest(
                        it.name(),
                        () -> assertThat(it.rule()
                                        .evaluate(ProjectClasses.only(it.offenders()))
                                        .hasViolation())
                                .as("'%s' lets its offender through", it.name())
                                .isTrue()));
    }
}

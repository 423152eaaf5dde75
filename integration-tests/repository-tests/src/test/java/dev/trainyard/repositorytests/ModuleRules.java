package dev.trainyard.repositorytests;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.lang.ArchRule;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Which module may know which, and why: section 2 of the design. */
final class ModuleRules {
    private static final String CDK = "software.amazon.awscdk..";
    private static final String CONSTRUCTS = "software.constructs..";
    private static final String AWS_SDK = "software.amazon.awssdk..";
    private static final List<String> MODULES =
            List.of("config", "infra", "pipeline", "lambdas", "engine", "cli", "stagetests", "endpointtests");

    private ModuleRules() {}

    static ArchRule configKnowsNobody() {
        return forbid("config", with(othersThan("config"), CDK, CONSTRUCTS, AWS_SDK))
                .because("a stage's config is read by the CDK app, the CLI and the tests alike");
    }

    static ArchRule infraKnowsConfigAndCdk() {
        return forbid("infra", with(othersThan("infra", "config"), AWS_SDK))
                .because("synthesis asks nobody: what it says comes from the files of the commit alone");
    }

    static ArchRule pipelineKnowsInfrasRootOnly() {
        return forbid(
                        "pipeline",
                        with(
                                othersThan("pipeline", "config", "infra"),
                                AWS_SDK,
                                "dev.trainyard.infra.network..",
                                "dev.trainyard.infra.data..",
                                "dev.trainyard.infra.ml.."))
                .because("the pipeline carries a PlatformStage; what is inside is infra's own affair");
    }

    /** Lambdas, the engine and what is shipped in the kit. */
    static ArchRule standsAlone(String module) {
        return forbid(module, with(othersThan(module), CDK, CONSTRUCTS))
                .because(module + " is shipped or started by itself: what it shares with others is a contract");
    }

    static ArchRule cliKnowsConfigAlone() {
        return forbid("cli", with(othersThan("cli", "config"), CDK, CONSTRUCTS))
                .because("the CLI speaks to a rehearsal as it speaks to AWS: by AWS's APIs");
    }

    /** Siblings of infra pass resource interfaces (IVpc, IBucket, IKey), never stacks. */
    static ArchRule siblingsDoNotKnowEachOther(String sibling) {
        var others = Stream.of("network", "data", "ml")
                .filter(name -> !name.equals(sibling))
                .map(name -> "dev.trainyard.infra." + name + "..")
                .toArray(String[]::new);
        return noClasses()
                .that()
                .resideInAPackage("dev.trainyard.infra." + sibling + "..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(others)
                .because("only PlatformStage wires the stacks")
                .allowEmptyShould(true);
    }

    private static ArchRule forbid(String module, String... packages) {
        return noClasses()
                .that()
                .resideInAPackage("dev.trainyard." + module + "..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(packages);
    }

    private static List<String> othersThan(String... allowed) {
        return MODULES.stream()
                .filter(module -> !Arrays.asList(allowed).contains(module))
                .map(module -> "dev.trainyard." + module + "..")
                .toList();
    }

    private static String[] with(List<String> packages, String... more) {
        var all = new ArrayList<>(packages);
        all.addAll(Arrays.asList(more));
        return all.toArray(String[]::new);
    }
}

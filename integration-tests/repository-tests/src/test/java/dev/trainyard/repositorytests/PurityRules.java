package dev.trainyard.repositorytests;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.syntax.elements.GivenClassesConjunction;

/** The same files synthesize to the same bytes: config, infra and pipeline look at nothing else. */
final class PurityRules {
    private static final String BECAUSE = "the same commit synthesizes the same bytes";

    private PurityRules() {}

    static ArchRule noClock() {
        return synthesis()
                .should()
                .callMethodWhere(target(nameMatching("now|currentTimeMillis|nanoTime|systemUTC"))
                        .and(target(owner(JavaClass.Predicates.resideInAnyPackage("java.time..", "java.lang")))))
                .because(BECAUSE);
    }

    static ArchRule noChance() {
        return synthesis()
                .should()
                .callMethodWhere(target(nameMatching("randomUUID|random")))
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(java.util.Random.class)
                .because(BECAUSE);
    }

    static ArchRule noEnvironment() {
        return synthesis()
                .should()
                .callMethodWhere(target(nameMatching("getenv|getProperty"))
                        .and(target(owner(JavaClass.Predicates.type(System.class)))))
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(ProcessBuilder.class)
                .orShould()
                .dependOnClassesThat()
                .resideInAPackage("java.net.http..")
                .because(BECAUSE);
    }

    private static GivenClassesConjunction synthesis() {
        return noClasses()
                .that()
                .resideInAnyPackage("dev.trainyard.config..", "dev.trainyard.infra..", "dev.trainyard.pipeline..");
    }
}

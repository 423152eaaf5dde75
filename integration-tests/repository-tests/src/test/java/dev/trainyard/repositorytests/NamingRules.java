package dev.trainyard.repositorytests;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import org.jspecify.annotations.NullMarked;

/** A class is its responsibility, and null is said where it can occur. */
final class NamingRules {
    private NamingRules() {}

    static ArchRule namesExplain() {
        return noClasses()
                .should()
                .haveSimpleNameEndingWith("Impl")
                .orShould()
                .haveNameMatching(".*(Manager|Util|Utils|Helper)")
                .because("a name that could hold anything ends up holding everything");
    }

    static ArchRule packagesAreNullMarked() {
        return classes()
                .that()
                .haveSimpleNameNotEndingWith("package-info")
                .should(resideInANullMarkedPackage())
                .because("NullAway checks marked packages alone");
    }

    private static ArchCondition<JavaClass> resideInANullMarkedPackage() {
        return new ArchCondition<>("reside in a @NullMarked package") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                var marked = type.reflect().getPackage().isAnnotationPresent(NullMarked.class);
                events.add(new SimpleConditionEvent(
                        type, marked, "%s has no package-info with @NullMarked".formatted(type.getPackageName())));
            }
        };
    }
}

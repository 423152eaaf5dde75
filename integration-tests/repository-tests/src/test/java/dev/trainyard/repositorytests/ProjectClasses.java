package dev.trainyard.repositorytests;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;

/** Every class that the project ships, without the offenders of these tests. */
final class ProjectClasses {
    static final JavaClasses ALL = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.trainyard");

    private ProjectClasses() {}

    static JavaClasses only(List<Class<?>> offenders) {
        return new ClassFileImporter().importClasses(offenders);
    }
}

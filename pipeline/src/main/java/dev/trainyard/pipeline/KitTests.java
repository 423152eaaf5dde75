package dev.trainyard.pipeline;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** The command that runs a package of tests from the kit, in the kit's directory. */
final class KitTests {

    private final String testPackage;
    private final Map<String, String> properties = new LinkedHashMap<>();

    KitTests(String testPackage) {
        this.testPackage = testPackage;
    }

    KitTests with(String property, String value) {
        properties.put(property, value);
        return this;
    }

    /** Finding no test is a failure: a renamed package must not make a step green. */
    String command() {
        return "java %s -cp 'lib/*' org.junit.platform.console.ConsoleLauncher execute --disable-banner --disable-ansi-colors --fail-if-no-tests --select-package %s"
                .formatted(
                        properties.entrySet().stream()
                                .map(it -> "-D%s=%s".formatted(it.getKey(), it.getValue()))
                                .collect(Collectors.joining(" ")),
                        testPackage);
    }
}

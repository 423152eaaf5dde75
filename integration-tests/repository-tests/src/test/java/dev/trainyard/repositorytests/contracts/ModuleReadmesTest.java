package dev.trainyard.repositorytests.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every module says in its own directory what it is and how one works on it. */
class ModuleReadmesTest {

    static Stream<String> modules() {
        var maven = Pattern.compile("<module>([^<]+)</module>")
                .matcher(Repository.text("pom.xml"))
                .results()
                .map(found -> found.group(1));
        return Stream.concat(maven, Stream.of("contracts", "integration-tests"));
    }

    @ParameterizedTest
    @MethodSource("modules")
    void saysWhatItIsAndTheCommandToWorkOnIt(String module) {
        var readme = Repository.text(module + "/README.md");

        assertThat(readme).startsWith("# ");
        assertThat(readme.lines().findFirst().orElseThrow())
                .contains(String.valueOf(Path.of(module).getFileName()));
        assertThat(readme).containsAnyOf("./mvnw ", ".mvn/check-python.sh ");
        assertThat(readme.lines()).hasSizeBetween(8, 60);
    }
}

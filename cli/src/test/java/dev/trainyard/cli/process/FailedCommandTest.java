package dev.trainyard.cli.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FailedCommandTest {

    @Test
    void aStackTraceDoesNotHideItsMessage(@TempDir Path directory) throws IOException {
        var trace = IntStream.range(0, 80).mapToObj("\tat a.Class.method(Class.java:%d)"::formatted);
        var log = Files.write(
                directory.resolve("log"),
                Stream.concat(Stream.of("Exception in thread \"main\" a.Error: no such role", "mend it"), trace)
                        .toList());
        var failed = new FailedCommand(new Invocation("synthesizing", List.of("sh"), directory, Map.of(), log), 1);
        assertThat(failed).message().contains("a.Error: no such role\nmend it\n\tat a.Class.method(Class.java:40)");
    }

    @Test
    void aShortLogIsShownAsItIs(@TempDir Path directory) throws IOException {
        var log = Files.write(directory.resolve("log"), List.of("one", "Exception in thread \"main\" E: two"));
        var failed = new FailedCommand(new Invocation("synthesizing", List.of("sh"), directory, Map.of(), log), 1);
        assertThat(failed).message().endsWith("log:\none\nException in thread \"main\" E: two");
    }
}

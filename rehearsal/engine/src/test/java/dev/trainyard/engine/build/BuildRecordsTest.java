package dev.trainyard.engine.build;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trainyard.engine.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BuildRecordsTest {
    private static final String BUILDSPEC = "version: 0.2\nphases: {build: {commands: ['true']}}";

    @TempDir
    Path root;

    @AfterEach
    void removeLinks() throws IOException {
        Links.removeBelow(root);
    }

    @Test
    void keepsWhatABuildRanWithFromEveryoneElse() throws Exception {
        Path records = root.resolve("recorded");
        BuildRig rig = new BuildRig(root, BUILDSPEC, Optional.of(records));
        Build build = rig.start(Map.of("Source", rig.input("Source", Map.of("a", "b"))), List.of());
        build.await();

        Path file = records.resolve(build.request().stream() + ".json");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        var record = Json.parse(Files.readString(file));
        assertThat(record.at("/environment/FROM_REQUEST").asString()).isEqualTo("request");
        assertThat(record.at("/inputs/0/key").asString()).isEqualTo("Source");
        assertThat(record.at("/inputs/0/directory").asString())
                .isEqualTo(record.at("/environment/CODEBUILD_SRC_DIR").asString())
                .isNotEmpty();
    }

    @Test
    void isAskedForByTheEnvironmentAlone() {
        assertThat(BuildRecords.asked(Map.of(), root).directory()).isEmpty();
        assertThat(BuildRecords.asked(Map.of("TRAINYARD_RECORD", "1"), root).directory())
                .contains(root.resolve("recorded"));
    }
}

package dev.trainyard.cli.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trainyard.cli.standin.StateDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SavedArtifactsTest {

    @TempDir
    private Path directory;

    @TempDir
    private Path state;

    private SavedArtifacts ofBuild() throws IOException {
        Path zip = directory.resolve("Build/Build/Build_Output.zip");
        Files.createDirectories(zip.getParent());
        Files.writeString(zip, "zip");
        return SavedArtifacts.in(directory);
    }

    @Test
    void areKnownByStageAndAction() throws IOException {
        assertThat(ofBuild().actions()).containsExactly("Build/Build");
    }

    @Test
    void aDirectoryOfAnotherFormIsRefused() throws IOException {
        Files.writeString(directory.resolve("Build_Output.zip"), "zip");

        assertThatThrownBy(() -> SavedArtifacts.in(directory))
                .hasMessageContaining(directory.toString())
                .hasMessageContaining("STAGE/ACTION/ARTIFACT.zip");
    }

    @Test
    void aDirectoryThatIsNotThereIsRefused() {
        assertThatThrownBy(() -> SavedArtifacts.in(directory.resolve("none")))
                .hasMessageContaining("none is not a directory");
    }

    @Test
    void anActionThatThePipelineHasNotIsRefused() throws IOException {
        SavedArtifacts saved = ofBuild();

        assertThatThrownBy(() -> saved.standOnlyFor(List.of("Source/Source", "Build/Compile")))
                .hasMessageContaining("artifacts of Build/Build, and the pipeline has no such action")
                .hasMessageContaining("Build/Compile");
    }

    @Test
    void standForOneRunOnly() throws IOException {
        var kept = new StateDirectory(state);
        Path laid = kept.source().resolve("built/Build/Build/Build_Output.zip");

        kept.saved(Optional.of(ofBuild()));
        assertThat(laid).hasContent("zip");
        kept.saved(Optional.empty());

        assertThat(laid).doesNotExist();
    }
}

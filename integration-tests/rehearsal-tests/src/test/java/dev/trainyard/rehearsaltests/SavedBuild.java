package dev.trainyard.rehearsaltests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** What Build makes of the copy, made once for all tests of a run; mistakes are patched in afterwards. */
final class SavedBuild {
    private static final SavedBuild ONLY = new SavedBuild();
    private static final String ASSEMBLY = "Build_Output.zip";
    private static final String KIT = "Build_pipeline_target_kit.zip";

    private final Path directory;

    /** Builds without the tests, which are not what is tested here. */
    private SavedBuild() {
        RepositoryCopy copy = RepositoryCopy.get();
        Command.Result build = new Command(
                        copy, "sh", "pipeline/build.sh", "-q", "-DskipTests", "-Dmaven.test.skip", "-Denforcer.skip")
                // As in a rehearsal, where the accounts are placeholders.
                .with("AWS_ENDPOINT_URL", "http://127.0.0.1:1")
                .run();
        assertThat(build.code()).as(build.output()).isZero();
        directory = copy.resolve("target/saved");
        Path artifacts = directory.resolve("Build/Build");
        Zip.pack(copy.resolve("cdk.out"), artifacts.resolve(ASSEMBLY));
        Zip.pack(copy.resolve("pipeline/target/kit"), artifacts.resolve(KIT));
    }

    /** The option that makes a rehearsal take it as it was built. */
    static List<String> asBuilt() {
        return option(ONLY.directory);
    }

    /**
     * The option that makes a rehearsal take it with one file of the assembly changed.
     *
     * @param glob of the one file
     */
    static List<String> patched(String glob, UnaryOperator<byte[]> patch) {
        return option(ONLY.patch(glob, patch));
    }

    /** The option that makes a rehearsal take it with the assembly, and the config of the later steps, as the copy's config is now. */
    static List<String> synthesizedAnew() {
        return option(ONLY.synthesize());
    }

    private Path synthesize() {
        RepositoryCopy copy = RepositoryCopy.get();
        Path assembly = copy.resolve("target/assembly");
        Command.Result synthesis = new Command(copy, "sh", "pipeline/synth.sh")
                .with("CDK_OUTDIR", assembly.toString())
                .run();
        assertThat(synthesis.code()).as(synthesis.output()).isZero();
        Path anew = copy.resolve("target/anew");
        Path artifacts = anew.resolve("Build/Build");
        Zip.pack(assembly, artifacts.resolve(ASSEMBLY));
        Path kit = copy.resolve("pipeline/target/kit");
        FileTree.copyFiles(copy.resolve("config"), kit.resolve("config"));
        FileTree.copyFiles(copy.resolve("config/stages"), kit.resolve("config/stages"));
        Zip.pack(kit, artifacts.resolve(KIT));
        return anew;
    }

    private static List<String> option(Path saved) {
        return List.of("--saved-artifacts", saved.toString());
    }

    private Path patch(String glob, UnaryOperator<byte[]> patch) {
        Path patched = RepositoryCopy.get().resolve("target/patched");
        try {
            if (Files.exists(patched)) {
                FileTree.delete(patched);
            }
            Path artifacts = Files.createDirectories(patched.resolve("Build/Build"));
            for (String each : List.of(ASSEMBLY, KIT)) {
                Files.copy(directory.resolve("Build/Build").resolve(each), artifacts.resolve(each));
            }
            try (FileSystem zip = Zip.open(artifacts.resolve(ASSEMBLY), Map.of())) {
                Path file = Zip.only(zip, glob);
                byte[] before = Files.readAllBytes(file);
                byte[] after = patch.apply(before);
                assertThat(after).as("the patch of " + file).isNotEqualTo(before);
                Files.write(file, after);
            }
            return patched;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

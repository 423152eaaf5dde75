package dev.trainyard.cli.standin;

import dev.trainyard.cli.process.HostEnvironment;
import dev.trainyard.cli.process.Invocation;
import dev.trainyard.cli.process.Leash;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * Programs of this repository that a rehearsal runs, as the launcher found and packaged them.
 *
 * @param root of the repository
 */
public record ProjectTools(Path root) {

    private static final List<String> LEAN = List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");

    /** Returns the directory whose {@code bin/} has node. */
    public Path node() {
        return Path.of(Objects.requireNonNull(
                System.getenv("TRAINYARD_NODE_HOME"), "TRAINYARD_NODE_HOME is not set: start ./trainyard, not java"));
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    /** Returns the command of the engine's process. */
    public List<String> engine() {
        return List.of(
                java(),
                LEAN.get(0),
                LEAN.get(1),
                "-cp",
                classpath("rehearsal/engine/target", "engine.classpath"),
                "dev.trainyard.engine.Engine");
    }

    /** Makes the npm packages of the lock file available; quick when they are. */
    public Path npmPackages(Leash leash, StateDirectory state) {
        Path log = state.log("npm");
        Map<String, String> environment = HostEnvironment.withoutAws(System.getenv());
        leash.run(new Invocation(
                "installing the npm packages of package-lock.json",
                List.of("sh", root.resolve(".mvn/npm.sh").toString()),
                root,
                environment,
                log));
        return Path.of(lastLine(log));
    }

    /** Synthesizes the pipeline and its stages into the state directory. */
    public void synthesize(Leash leash, StateDirectory state) {
        Map<String, String> environment = new TreeMap<>(HostEnvironment.withoutAws(System.getenv()));
        environment.put("CDK_OUTDIR", state.assembly().toString());
        List<String> command = List.of("sh", root.resolve("pipeline/synth.sh").toString());
        leash.run(new Invocation("synthesizing the pipeline", command, root, environment, state.log("synth")));
    }

    /** The module's own classes, then what Maven wrote down of its dependencies. */
    private String classpath(String target, String dependencies) {
        Path directory = root.resolve(target);
        try {
            return directory.resolve("classes") + ":"
                    + Files.readString(directory.resolve(dependencies)).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(
                    directory.resolve(dependencies) + " is missing: package first (./trainyard does)", e);
        }
    }

    private static String lastLine(Path log) {
        try {
            return Files.readString(log).lines().reduce("", (all, line) -> line).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

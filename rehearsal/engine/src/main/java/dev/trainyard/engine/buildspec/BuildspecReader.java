package dev.trainyard.engine.buildspec;

import dev.trainyard.engine.buildspec.Phase.OnFailure;
import dev.trainyard.engine.json.Json;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;

/**
 * Reads a buildspec.
 *
 * @see <a href="https://docs.aws.amazon.com/codebuild/latest/userguide/build-spec-ref.html">Build specification reference</a>
 */
public final class BuildspecReader {
    private static final Set<String> SHELLS = Set.of("bash", "/bin/bash", "/bin/sh", "sh");

    private BuildspecReader() {}

    /** @throws BuildspecException naming what is wrong or unknown */
    public static Buildspec read(String text) {
        Section root = parse(text).knowing("version", "env", "phases", "artifacts", "cache", "reports");
        if (!root.text("version", "").equals("0.2")) {
            throw new BuildspecException("version must be 0.2, got " + root.text("version", "nothing"));
        }
        Section env = env(root.section("env"));
        Section artifacts = root.section("artifacts");
        return new Buildspec(
                root.section("phases")
                        .section("install")
                        .section("runtime-versions")
                        .textsByKey(),
                env.section("variables").textsByKey(),
                env.texts("exported-variables"),
                phases(root.section("phases")),
                artifacts.has("files") ? Optional.of(artifact(artifacts)) : Optional.empty(),
                secondaryArtifacts(artifacts.section("secondary-artifacts")),
                Stream.of("cache", "reports").filter(root::has).toList());
    }

    private static Section parse(String text) {
        try {
            return new Section("", Json.parseYaml(text));
        } catch (JacksonException e) {
            throw new BuildspecException("YAML_FILE_ERROR: " + e.getOriginalMessage());
        }
    }

    private static Section env(Section env) {
        env.knowing("variables", "exported-variables", "shell");
        String shell = env.text("shell", "bash");
        if (!SHELLS.contains(shell)) {
            throw new BuildspecException(
                    "The rehearsal does not know env.shell " + shell + "; it knows bash and /bin/sh");
        }
        return env;
    }

    private static List<Phase> phases(Section phases) {
        phases.knowing(Arrays.stream(PhaseName.values()).map(PhaseName::key).toArray(String[]::new));
        List<Phase> read = new ArrayList<>();
        for (PhaseName name : PhaseName.values()) {
            if (phases.has(name.key())) {
                read.add(phase(name, phases.section(name.key())));
            }
        }
        if (read.stream().allMatch(phase -> phase.commands().isEmpty())) {
            throw new BuildspecException("phases has no commands: CodeBuild needs at least one");
        }
        return read;
    }

    private static Phase phase(PhaseName name, Section section) {
        if (name == PhaseName.INSTALL) {
            section.knowing("runtime-versions", "commands", "finally", "on-failure");
        } else {
            section.knowing("commands", "finally", "on-failure");
        }
        return new Phase(name, section.texts("commands"), section.texts("finally"), onFailure(section));
    }

    private static OnFailure onFailure(Section phase) {
        return switch (phase.text("on-failure", "")) {
            case "" -> OnFailure.UNSAID;
            case "ABORT" -> OnFailure.ABORT;
            case "CONTINUE" -> OnFailure.CONTINUE;
            case String other ->
                throw new BuildspecException("The rehearsal does not know " + phase.at("on-failure") + " " + other
                        + "; it knows ABORT and CONTINUE");
        };
    }

    private static Map<String, ArtifactFiles> secondaryArtifacts(Section section) {
        Map<String, ArtifactFiles> read = new LinkedHashMap<>();
        section.node().propertyNames().forEach(name -> read.put(name, artifact(section.section(name))));
        return read;
    }

    private static ArtifactFiles artifact(Section section) {
        section.knowing("files", "name", "discard-paths", "base-directory", "exclude-paths", "secondary-artifacts");
        if (section.texts("files").isEmpty()) {
            throw new BuildspecException(section.at("files") + " is missing");
        }
        return new ArtifactFiles(
                section.texts("files"),
                section.texts("exclude-paths"),
                section.text("base-directory", "."),
                Set.of("yes", "true").contains(section.text("discard-paths", "no")));
    }
}

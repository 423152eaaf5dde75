package dev.trainyard.engine.build;

import dev.trainyard.engine.archive.ArchivedFile;
import dev.trainyard.engine.archive.FilePatterns;
import dev.trainyard.engine.archive.ZipArchive;
import dev.trainyard.engine.aws.ArtifactBucket;
import dev.trainyard.engine.aws.ArtifactLocation;
import dev.trainyard.engine.aws.Identities;
import dev.trainyard.engine.aws.Identity;
import dev.trainyard.engine.build.HostRuntimes.Installed;
import dev.trainyard.engine.build.Project.BuildImage;
import dev.trainyard.engine.wire.Caller;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.core.exception.SdkException;

/** Builds with real bash, fake AWS: artifacts are files, log streams are lists. */
final class BuildRig {
    static final Caller CALLER = new Caller("111111111111", "us-east-1", "arn:aws:iam::111111111111:root");

    final List<String> sources = new CopyOnWriteArrayList<>();
    /** Why no stream can be opened; none where it can. */
    Optional<String> streamRefused = Optional.empty();

    final List<String> streamed = new CopyOnWriteArrayList<>();
    private final Path root;
    private final Builds builds;
    private Project project;

    BuildRig(Path root, String buildspec) {
        this(root, buildspec, Optional.empty());
    }

    /** @param records where builds are recorded */
    BuildRig(Path root, String buildspec, Optional<Path> records) {
        this.root = root;
        this.project = new Project(
                "project",
                "arn:aws:iam::111111111111:role/build",
                "CODEPIPELINE",
                buildspec,
                new BuildImage("aws/codebuild/standard:8.0", "LINUX_CONTAINER", "BUILD_GENERAL1_SMALL", false),
                Map.of("FROM_PROJECT", "project"),
                Optional.of("key"),
                Duration.ofMinutes(5),
                Optional.of("/aws/codebuild/project"),
                List.of());
        BuildSettings settings = new BuildSettings(
                root, URI.create("https://127.0.0.1:1"), root.resolve("ca.pem"), root.resolve("trust.p12"), root);
        BuildServices services = new BuildServices(identities(), bucket(), streams(), InstantSource.system());
        HostRuntimes host = new HostRuntimes(
                new Installed(Path.of(System.getProperty("java.home")), "25.0.1"),
                new Installed(root.resolve("node"), "20.20.2"),
                new Installed(root.resolve("python3"), "3.12.1"),
                Optional.empty());
        BuildSteps steps = new BuildSteps(
                services,
                new RuntimeSelection(host, new ToolLinks(root.resolve("tools"), List.of(commands()))),
                new BuildEnvironment(settings, new HostEnvironment(Map.of("AWS_SECRET_ACCESS_KEY", "mine"), root)),
                new CommandLog(root.resolve("commands.jsonl")),
                new BuildRecords(records));
        BuildRunner runner = new BuildRunner(settings, services, steps, 1);
        this.builds = new Builds((account, region, name) -> project, runner::start, InstantSource.system());
    }

    /** The few commands that the tests' builds use: linking all of the system's takes longer than the tests. */
    private Path commands() {
        try {
            Path commands = Files.createDirectories(root.resolve("commands"));
            for (String name : List.of("bash", "sh", "mkdir", "cat", "chmod", "env", "sort", "sleep")) {
                Files.createSymbolicLink(commands.resolve(name), Path.of("/bin", name));
            }
            return commands;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    BuildRig with(UnaryOperator<Project> change) {
        project = change.apply(project);
        return this;
    }

    static UnaryOperator<Project> timeout(Duration timeout) {
        return from -> new Project(
                from.name(),
                from.serviceRole(),
                from.sourceType(),
                from.buildspec(),
                from.image(),
                from.variables(),
                from.encryptionKey(),
                timeout,
                from.logGroup(),
                from.recorded());
    }

    /** An input artifact of these files; those that begin with #! can be executed. */
    ArtifactLocation input(String name, Map<String, String> files) throws IOException {
        Path from = Files.createDirectories(root.resolve("making-" + name));
        for (Map.Entry<String, String> file : files.entrySet()) {
            Path path = from.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.writeString(path, file.getValue());
            if (file.getValue().startsWith("#!") && !path.toFile().setExecutable(true)) {
                throw new IOException("Cannot make " + path + " executable");
            }
        }
        List<ArchivedFile> all = new FilePatterns(List.of("**/*"), List.of()).under(from);
        ZipArchive.pack(stored(name), all);
        return new ArtifactLocation("bucket", name, Optional.empty());
    }

    Path stored(String key) {
        return root.resolve("stored-" + key);
    }

    Build start(Map<String, ArtifactLocation> inputs, List<String> outputs) {
        Map<String, ArtifactLocation> places = new HashMap<>();
        outputs.forEach(name -> places.put(name, new ArtifactLocation("bucket", name, Optional.empty())));
        String token = builds.announce(
                new PipelineHandover("Build/Build", "codepipeline/line", "abc", "Source", inputs, places));
        return builds.start(CALLER, "project", Map.of("FROM_REQUEST", "request"), Optional.of(token));
    }

    Build startDirectly() {
        return builds.start(CALLER, "project", Map.of(), Optional.empty());
    }

    void stopAll() {
        builds.stopAll();
    }

    Build run() throws InterruptedException {
        Build build = start(Map.of(), List.of());
        build.await();
        return build;
    }

    String log(Build build) throws IOException {
        return Files.readString(root.resolve("logs/builds/" + build.request().stream() + ".log"));
    }

    private Identities identities() {
        return new Identities() {
            @Override
            public Identity ofService(Service service, String roleArn, String sessionName) {
                sources.add(service.source());
                return new Identity(roleArn, "role-key", "role-secret", Optional.of("role-token"));
            }

            @Override
            public Identity assume(Identity from, String roleArn, String sessionName) {
                throw new AssertionError("Builds assume nothing");
            }

            @Override
            public void demand(Identity role, String action, String resource) {
                throw new AssertionError("Nothing here is judged without a call");
            }
        };
    }

    private LogStreams streams() {
        return (writer, region, group, name) -> {
            streamRefused.ifPresent(words -> {
                throw SdkException.builder().message(words).build();
            });
            return lines -> lines.forEach(line -> streamed.add(line.text()));
        };
    }

    private ArtifactBucket bucket() {
        return new ArtifactBucket() {
            @Override
            public void get(Identity reader, ArtifactLocation from, Path to) {
                copy(stored(from.key()), to);
            }

            @Override
            public void put(Identity writer, Path from, ArtifactLocation to) {
                copy(from, stored(to.key()));
            }
        };
    }

    private static void copy(Path from, Path to) {
        try {
            Files.copy(from, to);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

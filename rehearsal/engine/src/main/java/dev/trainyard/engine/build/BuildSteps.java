package dev.trainyard.engine.build;

import dev.trainyard.engine.aws.Identity;
import dev.trainyard.engine.buildspec.Buildspec;
import dev.trainyard.engine.buildspec.BuildspecException;
import dev.trainyard.engine.buildspec.BuildspecReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.Map;
import software.amazon.awssdk.core.exception.SdkException;

/** The steps of one build, each a phase of CodeBuild's. */
final class BuildSteps {
    private final BuildServices services;
    private final Provisioning provisioning;
    private final RuntimeSelection runtimes;
    private final BuildEnvironment environment;
    private final CommandLog commands;
    private final BuildRecords records;
    private final CuratedImages images = new CuratedImages();

    BuildSteps(
            BuildServices services,
            RuntimeSelection runtimes,
            BuildEnvironment environment,
            CommandLog commands,
            BuildRecords records) {
        this.services = services;
        this.provisioning = new Provisioning(services);
        this.runtimes = runtimes;
        this.environment = environment;
        this.commands = commands;
        this.records = records;
    }

    /** @throws BuildFailure ending the phase that the build is in */
    void take(Build build, BuildLog log, Workspace workspace) throws InterruptedException {
        build.enter("PROVISIONING");
        Identity role = provisioning.role(build);
        provisioning.openStream(build, role, log);
        images.demand(image(build));
        build.leave();
        build.enter("DOWNLOAD_SOURCE");
        Buildspec spec = download(build, workspace, role);
        Toolbox tools = tools(build, spec);
        tools.differences().forEach(difference -> log.container("Not as declared: " + difference));
        spec.recorded().forEach(feature -> log.container("Kept and not acted upon: " + feature));
        build.request().project().recorded().forEach(what -> log.container("Kept and not acted upon: " + what));
        build.leave();
        Map<String, String> variables = environment.of(build, spec, tools, role, workspace);
        records.add(build, variables);
        try (Shell shell = new Shell(workspace.scratch(), workspace.source(), variables, log::line)) {
            build.onStop(shell::close);
            boolean good = new CommandPhases(build, shell, log, commands, services.clock()).run(spec.phases());
            if (good) {
                export(build, spec, shell);
                upload(build, spec, workspace, role);
            }
        }
    }

    private Buildspec download(Build build, Workspace workspace, Identity role) {
        try {
            if (build.request().handover().isPresent()) {
                workspace.download(build.request().handover().get(), services.artifacts(), role);
            }
        } catch (IOException | SdkException e) {
            throw new BuildFailure("CLIENT_ERROR", "Cannot download the source: " + e.getMessage());
        }
        try {
            return BuildspecReader.read(buildspecText(build.request().project().buildspec(), workspace));
        } catch (BuildspecException e) {
            throw new BuildFailure("YAML_FILE_ERROR", String.valueOf(e.getMessage()));
        } catch (IOException e) {
            throw new BuildFailure("YAML_FILE_ERROR", "YAML file does not exist: " + e.getMessage());
        }
    }

    private static String buildspecText(String buildspec, Workspace workspace) throws IOException {
        boolean inline = buildspec.contains("\n") || buildspec.startsWith("{");
        return inline ? buildspec : Files.readString(workspace.source().resolve(buildspec));
    }

    private Toolbox tools(Build build, Buildspec spec) {
        try {
            images.demand(image(build), spec.runtimes());
            Toolbox tools = runtimes.select(spec.runtimes());
            build.differs(tools.differences());
            return tools;
        } catch (BuildspecException e) {
            throw new BuildFailure("YAML_FILE_ERROR", String.valueOf(e.getMessage()));
        }
    }

    private static String image(Build build) {
        return build.request().project().image().name();
    }

    private static void export(Build build, Buildspec spec, Shell shell) throws InterruptedException {
        Map<String, String> exported = new LinkedHashMap<>();
        for (String name : spec.exportedVariables()) {
            exported.put(name, shell.variable(name));
        }
        build.export(exported);
    }

    private void upload(Build build, Buildspec spec, Workspace workspace, Identity role) {
        if (build.request().handover().isEmpty()) {
            return;
        }
        build.enter("UPLOAD_ARTIFACTS");
        try {
            new ArtifactUpload(services.artifacts(), role, workspace)
                    .upload(spec, build.request().handover().get().outputs());
        } catch (BuildspecException | SdkException e) {
            throw new BuildFailure("CLIENT_ERROR", String.valueOf(e.getMessage()));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot pack the artifacts of " + build.id(), e);
        }
        build.leave();
    }
}

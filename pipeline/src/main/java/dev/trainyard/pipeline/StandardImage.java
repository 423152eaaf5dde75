package dev.trainyard.pipeline;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import software.amazon.awscdk.services.codebuild.BuildEnvironment;
import software.amazon.awscdk.services.codebuild.BuildSpec;
import software.amazon.awscdk.services.codebuild.ComputeType;
import software.amazon.awscdk.services.codebuild.IBuildImage;
import software.amazon.awscdk.services.codebuild.LinuxBuildImage;

/**
 * The one image of every CodeBuild project, and the runtimes a project declares. Both are named: CDK's and AWS's defaults change
 * with their releases.
 */
final class StandardImage {

    /** A runtime and its version, in the words of CodeBuild's {@code runtime-versions}. */
    enum Language {
        JAVA("java", "corretto25"),
        NODE("nodejs", "24"),
        PYTHON("python", "3.13");

        private final String key;
        private final String version;

        Language(String key, String version) {
            this.key = key;
            this.version = version;
        }
    }

    private final IBuildImage image = LinuxBuildImage.fromCodeBuildImageId("aws/codebuild/standard:8.0");

    BuildEnvironment machine(ComputeType size) {
        return environment(size).build();
    }

    /** A machine that may run Docker. */
    BuildEnvironment dockerMachine(ComputeType size) {
        return environment(size).privileged(true).build();
    }

    private BuildEnvironment.Builder environment(ComputeType size) {
        return BuildEnvironment.builder().buildImage(image).computeType(size);
    }

    /** The part of a buildspec that declares what a project's commands find on their PATH. */
    static BuildSpec runtimes(Language... runtimes) {
        var versions = Arrays.stream(runtimes)
                .collect(Collectors.toMap(it -> it.key, it -> it.version, (one, other) -> one, TreeMap::new));
        return BuildSpec.fromObject(Map.of("phases", Map.of("install", Map.of("runtime-versions", versions))));
    }
}

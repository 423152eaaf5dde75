package dev.trainyard.engine.build;

import dev.trainyard.engine.aws.Identity;
import dev.trainyard.engine.buildspec.Buildspec;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Puts together the environment of one build's shell: everything that it has, and nothing is inherited. */
final class BuildEnvironment {
    /** Java programs of builds live for seconds: half of their time would go into compiling them well. */
    private static final String QUICK_JAVA = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC";

    private final BuildSettings settings;
    private final HostEnvironment host;

    BuildEnvironment(BuildSettings settings, HostEnvironment host) {
        this.settings = settings;
        this.host = host;
    }

    /** Later wins: the host's, the rehearsal's, CodeBuild's, the buildspec's, the project's, the request's. */
    Map<String, String> of(Build build, Buildspec spec, Toolbox tools, Identity role, Workspace workspace) {
        Map<String, String> environment = new TreeMap<>(host.forBuilds());
        environment.putAll(tools.environment());
        environment.putAll(places(build, tools, workspace));
        environment.putAll(aws(build, role));
        environment.putAll(trust());
        environment.putAll(codeBuild(build, workspace));
        environment.putAll(spec.variables());
        environment.putAll(build.request().project().variables());
        environment.putAll(build.request().overrides());
        return environment;
    }

    private Map<String, String> places(Build build, Toolbox tools, Workspace workspace) {
        Path prefix = settings.state()
                .resolve("engine/npm")
                .resolve(build.request().project().name());
        Map<String, String> places = new TreeMap<>(Map.of(
                "PATH",
                        Stream.concat(Stream.of(prefix.resolve("bin").toString()), tools.path().stream())
                                .collect(Collectors.joining(":")),
                "HOME", workspace.home().toString(),
                "TMPDIR", workspace.temporary().toString(),
                "npm_config_prefix", prefix.toString(),
                "npm_config_fetch_retries", "0",
                "npm_config_prefer_offline", "true",
                "npm_config_update_notifier", "false",
                "npm_config_fund", "false",
                "npm_config_audit", "false",
                "PIP_REQUIRE_VIRTUALENV", "true"));
        places.put("OMP_NUM_THREADS", "1");
        places.put("CI", "true");
        places.put("TRAINYARD_EMULATOR", settings.emulatorCommand().toString());
        if (build.request().project().image().privileged()) {
            places.put("TRAINYARD_ENDPOINT_MODE", "emulator");
        }
        return places;
    }

    private Map<String, String> aws(Build build, Identity role) {
        Path nowhere = settings.state().resolve("engine/none");
        Map<String, String> aws = new TreeMap<>(role.environment());
        aws.put("AWS_ENDPOINT_URL", settings.endpoint().toString());
        aws.put("AWS_REGION", build.owner().region());
        aws.put("AWS_DEFAULT_REGION", build.owner().region());
        aws.put("AWS_EC2_METADATA_DISABLED", "true");
        aws.put("AWS_SHARED_CREDENTIALS_FILE", nowhere.resolve("credentials").toString());
        aws.put("AWS_CONFIG_FILE", nowhere.resolve("config").toString());
        return aws;
    }

    private Map<String, String> trust() {
        Map<String, String> trust = new TreeMap<>();
        Stream.of(
                        "AWS_CA_BUNDLE",
                        "NODE_EXTRA_CA_CERTS",
                        "REQUESTS_CA_BUNDLE",
                        "CURL_CA_BUNDLE",
                        "SSL_CERT_FILE",
                        "PIP_CERT")
                .forEach(name -> trust.put(name, settings.caBundle().toString()));
        trust.put(
                "JAVA_TOOL_OPTIONS",
                QUICK_JAVA + " -Djavax.net.ssl.trustStore=" + settings.trustStore()
                        + " -Djavax.net.ssl.trustStorePassword=" + JavaTrustStore.PASSWORD);
        return trust;
    }

    private static Map<String, String> codeBuild(Build build, Workspace workspace) {
        BuildRequest request = build.request();
        Map<String, String> variables = new TreeMap<>();
        variables.put("CODEBUILD_CI", "true");
        variables.put("CODEBUILD_BUILD_ID", request.id());
        variables.put("CODEBUILD_BUILD_ARN", request.arn());
        variables.put("CODEBUILD_BUILD_NUMBER", Integer.toString(request.number()));
        variables.put("CODEBUILD_BUILD_IMAGE", request.project().image().name());
        variables.put("CODEBUILD_BUILD_SUCCEEDING", "1");
        variables.put("CODEBUILD_INITIATOR", request.initiator());
        variables.put("CODEBUILD_KMS_KEY_ID", request.project().encryptionKey().orElse(""));
        variables.put("CODEBUILD_LOG_PATH", request.stream());
        variables.put("CODEBUILD_START_TIME", Long.toString(request.start().toEpochMilli()));
        variables.put(
                "CODEBUILD_SOURCE_VERSION", BuildFields.sourceVersion(request).orElse(""));
        request.handover()
                .ifPresent(handover -> variables.put("CODEBUILD_RESOLVED_SOURCE_VERSION", handover.commitId()));
        workspace.sources().forEach(variables::put);
        return variables;
    }
}

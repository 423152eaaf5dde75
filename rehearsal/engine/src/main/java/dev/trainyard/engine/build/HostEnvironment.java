package dev.trainyard.engine.build;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * What a build may see of this machine's environment: proxies, registries, caches, locale. The rest, secrets and AWS
 * settings above all, stays outside.
 */
final class HostEnvironment {
    private static final Pattern PASSED = Pattern.compile(
            "LANG|LC_.*|TZ|TERM|USER|LOGNAME"
                    + "|(?i:https?_proxy|no_proxy|all_proxy|npm_config_.*)"
                    + "|PIP_.*|UV_.*|MAVEN_(OPTS|ARGS|USER_HOME)|JDK_JAVA_OPTIONS|CDK_VALIDATION|JSII_RUNTIME_PACKAGE_CACHE_ROOT"
                    + "|SSL_CERT_DIR|GIT_SSL_CAINFO|TRAINYARD_(VENVS|NODE_MODULES|NODE_HOME|NODE_PATH|PYTHON|JOB_ENVIRONMENTS|RIC_CLASSPATH)");

    private final Map<String, String> host;
    private final Path home;

    /** @param home of the user, whose caches builds share */
    HostEnvironment(Map<String, String> host, Path home) {
        this.host = host;
        this.home = home;
    }

    Map<String, String> forBuilds() {
        Map<String, String> environment = new TreeMap<>();
        host.forEach((name, value) -> {
            if (PASSED.matcher(name).matches()) {
                environment.put(name, value);
            }
        });
        environment.putIfAbsent("LANG", "C.UTF-8");
        environment.putIfAbsent("npm_config_cache", home.resolve(".npm").toString());
        environment.putIfAbsent("PIP_CACHE_DIR", cache("pip").toString());
        environment.putIfAbsent(
                "JSII_RUNTIME_PACKAGE_CACHE_ROOT",
                home.resolve(".cache/aws/jsii/package-cache").toString());
        String npmPackages = host.getOrDefault("TRAINYARD_NODE_PATH", "");
        if (!npmPackages.isBlank()) {
            environment.putIfAbsent(
                    "TRAINYARD_NODE_MODULES",
                    Path.of(npmPackages).resolve("..").normalize().toString());
        }
        putIfThere(environment, "npm_config_userconfig", home.resolve(".npmrc"));
        putIfThere(environment, "PIP_CONFIG_FILE", home.resolve(".config/pip/pip.conf"));
        return environment;
    }

    private Path cache(String name) {
        String root = host.getOrDefault("XDG_CACHE_HOME", "");
        return (root.isBlank() ? home.resolve(".cache") : Path.of(root)).resolve(name);
    }

    private static void putIfThere(Map<String, String> environment, String name, Path file) {
        if (Files.exists(file)) {
            environment.putIfAbsent(name, file.toString());
        }
    }
}

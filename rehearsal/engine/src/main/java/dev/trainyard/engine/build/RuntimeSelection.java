package dev.trainyard.engine.build;

import dev.trainyard.engine.build.HostRuntimes.Installed;
import dev.trainyard.engine.buildspec.BuildspecException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Puts on PATH what a buildspec declares and nothing else. Java has to be of the declared major version; Node and Python
 * are the nearest at hand, and the difference is told.
 */
final class RuntimeSelection {
    private static final Set<String> KNOWN = new TreeSet<>(Set.of("java", "nodejs", "python"));

    private final HostRuntimes host;
    private final ToolLinks links;

    RuntimeSelection(HostRuntimes host, ToolLinks links) {
        this.host = host;
        this.links = links;
    }

    /** @param declared {@code runtime-versions}; empty leaves the choice to the image, which has all of them */
    Toolbox select(Map<String, String> declared) {
        Set<String> unknown = new TreeSet<>(declared.keySet());
        unknown.removeAll(KNOWN);
        if (!unknown.isEmpty()) {
            throw new BuildspecException("The rehearsal does not know the runtimes " + unknown + "; it knows " + KNOWN);
        }
        List<String> path = new ArrayList<>();
        Map<String, String> environment = new LinkedHashMap<>();
        List<String> differences = new ArrayList<>();
        if (declared.isEmpty()) {
            differences.add("no runtime-versions declared: what the image would choose is not known");
        }
        if (declared.isEmpty() || declared.containsKey("java")) {
            path.addAll(java(declared.getOrDefault("java", "latest")));
            environment.put("JAVA_HOME", host.java().path().toString());
        }
        if (declared.isEmpty() || declared.containsKey("nodejs")) {
            path.add(links.node(host.node().path()).toString());
            compare("nodejs", declared.get("nodejs"), host.node(), host.node().major(), differences);
        }
        if (declared.isEmpty() || declared.containsKey("python")) {
            path.add(links.python(host.python().path()).toString());
            compare(
                    "python",
                    declared.get("python"),
                    host.python(),
                    host.python().version(),
                    differences);
        }
        path.add(links.base().toString());
        return new Toolbox(path, environment, differences);
    }

    private List<String> java(String declared) {
        String major = declared.replaceAll("\\D", "");
        if (!declared.equals("latest") && !major.equals(host.java().major())) {
            throw new BuildspecException("runtime-versions.java is " + declared + ", but this machine has Java "
                    + host.java().version() + " at " + host.java().path());
        }
        List<String> path = new ArrayList<>();
        path.add(host.java().path().resolve("bin").toString());
        host.maven().map(links::maven).map(Path::toString).ifPresent(path::add);
        return path;
    }

    private static void compare(
            String name, @Nullable String declared, Installed host, String comparable, List<String> differences) {
        if (declared == null || declared.equals("latest")) {
            return;
        }
        String wanted = declared.replaceAll("\\.x$", "");
        if (!comparable.equals(wanted) && !comparable.startsWith(wanted + ".")) {
            differences.add(name + " " + host.version() + " in place of " + declared);
        }
    }
}

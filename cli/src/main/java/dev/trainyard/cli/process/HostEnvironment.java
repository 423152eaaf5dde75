package dev.trainyard.cli.process;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What of this machine's environment a child sees. */
public final class HostEnvironment {

    private static final List<String> PLAIN = List.of("PATH", "LANG", "LC_ALL", "TMPDIR", "TZ", "TERM");

    private HostEnvironment() {}

    /** Everything but AWS's own settings: registries, proxies and authorities stay, credentials do not. */
    public static Map<String, String> withoutAws(Map<String, String> host) {
        var kept = new TreeMap<>(host);
        kept.keySet().removeIf(name -> name.startsWith("AWS_") || name.startsWith("CDK_"));
        return kept;
    }

    /** Only what a program needs to run at all: no proxy, since whatever it calls is on this machine. */
    public static Map<String, String> plain(Map<String, String> host) {
        var kept = new TreeMap<>(host);
        kept.keySet().retainAll(PLAIN);
        return kept;
    }
}

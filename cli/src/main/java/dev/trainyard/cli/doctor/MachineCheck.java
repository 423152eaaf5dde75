package dev.trainyard.cli.doctor;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Whether a machine has what a rehearsal and a build need. */
public final class MachineCheck {

    private static final long MEMORY_MIB = 3 * 1024L;
    private static final long DISK_MIB = 4 * 1024L;
    private static final int CORES = 2;

    private final Machine machine;

    public MachineCheck(Machine machine) {
        this.machine = machine;
    }

    public List<Finding> run() {
        List<Finding> findings = new ArrayList<>();
        findings.add(Finding.fine("JDK " + Runtime.version().feature() + " at " + System.getProperty("java.home")));
        findings.add(sourced("Node 20 or newer", ".mvn/node.sh", "TRAINYARD_NODE_HOME"));
        findings.add(sourced("Python 3.12 or 3.13", ".mvn/python.sh", "TRAINYARD_PYTHON"));
        findings.add(tool("bash", "runs builds as CodeBuild does: apt-get install bash"));
        findings.add(git());
        findings.add(tool("setsid", "keeps a rehearsal (--keep): apt-get install util-linux"));
        findings.add(libc());
        findings.add(enough("memory", machine.memoryMiB(), MEMORY_MIB, "MiB free"));
        findings.add(enough("disk", machine.freeDiskMiB(), DISK_MIB, "MiB free"));
        findings.add(enough("cores", machine.cores(), CORES, ""));
        return findings;
    }

    /** The project's own finder knows what fits and how to get it. */
    private Finding sourced(String what, String script, String variable) {
        return machine.firstLine("sh", "-c", ". ./" + script + " && echo \"$" + variable + "\"", "./trainyard")
                .map(place -> Finding.fine(what + " at " + place))
                .orElseGet(() -> Finding.missing(what + " is missing; how to get it says: sh -c '. ./" + script + "'"));
    }

    private Finding tool(String name, String why) {
        return machine.firstLine(name, "--version")
                .map(version -> Finding.fine(name + ": " + version))
                .orElseGet(() -> Finding.missing(name + " is missing; it " + why));
    }

    private Finding git() {
        return machine.firstLine("git", "--version")
                .map(Finding::fine)
                .orElseGet(() -> Finding.note("git is missing: a rehearsal then sends every file that is not ignored"));
    }

    /** The Lambda runtime client's library is built for glibc and for musl, SageMaker's packages for glibc. */
    private Finding libc() {
        Optional<String> libc = machine.firstLine("getconf", "GNU_LIBC_VERSION");
        return libc.map(Finding::fine)
                .orElseGet(
                        () -> Finding.missing(
                                "glibc is missing: the model's Python packages come as wheels for it; use a glibc Linux or WSL2"));
    }

    private static Finding enough(String what, long have, long need, String unit) {
        String line = "%s: %d %s".formatted(what, have, unit).strip();
        return have >= need ? Finding.fine(line) : Finding.note("%s, and a rehearsal wants %d".formatted(line, need));
    }
}

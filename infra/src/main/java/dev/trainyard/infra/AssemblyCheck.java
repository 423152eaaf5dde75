package dev.trainyard.infra;

import dev.trainyard.infra.rules.AwsRules;
import dev.trainyard.infra.rules.Refusal;
import dev.trainyard.infra.rules.SynthesizedAssembly;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Refuses an assembly that AWS would refuse, or would deploy in vain: at its synthesis, before anything is made. */
public final class AssemblyCheck {

    private AssemblyCheck() {}

    /**
     * Judges all stacks of an assembly, nested ones and those between them.
     *
     * @param assembly where {@code App.synth()} wrote it
     * @throws RefusedAssemblyException with all that is wrong
     */
    public static void refuseWhatAwsRefuses(Path assembly) {
        var refusals = AwsRules.refusals(SynthesizedAssembly.read(assembly));
        if (!refusals.isEmpty()) {
            throw new RefusedAssemblyException(
                    alike(refusals).map(AssemblyCheck::text).collect(Collectors.joining("\n")));
        }
    }

    /** Stages are made by the same code: what is wrong in one is wrong in all, and said once. */
    private static Stream<List<Refusal>> alike(List<Refusal> refusals) {
        return refusals.stream()
                .collect(Collectors.groupingBy(Refusal::withoutStage, LinkedHashMap::new, Collectors.toList()))
                .values()
                .stream();
    }

    private static String text(List<Refusal> alike) {
        var others = alike.stream().skip(1).map(Refusal::place).distinct().toList();
        return alike.getFirst().text() + (others.isEmpty() ? "" : "\n    Likewise " + String.join(", ", others));
    }
}

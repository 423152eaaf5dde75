package dev.trainyard.cli.report;

import dev.trainyard.cli.ledger.Ledger.MetFault;
import dev.trainyard.cli.report.Verdict.Tone;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What faults make of a verdict: one that went well is never a plain green, and one that met nothing has shown nothing. */
final class UnderFaults {

    private UnderFaults() {}

    static Verdict of(Verdict fair, RunFacts facts) {
        List<MetFault> faults = met(facts);
        if (faults.isEmpty()) {
            return fair;
        }
        if (fair.tone() != Tone.GREEN) {
            return new Verdict(fair.tone(), fair.words() + ", under " + told(faults.stream()), fair.counts());
        }
        return faults.stream().allMatch(fault -> fault.strikes() > 0) ? survived(fair, faults) : unstruck(fair, faults);
    }

    /** The faults of a run; none on AWS. */
    static List<MetFault> met(RunFacts facts) {
        return facts.ledger().map(ledger -> ledger.settings().faults()).orElse(List.of());
    }

    private static Verdict survived(Verdict fair, List<MetFault> faults) {
        return new Verdict(
                Tone.SURVIVED, "survived %s: %s".formatted(told(faults.stream()), fair.words()), fair.counts());
    }

    private static Verdict unstruck(Verdict fair, List<MetFault> faults) {
        String never = faults.stream()
                .filter(fault -> fault.strikes() == 0)
                .map(MetFault::name)
                .collect(Collectors.joining(", "));
        Stream<MetFault> others = faults.stream().filter(fault -> fault.strikes() > 0);
        String survived = told(others);
        return new Verdict(
                Tone.UNSTRUCK,
                "nothing shown of %s, which never struck: this run has nothing that it strikes%s; else %s"
                        .formatted(never, survived.isEmpty() ? "" : "; survived " + survived, fair.words()),
                fair.counts());
    }

    private static String told(Stream<MetFault> faults) {
        return faults.map(MetFault::told).collect(Collectors.joining(", "));
    }
}

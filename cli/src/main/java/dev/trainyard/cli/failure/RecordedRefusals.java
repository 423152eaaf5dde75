package dev.trainyard.cli.failure;

import dev.trainyard.cli.aws.Clients;
import dev.trainyard.cli.ledger.LedgerReader;
import dev.trainyard.cli.permissions.Permissions;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** What a stand-in refused (contract {@code permissions}): it tells more than some answers may. */
final class RecordedRefusals implements Supplier<List<Refusal>> {

    private final Clients tools;
    private final String account;
    private final Instant since;

    /**
     * @param account the tools account
     * @param since what was refused before is of another run
     */
    RecordedRefusals(Clients tools, String account, Instant since) {
        this.tools = tools;
        this.account = account;
        this.since = since;
    }

    /** Returns them; none on AWS, where there is no such record. */
    @Override
    public List<Refusal> get() {
        return LedgerReader.permissions(tools, account)
                .map(record -> of(record, since))
                .orElse(List.of());
    }

    /** Returns what was to be delivered and was dropped since then: who sent it, and the refusal in AWS's words. */
    List<String> undelivered(Instant since) {
        return LedgerReader.permissions(tools, account)
                .map(known -> undelivered(known, since))
                .orElse(List.of());
    }

    static List<String> undelivered(Permissions permissions, Instant since) {
        return permissions.undelivered().stream()
                .filter(dropped -> dropped.last() >= since.getEpochSecond())
                .map(dropped -> "%s could not deliver: %s".formatted(dropped.source(), dropped.why()))
                .toList();
    }

    static List<Refusal> of(Permissions permissions, Instant since) {
        return permissions.calls().stream()
                .filter(call -> call.refusedSince(since))
                .flatMap(RecordedRefusals::each)
                .toList();
    }

    private static Stream<Refusal> each(Permissions.Call call) {
        return call.resources().stream()
                .map(resource -> "%s is not authorized to perform: %s on resource: %s %s"
                        .formatted(call.principal(), call.action(), resource, call.why()))
                .flatMap(sentence -> Refusal.in(sentence).stream())
                .map(refusal -> refusal.by(call.sid()));
    }
}

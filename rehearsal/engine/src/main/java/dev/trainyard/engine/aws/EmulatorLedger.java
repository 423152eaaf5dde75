package dev.trainyard.engine.aws;

import dev.trainyard.engine.json.Fields;
import java.util.List;
import java.util.Locale;

/** Hands the entries to the emulator, which keeps the ledger. */
public final class EmulatorLedger implements Ledger {
    private final ControlChannel channel;

    public EmulatorLedger(ControlChannel channel) {
        this.channel = channel;
    }

    @Override
    public void record(List<Entry> entries) {
        channel.post(
                "/_trainyard/ledger",
                Fields.of(
                        "entries", entries.stream().map(EmulatorLedger::fields).toList()));
    }

    static Fields fields(Entry entry) {
        return Fields.of("account", entry.account())
                .with("region", entry.region())
                .with("kind", "action")
                .with("scope", entry.scope())
                .with("id", entry.id())
                .with("type", entry.type())
                .with("state", entry.state().name().toLowerCase(Locale.ROOT))
                .with("reason", entry.reason());
    }
}

package dev.trainyard.cli.report;

import static j2html.TagCreator.span;
import static j2html.TagCreator.text;

import dev.trainyard.cli.ledger.Ledger;
import j2html.TagCreator;
import j2html.tags.DomContent;
import java.util.Locale;

/** What became of one thing, and why where it did not act itself. */
final class StateChip {

    private StateChip() {}

    static DomContent of(Ledger.Entry entry) {
        String state = entry.state().name().toLowerCase(Locale.ROOT);
        String reason = entry.reason();
        return TagCreator.join(
                span(state).withClasses("chip", state),
                reason == null ? text("") : span(" " + reason).withClass("soft"));
    }
}

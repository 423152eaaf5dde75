package dev.trainyard.cli.report;

import static j2html.TagCreator.details;
import static j2html.TagCreator.div;
import static j2html.TagCreator.each;
import static j2html.TagCreator.summary;
import static j2html.TagCreator.table;
import static j2html.TagCreator.tbody;
import static j2html.TagCreator.td;
import static j2html.TagCreator.th;
import static j2html.TagCreator.thead;
import static j2html.TagCreator.tr;

import dev.trainyard.cli.ledger.Ledger;
import dev.trainyard.cli.ledger.Ledger.State;
import dev.trainyard.cli.stage.StageFacts;
import j2html.tags.DomContent;
import java.util.List;

/** The SageMaker jobs of a stage: which ran, and which was only kept, as one in a container of one's own. */
final class JobTable {

    private JobTable() {}

    /** Open where a job did not run as it would on AWS: that nobody may miss. */
    static DomContent of(StageFacts stage, RunFacts facts) {
        List<Ledger.Entry> jobs = facts.ledger().map(Ledger::entries).orElse(List.of()).stream()
                .filter(entry -> entry.kind().equals("job") && entry.account().equals(stage.account()))
                .toList();
        var list = details(
                        summary("jobs: " + jobs.size()),
                        div(table(thead(tr(th("job"), th("type"), th("state"))), tbody(each(jobs, JobTable::row))))
                                .withClass("resources"))
                .withClass("wide");
        return jobs.stream().allMatch(job -> job.state() == State.EXECUTED) ? list : list.attr("open");
    }

    private static DomContent row(Ledger.Entry job) {
        return tr(td(job.id()), td(job.type()).withClass("soft"), td(StateChip.of(job)));
    }
}

package dev.trainyard.cli.report;

import static j2html.TagCreator.details;
import static j2html.TagCreator.each;
import static j2html.TagCreator.h2;
import static j2html.TagCreator.iff;
import static j2html.TagCreator.p;
import static j2html.TagCreator.pre;
import static j2html.TagCreator.section;
import static j2html.TagCreator.summary;

import dev.trainyard.cli.failure.Explanation;
import j2html.tags.DomContent;

/** Why the run failed. */
final class FailureSection {

    private FailureSection() {}

    static DomContent of(Explanation failure) {
        return section(
                h2(failure.action() + " failed"),
                each(failure.causes(), cause -> p(cause).withClass("cause")),
                iff(
                        !failure.log().isEmpty(),
                        details(
                                        summary("the last " + failure.log().size() + " lines of its log"),
                                        pre(String.join("\n", failure.log())))
                                .withCondOpen(true)));
    }
}

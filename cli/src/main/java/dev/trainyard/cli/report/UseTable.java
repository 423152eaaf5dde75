package dev.trainyard.cli.report;

import static j2html.TagCreator.div;
import static j2html.TagCreator.each;
import static j2html.TagCreator.table;
import static j2html.TagCreator.tbody;
import static j2html.TagCreator.td;
import static j2html.TagCreator.th;
import static j2html.TagCreator.thead;
import static j2html.TagCreator.tr;

import dev.trainyard.cli.permissions.Permissions.Grant;
import dev.trainyard.cli.permissions.RoleUse;
import j2html.tags.DomContent;
import java.util.List;

/** The roles of one stack: statements and actions, granted and used. */
final class UseTable {

    private UseTable() {}

    static DomContent of(List<RoleUse> roles) {
        return div(table(
                                thead(tr(
                                        th("role"),
                                        th("statements used"),
                                        th("actions used"),
                                        th("statements on *"),
                                        th("calls refused"))),
                                tbody(each(roles, UseTable::row)))
                        .withClass("resources"))
                .withClass("wide");
    }

    /** The words stand in each cell too: on a narrow page the head of the table is gone. */
    private static DomContent row(RoleUse role) {
        long everything = role.grants().stream().filter(Grant::onEverything).count();
        return tr(
                td(role.construct()),
                number(role.statementsUsed() + " of " + role.grants().size(), "statements used"),
                number(role.actionsUsed() + " of " + role.actions(), "actions used"),
                number(everything == 0 ? "none" : String.valueOf(everything), "statements on *"),
                number(role.refused() == 0 ? "none" : String.valueOf(role.refused()), "calls refused"));
    }

    private static DomContent number(String value, String what) {
        return td(value).attr("data-what", what);
    }
}

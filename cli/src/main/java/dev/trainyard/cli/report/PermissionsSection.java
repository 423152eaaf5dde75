package dev.trainyard.cli.report;

import static j2html.TagCreator.code;
import static j2html.TagCreator.details;
import static j2html.TagCreator.div;
import static j2html.TagCreator.each;
import static j2html.TagCreator.h2;
import static j2html.TagCreator.iff;
import static j2html.TagCreator.li;
import static j2html.TagCreator.p;
import static j2html.TagCreator.section;
import static j2html.TagCreator.span;
import static j2html.TagCreator.summary;
import static j2html.TagCreator.ul;

import dev.trainyard.cli.permissions.Permissions;
import dev.trainyard.cli.permissions.Permissions.Call;
import dev.trainyard.cli.permissions.Reviewed;
import dev.trainyard.cli.permissions.RoleUse;
import dev.trainyard.cli.permissions.RoleUse.Granted;
import j2html.tags.DomContent;
import java.util.List;
import java.util.function.Function;

/** What each role may do, and what of it this run used. */
final class PermissionsSection {

    private static final Reviewed REVIEWED = Reviewed.load();

    private PermissionsSection() {}

    static DomContent of(Permissions permissions) {
        List<RoleUse> roles = RoleUse.of(permissions);
        return section(
                h2("Permissions"),
                div(
                                p(inWords(roles)),
                                p("Measured from every judged call of this run, and of earlier ones where the rehearsal "
                                                + "was kept; without CDK's bootstrap and AWS's managed policies. What one run does not use, another "
                                                + "may: a test holds each granted action to a list of what was measured, or to a reason.")
                                        .withClass("soft"),
                                each(
                                        roles.stream()
                                                .map(RoleUse::stack)
                                                .distinct()
                                                .sorted()
                                                .toList(),
                                        stack -> stack(stack, roles)))
                        .withClass("card"));
    }

    private static String inWords(List<RoleUse> roles) {
        long statements = roles.stream().mapToLong(role -> role.grants().size()).sum();
        long used = roles.stream().mapToLong(RoleUse::statementsUsed).sum();
        long actions = roles.stream().mapToLong(RoleUse::actions).sum();
        long actionsUsed = roles.stream().mapToLong(RoleUse::actionsUsed).sum();
        long refused = roles.stream().mapToLong(RoleUse::refused).sum();
        return ("%d roles were granted %d statements and used %d of them: %d of their %d actions. " + "%s refused.")
                .formatted(
                        roles.size(),
                        statements,
                        used,
                        actionsUsed,
                        actions,
                        refused == 0 ? "No call was" : refused + (refused == 1 ? " call was" : " calls were"));
    }

    private static DomContent stack(String stack, List<RoleUse> all) {
        List<RoleUse> roles =
                all.stream().filter(role -> role.stack().equals(stack)).toList();
        return details(
                summary(stack + ": " + roles.size() + (roles.size() == 1 ? " role" : " roles")),
                UseTable.of(roles),
                each(roles, PermissionsSection::role));
    }

    private static DomContent role(RoleUse role) {
        List<Granted> unused = role.neverUsed(REVIEWED);
        List<Granted> everything = role.onEverything(REVIEWED);
        List<Call> refused = role.calls().stream().filter(Call::refused).toList();
        return iff(
                unused.size() + everything.size() + refused.size() > 0,
                details(
                        summary(role.construct()),
                        list(
                                "refused",
                                refused,
                                call -> li(
                                        code(call.action()),
                                        span(" on " + String.join(", ", call.resources()))
                                                .withClass("soft"))),
                        list("never used in this run", unused, PermissionsSection::granted),
                        list("on everything", everything, PermissionsSection::granted)));
    }

    private static <T> DomContent list(String title, List<T> items, Function<T, DomContent> line) {
        return iff(
                !items.isEmpty(),
                div(p(title + ": " + items.size()), ul(each(items, line)).withClass("grants")));
    }

    private static DomContent granted(Granted granted) {
        return li(
                code(granted.action()),
                span(" on " + granted.resources()).withClass("soft"),
                each(granted.why().stream().toList(), why -> span(": " + why)));
    }
}

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
import static j2html.TagCreator.text;
import static j2html.TagCreator.ul;

import dev.trainyard.cli.permissions.Permissions;
import dev.trainyard.cli.permissions.Permissions.Call;
import dev.trainyard.cli.permissions.Reviewed;
import dev.trainyard.cli.permissions.RoleUse;
import dev.trainyard.cli.permissions.RoleUse.Granted;
import j2html.tags.DomContent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
                                                + "may: ./mvnw verify measures over all its runs, and fails for a grant that none of them uses and "
                                                + "that has no reason. The reasons here are those reviewed ones.")
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
        return "%s granted %d statements and used %d of them: %d of their %d actions. %s refused."
                .formatted(
                        roles.size() == 1 ? "1 role was" : roles.size() + " roles were",
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
        List<Granted> wildcards = role.wildcards(REVIEWED);
        List<Call> refused = role.calls().stream().filter(Call::refused).toList();
        return iff(
                unused.size() + wildcards.size() + refused.size() > 0,
                details(
                        summary(role.construct()),
                        list(
                                "refused",
                                refused,
                                call -> li(
                                        code(call.action()),
                                        span(" on " + String.join(", ", call.resources()))
                                                .withClass("soft"))),
                        grants("never used in this run", unused),
                        grants("granted on * or by a pattern", wildcards)));
    }

    private static <T> DomContent list(String title, List<T> items, Function<T, DomContent> line) {
        return iff(
                !items.isEmpty(),
                div(p(title + ": " + items.size()), ul(each(items, line)).withClass("grants")));
    }

    /** What stands on the same resources for the same reason stands in one line. */
    private static DomContent grants(String title, List<Granted> items) {
        Map<Granted, List<String>> lines = new LinkedHashMap<>();
        items.forEach(
                item -> lines.computeIfAbsent(new Granted("", item.resources(), item.why()), _ -> new ArrayList<>())
                        .add(item.action()));
        return iff(
                !items.isEmpty(),
                div(
                        p(title + ": " + items.size()),
                        ul(each(lines.entrySet().stream().toList(), line -> granted(line.getKey(), line.getValue())))
                                .withClass("grants")));
    }

    private static DomContent granted(Granted granted, List<String> actions) {
        List<String> named =
                actions.stream().filter(action -> !action.isEmpty()).toList();
        return li(
                each(named, action -> span(code(action), text(" "))),
                span((named.isEmpty() ? "" : "on ") + granted.resources()).withClass("soft"),
                each(granted.why().stream().toList(), why -> span(": " + why)));
    }
}

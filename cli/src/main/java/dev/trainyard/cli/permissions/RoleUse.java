package dev.trainyard.cli.permissions;

import dev.trainyard.cli.permissions.Permissions.Action;
import dev.trainyard.cli.permissions.Permissions.Call;
import dev.trainyard.cli.permissions.Permissions.Grant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One role: what it may do and what it did.
 *
 * @param role its ARN
 * @param stack that made it
 * @param construct its path, without the stage
 * @param grants in force
 * @param calls it made
 */
public record RoleUse(String role, String stack, String construct, List<Grant> grants, List<Call> calls) {

    public RoleUse {
        grants = List.copyOf(grants);
        calls = List.copyOf(calls);
    }

    /**
     * Something granted that is worth a word.
     *
     * @param action as written; empty where a resource alone is worth it
     * @param resources as the template writes them
     * @param why it stands; empty where nobody has said
     */
    public record Granted(String action, String resources, Optional<String> why) {}

    /** Returns each role that has a grant of this project now, in the order of stacks and constructs. */
    public static List<RoleUse> of(Permissions permissions) {
        Map<String, List<Grant>> byRole = new LinkedHashMap<>();
        permissions.grants().stream()
                .filter(grant -> grant.deployed() && grant.ours())
                .forEach(grant -> byRole.computeIfAbsent(grant.role(), _ -> new ArrayList<>())
                        .add(grant));
        return byRole.entrySet().stream()
                .map(entry -> of(entry.getKey(), entry.getValue(), permissions.calls()))
                .toList();
    }

    private static RoleUse of(String role, List<Grant> grants, List<Call> calls) {
        Grant first = grants.getFirst();
        return new RoleUse(
                role,
                first.stack(),
                Stageless.construct(first.construct()),
                grants,
                calls.stream().filter(call -> call.principal().equals(role)).toList());
    }

    public long statementsUsed() {
        return grants.stream().filter(Grant::used).count();
    }

    public long actions() {
        return grants.stream().mapToLong(grant -> grant.actions().size()).sum();
    }

    public long actionsUsed() {
        return grants.stream()
                .flatMap(grant -> grant.actions().stream())
                .filter(action -> action.used() > 0)
                .count();
    }

    public long refused() {
        return calls.stream().filter(Call::refused).mapToLong(Call::count).sum();
    }

    /** Returns each action of each statement that nothing used. */
    public List<Granted> neverUsed(Reviewed reviewed) {
        List<Granted> found = new ArrayList<>();
        for (Grant grant : grants) {
            String on = written(grant);
            grant.actions().stream()
                    .filter(action -> action.used() == 0)
                    .map(action -> new Granted(action.action(), on, reviewed.whyUnused(construct, action.action(), on)))
                    .forEach(found::add);
        }
        return found;
    }

    /** Returns each action that is granted on everything or as a pattern, and each resource that is a pattern. */
    public List<Granted> wildcards(Reviewed reviewed) {
        return grants.stream().flatMap(grant -> wildcards(grant, reviewed)).toList();
    }

    private Stream<Granted> wildcards(Grant grant, Reviewed reviewed) {
        String on = written(grant);
        Stream<Granted> actions = grant.actions().stream()
                .map(Action::action)
                .filter(action -> grant.onEverything() || action.contains("*"))
                .map(action -> new Granted(action, on, reviewed.whyEverything(construct, action)));
        Stream<Granted> resources =
                grant.patterns().map(resource -> new Granted("", resource, reviewed.whyPattern(construct, resource)));
        return Stream.concat(actions, resources);
    }

    private static String written(Grant grant) {
        return String.join(
                ", ",
                grant.resources().stream()
                        .map(resource -> Stageless.resource(resource.written(), grant.stack()))
                        .distinct()
                        .toList());
    }
}

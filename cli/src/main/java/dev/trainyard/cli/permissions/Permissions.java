package dev.trainyard.cli.permissions;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * What roles did in a rehearsal, and by whose leave (contract {@code permissions}).
 *
 * @param calls every judged call of a role, counted
 * @param undelivered events, notifications, logs and traces that were dropped for who may not deliver them
 * @param grants every statement that allows a role of a stack something
 */
public record Permissions(List<Call> calls, List<Dropped> undelivered, List<Grant> grants) {

    public Permissions {
        calls = List.copyOf(calls);
        undelivered = List.copyOf(undelivered);
        grants = List.copyOf(grants);
    }

    /**
     * @param principal ARN of the role
     * @param action as policies write it
     * @param decision {@code allowed} or {@code refused}
     * @param count how often
     * @param resources ARNs, the first of them
     * @param allowedBy each alone would have allowed it
     * @param why of a refusal, whose policy it was, as AWS ends its sentence; else empty
     * @param sid of the statement that denied it, if it has one; else empty
     * @param last when it was refused last, in seconds since 1970; 0 where it was allowed
     */
    public record Call(
            String principal,
            String action,
            String decision,
            long count,
            List<String> resources,
            List<Leave> allowedBy,
            String why,
            String sid,
            double last) {

        public boolean refused() {
            return decision.equals("refused");
        }

        /** Whether any of these was refused since then: a kept stand-in has those of earlier runs on record too. */
        public boolean refusedSince(Instant since) {
            return refused() && last >= since.getEpochSecond();
        }
    }

    /**
     * @param source ARN of the rule, the schedule, the alarm, the job or whatever else it comes from
     * @param why as AWS words a refusal
     * @param count how often
     * @param last when it was dropped last, in seconds since 1970
     */
    public record Dropped(String source, String why, long count, double last) {}

    /**
     * @param kind of policy
     * @param policy its name or ARN
     * @param statement its place, from 0
     * @param sid or empty
     * @param actions of the statement that match
     * @param resources of the statement that match
     */
    public record Leave(
            String kind, String policy, int statement, String sid, List<String> actions, List<String> resources) {}

    /**
     * @param stack that made the role
     * @param role its ARN
     * @param construct its path in the construct tree
     * @param policy name or ARN
     * @param statement its place, from 0
     * @param sid or empty
     * @param deployed whether it is in force now
     * @param actions as written, with their use
     * @param resources with their use
     * @param conditions the condition keys
     */
    public record Grant(
            String stack,
            String role,
            String construct,
            String policy,
            int statement,
            String sid,
            boolean deployed,
            List<Action> actions,
            List<Resource> resources,
            List<String> conditions) {

        /** Whether this project grants it: CDK's bootstrap and AWS's managed policies are not ours to narrow. */
        public boolean ours() {
            return !stack.equals("CDKToolkit") && !policy.startsWith("arn:aws:iam::aws:");
        }

        /** Whether any of it was used. */
        public boolean used() {
            return actions.stream().anyMatch(action -> action.used() > 0);
        }

        /** Whether it names no resource. */
        public boolean onEverything() {
            return resources.stream().anyMatch(resource -> resource.resource().equals("*"));
        }

        /** Returns the resources that it names by a pattern, as the template writes them, the same of all stages. */
        public Stream<String> patterns() {
            return resources.stream()
                    .map(resource -> Stageless.resource(resource.written(), stack))
                    .filter(written -> written.contains("*") && !written.equals("*"))
                    .distinct();
        }
    }

    /**
     * @param action as written
     * @param used how many calls it allowed
     */
    public record Action(String action, long used) {}

    /**
     * @param resource as IAM has it
     * @param written as the template has it
     * @param used how many calls it allowed
     */
    public record Resource(String resource, String written, long used) {}
}

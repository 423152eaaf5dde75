package dev.trainyard.cli.ledger;

import java.util.List;

/**
 * How far a rehearsal came (contract {@code reach}).
 *
 * @param operations of AWS's APIs that were called, by whomever
 * @param machines with their transitions
 */
public record Reach(List<Operation> operations, List<Machine> machines) {

    public Reach {
        operations = List.copyOf(operations);
        machines = List.copyOf(machines);
    }

    /** In words, such as {@code 4 operations of 2 services, 9 calls}. */
    public String spokenOperations() {
        long services = operations.stream().map(Operation::service).distinct().count();
        long calls = operations.stream().mapToLong(Operation::count).sum();
        return "%d operations of %d services, %d calls".formatted(operations.size(), services, calls);
    }

    /**
     * @param service such as s3
     * @param operation such as PutObject
     * @param count how often it was called
     */
    public record Operation(String service, String operation, long count) {}

    /**
     * @param machine ARN
     * @param construct its path in the construct tree
     * @param transitions of its definition
     */
    public record Machine(String machine, String construct, List<Transition> transitions) {

        public long taken() {
            return transitions.stream().filter(each -> each.taken() > 0).count();
        }
    }

    /**
     * @param from name of a state
     * @param to name of a state
     * @param how next, choice, default, catch
     * @param taken how often
     */
    public record Transition(String from, String to, List<String> how, long taken) {}
}

package dev.trainyard.endpointtests;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/**
 * What plays AWS in a test.
 *
 * @param kind which engine answers
 * @param uri where it answers
 * @param region AWS region of every client
 * @param certificate PEM to trust, where the endpoint has one of its own
 */
public record AwsEndpoint(Kind kind, URI uri, String region, Optional<Path> certificate) {

    /** What an engine is known to do; a test names what it {@link Needs}. */
    public enum Ability {
        /** Templates by change sets, exports and imports. */
        CLOUDFORMATION,
        /** Every property that a template states can be read back. */
        FAITHFUL_PROPERTIES,
        /** An update that fails restores what was there. */
        UPDATE_ROLLBACK,
        /** Jobs and endpoints run, and Step Functions can start them. */
        MACHINE_LEARNING,
        /** It can be made to fail as AWS does on a bad day. */
        FAULTS
    }

    /** The engines, with what each was measured to do; this table is the reviewed one. */
    public enum Kind {
        EMULATOR(Set.of(Ability.values())),
        LOCALSTACK(Set.of(Ability.CLOUDFORMATION)),
        NAMED(Set.of(Ability.CLOUDFORMATION));

        @SuppressWarnings("ImmutableEnumChecker") // made by Set.of
        private final Set<Ability> abilities;

        Kind(Set<Ability> abilities) {
            this.abilities = abilities;
        }

        public boolean has(Ability ability) {
            return abilities.contains(ability);
        }
    }
}

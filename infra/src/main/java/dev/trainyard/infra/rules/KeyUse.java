package dev.trainyard.infra.rules;

import java.util.List;

/** What a key's policy lets an AWS service do by itself. */
final class KeyUse {

    private KeyUse() {}

    /** The actions that no statement of the key's policy allows to the service. */
    static List<String> lacking(Resource key, String service, List<String> actions) {
        return actions.stream()
                .filter(action -> Statements.allowing(key.properties().path("KeyPolicy"))
                        .filter(statement -> !DeadStatements.isDead(statement))
                        .noneMatch(statement ->
                                Statements.isFor(statement, service) && Statements.hasAction(statement, action)))
                .toList();
    }
}

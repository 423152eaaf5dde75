package dev.trainyard.engine.pipeline;

import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A stage of the pipeline as the definition says it. */
public record StageDeclaration(String name, List<ActionDeclaration> actions) {
    /** Actions of one run order go side by side; the groups go one after another. */
    List<List<ActionDeclaration>> inRunOrder() {
        return List.copyOf(actions.stream()
                .collect(Collectors.groupingBy(ActionDeclaration::runOrder, TreeMap::new, Collectors.toList()))
                .values());
    }
}

package dev.trainyard.cli.workflow;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.sfn.model.HistoryEvent;

/** The states of an execution, read from its history. */
final class VisitedStates {

    private VisitedStates() {}

    static List<Visit> of(List<HistoryEvent> history) {
        List<Visit> visits = new ArrayList<>();
        for (HistoryEvent event : history) {
            if (event.stateEnteredEventDetails() != null) {
                visits.add(new Visit(event.stateEnteredEventDetails().name(), event.timestamp(), Optional.empty()));
            } else if (event.stateExitedEventDetails() != null) {
                leave(visits, event.stateExitedEventDetails().name(), event.timestamp());
            }
        }
        return visits;
    }

    private static void leave(List<Visit> visits, String state, Instant when) {
        for (int i = visits.size() - 1; i >= 0; i--) {
            Visit visit = visits.get(i);
            if (visit.state().equals(state) && visit.left().isEmpty()) {
                visits.set(i, new Visit(state, visit.entered(), Optional.of(when)));
                return;
            }
        }
    }
}

package dev.trainyard.engine.build;

import dev.trainyard.engine.json.Fields;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One phase that a build went through.
 *
 * @param code of the failure, as CodeBuild names it
 */
public record BuildPhase(
        String name, Instant start, Optional<Instant> end, String status, Optional<String> code, String message) {
    static BuildPhase started(String name, Instant now) {
        return new BuildPhase(name, now, Optional.empty(), "IN_PROGRESS", Optional.empty(), "");
    }

    BuildPhase ended(Instant now, String endStatus, Optional<String> endCode, String words) {
        return new BuildPhase(name, start, Optional.of(now), endStatus, endCode, words);
    }

    Fields fields() {
        Fields fields = Fields.of("phaseType", name).with("startTime", start);
        if (end.isPresent()) {
            fields.with("phaseStatus", status)
                    .with("endTime", end.get())
                    .with(
                            "durationInSeconds",
                            Duration.between(start, end.get()).toSeconds());
        }
        return code.isEmpty()
                ? fields
                : fields.with(
                        "contexts", List.of(Fields.of("statusCode", code.get()).with("message", message)));
    }
}

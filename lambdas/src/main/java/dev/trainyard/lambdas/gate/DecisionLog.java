package dev.trainyard.lambdas.gate;

import java.util.LinkedHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** One line of JSON per decision, so that CloudWatch Logs Insights finds them by field. */
final class DecisionLog {

    private final JsonMapper json = JsonMapper.shared();

    void write(GateRequest request, GateDecision decision, @Nullable String requestId, Consumer<String> log) {
        var line = new LinkedHashMap<String, @Nullable Object>();
        line.put("event", "gate-decision");
        line.put("requestId", requestId);
        line.put("bucket", request.bucket());
        line.put("key", request.key());
        line.put("approved", decision.approved());
        line.put("reasons", decision.reasons());
        line.put("rules", decision.rules());
        log.accept(json.writeValueAsString(line) + "\n");
    }
}

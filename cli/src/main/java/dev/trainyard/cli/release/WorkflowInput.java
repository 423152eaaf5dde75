package dev.trainyard.cli.release;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.trainyard.cli.json.Json;
import org.jspecify.annotations.Nullable;

/**
 * What a command asks of the workflow (contract {@code workflow-input}); what is absent, the workflow finds out.
 *
 * @param trigger {@code release} or {@code manual}
 * @param commit 40 hexadecimal digits; absent: that of the last release
 * @param force true: train even where nothing has changed
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record WorkflowInput(
        String trigger, @Nullable String commit, @Nullable Boolean force) {

    /** What Release asks. */
    public static WorkflowInput ofRelease(String trigger, @Nullable String commit) {
        return new WorkflowInput(trigger, commit, null);
    }

    /** What a person asks. */
    public static WorkflowInput byHand(boolean force) {
        return new WorkflowInput("manual", null, force);
    }

    public String json() {
        return Json.write(this);
    }
}

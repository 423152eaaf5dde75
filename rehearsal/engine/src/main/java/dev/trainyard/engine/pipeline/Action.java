package dev.trainyard.engine.pipeline;

import java.util.Map;

/** What one type of action does. */
@FunctionalInterface
public interface Action {
    /**
     * Does it, and returns when it is done.
     *
     * @return the action's output variables
     * @throws ActionFailure with the reason
     */
    Map<String, String> run(ActionContext context) throws InterruptedException;
}

package dev.trainyard.engine.action;

import dev.trainyard.engine.pipeline.ActionContext;

/** CodeBuild's public API as an action's role sees it. */
public interface BuildApi {
    /**
     * Starts the build that the action's configuration names.
     *
     * @param token that joins the request to what the pipeline announced
     * @return the build's id
     */
    String start(ActionContext context, String token);

    /** Reads the build once, as an action does to see how it went. */
    void look(ActionContext context, String buildId);
}

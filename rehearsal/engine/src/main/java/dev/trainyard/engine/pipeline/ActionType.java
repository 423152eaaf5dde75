package dev.trainyard.engine.pipeline;

import dev.trainyard.engine.json.Fields;

/** What kind of action it is, such as Build/AWS/CodeBuild. */
public record ActionType(String category, String owner, String provider, String version) {
    /** Without the version, as people say it. */
    public String label() {
        return category + "/" + owner + "/" + provider;
    }

    Fields fields() {
        return Fields.of("category", category)
                .with("owner", owner)
                .with("provider", provider)
                .with("version", version);
    }
}

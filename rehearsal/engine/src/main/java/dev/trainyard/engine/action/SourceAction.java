package dev.trainyard.engine.action;

import dev.trainyard.engine.aws.ArtifactBucket;
import dev.trainyard.engine.aws.ArtifactLocation;
import dev.trainyard.engine.aws.Identities;
import dev.trainyard.engine.aws.Identity;
import dev.trainyard.engine.aws.RefusedException;
import dev.trainyard.engine.json.Json;
import dev.trainyard.engine.pipeline.Action;
import dev.trainyard.engine.pipeline.ActionContext;
import dev.trainyard.engine.pipeline.ActionFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * Source/AWS/CodeStarSourceConnection: the files that were laid ready stand for the repository behind the connection, which
 * the action's role must be allowed to use.
 *
 * <p>Source: docs.aws.amazon.com/codepipeline/latest/userguide/action-reference-CodestarConnectionSource.html; that the action
 * is named after the connection's own service: docs.aws.amazon.com/dtconsole/latest/userguide/security-iam.html.
 */
public final class SourceAction implements Action {
    private static final Set<String> KNOWN =
            Set.of("ConnectionArn", "FullRepositoryId", "BranchName", "OutputArtifactFormat", "DetectChanges");

    private final Path directory;
    private final ArtifactBucket bucket;
    private final Identities identities;

    /** @param directory with source.zip and source.json */
    public SourceAction(Path directory, ArtifactBucket bucket, Identities identities) {
        this.directory = directory;
        this.bucket = bucket;
        this.identities = identities;
    }

    @Override
    public Map<String, String> run(ActionContext context) {
        context.knowsOnly(KNOWN);
        String format = context.optional("OutputArtifactFormat").orElse("CODE_ZIP");
        if (!format.equals("CODE_ZIP")) {
            throw new ActionFailure(
                    "ConfigurationError",
                    "The rehearsal does not know OutputArtifactFormat " + format + "; it knows CODE_ZIP");
        }
        demandConnection(context.identity(), context.required("ConnectionArn"));
        JsonNode facts = facts();
        context.action()
                .substituted("the working tree in place of the connection " + context.required("ConnectionArn"));
        ArtifactLocation output = context.outputs().values().iterator().next();
        bucket.put(context.identity(), directory.resolve("source.zip"), output);
        String commit = facts.path("commitId").asString();
        context.action().summary(facts.path("commitMessage").asString(""));
        context.action().external(commit);
        Map<String, String> variables = new LinkedHashMap<>();
        variables.put("CommitId", commit);
        variables.put("BranchName", context.required("BranchName"));
        variables.put("FullRepositoryName", context.required("FullRepositoryId"));
        variables.put("ConnectionArn", context.required("ConnectionArn"));
        variables.put("CommitMessage", facts.path("commitMessage").asString(""));
        variables.put("AuthorDate", facts.path("authorDate").asString(""));
        return variables;
    }

    private void demandConnection(Identity role, String connection) {
        String service = connection.contains(":codestar-connections:") ? "codestar-connections" : "codeconnections";
        try {
            identities.demand(role, service + ":UseConnection", connection);
        } catch (RefusedException e) {
            throw new ActionFailure(
                    "PermissionError",
                    "Unable to use Connection: " + connection
                            + ". The provided role does not have sufficient permissions. " + e.getMessage());
        }
    }

    private JsonNode facts() {
        try {
            return Json.parse(Files.readString(directory.resolve("source.json")));
        } catch (IOException e) {
            throw new ActionFailure("JobFailed", "There is no source at " + directory + ": " + e.getMessage());
        }
    }
}

package dev.trainyard.cli.stage;

import dev.trainyard.cli.aws.Clients;
import dev.trainyard.cli.aws.StackOutputs;
import dev.trainyard.config.StageNames;
import java.util.Optional;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

/** Reads what the workflow wrote about one run's model, below {@code evaluation/<execution>/}. */
final class JudgementReader {

    private final Clients account;
    private final StageNames names;

    JudgementReader(Clients account, StageNames names) {
        this.account = account;
        this.names = names;
    }

    /** Returns the judgement of an execution, or empty where it came to none. */
    Optional<Judgement> of(String execution) {
        String folder = "evaluation/" + execution.substring(execution.lastIndexOf(':') + 1) + "/";
        return StackOutputs.find(account.cloudFormation(), names.dataStack())
                .map(outputs -> outputs.get("ArtifactsBucketName"))
                .flatMap(bucket -> content(bucket, folder + "decision.json")
                        .map(decision -> Judgement.of(decision, content(bucket, folder + "index.html"))));
    }

    private Optional<String> content(String bucket, String key) {
        try {
            return Optional.of(account.s3()
                    .getObjectAsBytes(request -> request.bucket(bucket).key(key))
                    .asUtf8String());
        } catch (NoSuchKeyException e) {
            return Optional.empty();
        }
    }
}

package dev.trainyard.infra.data;

import dev.trainyard.infra.access.OtherStage;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.kms.IKey;
import software.amazon.awscdk.services.s3.IBucket;

/** Lets the stage behind take what this stage approved: the candidate and its archive, nothing else, by one role. */
final class ModelSharing {

    private static final String CANDIDATES = "candidates/approved.json";
    private static final List<String> ARCHIVES = List.of("models/*", "promoted/*");

    private ModelSharing() {}

    static void with(OtherStage taker, IBucket artifacts, IKey key) {
        artifacts.addToResourcePolicy(statement("TakeModels", taker, List.of("s3:GetObject"))
                .resources(List.of(
                        artifacts.arnForObjects(CANDIDATES),
                        artifacts.arnForObjects(ARCHIVES.getFirst()),
                        artifacts.arnForObjects(ARCHIVES.getLast())))
                .build());
        artifacts.addToResourcePolicy(statement("LookForCandidate", taker, List.of("s3:ListBucket"))
                .resources(List.of(artifacts.getBucketArn()))
                .conditions(Map.of("StringEquals", Map.of("s3:prefix", CANDIDATES)))
                .build());
        key.addToResourcePolicy(statement("TakeModels", taker, List.of("kms:Decrypt"))
                .resources(List.of("*"))
                .conditions(Map.of(
                        "StringEquals",
                        Map.of(
                                "kms:ViaService",
                                "s3.%s.amazonaws.com"
                                        .formatted(artifacts.getEnv().getRegion()))))
                .build());
    }

    private static PolicyStatement.Builder statement(String sid, OtherStage taker, List<String> actions) {
        return PolicyStatement.Builder.create()
                .sid(sid)
                .principals(List.of(taker.promoteRole()))
                .actions(actions);
    }
}

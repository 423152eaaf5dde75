package dev.trainyard.cli.lineage;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An endpoint and the models behind it.
 *
 * @param endpoint its name
 * @param status SageMaker's
 * @param config the endpoint configuration in service
 * @param variants what answers
 */
public record Lineage(String endpoint, String status, String config, List<Variant> variants) {

    public Lineage {
        variants = List.copyOf(variants);
    }

    /**
     * @param name of the production variant
     * @param weight its share of the traffic, beside the others'
     * @param model SageMaker's name of the model
     * @param image of its container
     * @param archive S3 URI of the model archive
     * @param origin its package in the registry; empty where none names this archive
     */
    public record Variant(
            String name, double weight, String model, String image, String archive, Optional<Origin> origin) {}

    /**
     * A model package, and what the workflow wrote with it.
     *
     * @param arn of the package
     * @param status Approved, Rejected, PendingManualApproval
     * @param facts commit, hashes, jobs, metrics
     * @param from the package of the stage before that it was promoted from
     */
    public record Origin(String arn, String status, Map<String, String> facts, Optional<Origin> from) {
        public Origin {
            facts = Map.copyOf(facts);
        }

        /** The SHA-256 that was registered for the archive. */
        Optional<String> sha256() {
            return Optional.ofNullable(facts.get("sha256"));
        }
    }
}

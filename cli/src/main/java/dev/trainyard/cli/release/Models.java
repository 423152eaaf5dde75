package dev.trainyard.cli.release;

import java.util.Optional;

/** The registered models of a stage and what its endpoint serves. */
public interface Models {

    /** Returns the model that was approved last. */
    Optional<Registered> latestApproved();

    /** Returns the archive that the endpoint answers with; empty when it is absent or not in service. */
    Optional<String> servedArchive();

    /**
     * An approved model.
     *
     * @param arn of its package
     * @param archive {@code s3://…/model.tar.gz}
     * @param codeHash of the code that trained it
     * @param dataHash of the data that it saw
     */
    record Registered(String arn, String archive, String codeHash, String dataHash) {}
}

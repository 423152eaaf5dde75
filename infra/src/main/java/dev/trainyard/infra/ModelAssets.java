package dev.trainyard.infra;

import java.nio.file.Path;

/**
 * The archives that a stage deploys, and what the model is; relative to the repository's root.
 *
 * @param lambdaZip the Java handlers, {@code lambdas/target/lambda.zip}
 * @param sourceArchive the training code, {@code sagemaker-code/target/sourcedir.tar.gz}
 * @param modelDefinition {@code model.yaml} as the archive holds it, {@code sagemaker-code/target/model.json}
 */
public record ModelAssets(Path lambdaZip, Path sourceArchive, Path modelDefinition) {}

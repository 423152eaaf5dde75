package dev.trainyard.infra;

import java.nio.file.Path;

/**
 * The archives that a stage deploys, relative to the repository's root.
 *
 * @param lambdaZip the Java handlers, {@code lambdas/target/lambda.zip}
 * @param sourceArchive the training code, {@code sagemaker-code/target/sourcedir.tar.gz}
 */
public record ModelAssets(Path lambdaZip, Path sourceArchive) {}

package dev.trainyard.infra.workflow;

import software.amazon.awscdk.services.kms.IKey;
import software.amazon.awscdk.services.s3.IBucket;

/**
 * The stage's data as the workflow sees it.
 *
 * @param raw raw data, under {@code raw/}
 * @param processed prepared data, under {@code processed/<execution>/}
 * @param artifacts {@code models/} and {@code evaluation/<execution>/}
 * @param key encrypts all of them, the volumes of jobs, logs and notifications
 */
public record Dataset(IBucket raw, IBucket processed, IBucket artifacts, IKey key) {}

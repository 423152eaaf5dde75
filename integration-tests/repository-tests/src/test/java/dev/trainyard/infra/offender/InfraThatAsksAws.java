package dev.trainyard.infra.offender;

import software.amazon.awssdk.services.s3.S3Client;

/** Breaks a rule on purpose, so that the rule is seen to bite. */
public final class InfraThatAsksAws {
    S3Client s3;
}

package dev.trainyard.engine.aws;

import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;

/**
 * Credentials and whose they are.
 *
 * @param arn the role or root that they belong to
 * @param sessionToken empty for an account's root
 */
public record Identity(String arn, String accessKeyId, String secretAccessKey, Optional<String> sessionToken) {
    /** The root of an account of the stand-in: there, a 12-digit access key is the account. */
    public static Identity root(String account) {
        return new Identity("arn:aws:iam::" + account + ":root", account, "rehearsal", Optional.empty());
    }

    public AwsCredentials credentials() {
        return sessionToken
                .<AwsCredentials>map(token -> AwsSessionCredentials.create(accessKeyId, secretAccessKey, token))
                .orElseGet(() -> AwsBasicCredentials.create(accessKeyId, secretAccessKey));
    }

    public Map<String, String> environment() {
        return Map.of(
                "AWS_ACCESS_KEY_ID", accessKeyId,
                "AWS_SECRET_ACCESS_KEY", secretAccessKey,
                "AWS_SESSION_TOKEN", sessionToken.orElse(""));
    }

    /** Secrets do not belong in messages. */
    @Override
    public String toString() {
        return arn;
    }
}

package dev.trainyard.cli.failure;

import java.util.Locale;

/**
 * The parts of an ARN that tell resources apart.
 *
 * @param service as ARNs write it
 * @param account twelve digits, or empty
 * @param rest all behind the account
 */
record Arn(String service, String account, String rest) {

    static Arn of(String text) {
        var parts = text.split(":", 6);
        return parts.length < 6 ? new Arn("", "", text) : new Arn(parts[2], parts[4], parts[5]);
    }

    boolean isRole() {
        return rest.startsWith("role/") || rest.startsWith("assumed-role/");
    }

    /** A role, a bucket, a key, ... by the name that CloudFormation knows it by. */
    String name() {
        if (service.equals("s3")) {
            return rest.split("/", 2)[0];
        }
        if (rest.startsWith("assumed-role/")) {
            return rest.split("/")[1];
        }
        var behindType = rest.replaceFirst("^[a-z-]+[/:]", "");
        return rest.startsWith("role/")
                ? behindType.substring(behindType.lastIndexOf('/') + 1)
                : behindType.split(":", 2)[0];
    }

    /** Whether a resource type, as {@code AWS::IAM::Role}, is of this service. */
    boolean isOf(String type) {
        var named = switch (service) {
            case "sts" -> "iam";
            case "states" -> "stepfunctions";
            default -> service;
        };
        return type.toLowerCase(Locale.ROOT).startsWith("aws::" + named + "::");
    }
}

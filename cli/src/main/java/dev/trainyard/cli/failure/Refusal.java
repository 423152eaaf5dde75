package dev.trainyard.cli.failure;

import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * One refusal of identity: AWS puts it into one sentence, wherever it comes to light.
 *
 * @param principal ARN of a role's session, a service's name, or what else AWS calls the caller; may be empty
 * @param action as policies write it
 * @param resource ARN or {@code *}
 * @param reason whose policy refused
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html">AWS's sentences</a>
 */
record Refusal(String principal, String action, String resource, Reason reason) {

    private static final String POLICY = "((?:identity-based|resource-based|session|service control|resource control"
            + "|VPC endpoint) policy|permissions boundary)";

    private static final Pattern SENTENCE = Pattern.compile(
            "(?:User: )?([^\\s\"']*) *is not authorized to perform: ([A-Za-z0-9-]+:\\w+) on (?:resource: )?\"?(\\*|arn:[^\\s\"]*[^\\s\".,:;)])\"?"
                    + "(?: because no " + POLICY + " allows| with an explicit deny in an? " + POLICY + ")?");

    private static final Pattern NOT_ASSUMED =
            Pattern.compile("Could not assume role (arn:\\S+?)\\. Please ensure .*? allows principal '?([\\w.]+)'?");

    /** SageMaker's own words for a model that its role cannot read, where S3 gave no reason. */
    private static final Pattern UNREADABLE = Pattern.compile(
            "Could not access model data at (s3://\\S+?)\\. Please ensure that the role \"(arn:[^\"]+)\"");

    /**
     * Whose policy refused.
     *
     * @param policy {@code identity-based policy}, ...; empty where AWS does not say
     * @param denied by a statement; else because there is none
     * @param sid of that statement: AWS never says it, a stand-in's record does; else empty
     */
    record Reason(String policy, boolean denied, String sid) {

        static final Reason UNSAID = new Reason("", false);
        static final Reason TRUST = new Reason("trust policy", false);

        Reason(String policy, boolean denied) {
            this(policy, denied, "");
        }

        boolean isOfResource() {
            return policy.startsWith("resource-based") || policy.startsWith("trust");
        }
    }

    /** Returns the same, denied by the statement of that name. */
    Refusal by(String sid) {
        return new Refusal(principal, action, resource, new Reason(reason.policy(), reason.denied(), sid));
    }

    /** Returns all that a text tells of, each once, in its order. */
    static List<Refusal> in(String text) {
        var said = sentences(text, SENTENCE, Refusal::ofSentence).toList();
        var models = sentences(text, UNREADABLE, found -> ofModel(found.group(1), found.group(2)));
        return Stream.of(
                        said.stream(),
                        sentences(text, NOT_ASSUMED, found -> ofTrust(found.group(2), found.group(1))),
                        said.isEmpty() ? models : Stream.<Refusal>of())
                .flatMap(Function.identity())
                .distinct()
                .toList();
    }

    private static Stream<Refusal> sentences(String text, Pattern pattern, Function<MatchResult, Refusal> read) {
        return pattern.matcher(text).results().map(read);
    }

    private static Refusal ofSentence(MatchResult found) {
        var none = found.group(4);
        var denied = found.group(5);
        var reason = none == null && denied == null
                ? Reason.UNSAID
                : new Reason(Objects.requireNonNullElse(none, denied), none == null);
        // SNS calls itself in capitals here, and in no policy.
        var action = found.group(2).replaceFirst("^SNS:", "sns:");
        return new Refusal(found.group(1), action, found.group(3), reason);
    }

    private static Refusal ofTrust(String service, String role) {
        return new Refusal(service, "sts:AssumeRole", role, Reason.TRUST);
    }

    private static Refusal ofModel(String uri, String role) {
        return new Refusal(role, "s3:GetObject", uri.replaceFirst("^s3://", "arn:aws:s3:::"), Reason.UNSAID);
    }
}

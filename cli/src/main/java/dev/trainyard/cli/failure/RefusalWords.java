package dev.trainyard.cli.failure;

import dev.trainyard.cli.failure.Refusal.Reason;
import java.util.Optional;
import java.util.regex.Pattern;

/** A refusal in one line: who may not do what to which resource, whose policy says so, and the files to mend. */
final class RefusalWords {

    /** CDK's names of bootstrap roles: {@code cdk-<qualifier>-<use>-role-<account>-<region>}. */
    private static final Pattern BOOTSTRAP = Pattern.compile("cdk-[a-z0-9]+-([a-z-]+)-role-(\\d{12})-([a-z0-9-]+)");

    private final Origins origins;

    RefusalWords(Origins origins) {
        this.origins = origins;
    }

    /** @param place {@code stage / action} */
    String of(String place, Refusal refusal) {
        return "%s: %s may not %s on %s: %s.%s"
                .formatted(
                        place,
                        who(refusal.principal()),
                        refusal.action(),
                        what(refusal),
                        why(refusal),
                        whence(refusal));
    }

    private static String who(String principal) {
        var arn = Arn.of(principal);
        if (principal.isEmpty()) {
            return "the caller";
        }
        return arn.isRole() ? "role " + arn.name() : arn.rest().equals("root") ? "account " + arn.account() : principal;
    }

    private static String what(Refusal refusal) {
        var arn = Arn.of(refusal.resource());
        var other = !arn.account().isEmpty()
                && !arn.account().equals(Arn.of(refusal.principal()).account());
        return arn.rest() + (other ? " of account " + arn.account() : "");
    }

    private static String why(Refusal refusal) {
        Reason reason = refusal.reason();
        if (reason.policy().startsWith("identity-based")) {
            return reason.denied() ? statement(reason) + " of its own policies denies it" : "no statement allows it";
        }
        var whose = ofResource(refusal);
        if (reason.isOfResource()) {
            return whose + (reason.denied() ? denies(reason) : " does not allow it");
        }
        if (!reason.policy().isEmpty()) {
            return reason.denied()
                    ? "a %s denies it".formatted(reason.policy())
                    : "no %s allows it".formatted(reason.policy());
        }
        return Arn.of(refusal.principal()).isRole()
                ? "no statement allows it, or %s refuses".formatted(whose)
                : whose + " does not allow it";
    }

    private static String statement(Reason reason) {
        return reason.sid().isEmpty() ? "a statement" : "statement " + reason.sid();
    }

    private static String denies(Reason reason) {
        return " denies it" + (reason.sid().isEmpty() ? "" : " by its statement " + reason.sid());
    }

    private static String ofResource(Refusal refusal) {
        if (refusal.action().equals("sts:AssumeRole")) {
            return "its trust policy";
        }
        return refusal.action().startsWith("kms:") ? "the key's policy" : "the policy of the resource";
    }

    private String whence(Refusal refusal) {
        var caller = origin(refusal.principal());
        var resource =
                origin(refusal.resource()).filter(made -> !Optional.of(made).equals(caller));
        return caller.map(made -> " " + capital(made) + ".").orElse("")
                + resource.map(made -> " The resource: " + made + ".").orElse("");
    }

    private Optional<String> origin(String arn) {
        return bootstrap(arn).or(() -> origins.of(arn).map(MadeBy::inWords));
    }

    private static Optional<String> bootstrap(String arn) {
        var found = BOOTSTRAP.matcher(Arn.of(arn).name());
        return found.matches()
                ? Optional.of(
                        "no construct, cdk bootstrap made it (stack CDKToolkit of account %s in %s) and trusts whom --trust named"
                                .formatted(found.group(2), found.group(3)))
                : Optional.empty();
    }

    private static String capital(String words) {
        return Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }
}

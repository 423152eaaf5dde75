package dev.trainyard.infra.offender;

/** Breaks a rule on purpose, so that the rule is seen to bite. */
public final class EnvironmentInTheTemplate {
    public String account() {
        return System.getenv("ACCOUNT");
    }
}

package dev.trainyard.engine.aws;

/** How an identity comes by another one. */
public interface Identities {
    /** A service assumes the role that trusts it; judged by that role's trust policy. */
    Identity ofService(Service service, String roleArn, String sessionName);

    /** A role assumes another one; judged on both sides. */
    Identity assume(Identity from, String roleArn, String sessionName);

    /**
     * Judges what no call of an API asks for.
     *
     * @param role who would do it
     * @param action such as {@code codeconnections:UseConnection}
     * @throws RefusedException in AWS's words
     */
    void demand(Identity role, String action, String resource);

    /**
     * Who asks for a role.
     *
     * @param principal such as {@code codebuild.amazonaws.com}
     * @param source ARN of the resource that it acts for: {@code aws:SourceArn}
     */
    record Service(String principal, String source) {}
}

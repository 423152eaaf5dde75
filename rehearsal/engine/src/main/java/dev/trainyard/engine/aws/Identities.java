package dev.trainyard.engine.aws;

/** How an identity comes by another one. */
public interface Identities {
    /** A service assumes the role that trusts it; judged by that role's trust policy. */
    Identity ofService(String service, String roleArn, String sessionName);

    /** A role assumes another one; judged on both sides. */
    Identity assume(Identity from, String roleArn, String sessionName);
}

package dev.trainyard.lambdas.promote;

/** The stage before does not let this one read its candidate. */
public final class CandidateForbiddenException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    CandidateForbiddenException(String stage, String place, Throwable cause) {
        super(
                ("%s may not be read: %s. The bucket policy and the key policy of stage %s must admit this stage's promote"
                                + " role: release that stage with this one behind it")
                        .formatted(place, cause.getMessage(), stage),
                cause);
    }
}
